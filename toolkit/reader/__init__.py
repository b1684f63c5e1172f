"""The reader: one small neural model that finds names, attributions and references in one pass.

A text and the spans of its paragraphs come in, a `Reading` goes out (``reading``): ``features`` makes arrays of the
text, ``session`` runs the model over windows of them, ``tagging`` finds the best tags for its scores, and
``decoding`` turns these into names, attributions and links with character offsets.
"""

from toolkit.reader.reading import Attribution, Link, Name, Reading, read, read_many, version

__all__ = ["Attribution", "Link", "Name", "Reading", "read", "read_many", "version"]
