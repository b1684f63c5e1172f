"""Spans: merging them loses no character, and what lies inside is found."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toolkit.text import is_inside, merged, share_covered

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda x: (x[0], x[0] + x[1])))


@given(SPANS)
def test_merged_spans_cover_the_same_offsets_and_stand_apart(spans):
    result = merged(spans)
    assert all(before[1] < after[0] for before, after in pairwise(result))
    covered = {k for start, end in spans for k in range(start, end)}
    assert {k for k in range(40) if is_inside(k, result)} == covered


@given(SPANS, st.integers(0, 30), st.integers(1, 9))
def test_the_share_covered_is_that_of_the_offsets_inside(spans, start, length):
    apart = merged(spans)
    inside = sum(is_inside(k, apart) for k in range(start, start + length))
    assert share_covered(start, start + length, apart) == inside / length
