"""Scorers: how far predictions agree with texts that people marked, in percent.

A scorer is a module with a function ``score(gold, predictions)``: the marked rows, and by each row's id what a tool
found in its text. It gives a dictionary of figures. ``benchmarks/score.py`` runs one on two files of JSON Lines. All
offsets are of characters, ends exclusive. Only the standard library is used, so that any tool's output can be scored.
"""
