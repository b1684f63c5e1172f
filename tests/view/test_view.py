"""What stands behind the view: corrections into actors.toml, the data the browser gets, code, many articles."""

import json
import random
import tomllib
from pathlib import Path

import pandas
import pytest
from conftest import ARTICLE
from hypothesis import given, settings
from hypothesis import strategies as st
from made_analyses import any_marks, port

import toolkit
from toolkit import tables
from toolkit.analysis import reanalyse
from toolkit.errors import InputError, ParameterError
from toolkit.text import words as text_words
from toolkit.text.utf16 import from_utf16, to_utf16
from toolkit.view import corrections, narrowed, reproduction
from toolkit.view.actors_file_editor import ActorsFileEditor, entries, take_back
from toolkit.view.article_list import ArticleList
from toolkit.view.browser_data import for_browser
from toolkit.view.filters import active_filters
from toolkit.view.widget import Explorer


class Desk:
    """An analysis that is corrected step by step, as the view does it."""

    def __init__(self, path):
        self.file, self.path = ActorsFileEditor(path), path
        self.a = toolkit.analyse(toolkit.read(text=ARTICLE))

    def do(self, function, *arguments):
        said = self.file.change(function(self.a, *arguments))
        self.a = reanalyse(self.a, self.path)
        return said

    def id(self, name):
        return next(actor.id for actor in self.a.actors if actor.name == name)

    def quote(self, words):
        text = self.a.article.text
        return next(q for q in self.a.quotes if any(words in text[a:b] for a, b in q.content))

    @property
    def names(self):
        return [actor.name for actor in self.a.actors]

    @property
    def written(self):
        return tomllib.loads(self.path.read_text(encoding="utf-8"))


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "actors.toml")


def test_a_renamed_actor_keeps_its_mentions(desk):
    def named():
        return [m for a in desk.a.actors if "Okafor" in a.name for m in a.mentions if m.kind == "name"]

    before = named()
    desk.do(corrections.rename, desk.id("Ines Okafor"), "  Mayor Okafor ")
    assert "Ines Okafor" not in desk.names
    assert desk.id("Mayor Okafor") and [m.span for m in named()] == [m.span for m in before]
    assert desk.written["actor"] == [{"name": "Mayor Okafor", "type": "PER", "aliases": ["Ines Okafor"]}]


def test_merged_actors_are_one_with_all_mentions_and_quotes(desk):
    a, b = desk.a.actor(desk.id("Ines Okafor")), desk.a.actor(desk.id("Lars Brandt"))
    desk.do(corrections.merge, b.id, a.id)
    merged = desk.a.actor(desk.id("Ines Okafor"))
    assert "Lars Brandt" not in desk.names
    assert {m.span for m in merged.mentions if m.kind == "name"} >= {
        m.span for actor in (a, b) for m in actor.mentions if m.kind == "name"
    }
    assert desk.quote("as long as a bus").speaker == merged.id


def test_an_actor_given_another_s_name_is_merged_with_it(desk):
    said = desk.do(corrections.rename, desk.id("Lars Brandt"), "ines okafor")
    assert said == "Lars Brandt and Ines Okafor are one actor" and "Lars Brandt" not in desk.names


def test_merging_gathers_entries_and_groups(desk):
    desk.path.write_text('[[actor]]\nname = "Lars Brandt"\naliases = ["Brandt"]\ngroups = { party = "none" }\n')
    desk.a = reanalyse(desk.a, desk.path)
    desk.do(corrections.merge, desk.id("Lars Brandt"), desk.id("Ines Okafor"))
    (entry,) = desk.written["actor"]
    assert entry["name"] == "Ines Okafor" and entry["groups"] == {"party": "none"}
    assert entry["aliases"] == ["Lars Brandt", "Brandt"]


def test_speakers_are_set_taken_away_and_set_again(desk):
    for name, wanted in (("Lars Brandt", "Lars Brandt"), ("", None), ("Nora Vale", "Nora Vale")):
        desk.do(corrections.set_speaker, desk.quote("run out of excuses").id, name)
        quote = desk.quote("run out of excuses")
        assert quote.corrected and (quote.speaker and desk.a.actor(quote.speaker).name) == wanted
    assert len(desk.written["quote"]) == 1


