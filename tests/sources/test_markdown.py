"""Markdown: its words without its marks, and what its front matter says."""

import time

import pytest

from toolkit.sources import pandoc, read

STORY = "The ferry to Orla Island will run again from Monday, the harbour master said."


@pytest.fixture
def texts(put):
    """Write a Markdown file and return the paragraphs of its article."""
    return lambda text: read(put("ferry.md", text)).text.split("\n\n")


def test_front_matter_says_title_author_date_and_outlet(put):
    front = "title: Ferry runs again\nauthor: [Ada Roe, Cy Orr]\ndate: 2019-07-05\noutlet: Ellery Herald\nslug: f"
    article = read(put("ferry.md", f"---\n{front}\n---\n\n# Ferry runs again\n\n{STORY}\n"))
    assert (article.title, article.byline, article.published) == ("Ferry runs again", "Ada Roe, Cy Orr", "2019-07-05")
    assert (article.outlet, dict(article.meta)) == ("Ellery Herald", {"slug": "f"})
    assert article.text.split("\n\n") == ["Ferry runs again", STORY]


def test_first_heading_is_the_headline(put):
    article = read(put("ferry.md", f"# Ferry *runs* again\n\n{STORY}\n\n## What it costs\n\nNothing.\n"))
    assert article.title == "Ferry runs again"
    assert article.text.split("\n\n") == ["Ferry runs again", STORY, "What it costs", "Nothing."]


def test_marks_are_no_part_of_the_words(texts):
    marked = (
        'He *never* **stopped**, ~~it~~ [says the log](http://example.org/x "t") and <b>all</b> of `x` it.[^1] '
        "5\\*3, a_b_c, 2^10, @orla, $5 and $6, 7 < 8.<!-- so -->\n\n[^1]: A note.\n"
    )
    assert texts(marked) == [
        "He never stopped, it says the log and all of it. 5*3, a_b_c, 2^10, @orla, $5 and $6, 7 < 8."
    ]


def test_quotation_marks_dashes_and_dots_stay_as_they_are_typed(texts):
    said = "\"It's late\", she said -- “so late” … 'twas... 1990--91"
    assert texts(said) == [said]


def test_lists_quotes_lines_and_tables_are_paragraphs(texts):
    text = (
        "- a boat\n- a pier\n\n1. one\n\n> “It ran,” he said.\n\n| a | b |\n|---|---|\n| c | d |\n\nTerm\n:   Meaning\n"
    )
    assert texts(text) == ["a boat", "a pier", "one", "“It ran,” he said.", "a · b", "c · d", "Term", "Meaning"]


def test_a_letter_and_a_number_at_a_lines_beginning_are_words(texts):
    assert texts("A. Roe said so.\n\n(b) So did I.\n\n#1 in the charts\n\n1990. A year.") == [
        "A. Roe said so.",
        "(b) So did I.",
        "#1 in the charts",
        "A year.",
    ]


def test_code_formulas_pictures_and_rules_are_left_out(texts):
    html = "<div>\n\nInside.\n\n</div>\n\n<script>x()</script>\n"
    assert texts(f"![A boat](x.png)\n\n{STORY}\n\n```\nprint()\n```\n\n---\n\n{html}") == [STORY, "Inside."]


def test_files_without_words_are_refused(put, refused):
    assert refused(put("ferry.md", "---\nslug: f\n---\n")) == "ferry.md holds no text"
    assert refused(put("ferry.md", "![](x.png)\n")) == "ferry.md holds no text"


def test_front_matter_that_is_broken_costs_no_text(put):
    article = read(put("ferry.md", f"---\ntitle: [Ferry\n: :\n---\n\n{STORY}\n"))
    assert article.text == STORY
    assert article.notes == ("the front matter is no YAML: it is left out",)


def test_nothing_that_a_text_names_is_fetched(put, elsewhere, tmp_path):
    (tmp_path / "secret.md").write_text("the secret")
    named = f"![x]({elsewhere.url}/x.png) {{{{< include secret.md >}}}} <iframe src='{elsewhere.url}/y'></iframe>"
    assert "the secret" not in read(put("ferry.md", f"{STORY}\n\n{named}\n")).text
    assert elsewhere.asked == []


def test_marks_without_end_are_refused_in_time(put, refused, monkeypatch):
    monkeypatch.setattr(pandoc, "SECONDS", 1)
    began = time.monotonic()
    assert "too long" in refused(put("ferry.md", f"{STORY}\n\n{'[' * 20_000}\n"))
    assert time.monotonic() - began < 10
    assert read(put("ferry.md", f"{STORY}\n\n{'| a ' * 5000}\n")).text.startswith(STORY)
