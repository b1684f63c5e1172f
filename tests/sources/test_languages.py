"""Articles in other languages: left out where that is wanted, and named one by one."""

from toolkit.article import Article
from toolkit.sources import articles
from toolkit.sources.languages import is_foreign

GERMAN = "Der Stadtrat hat am Dienstag beschlossen, die alte Brücke zu schließen, sagte die Bürgermeisterin."
ENGLISH = "The council decided on Tuesday that the old bridge would be closed, the mayor said."


def test_each_article_of_a_table_is_named_by_its_own_name(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(
        f"title,text\nEins,{GERMAN!r}\nTwo,{ENGLISH!r}\nDrei,{GERMAN!r}\n".replace("'", '"'), encoding="utf-8"
    )
    passed = []
    assert [article.title for article in articles(path, language="en", on_passed_over=passed.append)] == ["Two"]
    assert [item.name for item in passed] == ["export-2 of export.csv (“Eins”)", "export-4 of export.csv (“Drei”)"]
    assert all(item.reason.startswith(f"{item.name} is in German") for item in passed)


def test_a_file_is_named_by_its_name_alone(tmp_path):
    path = tmp_path / "bruecke.txt"
    path.write_text(GERMAN, encoding="utf-8")
    passed = []
    assert list(articles(path, language="en", on_passed_over=passed.append)) == []
    assert [item.name for item in passed] == ["bruecke.txt"]


def test_what_is_half_told_is_no_other_language():
    assert not is_foreign(Article("squad", "", (), language="pcm", language_confidence=0.625))