def test_a_struck_quote_is_gone_and_an_added_one_there(desk):
    desk.do(corrections.strike_quote, desk.quote("Nobody listened").id)
    with pytest.raises(StopIteration):
        desk.quote("Nobody listened")
    start = desk.a.article.text.index("leads the engineers")
    desk.do(corrections.add_quote, start + 1, start + len("leads the engin"), "Lars Brandt")
    quote = desk.quote("leads the engineers")
    assert quote.content == ((start, start + len("leads the engineers")),)  # words that were cut are whole
    assert desk.a.actor(quote.speaker).name == "Lars Brandt"
    desk.do(corrections.set_speaker, quote.id, "Ines Okafor")
    assert desk.written["quote"][-1] == {"text": "leads the engineers", "add": True, "speaker": "Ines Okafor"}
    desk.do(corrections.strike_quote, desk.quote("leads the engineers").id)
    assert len(desk.written["quote"]) == 1  # what was added and is struck leaves nothing behind


def test_what_cannot_be_a_quote_is_refused_and_nothing_written(desk):
    text = desk.a.article.text
    for words, why in (
        ("excuses", "part of this is in q"),
        ("READ ALSO", "not part of the article"),
        ("   ", "mark the words"),
    ):
        start = text.index(words) if words.strip() else 0
        with pytest.raises(ParameterError, match=why):
            desk.do(corrections.add_quote, start, start + (len(words) if words.strip() else 0))
    with pytest.raises(ParameterError, match="not there any more"):
        desk.do(corrections.strike_quote, "q99")
    twice = text.rindex("cracks")
    with pytest.raises(ParameterError, match="before already"):
        desk.do(corrections.add_quote, text.index("cracks", text.index("found cracks") + 10), twice + len("cracks"))
    assert not desk.path.exists()


def test_what_was_taken_for_a_thought_becomes_a_statement_once_it_is_added(tmp_path):
    a = toolkit.analyse(str(Path(toolkit.__file__).parent / "samples" / "river-dam.txt"))
    thought = next(quote for quote in a.quotes if quote.act == "thinks")
    path = tmp_path / "actors.toml"
    ActorsFileEditor(path).change(corrections.add_quote(a, *thought.content[0], "Danica Tolev"))
    again = reanalyse(a, path)
    quote = next(quote for quote in again.statements if quote.content == thought.content)
    assert (quote.speaker_name, quote.corrected, len(again.quotes)) == ("Danica Tolev", True, len(a.quotes))
    assert again.corrections[-1].fits


def test_equal_words_find_the_quote_that_was_meant(tmp_path):
    article = toolkit.read(text="The vote\n\n“We agree,” Ada Roe said.\n\n“We agree,” Ben Low said.\n")
    a = toolkit.analyse(article)
    _, second = a.quotes
    path = tmp_path / "actors.toml"
    ActorsFileEditor(path).change(corrections.set_speaker(a, second.id, "Cy Moss"))
    a = reanalyse(a, path)
    assert [a.actor(q.speaker).name for q in a.quotes] == ["Ada Roe", "Cy Moss"]


def test_comments_and_what_is_known_already_stay(desk):
    mine = '# my notes\n[[actor]]  # the mayor\nname = "Ines Okafor"\ngroups = { party = "Left" }\n'
    desk.path.write_text(mine, encoding="utf-8")
    desk.a = reanalyse(desk.a, desk.path)
    desk.do(corrections.leave_out, desk.id("Lars Brandt"))
    desk.do(corrections.set_type, desk.id("Ines Okafor"), "ORG")
    text = desk.path.read_text(encoding="utf-8")
    assert "# my notes" in text and "# the mayor" in text and 'party = "Left"' in text
    assert "Lars Brandt" not in desk.names


