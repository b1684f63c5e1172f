"""The command line: JSON out, one clear line for what is wrong, the right exit status."""

import json

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def test_one_article_is_one_json_object(toolkit, article):
    row = json.loads(toolkit("analyse", article).stdout)
    assert (row["id"], row["article"]["origin"]) == ("bridge", "bridge.txt")


def test_several_articles_are_a_line_each_and_what_fails_is_said(toolkit, article, tmp_path):
    done = toolkit("analyse", article, tmp_path / "missing.txt", article, status=1)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["bridge", "bridge"]
    assert len(done.stderr.splitlines()) == 1 and "missing.txt is not there" in done.stderr


def test_rows_come_out_in_order_and_a_bad_one_keeps_its_place(toolkit, tmp_path):
    rows = [
        '{"id": "a", "text": "Ines Okafor left.", "more": 1}',
        "nonsense",
        '{"id": "c"}',
        '{"id": "d", "text": " "}',
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join([*rows, '{"id": 7, "text": "It rained."}']), encoding="utf-8")
    done = toolkit("analyse", "rows.jsonl", "--jsonl", status=1)
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in out] == ["a", "2", "c", "d", 7]
    assert ["error" in row for row in out] == [False, True, True, True, False]
    assert out[2] == {
        "id": "c",
        "name": "line 3 of rows.jsonl",
        "error": "line 3 of rows.jsonl has no text",
        "failed": True,
    }
    assert out[0]["article"]["paragraphs"][0]["kind"] == "body"
    assert len(done.stderr.splitlines()) == 3


def test_json_goes_to_a_file(toolkit, article, tmp_path):
    assert toolkit("analyse", article, "--json", "out.json").stdout == ""
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["id"] == "bridge"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.txt", None, "is not there"),
        ("empty.txt", b"", "nothing to read"),
        ("blank.txt", b" \n\t\n", "nothing to read"),
        ("photo.jpg", PNG, "image"),
        ("photo.txt", PNG, "image"),
        ("packed.txt", b"PK\x03\x04" + b"\x00" * 60, "zip"),
        ("noise.txt", bytes(range(256)) * 20, "not text"),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(toolkit, tmp_path, name, data, says):
    folder = tmp_path / "in"
    folder.mkdir()
    if data is not None:
        (folder / name).write_bytes(data)
    done = toolkit("analyse", f"in/{name}", "--json", "out.json", status=1)
    assert done.stderr.count("\n") == 1 and says in done.stderr and name in done.stderr
    assert not (tmp_path / "out.json").exists()


def test_a_folder_is_named_as_one(toolkit, tmp_path):
    assert "folder" in toolkit("analyse", tmp_path, status=1).stderr


@pytest.mark.parametrize(("encoding", "note"), [("utf-16", False), ("utf-8-sig", False), ("cp1252", True)])
def test_encodings_give_the_same_article(toolkit, article, tmp_path, encoding, note):
    other = tmp_path / "other" / "bridge.txt"
    other.parent.mkdir()
    other.write_bytes(article.read_text(encoding="utf-8").encode(encoding))
    done = toolkit("analyse", other)
    assert json.loads(done.stdout)["text"] == article.read_text(encoding="utf-8")
    assert bool(done.stderr) == note
    if note:
        assert "Windows-1252" in done.stderr
        assert toolkit("analyse", other, "--strict", status=1).stdout == ""


def test_what_the_analyst_knows_is_applied(toolkit, article, tmp_path):
    (tmp_path / "actors.toml").write_text(
        '[[actor]]\nname = "Ines Okafor"\naliases = ["the Mayor"]\ngroups = {party = "Harbour"}\n'
        '[[actor]]\nname = "Harbour Company"\nleave_out = true\n'
        '[[quote]]\ntext = "ferries would run all night"\nspeaker = "Tom Aube"\n'
        '[[quote]]\ntext = "as long as a bus"\nnot_a_quote = true\n'
        '[[quote]]\ntext = "no such words"\nnot_a_quote = true\n',
        encoding="utf-8",
    )
    done = toolkit("analyse", article, "--actors", "actors.toml")
    row = json.loads(done.stdout)
    actors = {a["name"]: a for a in row["actors"]}
    assert actors["Ines Okafor"]["groups"] == {"party": "Harbour"} and "Harbour Company" not in actors
    ferries = next(q for q in row["quotes"] if q["corrected"])
    assert ferries["speaker"] == actors["Tom Aube"]["id"] and ferries["confidence"] == 1
    assert not any(row["text"][a:b].count("a bus") for q in row["quotes"] for a, b in q["content"])
    assert "no such words" in done.stderr
    assert toolkit("analyse", article, "--actors", "actors.toml", "--strict", status=1).stdout == ""


def test_a_first_actors_file_can_be_used_as_it_is(toolkit, article, tmp_path):
    (tmp_path / "actors.toml").write_text(toolkit("actors", article).stdout, encoding="utf-8")
    row = json.loads(toolkit("analyse", article, "--actors", "actors.toml").stdout)
    plain = json.loads(toolkit("analyse", article).stdout)
    counts = [[(a["name"], len(a["mentions"])) for a in r["actors"] if a["type"] != "MISC"] for r in (row, plain)]
    assert sorted(counts[0]) == sorted(counts[1])


