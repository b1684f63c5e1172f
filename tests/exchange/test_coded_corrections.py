"""What coders changed comes back as corrections: exactly that, whatever tool they used."""

import json
import tomllib

import pytest
from coders import TASKS, Task, in_cassis, in_label_studio, in_pyrefiqda, in_spacy, result_of, wanted_of
from made_analyses import port
from made_texts import hard

import toolkit
from toolkit.actors.actors_file import load
from toolkit.errors import InputError
from toolkit.exchange.coded_corrections import corrections


def coded(tool, made, task, folder, coder="ann"):
    """Export an analysis to a tool, have a coder do a task in it; gives the tool's export and the toolkit's own."""
    folder.mkdir(exist_ok=True, parents=True)
    if tool == "labelstudio":
        toolkit.exchange.export(made, tool, out=folder / "out")
        return in_label_studio(folder / "out", task, f"{coder}@example.org"), folder / "out"
    if tool == "inception":
        toolkit.exchange.export(made, tool, out=folder / "out")
        return in_cassis(folder / "out", made.article.id, task, coder), folder / "out"
    (path,) = toolkit.exchange.export(made, tool, out=folder / "made")
    return (in_spacy if tool == "spacy" else in_pyrefiqda)(path, task, coder), path


TOOLS = ["labelstudio", "inception", "qdpx", pytest.param("spacy", marks=pytest.mark.spacy)]


@pytest.fixture(autouse=True)
def _spacy(request):
    if request.node.get_closest_marker("spacy"):
        pytest.importorskip("spacy", reason="spaCy is not installed: make test-tools")


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("make", [port, hard], ids=["port", "hard"])
def test_two_speakers_a_strike_and_an_addition_come_back_and_nothing_else(tool, make, tmp_path):
    made, task = make(), TASKS[make]
    path, before = coded(tool, made, task, tmp_path)
    found = corrections([path], before=before if tool == "qdpx" else None)
    assert len(found.corrections) == 4 and not found.disputed and not found.lost
    assert result_of(made, found.corrections) == (wanted_of(made, task), True)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("make", [port, hard], ids=["port", "hard"])
def test_what_nobody_changed_gives_no_correction(tool, make, tmp_path):
    made = make()
    _, path = coded(tool, made, TASKS[make], tmp_path)
    if tool == "labelstudio":  # as a coder leaves it who submits what is there
        tasks = json.loads((path / "tasks.json").read_text("utf-8"))
        tasks[0]["annotations"] = [{"completed_by": 7, "result": tasks[0]["predictions"][0]["result"]}]
        (path / "tasks.json").write_text(json.dumps(tasks), "utf-8")
    found = corrections([path], before=None if tool == "labelstudio" else path)
    assert found.coders == [{"labelstudio": "coder 7", "inception": "out"}.get(tool, "made")]
    assert found.corrections == [] and found.lost == []


def test_the_command_adds_to_an_actors_toml_that_the_next_analysis_goes_by(toolkit, article, tmp_path):
    toolkit("export", article, "--to", "labelstudio", "-o", "coding")
    one = __import__("toolkit").analyse(article)
    said = {quote.text: quote for quote in one.quotes}
    excuses, listened, ferries = (
        next(quote for text, quote in said.items() if words in text)
        for words in ("excuses", "Nobody listened", "ferries")
    )
    task = Task({excuses.id: "Lars Brandt", listened.id: None}, ferries.id, "engineers found cracks", "Ines Okafor")
    export = in_label_studio(tmp_path / "coding", task)
    (tmp_path / "actors.toml").write_text('# mine\n[[actor]]\nname = "Ines Okafor"\n', "utf-8")
    done = toolkit("corrections", export, "-o", "actors.toml")
    assert done.stdout == "actors.toml: 4 new of 4 corrections, by ann@example.org\n" and not done.stderr
    assert (tmp_path / "actors.toml").read_text("utf-8").startswith('# mine\n[[actor]]\nname = "Ines Okafor"\n')
    again = __import__("toolkit").analyse(article, actors_file=tmp_path / "actors.toml")
    assert [(quote.content, quote.speaker_name) for quote in again.quotes] == wanted_of(one, task)
    untouched = [quote for quote in again.quotes if not quote.corrected]
    assert len(untouched) == len(one.quotes) - 3
    assert toolkit("corrections", export, "-o", "actors.toml").stdout.startswith("actors.toml: 0 new of 4")
    printed = tomllib.loads(toolkit("corrections", export).stdout)
    assert len(printed["quote"]) == 4


# ---------------------------------------------------------------- several coders


def two_coders(tmp_path, one, other):
    made = port()
    paths = [coded("labelstudio", made, task, tmp_path, coder)[0] for task, coder in ((one, "ann"), (other, "ben"))]
    return made, paths