def test_undo_goes_back_step_by_step_to_the_very_bytes(desk):
    desk.path.write_bytes(b"# mine\r\n")
    states = [desk.path.read_bytes()]
    for function, name, *rest in (
        (corrections.rename, "Ines Okafor", "The Mayor"),
        (corrections.merge, "Lars Brandt", "a1"),
        (corrections.leave_out, "Harbour Company"),
    ):
        desk.do(function, desk.id(name), *rest)
        states.append(desk.path.read_bytes())
    for state in states[-2::-1]:
        desk.file.undo()
        assert desk.path.read_bytes() == state
    with pytest.raises(ParameterError, match="nothing to undo"):
        desk.file.undo()


def test_undo_never_loses_what_somebody_else_wrote(desk):
    desk.do(corrections.leave_out, desk.id("Lars Brandt"))
    desk.path.write_text(desk.path.read_text() + '\n[[actor]]\nname = "Nora"\n')
    with pytest.raises(ParameterError, match="changed by somebody else"):
        desk.file.undo()
    assert "Nora" in desk.path.read_text()
    desk.do(corrections.leave_out, desk.id("Harbour Company"))
    assert "Nora" in desk.path.read_text()


def test_each_correction_can_be_taken_back_later(desk):
    desk.do(corrections.leave_out, desk.id("Lars Brandt"))
    desk.do(corrections.strike_quote, desk.quote("run out of excuses").id)
    later = ActorsFileEditor(desk.path)  # after a restart
    assert later.undoable is None
    rows = entries(later.document(), desk.a)
    assert [(r.kind, r.fits) for r in rows] == [("actor", True), ("quote", True)]
    later.change(take_back("actor", 0))
    desk.a = reanalyse(desk.a, desk.path)
    assert "Lars Brandt" in desk.names
    later.change(take_back("quote", 0))
    assert reanalyse(desk.a, desk.path).quotes == toolkit.analyse(toolkit.read(text=ARTICLE)).quotes


def test_a_damaged_file_is_said_with_its_line_and_left_alone(desk):
    desk.path.write_text('[[actor]]\nname = "Ann"\nalias = "x"\n')
    with pytest.raises(InputError, match=r"actors.toml, line 3"):
        desk.do(corrections.leave_out, desk.id("Lars Brandt"))
    assert desk.path.read_text().endswith('alias = "x"\n')


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab“”\"'\\\n\t#=[]é\x00\u202e😀 "), min_size=1, max_size=30))
def test_any_name_is_written_so_that_it_reads_back(tmp_path_factory, name):
    path = tmp_path_factory.mktemp("any") / "actors.toml"
    desk = Desk(path)
    try:
        desk.do(corrections.rename, desk.id("Lars Brandt"), name)
    except (ParameterError, InputError):
        assert not path.exists()
    else:
        assert desk.written["actor"][0]["name"] == " ".join(name.split())


# ---------------------------------------------------------------- what the browser gets


@given(st.text(st.sampled_from("aé😀\N{GOTHIC LETTER AHSA}\n"), max_size=20), st.integers(0, 20))
def test_offsets_go_to_the_browser_and_back(text, at):
    at = min(at, len(text))
    assert to_utf16(text)(at) == len(text[:at].encode("utf-16-le")) // 2
    assert from_utf16(text)(to_utf16(text)(at)) == at


def test_the_browser_gets_the_article_as_json():
    a = toolkit.analyse(toolkit.read(text="A day 😀\n\n“It is late 😀,” Ada Lovelace said.\n\nShe left.\n"))
    got = json.loads(json.dumps(for_browser(a)))
    utf16 = a.article.text.encode("utf-16-le")
    mentions = [mention for actor in got["actors"] for mention in actor["mentions"]]
    assert "Ada Lovelace" in [words for *_, words in mentions]
    for start, end, _, _, words in mentions:
        assert utf16[2 * start : 2 * end].decode("utf-16-le") == words
    (quote,) = got["quotes"]
    (start, end), *_ = quote["content"]
    assert utf16[2 * start : 2 * end].decode("utf-16-le") == "“It is late 😀,”"


