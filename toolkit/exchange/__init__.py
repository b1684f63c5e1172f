"""The toolkit's results beside what people say: coding sheets out, coders' answers in.

Analyses come in; a coding sheet (CSV) with its key goes out, and a table of precision and agreement once coders have
answered it. ``validation`` does both.
"""

from toolkit.exchange.validation import agreement, sample, write

__all__ = ["agreement", "sample", "write"]
