"""Words, sentences and quotation marks of any text.

A string comes in; spans go out, character offsets with exclusive ends, so that ``text[start:end]`` is what is meant.
``segmentation`` finds lines, sentences and words, ``quotation_marks`` what stands in quotation marks, and ``spans``
says what lies inside of what; ``utf16`` converts offsets to and from those of JavaScript and Java.
"""

from toolkit.text.quotation_marks import opens_quotation, quoted_spans, quotes_with_single_marks
from toolkit.text.segmentation import lines, sentences, words
from toolkit.text.spans import Span, is_inside, joined_text, merged, share_covered, trimmed, without

__all__ = [
    "Span",
    "is_inside",
    "joined_text",
    "lines",
    "merged",
    "opens_quotation",
    "quoted_spans",
    "quotes_with_single_marks",
    "sentences",
    "share_covered",
    "trimmed",
    "without",
    "words",
]
