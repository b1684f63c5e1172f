"""Linking: which actors of different articles are one, how sure that is, and the one name each gets.

``linking`` takes every actor of every article. Whose names may be one actor's (``names``) are compared by what else is
said of them (``evidence``, with the weights of ``weights.json``); ``clusters`` brings the surest together first, of
``people`` and of ``things``; what comes out are ``links``. ``renaming`` gives actors their names in analyses and
tables, ``table`` shows who is who.
"""