FRENCH = "Le conseil municipal a décidé mardi de fermer le vieux pont, a déclaré la maire de la ville. " * 3


@pytest.mark.parametrize(
    "command",
    [
        ["analyse"],
        ["actors"],
        ["sample"],
        ["export", "--to", "tei", "-o", "out.xml"],
        ["corpus", "--store", "store"],
    ],
    ids=lambda command: command[0],
)
def test_an_article_in_another_language_that_is_all_there_is_fails_with_the_way_to_read_it(toolkit, tmp_path, command):
    (tmp_path / "french.txt").write_text(FRENCH, encoding="utf-8")
    done = toolkit(*command, "french.txt", status=1)
    first = done.stderr.splitlines()[0].removeprefix("toolkit: ").removeprefix("passed over: ")
    assert first.startswith("french.txt is in French (") and "sure), and the toolkit reads English: " in first
    assert first.endswith('--language any, in Python language="any", reads it all the same')
    assert done.stdout == "" and [path.name for path in tmp_path.iterdir()] == ["french.txt"]


def test_a_report_of_an_article_in_another_language_alone_warns_that_its_numbers_mean_nothing(toolkit, tmp_path):
    (tmp_path / "french.txt").write_text(FRENCH, encoding="utf-8")
    done = toolkit("report", "french.txt")
    assert done.stdout == "reports/french/report.html\n" and len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("toolkit: warning: french.txt is in French (")
    assert done.stderr.endswith("sure), and the toolkit reads English: its numbers mean nothing\n")
    assert "in French" in (tmp_path / "reports" / "french" / "report.html").read_text("utf-8")
    assert toolkit("report", "french.txt", "--language", "any").stderr == ""


def test_an_article_in_another_language_beside_others_is_passed_over_and_any_reads_it(toolkit, article, tmp_path):
    (tmp_path / "french.txt").write_text(FRENCH, encoding="utf-8")
    done = toolkit("analyse", "french.txt", article)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["bridge"] and "in French" in done.stderr
    assert json.loads(toolkit("analyse", "french.txt", "--language", "any").stdout)["article"]["language"] == "fr"


@pytest.mark.parametrize(
    "command",
    [
        ["analyse", "ARTICLE", "--json", "WHERE/out.json"],
        ["sample", "ARTICLE", "--out", "WHERE/sheet.csv"],
        ["export", "ARTICLE", "--to", "w3c", "-o", "WHERE/out"],
        ["export", "ARTICLE", "--to", "tei", "-o", "WHERE/out.xml"],
        ["report", "ARTICLE", "--out", "WHERE/reports"],
        ["corpus", "ARTICLE", "--store", "WHERE/store"],
        ["lab", "WHERE/lab"],
    ],
    ids=lambda command: " ".join(command[:1] + command[-1:]),
)
def test_a_place_that_cannot_be_written_to_is_one_sentence_that_names_it(toolkit, article, tmp_path, command):
    (tmp_path / "file").write_text("x")
    for where, why in {"file": "Not a directory", "/proc": "No such file or directory"}.items():
        done = toolkit(*[part.replace("WHERE", where).replace("ARTICLE", str(article)) for part in command], status=1)
        assert why in done.stderr and len(done.stderr.splitlines()) == 1
        assert f"{command[-1]}".replace("WHERE", where) in done.stderr and "cannot be " in done.stderr
        assert {path.name for path in tmp_path.iterdir()} == {"bridge.txt", "file"}


def test_a_sheet_without_an_answer_is_said(toolkit, article):
    toolkit("sample", article, "-n", "4")
    done = toolkit("agreement", "sheet.csv", status=1)
    assert done.stderr.startswith("toolkit: no row of sheet.csv is answered yet: a name, nobody or no quote")


def test_a_sheet_is_coded_and_scored(toolkit, article, tmp_path):
    import csv

    toolkit("sample", article, "-n", "8", "--seed", "3", "--out", "sheet.csv")
    first = (tmp_path / "sheet.csv").read_bytes()
    toolkit("sample", article, "-n", "8", "--seed", "3", "--out", "sheet.csv")
    assert (tmp_path / "sheet.csv").read_bytes() == first
    with (tmp_path / "sheet.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    key = json.loads((tmp_path / f"{rows[0]['sample']}.key.json").read_text(encoding="utf-8"))
    for coder, wrong in (("ann", ()), ("ben", ("1",))):
        with (tmp_path / f"{coder}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            for row in rows:
                names = key["answers"][row["item"]]["names"]
                writer.writerow(row | {"answer": "Somebody Else" if row["item"] in wrong else (names or ["nobody"])[0]})
    out = toolkit("agreement", "ann.csv", "ben.csv").stdout
    assert "1.000" in out and "krippendorff_alpha" in out


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["analyse"], ["analyse", "a.txt", "--nonsense"]])
def test_a_wrong_command_line_is_status_2(toolkit, arguments):
    toolkit(*arguments, status=2)


def test_help_names_every_command(toolkit):
    out = toolkit("--help").stdout
    assert all(name in out for name in ("analyse", "report", "verify", "actors", "sample", "agreement", "notebooks"))
