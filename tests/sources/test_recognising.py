"""What a file is: told by what is in it, whatever its name."""

import io
import sys

import pytest

from toolkit.sources import articles

TABLE = "id{0}title{0}text\n1{0}Rain{0}It rained.\n2{0}Sun{0}The sun shone.\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("name", ["export.txt", "export"])
def test_a_table_is_one_without_an_ending_that_says_so(name, separator, tmp_path):
    path = tmp_path / name
    path.write_text(TABLE.format(separator), encoding="utf-8")
    assert [article.title for article in articles(path)] == ["Rain", "Sun"]


def test_a_table_on_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE.format(",").encode())))
    assert [article.id for article in articles("-")] == ["1", "2"]


@pytest.mark.parametrize(
    "text",
    [
        "Story, date and place of a murder\n\nIt was late, she said, and dark.",
        "Text, title\nand nothing else",
        "Rain, again\n\nIt rained, Ada Roe said.",
    ],
)
def test_a_text_with_commas_is_no_table(text, tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(text, encoding="utf-8")
    assert [article.text for article in articles(path)] == [text]