def test_the_browser_gets_each_attributed_word_once_and_whether_it_stands_in_quotation_marks():
    a = port()
    got = for_browser(a)
    words = {start: a.article.text[start:end] for start, end in text_words(a.article.text)}
    marked = [words[at] for at, inside in zip(got["attributed"], got["in_quotation_marks"], strict=True) if inside]
    others = [words[at] for at, inside in zip(got["attributed"], got["in_quotation_marks"], strict=True) if not inside]
    assert " ".join(marked) == (
        "a promise to our grandchildren We have heard the dockers and we will not leave them alone Every job that goes "
        "will be answered by a job that comes She told me We shall see and that is fair Nobody here believes in jobs "
        "from a brochure It is a brave step Come to my office Tom the door is open"
    )
    assert " ".join(others) == (
        "the union would call a strike if the council did not name a date for talks it would look at the plan "
        "she was ready to talk"
    )


@pytest.mark.parametrize("text", ["", "\n", "x", "a\r\n\u202e😀\ud800 b\n\nc"], ids=repr)
def test_any_analysis_can_be_shown(text):
    got = json.loads(json.dumps(for_browser(any_marks(text, random.Random(2)))))
    utf16 = text.encode("utf-16-le", "surrogatepass")
    assert got["length"] == len(utf16) // 2
    for actor in got["actors"]:
        for start, end, _, _, words in actor["mentions"]:
            assert utf16[2 * start : 2 * end] == words.encode("utf-16-le", "surrogatepass")
    for quote in got["quotes"]:
        assert all(0 <= start <= end <= got["length"] for start, end in quote["content"])


def test_filters_leave_actors_and_take_quotes():
    a = port()
    seen = narrowed(a, kinds=["direct", "mixed"], speaker="Inés Arrubarrena", paragraphs=(2, 9))
    assert seen.actors == a.actors
    assert [q.id for q in seen.quotes] == ["q2", "q9"]
    assert [q.id for q in narrowed(a, speaker=tables.NOBODY).quotes] == ["q3", "q7"]
    assert narrowed(a, confidence=0.95).quotes == () and narrowed(a).quotes == a.quotes


# ---------------------------------------------------------------- from looking to reporting


@pytest.mark.parametrize(
    "view",
    [
        {"tab": "actors"},
        {"tab": "actors", "actor_name": "Lars Brandt"},
        {"tab": "quotes", "actor_name": "Lars Brandt", "kinds": ["direct"]},
        {"tab": "quotes", "speaker": tables.NOBODY, "confidence": 0.5, "paragraphs": [2, 9]},
        {"tab": "figures", "top": 5},
        {"tab": "statistics"},
        {"tab": "search", "query": "crack*", "sort": "left"},
        {"tab": "corrections"},
    ],
)
def test_the_code_of_a_view_runs_and_shows_it(view, article, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "actors.toml").write_text('[[quote]]\ntext = "run out"\nspeaker = "Lars Brandt"\n')
    a = toolkit.analyse("bridge.txt", actors_file="actors.toml")
    source = reproduction.python_code(a, view)
    shown = []
    *lines, last = source.rstrip().splitlines()
    names = {"display": shown.append}
    exec("\n".join(lines), names)
    shown.append(eval(last, names))
    assert names["a"] == a
    seen = narrowed(a, **active_filters(view))
    if view["tab"] == "quotes":
        quotes = tables.quotes(seen)
        if "actor_name" in view:
            quotes = quotes[quotes["speaker"] == view["actor_name"]]
        assert len(quotes) and list(shown[-1]["id"]) == list(quotes["id"])
    elif view["tab"] == "search":
        assert list(shown[-1]["keyword"]) == ["cracks", "cracks"]
    elif view["tab"] == "figures":
        timeline, voice, _ = shown
        assert [label.get_text() for label in timeline.get_yticklabels()][:2] == ["Ines Okafor", "Harbour Bridge"]
        assert voice.get_title() == toolkit.figures.share_of_voice(seen, n=view["top"]).get_title()
    elif view["tab"] == "statistics":
        assert list(shown[0]["measure"]) == list(toolkit.statistics.worth_showing(seen)["measure"])
        assert shown[1].equals(toolkit.statistics.voices(seen, wide=True))
    elif "actor_name" in view:
        assert set(shown[-1]["actor"]) == {"Lars Brandt"}
    else:
        assert shown[-1].equals(tables.actors(seen))


