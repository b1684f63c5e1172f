"""TODO."""

from toolkit.text.quotation_marks import Span, quoted_spans, quotes_with_single_marks
from toolkit.text.segmentation import lines, sentences, words

__all__ = ["Span", "lines", "quoted_spans", "quotes_with_single_marks", "sentences", "words"]
