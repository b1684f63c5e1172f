"""What gives no article: each has a name, and a whole sentence that says it."""

import io
import json
import tarfile
import zipfile

import pytest

from toolkit.article import Article
from toolkit.sources import PassedOver, opening, read_many

STORY = "The bridge must close, Ada Roe said on Friday.\n"


def put(folder, name, content):
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def zipped(**members):
    """Return the bytes of a zip archive; dots in names are written as two underscores."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return file.getvalue()


def damaged():
    """Return a zip archive whose first member's bytes are not those that it was packed from."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("broken.txt", STORY)
        archive.writestr("whole.txt", STORY)
    return file.getvalue().replace(b"The bridge", b"The bride ", 1)


def cut_tar():
    """Return a tar archive that ends in the middle."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = 5000
        archive.addfile(info, io.BytesIO(b"x" * 5000))
    return file.getvalue()[:3000]


FILES = {
    "bomb.zip": zipped(huge__txt=b"a" * 2**23, whole__txt=STORY),
    "damaged.zip": damaged(),
    "nested.zip": zipped(inner__zip=zipped(a__txt=STORY)),
    "pictures.zip": zipped(a__png=b"\x89PNG\r\n\x1a\n", b__txt=""),
    "cut.tar": cut_tar(),
    "no.zip": b"PK\x03\x04 no more",
    "no.gz": b"\x1f\x8b no more",
    "empty.txt": "",
    "blank.txt": " \n",
    "photo.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "settings.toml": "a = 1\n",
    "drawing.xml": "<?xml version='1.0'?><drawing/>",
    "broken.docx": b"PK\x03\x04 no more",
    "broken.pdf": b"%PDF-1.4 no more",
    "rows.csv": 'id,text\na,\nb,"never closed\nc,The bridge must close.\nd,one,two\n',
    "rows.jsonl": '{"text": ""}\nno JSON\n[1]\n',
    "no.json": "{no",
    "box.mbox": "From a@example.org Mon Jan  1 00:00:00 2024\nFrom: a\nTo: b\nSubject: Rain\n\n\n",
    "feed.rss": "<rss version='2.0'><channel><title>Post</title><item><title>Rain</title></item></channel></rss>",
    "page.html": "<!doctype html><html><head><title>x</title></head><body></body></html>",
    "subtitles.vtt": "WEBVTT\n\n",
    "header.csv": "title,text\n",
    "nothing.zip": zipped(),
}


def lost(sources):
    """Return what of some sources gave no article."""
    return [item for item in read_many(sources) if isinstance(item, PassedOver)]


@pytest.mark.parametrize("name", FILES)
def test_every_reason_is_a_sentence_that_names_what_was_passed_over(name, tmp_path):
    path = put(tmp_path, name, FILES[name])
    by_itself, in_a_folder = lost([path]), lost([tmp_path])
    assert by_itself
    for item in by_itself + in_a_folder:
        assert item.name in item.reason
        assert "\n" not in item.reason
        assert len(item.reason) > len(item.name) + 8


def test_what_is_not_there_and_what_is_no_path_is_named_too(tmp_path):
    sources = [tmp_path / "no.txt", tmp_path / "*.docx", "ftp://example.org/a", "A text.\nNo path."]
    assert [item.name for item in lost(sources)] == ["no.txt", "*.docx", "ftp://example.org/a", "a text"]
    for item in lost(sources):
        assert item.name in item.reason


def test_a_member_that_grows_past_all_measure_says_its_size(tmp_path):
    bomb = put(tmp_path, "bomb.zip", FILES["bomb.zip"])
    huge, whole = read_many(bomb)
    assert huge.reason == "bomb.zip/huge.txt has 8 MB when it is unpacked: unpack it and give the files"
    assert isinstance(whole, Article)


def test_a_member_that_is_damaged_costs_no_other(tmp_path):
    broken, whole = read_many(put(tmp_path, "damaged.zip", FILES["damaged.zip"]))
    assert broken.reason == f"damaged.zip/broken.txt {opening.CANNOT_UNPACK}"
    assert isinstance(whole, Article)


def test_a_table_without_a_text_costs_no_other_article(tmp_path):
    codebook = put(tmp_path, "codebook.csv", "variable,meaning\nv1,tone\n")
    story = put(tmp_path, "story.txt", STORY)
    for source in (tmp_path, [codebook, story]):
        passed, article = read_many(source)
        assert (article.id, passed.failed) == ("story", True)
        assert "has no column of text" in passed.reason
    passed, article = read_many(tmp_path, {"text": "body"})
    assert "has no column body: it has variable, meaning" in passed.reason


FRAME = "<!doctype html><html><body><p>Buy two, get one free.</p></body></html>"
PAGE = f"<!doctype html><html><body><article><h1>Rain</h1><p>{STORY}</p></article></body></html>"


def test_what_a_browser_saves_beside_a_page_is_one_thing_and_no_failure(tmp_path):
    files = {
        "a/Rain.html": PAGE,
        "a/Rain_files/frame.html": FRAME,
        "a/Rain_files/b/a.css": "p {}",
        "b_files/b.html": PAGE,
    }
    for name, content in files.items():
        put(tmp_path / "pages", name, content)
    archive = tmp_path / "pages.zip"
    with zipfile.ZipFile(archive, "w") as zipped_pages:
        zipped_pages.mkdir("a/Rain_files")
        for name, content in files.items():
            zipped_pages.writestr(name, content)
    for source, within in ((tmp_path / "pages", ""), (archive, "pages.zip/")):
        passed, *stories = read_many(source)
        assert [story.origin for story in stories] == ["Rain.html", "b.html"]
        assert passed.reason == f"{within}a/Rain_files belongs to the saved page a/Rain.html: 2 of its files left out"
        assert not passed.failed


def test_an_empty_name_is_not_the_folder_one_stands_in(tmp_path, monkeypatch):
    put(tmp_path, "story.txt", STORY)
    monkeypatch.chdir(tmp_path)
    assert [item.reason for item in read_many("")] == ["the path is empty: give a file, a folder or a URL"]


@pytest.mark.parametrize(
    "item",
    [
        PassedOver("a.png", "a.png is an image, not text"),
        PassedOver("row 3 of a.csv", "row 3 of a.csv has no text", failed=True, id="c"),
    ],
)
def test_what_was_passed_over_is_json_and_back(item):
    assert PassedOver.from_dict(json.loads(json.dumps(item.to_dict()))) == item
