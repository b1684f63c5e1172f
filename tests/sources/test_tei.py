"""TEI: the text of each <TEI> element, with title, author, date and publisher of its header."""

import pytest

from toolkit.sources import articles, read_many

STORY = "The ferry to Orla Island will run again from Monday, the harbour master said."
QUOTE = "“It did not stop once,” Ben Low told reporters on the pier."
SPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'


def tei(body, date='<date when="2019-07-05">5 July 2019</date>', *, space=SPACE):
    """Return a TEI text."""
    header = f"""<teiHeader><fileDesc><titleStmt><title>Ferry runs again</title><author>Ada Roe</author></titleStmt>
      <publicationStmt><publisher>Ellery Herald</publisher>{date}</publicationStmt></fileDesc></teiHeader>"""
    return f"<TEI {space}>{header}<text><body>{body}</body></text></TEI>"


@pytest.mark.parametrize("name", ["ferry.xml", "ferry.tei", "ferry.txt", "ferry"])
def test_header_and_paragraphs(put, name):
    inside = f"<head>Why</head><p>{STORY}<note>A note.</note></p><fw>3</fw><list><item>{QUOTE}</item></list>"
    body = f"<head>Ferry runs again</head><div>{inside}</div>"
    (article,) = articles(put(name, tei(body)))
    assert (article.title, article.byline, article.published) == ("Ferry runs again", "Ada Roe", "2019-07-05")
    assert article.outlet == "Ellery Herald"
    assert article.text.split("\n\n") == ["Ferry runs again", "Why", STORY, QUOTE]


def test_quotation_and_names_inside_paragraphs_are_words(put):
    name = "<persName>Ben <surname>Low</surname></persName>"
    body = f"<p><q>“It did not stop once,”</q> {name} told reporters on the pier.</p>"
    (article,) = articles(put("ferry.xml", tei(body)))
    assert article.text == f"Ferry runs again\n\n{QUOTE}"


def test_corpus_of_several_texts(put):
    corpus = f"<teiCorpus {SPACE}><teiHeader/>{tei(f'<p>{STORY}</p>')}{tei('')}{tei(f'<p>{QUOTE}</p>')}</teiCorpus>"
    first, lost, last = read_many([put("corpus.xml", corpus)])
    assert (first.id, last.id) == ("corpus-1", "corpus-3")
    assert lost.reason == "corpus-2 in corpus.xml holds no text" or "holds no text" in lost.reason


def test_dates_in_words(put):
    (article,) = articles(put("ferry.xml", tei(f"<p>{STORY}</p>", "<date>5 July 2019</date>")))
    assert article.published == "2019-07-05"


def test_empty_damaged_and_evil_texts(put, refused, elsewhere):
    assert refused(put("ferry.xml", tei("")), failed=False) == "ferry.xml is TEI, but holds no text"
    assert "damaged" in refused(put("ferry.xml", tei(f"<p>{STORY}")))
    evil = f"<!DOCTYPE TEI [<!ENTITY h SYSTEM '{elsewhere.url}/x'>]>" + tei("<p>&h;</p>")
    assert "entities" in refused(put("ferry.xml", evil))
    deep = tei("<div>" * 5000 + "<p>It rained.</p>" + "</div>" * 5000)
    assert "damaged" in refused(put("ferry.xml", deep))
    assert elsewhere.asked == []