def test_what_coders_do_not_agree_on_is_a_comment_and_one_of_them_can_be_chosen(tmp_path):
    one = TASKS[port]
    other = Task({"q4": "Inés Arrubarrena", "q7": None}, "q3", one.added, "Brussels")
    made, paths = two_coders(tmp_path, one, other)
    found = corrections(paths)
    assert [(row.text[:6], row.speaker) for row in found.corrections] == [
        ("“Nobod", "Inés Arrubarrena"),
        ("‘We sh", None),
    ]
    assert sorted((row.speaker, who) for row, who in found.disputed) == [
        ("Brussels", ["ben@example.org"]),
        ("Hans Weber", ["ann@example.org"]),
        ("Westhaven", ["ann@example.org"]),
    ]
    assert result_of(made, corrections(paths, coder="ann@example.org").corrections)[0] == wanted_of(made, one)


def test_the_curator_of_inception_has_the_last_word(tmp_path):
    import zipfile

    made, task = port(), TASKS[port]
    project, _ = coded("inception", made, task, tmp_path)
    other, _ = coded("inception", made, Task({}, "q1", task.added, None), tmp_path / "other", "CURATION_USER")
    with zipfile.ZipFile(project, "a") as archive:
        archive.writestr("curation/port.xmi/curation.zip", (other.parent / "CURATION_USER.zip").read_bytes())
    found = corrections([project])
    assert result_of(made, found.corrections)[0] == wanted_of(made, Task({}, "q1", task.added, None))


# ---------------------------------------------------------------- what else coders do


def test_another_extent_is_a_strike_and_an_addition(tmp_path):
    made = port()
    toolkit.exchange.export(made, "inception", out=tmp_path / "out")
    import cassis

    types = cassis.load_typesystem((tmp_path / "out" / "TypeSystem.xml").open("rb"))
    cas = cassis.load_cas_from_xmi((tmp_path / "out" / "port.xmi").open("rb"), typesystem=types)
    quote = next(quote for quote in cas.select("webanno.custom.Quote") if quote.quote == "q6")
    quote.begin -= len("said ")
    (tmp_path / "ann").mkdir()
    cas.to_xmi(tmp_path / "ann" / "port.xmi")
    types.to_xml(tmp_path / "ann" / "TypeSystem.xml")
    found = corrections([tmp_path / "ann"], before=tmp_path / "out")
    quotes, fit = result_of(made, found.corrections)
    (a, b), speaker = made.quotes[5].content[0], made.quotes[5].speaker_name
    assert fit and (((a - 5, b),), speaker) in quotes and len(quotes) == len(made.quotes)
    assert [row.not_a_quote for row in found.corrections] == [True, False]


def test_changed_mentions_are_counted_and_not_passed_over_in_silence(toolkit, tmp_path):
    made = port()
    __import__("toolkit").exchange.export(made, "labelstudio", out=tmp_path / "out")
    path = in_label_studio(tmp_path / "out", TASKS[port])
    path.write_text(path.read_text("utf-8").replace('"choices": ["Brussels"]', '"choices": ["Westhaven"]'), "utf-8")
    done = toolkit("corrections", path)
    assert "port: ann@example.org changed 2 mentions" in done.stderr


def test_a_correction_of_one_article_is_for_no_other(tmp_path):
    made, task = hard(), TASKS[hard]
    path, _ = coded("labelstudio", made, task, tmp_path)
    from toolkit.exchange.coded_corrections import add_to

    add_to(tmp_path / "actors.toml", corrections([path]))
    known = load(tmp_path / "actors.toml")
    assert len(known.of_article("hard").quotes) == 4 and known.of_article("soft").quotes == ()


def test_what_cannot_be_read_is_said(toolkit, tmp_path, put):
    made, task = port(), TASKS[port]
    path, _ = coded("qdpx", made, task, tmp_path)
    with pytest.raises(InputError, match="give the export as the toolkit wrote it with --before"):
        corrections([path])
    with pytest.raises(InputError, match="nobody has marked anything"):
        __import__("toolkit").exchange.export(made, "labelstudio", out=tmp_path / "ls")
        corrections([tmp_path / "ls"])
    for name, data in (
        ("a.json", b"[1]"),
        ("b.json", b"{}"),
        ("c.xmi", b"<x/>"),
        ("d.zip", b"PK\x03\x04"),
        ("e.qdpx", b"PK\x03\x04no"),
        ("f.txt", b"a"),
    ):
        error = toolkit("corrections", put(name, data), status=1).stderr
        assert error.startswith(f"toolkit: {name}") and error.count("\n") == 1
    assert "cannot be read" in toolkit("corrections", "missing.json", status=1).stderr
