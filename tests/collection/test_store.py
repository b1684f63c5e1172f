"""A corpus becomes a store: documented tables, read by anybody, and a collection like any other."""

import ast
import dataclasses
import json
import re
import shutil
import subprocess
import time
from contextlib import closing

import pandas as pd
import pyarrow.parquet as pq
import pytest
from clusters import CLI, ENVIRONMENT, Cluster, parquet, wait_for
from conftest import ARTICLE, ROOT

import toolkit
from toolkit import collection, report
from toolkit.collection import duplicates
from toolkit.collection.store import corpus, status
from toolkit.collection.store.batches import ARTICLES, FIRST, Item, ReadAhead
from toolkit.collection.store.folder import Folder
from toolkit.collection.store.schema import SCHEMA, TABLES
from toolkit.collection.store.work import analyse_batch
from toolkit.errors import InputError, ParameterError

TRIALS = ("british-1", "wire-1", "court-1", "letters-1")
TABLE_NAMES = ("articles", "actors", "mentions", "quotes")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    running = Cluster(tmp_path_factory.mktemp("cluster"), workers=1)
    yield running
    running.close()


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """Two outlets with articles, one in a table with dates; an image, an empty file, an article in German."""
    folder = tmp_path_factory.mktemp("archive")
    for outlet, names in (("herald", ("british-1", "wire-1")), ("post", ("court-1", "sport-1"))):
        (folder / outlet).mkdir()
        for name in names:
            shutil.copy(ROOT / "tests" / "trials" / f"{name}.txt", folder / outlet)
    (folder / "herald" / "same.txt").write_text(ARTICLE, "utf-8")
    (folder / "post" / "same.txt").write_text(ARTICLE.replace("Friday", "Monday"), "utf-8")
    rows = [{"id": f"r{k}", "text": ARTICLE, "published": f"2025-0{k}-14", "section": "local"} for k in (3, 4)]
    (folder / "rows.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "empty.txt").write_text("")
    (folder / "german.txt").write_text("Die Brücke wird am Freitag geschlossen, sagte der Bürgermeister. " * 5)
    return folder


@pytest.fixture(scope="module")
def store(sources, cluster, tmp_path_factory):
    path = tmp_path_factory.mktemp("stores") / "results"
    done = corpus(sources, path, scheduler=cluster.address)
    assert (done.articles, done.analysed, done.gone) == (8, 8, 0)
    return path


def test_every_file_has_the_documented_columns_and_the_version(store):
    for name, columns in TABLES.items():
        files = sorted((store / name).iterdir())
        assert files and all(file.suffix == ".parquet" for file in files)
        schema = pq.read_schema(files[0])
        assert schema.names == [column.name for column in columns]
        assert schema.metadata[b"schema"].decode() == SCHEMA == json.loads((store / "store.json").read_text())["schema"]
    ids = pd.read_parquet(store / "articles")["id"].tolist()
    assert ids == sorted(ids) and len(set(ids)) == 8 and {"same", "post/same"} <= set(ids)


def test_what_gives_no_analysis_is_a_failure_with_its_reason(store):
    rows = pd.read_parquet(store / "failures").set_index("name")
    assert rows["failed"].to_dict() == {"empty.txt": True, "german.txt": False, "photo.png": False}
    assert "nothing to read" in rows.loc["empty.txt", "reason"]
    assert [item.name for item in toolkit.open(store).passed_over] == sorted(rows.index)


def test_an_article_whose_rows_make_no_table_fails_alone(tmp_path):
    """A source's key whose value is no text, though all readers give text."""
    articles = [toolkit.read(text=ARTICLE, id=id) for id in ("one", "odd", "two")]
    articles[1] = dataclasses.replace(articles[1], meta={"page": 4})
    done = analyse_batch(tuple(Item(one.id, "key", one) for one in articles), Folder(tmp_path / "store"))
    assert done.articles == 2 and [item.id for item in done.failed] == ["odd"]
    assert sorted(pd.read_parquet(tmp_path / "store" / "articles")["id"]) == ["one", "two"]


def test_a_store_is_a_collection_like_any_other(store, sources):
    opened = toolkit.open(store)
    with pytest.warns(toolkit.ToolkitWarning):
        memory = collection.analyse(sources)
    order = [list(memory.names).index({"same": "herald/same"}.get(name, name)) for name in opened.names]
    memory = collection.from_analyses(
        [memory.analyses[k] for k in order], names=opened.names, outlets=[memory.outlets[k] for k in order]
    )
    assert opened.outlets == memory.outlets and len(opened) == 8
    for name in TABLE_NAMES:
        columns = opened.table(name).columns
        pd.testing.assert_frame_equal(opened.table(name), memory.table(name)[columns])
    for function in (collection.actors, collection.outlets, collection.over_time, collection.same_words):
        pd.testing.assert_frame_equal(function(opened), function(memory))
    for function in (collection.key_words, collection.cues, collection.same_speakers, collection.quotes):
        pd.testing.assert_frame_equal(function(opened), function(memory))
    assert opened.groups("section") == memory.groups("section")
    for function in (collection.concordance, collection.lookup):
        what = "bridge*" if function is collection.concordance else {"bridge": ["bridge*", "old bridge"]}
        pd.testing.assert_frame_equal(function(opened, what, by="outlet"), function(memory, what, by="outlet"))
    pd.testing.assert_frame_equal(collection.copies(opened), collection.copies(memory))
    name = opened.actor("Okafor")
    for function in (collection.about, collection.together, collection.descriptions):
        pd.testing.assert_frame_equal(function(opened, name), function(memory, name))
    assert list(opened.analyses) == list(memory.analyses) == opened.analyses[:]
    assert opened.analyses[-1] == memory.analyses[-1]
    assert list(opened.texts()) == list(memory.texts())


def test_the_queries_of_the_docs_run(store, monkeypatch):
    monkeypatch.chdir(store.parent)
    page = (ROOT / "docs" / "store.md").read_text("utf-8")
    answers, names = {}, {}
    for block in re.findall(r"```python\n(.*?)```", page, re.S):
        *steps, last = ast.parse(block).body
        exec(compile(ast.Module(steps, []), "store.md", "exec"), names)
        answers[block.splitlines()[0]] = eval(compile(ast.Expression(last.value), "store.md", "eval"), names)
    assert {"import toolkit", "import pandas", "import duckdb", "import polars"} < set(answers)
    assert answers["import pandas"]["Ines Okafor"] >= 8
    top = answers["import duckdb"]
    assert set(top["outlet"].dropna()) == {"herald", "post"} and "Ines Okafor" in set(top["name"])
    months = answers["import polars"].to_dicts()
    assert [row["month"] for row in months][-2:] == ["2025-03", "2025-04"] and 0 < months[-1]["indirect"] < 1


def test_the_last_articles_are_handed_out_in_small_parts_for_all_workers_to_end_together(store):
    (log,) = (store / "log").iterdir()
    assert [int(number) for number in re.findall(r" done articles=(\d+)", log.read_text())] == [4, 4]


def test_the_workers_start_before_all_is_read_and_all_is_read_then():
    articles = [toolkit.read(text=f"It rained {k} times.", id=str(k)) for k in range(20 * ARTICLES)]
    with closing(ReadAhead(iter(articles), {}, None)) as ahead:
        wait_for(lambda: ahead.waiting() == FIRST, "the first batches")
        time.sleep(0.2)
        assert (ahead.waiting(), ahead.done) == (FIRST, False)
        ahead.go_on()
        batches = list(ahead.batches())
        assert ahead.done and not ahead.waiting()
    assert [item.id for batch in batches for item in batch] == [article.id for article in articles]


def test_a_second_run_reads_nothing_again_and_changes_no_byte(store, sources, cluster):
    before = parquet(store)
    done = corpus(sources, store, scheduler=cluster.address)
    assert (done.articles, done.analysed) == (8, 0)
    assert parquet(store) == before
    assert str(status(store)) == "complete: 8 articles, 3 failures"


def test_what_has_changed_is_read_again_and_what_is_gone_leaves(store, sources, cluster, tmp_path):
    mine, other = tmp_path / "mine", tmp_path / "archive"
    shutil.copytree(store, mine)
    shutil.copytree(sources, other)
    about = json.loads((mine / "store.json").read_text())
    (mine / "store.json").write_text(json.dumps(about | {"sources": [str(other)]}))
    (other / "herald" / "same.txt").write_text(ARTICLE.replace("Okafor", "Obi"), "utf-8")
    (other / "post" / "sport-1.txt").unlink()
    done = corpus(other, mine, scheduler=cluster.address)
    assert (done.articles, done.analysed, done.gone) == (7, 1, 2)
    fresh = tmp_path / "fresh"
    corpus(other, fresh, scheduler=cluster.address)
    assert parquet(mine) == parquet(fresh)
    actors = collection.actors(toolkit.open(mine), by_article=True)
    assert "Ines Obi" in set(actors[actors["article"] == "same"]["actor"])


def test_copies_are_looked_for_once_and_again_when_an_article_has_changed(
    store, sources, cluster, tmp_path, monkeypatch
):
    mine, other = tmp_path / "mine", tmp_path / "archive"
    shutil.copytree(store, mine)
    shutil.copytree(sources, other)
    (mine / "copies.json").unlink(missing_ok=True)
    before, looked = parquet(mine), []
    find = duplicates._pairs
    monkeypatch.setattr(duplicates, "_pairs", lambda *given: looked.append(1) or find(*given))

    def found():
        return collection.copies(toolkit.open(mine))

    first = found()
    assert set(first["outlet"].dropna()) == {"herald", "post"} and first["published"].isna().any()
    pd.testing.assert_frame_equal(found(), first)
    assert len(looked) == 1 and parquet(mine) == before
    collection.copies(toolkit.open(mine), days=400)
    assert len(looked) == 2, "other days are another question"
    (mine / "copies.json").write_text("[1, 2")
    pd.testing.assert_frame_equal(found(), first)
    about = json.loads((mine / "store.json").read_text())
    (mine / "store.json").write_text(json.dumps(about | {"sources": [str(other)]}))
    (other / "herald" / "same.txt").write_text("A new title\n\nAll of this is new. Nobody had it before.\n", "utf-8")
    corpus(other, mine, scheduler=cluster.address)
    assert len(found()) == len(first) - 1


def test_no_article_leaves_because_a_source_was_forgotten(store, cluster, tmp_path):
    (tmp_path / "one.txt").write_text(ARTICLE, "utf-8")
    with pytest.raises(ParameterError, match="whose articles would leave it"):
        corpus(tmp_path / "one.txt", store, scheduler=cluster.address)
    with pytest.raises(InputError, match="holds other files"):
        corpus(tmp_path / "one.txt", tmp_path, scheduler=cluster.address)
    with pytest.raises(InputError, match="is no store"):
        toolkit.open(tmp_path)


@pytest.mark.parametrize("source", ["empty", "missing.txt", "photos"])
def test_sources_without_an_article_leave_nothing_behind(tmp_path, source):
    (tmp_path / "empty").mkdir()
    (tmp_path / "photos").mkdir()
    for name in ("a.png", "b.png"):
        (tmp_path / "photos" / name).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    with pytest.raises(InputError, match=source if source != "photos" else "none of 2 articles can be read: a.png"):
        corpus(tmp_path / source, tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_a_store_whose_sources_are_gone_stays_as_it_is(sources, store, tmp_path):
    mine = tmp_path / "mine"
    shutil.copytree(store, mine)
    about = json.loads((mine / "store.json").read_text()) | {"sources": [str(tmp_path / "gone")]}
    (mine / "store.json").write_text(json.dumps(about))
    before = {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()}
    with pytest.raises(InputError, match="is not there"):
        corpus(tmp_path / "gone", mine)
    assert {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()} == before
    assert status(mine).complete


def test_a_store_that_cannot_be_made_is_a_sentence(toolkit, article, tmp_path):
    (tmp_path / "file").write_text("x")
    for store, says in {
        "file": "is a file: give --store a folder",
        "file/store": "cannot be written: Not a directory",
        "/proc/store": "cannot be written: No such file or directory",
    }.items():
        done = toolkit("corpus", article, "--store", store, status=1)
        assert says in done.stderr and len(done.stderr.splitlines()) == 1


def test_what_the_analyst_knows_is_in_the_store(cluster, tmp_path):
    (tmp_path / "one.txt").write_text(ARTICLE, "utf-8")
    known, other = tmp_path / "actors.toml", tmp_path / "other.toml"
    known.write_text('[[actor]]\nname = "Mayor Okafor"\naliases = ["Ines Okafor", "Okafor"]\n', "utf-8")
    other.write_text("", "utf-8")
    corpus(tmp_path / "one.txt", tmp_path / "store", scheduler=cluster.address, actors_file=known)
    opened = collection.analyse(tmp_path / "store", actors_file=known)
    assert "Mayor Okafor" in set(collection.actors(opened)["actor"])
    assert collection.entities(opened).set_index("name").loc["Mayor Okafor", ["certainty", "known"]].tolist() == [
        1,
        True,
    ]
    assert "Ines Okafor" in set(collection.actors(collection.analyse(tmp_path / "store", actors_file=other))["actor"])


@pytest.fixture
def corrected(sources, store, cluster, tmp_path):
    """A copy of the store, given an actors.toml afterwards; and the file."""
    known = tmp_path / "actors.toml"
    known.write_text(
        '[[actor]]\nname = "Ada Okafor"\naliases = ["Ines Okafor", "Lars Brandt"]\n'
        'wikidata = "Q42"\ngroups = {side = "town"}\n'
        '[[actor]]\nname = "Harbour Company"\nleave_out = true\n',
        "utf-8",
    )
    shutil.copytree(store, tmp_path / "store")
    done = corpus(sources, tmp_path / "store", scheduler=cluster.address, actors_file=known)
    assert done.analysed == 0
    return tmp_path / "store", known


def test_corrections_of_actors_hold_for_the_whole_store_without_reading_anew(corrected, store):
    before, after = toolkit.open(store), toolkit.open(corrected[0])
    was, now = (collection.actors(c, nobody=True).set_index("actor") for c in (before, after))
    assert not {"Ines Okafor", "Lars Brandt", "Harbour Company"} & set(now.index)
    assert now.loc["Ada Okafor", "named"] == was.loc[["Ines Okafor", "Lars Brandt"], "named"].sum()
    assert now.loc["Ada Okafor", "wikidata"] == "Q42"
    assert now["quotes"].sum() == was["quotes"].sum() and now["words_quoted"].sum() == was["words_quoted"].sum()
    by_article = collection.actors(after, by_article=True)
    assert not by_article.duplicated(["article", "actor"]).any()
    assert "Harbour Company" not in set(collection.mentions(after)["actor"])
    assert "Harbour Company" not in set(collection.quotes(after)["speaker"])
    one = next(a for a in after.analyses if a.article.id == "same")
    okafor = next(actor for actor in one.actors if actor.name == "Ada Okafor")
    assert okafor.groups == {"side": "town"} and okafor.corrected and "Lars Brandt" in okafor.aliases
    assert {quote.speaker_name for quote in one.quotes} <= {"Ada Okafor", None}
    assert "Harbour Company" not in {actor.name for actor in one.actors}


def test_corrections_are_the_same_whether_a_store_is_made_or_opened_with_them(
    corrected, store, cluster, sources, tmp_path
):
    made, known = corrected
    opened = toolkit.open(store, actors_file=known)
    for function in (collection.actors, collection.quotes, collection.mentions, collection.entities):
        pd.testing.assert_frame_equal(function(toolkit.open(made)), function(opened))
    corpus(sources, tmp_path / "again", scheduler=cluster.address, actors_file=known)
    assert parquet(tmp_path / "again") == parquet(made)


def test_what_corrects_quotes_is_brought_in_by_the_command(store, tmp_path):
    (tmp_path / "actors.toml").write_text(
        '[[quote]]\ntext = "We have run out of excuses"\nnot_a_quote = true\n', "utf-8"
    )
    with pytest.raises(ParameterError, match="toolkit corpus … --actors"):
        toolkit.open(store, actors_file=tmp_path / "actors.toml")


def test_who_is_one_stands_in_the_store_with_how_sure_it_is(store):
    opened = toolkit.open(store)
    links, entities = pd.read_parquet(store / "links"), pd.read_parquet(store / "entities")
    assert entities["name"].tolist() == collection.entities(opened)["name"].tolist()
    assert not entities["name"].duplicated().any()
    assert links["certainty"].between(0, 1).all() and set(links["entity"]) == set(entities["entity"])
    okafor = entities.set_index("name").loc["Ines Okafor"]
    assert okafor["articles"] == 4 and "Okafor" in okafor["aliases"] and okafor["certainty"] > 0.8
    table = collection.entities(opened, by_article=True).rename(columns={"article": "name_of_article"})
    assert len(table) == len(links)


def test_texts_with_half_characters_are_kept_and_count_the_same(cluster, tmp_path):
    text = "It rained \ud83d all day, Ada Roe said."
    article = toolkit.read(text=text, id="half")
    corpus([article], tmp_path / "store", scheduler=cluster.address)
    (analysis,) = toolkit.open(tmp_path / "store").analyses
    assert analysis.article.text == text.replace("\ud83d", "\ufffd")
    assert [quote.speaker_name for quote in analysis.quotes] == ["Ada Roe"]


def test_the_command_works_with_workers_of_its_own(sources, tmp_path):
    """One worker, no cluster; what is passed over is said, with the exit status it deserves."""
    line = [*CLI, "corpus", sources, "--store", tmp_path / "store", "--workers", "1"]
    done = subprocess.run(list(map(str, line)), env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert len(done.stderr.splitlines()) == 3 and "empty.txt" in done.stderr
    assert done.stdout.startswith("8 articles in the store; 8 of them analysed now")
    far = subprocess.run([*CLI, "status", str(tmp_path / "store")], env=ENVIRONMENT, capture_output=True, text=True)
    assert far.stdout == "complete: 8 articles, 3 failures\n"
    (log,) = (tmp_path / "store" / "log").iterdir()
    assert re.search(r"^\S+Z end articles=8 analysed=8 failures=3 seconds=", log.read_text(), re.M)


def test_reports_sheets_and_the_view_take_a_store(store, tmp_path):
    for notebook in ("corpus", "actor"):
        line = [*CLI, "report", "--notebook", notebook, store, "--out", tmp_path]
        done = subprocess.run(list(map(str, line)), env=ENVIRONMENT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        page = (tmp_path / notebook / "report.html").read_text("utf-8")
        assert str(store.parent) not in page
    assert "The 8 articles of 2 outlets tell 5 stories with" in (tmp_path / "corpus" / "report.html").read_text("utf-8")
    assert pd.read_csv(tmp_path / "corpus" / "tables" / "articles.csv")["article"].tolist() == list(
        toolkit.open(store).names
    )
    (made,) = json.loads((tmp_path / "corpus" / "manifest.json").read_text())["inputs"]
    assert made == {"name": "results", "store": toolkit.open(store).sha256}
    with pytest.raises(toolkit.ReportError, match="made of a store"):
        toolkit.report.verify(tmp_path / "corpus")
    line = [*CLI, "sample", store, "-n", "5", "--out", tmp_path / "sheet.csv"]
    assert subprocess.run(list(map(str, line)), env=ENVIRONMENT, capture_output=True).returncode == 0
    assert len(pd.read_csv(tmp_path / "sheet.csv")) == 5
    view = toolkit.explore(str(store))
    assert len(view.articles) == 8
    with pytest.raises(ParameterError, match="stands alone"):
        collection.analyse([store, store])


def stopped(store, folder, **about):
    """A copy of a store as a run that was stopped leaves it: what it says of itself, but that it is complete."""
    shutil.copytree(store, folder)
    said = json.loads((folder / "store.json").read_text())
    said.pop("articles")
    (folder / "store.json").write_text(json.dumps({**said, "complete": False, **about}))
    return folder


def test_an_unfinished_store_says_how_much_of_it_is_there_wherever_it_is_opened_and_in_every_answer(store, tmp_path):
    says = "The store is unfinished, since its run goes on or was stopped: 8 of 20 articles are in it."
    part = stopped(store, tmp_path / "part", articles=20)
    with pytest.warns(toolkit.ToolkitWarning) as warned:
        opened = toolkit.open(part)
        assert len(collection.actors(opened)) and len(opened.without({opened.names[0]: "not wanted"})) == 7
    assert [str(one.message) for one in warned] == [says]
    answers = [report.compared(opened), report.surveyed(opened), report.asked(opened, "bridge")]
    answers.append(report.followed(opened, opened.actor("Okafor")))
    assert all(str(answer).count(says) == 1 for answer in answers)
    assert opened.without({"same": "not wanted"}).unfinished == says, "a part lacks what the whole does"
    for door in (collection.analyse, toolkit.explore):
        with pytest.warns(toolkit.ToolkitWarning, match="8 of 20 articles"):
            door(part)
    with pytest.warns(toolkit.ToolkitWarning, match="8 articles are in it, and how many are to come is not known"):
        toolkit.open(stopped(store, tmp_path / "reading"))


def test_a_finished_store_opens_without_a_word(store, recwarn):
    assert toolkit.open(store).unfinished == "" and "unfinished" not in str(report.surveyed(toolkit.open(store)))
    assert not [one for one in recwarn if issubclass(one.category, toolkit.ToolkitWarning)]


def test_the_report_of_an_unfinished_store_says_so_once_on_the_command_line(store, tmp_path):
    part = stopped(store, tmp_path / "part", articles=20)
    line = [*CLI, "report", "--notebook", "search", "-p", "question=bridge", str(part), "--out", str(tmp_path / "out")]
    done = subprocess.run(line, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0 and done.stderr.count("8 of 20 articles are in it") == 1, done.stderr
    assert "8 of 20 articles are in it" in (tmp_path / "out" / "search" / "report.html").read_text("utf-8")


def test_a_store_below_its_own_source_is_left_out_and_alone_it_holds_no_article_to_read(cluster, tmp_path):
    (tmp_path / "bridge.txt").write_text(ARTICLE, "utf-8")
    for _ in range(2):
        assert corpus(tmp_path, tmp_path / "store", scheduler=cluster.address).articles == 1
    passed = []
    assert [article.id for article in toolkit.articles(tmp_path, on_passed_over=passed.append)] == ["bridge"]
    assert [item.name for item in passed] == ["store"]
    with pytest.raises(InputError, match="is a store"):
        toolkit.read(tmp_path / "store")