def test_the_report_s_command_is_one_that_runs(article, tmp_path, toolkit):
    import shlex

    import toolkit as package

    (tmp_path / "my actors.toml").write_text('[[actor]]\nname = "Lars Brandt"\nleave_out = true\n')
    a = package.analyse(tmp_path / "bridge.txt", actors_file=tmp_path / "my actors.toml")
    words = shlex.split(reproduction.command(a, {"top": 3}))
    assert words[:2] == ["toolkit", "report"]
    toolkit(*words[1:])
    assert "Lars Brandt" not in (tmp_path / "reports" / "bridge" / "tables" / "actors.csv").read_text("utf-8")
    with pytest.raises(ParameterError, match="save the text"):
        reproduction.command(package.analyse(package.read(text=ARTICLE)), {})


@pytest.mark.parametrize("name", reproduction.FIGURES)
def test_every_figure_is_there_as_svg_and_png(name):
    assert reproduction.figure(port(), {}, name, "svg").startswith(b"<svg")
    assert reproduction.figure(port(), {"kinds": ["direct"]}, name, "png").startswith(b"\x89PNG")


# ---------------------------------------------------------------- the widget, without a browser


def ask(view, **what):
    """What the view answers to the browser."""
    sent = []
    view.send = lambda reply, buffers=None: sent.append(reply)
    view._answer(view, {"id": "1", **what}, [])
    (reply,) = sent
    return reply


