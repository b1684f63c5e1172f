"""spaCy's DocBin, opened with spaCy: `make test-tools` has it, and `make test` where it is installed."""

import subprocess
import sys

import pytest
from made_analyses import port
from made_texts import hard

import toolkit
from toolkit.errors import ToolkitError
from toolkit.exchange import spacy_docs


def test_without_spacy_one_sentence_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "spacy", None)  # as where it is not installed
    with pytest.raises(ToolkitError, match=r"^spaCy is not installed: pip install news-toolkit\[spacy\]$"):
        toolkit.exchange.export(port(), "spacy", out=tmp_path / "x")


@pytest.fixture(params=[port, hard], ids=["port", "hard"])
def opened(request, tmp_path):
    """An analysis, and its Doc as spaCy alone reads it, which knows no extension attributes but those it is told."""
    pytest.importorskip("spacy", reason="spaCy is not installed: make test-tools")
    (path,) = toolkit.exchange.export(made := request.param(), "spacy", out=tmp_path / "docs")
    import spacy
    from spacy.tokens import DocBin

    (doc,) = DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)
    return made, doc


def test_every_span_is_where_it_was_and_says_what_was_known(opened):
    made, doc = opened
    assert doc.text == made.article.text
    assert [(s.start_char, s.end_char) for s in doc.spans["quotes"]] == [p for q in made.quotes for p in q.content]
    by_id = {quote.id: quote for quote in made.quotes}
    for quote in made.quotes:
        span = next(span for span in doc.spans["quotes"] if span.id_ == quote.id)
        assert (span._.speaker, span._.speaker_text, span.label_) == (
            quote.speaker_name,
            quote.speaker_text,
            quote.kind,
        )
        assert span._.confidence == quote.confidence
    assert {span.label_ for span in doc.spans["quotes"]} == {quote.kind for quote in by_id.values()}
    mentions = [(a.name, m.span, m.kind) for a in made.actors for m in a.mentions]
    assert [(s._.actor, (s.start_char, s.end_char), s.label_) for s in doc.spans["mentions"]] == mentions
    assert doc._.article == made.article.id


def test_a_program_of_its_own_reads_it(opened, tmp_path):
    code = f"""
import spacy
from spacy.tokens import DocBin, Span
Span.set_extension("speaker", default=None)
(doc,) = DocBin().from_disk({str(tmp_path / "docs.spacy")!r}).get_docs(spacy.blank("en").vocab)
assert "toolkit" not in __import__("sys").modules
print([span._.speaker for span in doc.spans["quotes"]][0])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert done.stdout.strip() == opened[0].quotes[0].speaker_name, done.stderr


def test_words_with_accents_are_whole_tokens(opened):
    made, doc = opened
    assert "".join(token.text_with_ws for token in doc) == made.article.text
    assert "Ine\u0301s" not in made.article.text or "Ine\u0301s" in [token.text for token in doc]


def test_what_is_no_docbin_is_said(tmp_path):
    pytest.importorskip("spacy", reason="spaCy is not installed: make test-tools")
    (tmp_path / "x.spacy").write_bytes(b"no")
    with pytest.raises(toolkit.InputError, match=r"x\.spacy is no DocBin"):
        list(spacy_docs.read(tmp_path / "x.spacy"))
