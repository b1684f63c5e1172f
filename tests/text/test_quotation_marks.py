"""Quotation marks: what stands inside them, whatever the style and however they break."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text import quoted_spans, quotes_with_single_marks


def paragraphs(text):
    spans, at = [], 0
    for line in text.split("\n"):
        spans += [(at, at + len(line))] if line.strip() else []
        at += len(line) + 1
    return spans


def quoted(text):
    return [text[a:b] for a, b in quoted_spans(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“Go,” he said. “Now.”", ["“Go,”", "“Now.”"]),
        ('"Go," he said. "Now."', ['"Go,"', '"Now."']),
        ("‘Go,’ he said. ‘It’s the ministers’ wish.’", ["‘Go,’", "‘It’s the ministers’ wish.’"]),
        ("'Go,' he said. 'Don't wait.'", ["'Go,'", "'Don't wait.'"]),
        ("She said ``we will'' and left.", ["``we will''"]),
        ("”We will stay,” she said. ”Go“, he said.", ["”We will stay,”", "”Go“"]),  # marks turned the wrong way
        ("„Go“, he said, »now«.", ["„Go“", "»now«"]),
        ("“He told me ‘go’ and left,” she said.", ["“He told me ‘go’ and left,”"]),
        ('A 6\'2" man and a 5" pipe.', []),
        ("Workers’ ferry found ‘by sheer luck’\n“We dug,” he said. “Now.”", ["‘by sheer luck’", "“We dug,”", "“Now.”"]),
        ("'I won't forget': ferry found\n\"We dug,\" he said.", ["'I won't forget'", '"We dug,"']),
        ("The ministers’ cars, ’tis said, were the firm’s.", []),
    ],
)
def test_what_stands_in_marks(text, inside):
    assert quoted(text) == inside


def test_marks_that_never_close_end_with_their_paragraph():
    text = "“We will go on, she said.\nNobody knows why. “It is late,” he said."
    assert quoted(text) == ["“We will go on, she said.", "“It is late,”"]


def test_each_paragraph_of_a_long_quotation_opens_anew():
    assert quoted("“One.\n“Two.\n“Three,” she said.") == ["“One.", "“Two.", "“Three,”"]


def test_apostrophes_alone_make_no_british_article():
    assert not quotes_with_single_marks("It’s the ministers’ view, and don’t they know it’s late.")


@given(st.text(alphabet="ab .,\n“”\"‘’'«»", max_size=80))
def test_spans_are_in_order_apart_and_inside_their_paragraph(text):
    spans = quoted_spans(text, paragraphs(text))
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all("\n" not in text[a:b] for a, b in spans)