@pytest.fixture
def view(article, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return toolkit.explore("bridge.txt")


def test_a_correction_shows_at_once_and_after_a_restart(view, tmp_path):
    quote = next(q for q in view.article["quotes"] if "excuses" in q["text"])
    reply = ask(view, do="correct", what="speaker", on=quote["id"], value="Lars Brandt")
    assert reply["message"].endswith("written to actors.toml")
    anew = toolkit.explore(toolkit.analyse("bridge.txt"))
    for v in (view, anew):
        row = tables.quotes(v.analysis).set_index("id").loc[quote["id"]]
        assert row["speaker"] == "Lars Brandt" and row["corrected"]
        assert len(v.corrections["entries"]) == 1
    assert "error" not in ask(view, do="undo")
    assert tables.quotes(view.analysis).set_index("id").loc[quote["id"], "speaker"] == "Ines Okafor"


def test_errors_are_sentences_for_the_user(view):
    assert ask(view, do="search", query="  ")["error"].startswith("a concordance needs a word")
    assert ask(view, do="correct", what="add", text="nowhere to be found")["error"].startswith("these words do not")
    assert ask(view, do="undo")["error"] == "there is nothing to undo"


def test_corrections_go_to_the_file_the_analysis_was_made_with(article, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "own.toml"
    own.write_text('[[actor]]\nname = "Lars Brandt"\nleave_out = true\n')
    view = toolkit.explore(toolkit.analyse("bridge.txt", actors_file=own))
    ask(view, do="correct", what="leave_out", on=view.analysis.actors[0].id)
    assert own.read_text().count("leave_out") == 2 and not (tmp_path / "actors.toml").exists()


def test_the_view_is_a_card_where_there_is_no_widget(view):
    shown = view._repr_mimebundle_()
    bundle = shown[0] if isinstance(shown, tuple) else shown
    assert "toolkit-card" in bundle["text/html"] and "application/vnd.jupyter.widget-view+json" in bundle


# ---------------------------------------------------------------- many articles


def test_many_articles_of_any_kind(article, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "second.txt").write_text("# Second story\n\nAda Roe came.\n", encoding="utf-8")
    rows = [{"id": "r1", "text": ARTICLE}, {"id": "r2", "text": "“No,” Ada Roe said."}]
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    pandas.DataFrame(rows).to_csv(tables / "rows.csv", index=False)
    a = toolkit.analyse(article)
    for source, titles in (
        (tables / "rows.csv", ["Mayor says old bridge must close", "“No,” Ada Roe said."]),
        (toolkit.collection.from_analyses([a, a]), ["Mayor says old bridge must close"] * 2),
        (tmp_path, ["Mayor says old bridge must close", "Second story"]),
        (tables / "rows.jsonl", ["Mayor says old bridge must close", "“No,” Ada Roe said."]),
        (pandas.DataFrame(rows), ["Mayor says old bridge must close", "“No,” Ada Roe said."]),
        ([a, toolkit.read(text="Rain.", id="rain"), article], ["Mayor says old bridge must close", "rain", None]),
    ):
        view = toolkit.explore(source)
        assert isinstance(view, Explorer) and view.analysis is None
        assert [row[0] for row in view.articles[: len(titles) - (titles[-1] is None)]] == [t for t in titles if t]
        assert view.choose(0).article.text == ARTICLE
        assert ask(view, do="open", k=1)["message"].startswith("opened")
        assert view.chosen == 1
    about = [row[1] for row in toolkit.explore(tmp_path).articles]
    assert about[:2] == ["bridge.txt", "more/second.txt"] and len(about) == 2 + 2 * len(rows)


def test_the_texts_of_a_collection_are_searched_with_passages(article):
    rain = toolkit.analyse(
        toolkit.read(text="Rain\n\nThe mayor’s bridge was closed.\n\nREAD ALSO: TEN FERRIES YOU MUST SEE", id="r")
    )
    view = toolkit.explore(toolkit.collection.from_analyses([toolkit.analyse(article), rain]))
    assert view.searchable and not toolkit.explore([rain, rain]).searchable
    assert ask(view, do="find", query="bridge* clos*")["found"] in ([0, 1], [1, 0])
    assert ask(view, do="find", query="ferries rain")["found"] == []  # in furniture
    ((number, pieces),) = ask(view, do="snippets", query='"mayor\'s bridge"', articles=[1])["snippets"]
    assert number == 1 and [text for text, found in pieces if found] == ["mayor’s bridge"]
    assert "give a word" in ask(view, do="find", query="…")["error"]
    assert "a collection" in ask(toolkit.explore([rain, rain]), do="find", query="x")["error"]


def test_what_holds_no_article_is_said(tmp_path):
    with pytest.raises(InputError, match="holds no files"):
        toolkit.explore(tmp_path)
    with pytest.raises(ParameterError, match="no column of text"):
        toolkit.explore(pandas.DataFrame({"words": ["x"]}))
    with pytest.raises(InputError, match="no list of articles"):
        toolkit.explore(5)
    (tmp_path / "bad.jsonl").write_text("{")
    with pytest.raises(InputError, match="no article to choose from"):
        toolkit.explore(tmp_path / "bad.jsonl")


def test_a_folder_holds_the_same_articles_as_for_every_command(tmp_path, recwarn):
    """The analyst's actors.toml is none of them, nor are hidden files, nor what a browser put beside a page."""
    for name in ("orla/a.txt", "orla/actors.toml", ".trash/b.txt", "Rain.html", "Rain_files/advert.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ARTICLE if name.endswith("txt") else "<p>It rained, Ada Roe said.</p>" * 9)
    listed, passed_over = toolkit.explore(tmp_path).articles, []
    assert len(listed) == len(list(toolkit.articles(tmp_path, on_passed_over=passed_over.append))) == 2
    assert [str(warning.message) for warning in recwarn] == [item.as_warning() for item in passed_over] != []


def test_ten_thousand_articles_are_listed_without_being_analysed():
    import time

    rows = [{"id": str(k), "title": f"Story {k}", "text": ARTICLE} for k in range(10_000)]
    began = time.perf_counter()
    articles = ArticleList(pandas.DataFrame(rows))
    assert len(articles) == 10_000 and time.perf_counter() - began < 5
    assert articles.rows[77] == ("Story 77", "77")
