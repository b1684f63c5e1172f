"""A folder with a file of each format gives all of them; what cannot be read is named, and the rest is read."""

import json

import pytest
from sources.made_files import GERMAN, HEADLINE, STORY, files, image, scan

from toolkit.article import Article
from toolkit.sources import PassedOver, articles, read_many
from toolkit.sources.recognising import FORMATS

BROKEN = files()["docx.docx"][:2000]
FOUR = {"photo.png": image(), "scan.pdf": scan(), "german.txt": GERMAN.encode(), "broken.docx": BROKEN}


@pytest.fixture
def folder(put):
    """Return a folder with a file of each format."""
    paths = [put(f"files/{name}", data) for name, data in files().items()]
    return paths[0].parent


def test_there_is_a_file_of_each_format():
    assert {name.partition(".")[0] for name in files()} == set(FORMATS)


@pytest.mark.parametrize("name", files())
def test_each_format_gives_the_same_story(put, name):
    (article,) = articles(put(name, files()[name]), on_passed_over=lambda what: pytest.fail(what.reason))
    body = " ".join(article.text[a:b] for a, b in article.spans("body"))
    assert " ".join(STORY) == " ".join(body.split())
    assert article.title == (None if name == "subtitles.srt" else HEADLINE)
    assert article.language == "en" and article.origin


@pytest.mark.parametrize("name", files())
def test_names_that_lie_change_nothing(put, name):
    by_content = [format for format in FORMATS if format not in ("markdown", "csv", "tsv", "jsonl", "text")]
    if name.partition(".")[0] in by_content:
        for lie in ("story.txt", "story"):
            (article,) = articles(put(lie, files()[name]))
            assert STORY[1] in article.text


def test_folder_of_all_formats_gives_all_of_them(folder):
    found = list(read_many([folder]))
    assert [item for item in found if isinstance(item, PassedOver)] == []
    assert len(found) == len(files())
    assert len({(article.origin, article.id) for article in found}) == len(files())
    assert all(STORY[1] in article.text for article in found)


def test_image_scan_german_and_broken_document_are_named_and_the_rest_is_read(folder, put):
    for name, data in FOUR.items():
        put(f"files/{name}", data)
    found = list(read_many([folder], language="en"))
    assert sum(isinstance(item, Article) for item in found) == len(files())
    lost = {item.name: item for item in found if isinstance(item, PassedOver)}
    assert {name: what.failed for name, what in lost.items()} == {
        "photo.png": False, "german.txt": False, "scan.pdf": True, "broken.docx": True
    }  # fmt: skip
    assert "an image" in lost["photo.png"].reason and "German" in lost["german.txt"].reason
    assert "scan" in lost["scan.pdf"].reason and "damaged" in lost["broken.docx"].reason


def test_command_reads_all_and_its_status_says_what_failed(folder, put, toolkit):
    for name in ("photo.png", "german.txt"):
        put(f"files/{name}", FOUR[name])
    done = toolkit("analyse", folder)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == len(files())
    assert all(STORY[1] in line["text"] for line in lines)
    assert "photo.png" in done.stderr and "german.txt" in done.stderr
    for name in ("scan.pdf", "broken.docx"):
        put(f"files/{name}", FOUR[name])
    done = toolkit("analyse", folder, status=1)
    assert len(done.stdout.splitlines()) == len(files())
    assert all(name in done.stderr for name in FOUR)
    toolkit("analyse", folder, "--strict", status=1)
