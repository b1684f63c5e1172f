"""What Linux has and other systems lack: without it the toolkit does the same in another way."""

import os
import sys

import pytest
from conftest import ROOT

import toolkit
from toolkit import files
from toolkit.reader import session
from toolkit.report import batch, folder, kernel, verify

SAMPLE = ROOT / "toolkit" / "samples" / "river-dam.txt"


def test_without_unix_sockets_locks_and_exchanges_reports_come_out_the_same(tmp_path, monkeypatch):
    """Kernels then talk over ports of this machine, and an earlier report makes way in two steps."""
    (first,) = toolkit.report.report(SAMPLE, out=tmp_path / "usual")
    monkeypatch.setattr(kernel, "UNIX_SOCKETS", False)
    monkeypatch.setattr(folder, "exchange", lambda one, other: False)
    monkeypatch.setitem(sys.modules, "fcntl", None)
    for _ in range(2):
        (other,) = toolkit.report.report(SAMPLE, out=tmp_path / "other")
    verdict = verify(other.folder)
    assert (other.error, verdict.word) == (None, "identical"), verdict.reasons
    assert [path.name for path in (tmp_path / "other").iterdir() if path.name.startswith(".")] == []
    assert (first.folder / "report.html").read_bytes() == (other.folder / "report.html").read_bytes()


def test_without_a_list_of_the_cores_that_may_be_used_all_are_counted(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.delenv("TOOLKIT_THREADS", raising=False)
    assert session.thread_count() == os.cpu_count() and batch._cores() == os.cpu_count()


def test_two_folders_change_places_or_it_is_said_that_they_cannot(tmp_path, monkeypatch):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if files.exchange(tmp_path / "one", tmp_path / "other"):
        assert (tmp_path / "one" / "other").exists() and (tmp_path / "other" / "one").exists()
    monkeypatch.setattr(files.ctypes, "CDLL", lambda *args, **options: object())
    assert not files.exchange(tmp_path / "one", tmp_path / "other")


@pytest.mark.parametrize(
    ("article", "id"),
    [
        ("what? a: b*.txt", "what- a- b-"), ("con.txt", "con-"), ("LPT1.txt", "LPT1-"), ("aux.old.txt", "aux.old-"),
        ("end. .txt", "end"), ("a\\b.txt", "a-b"), ("console.txt", "console"),
    ],
)  # fmt: skip
def test_on_windows_a_reports_folder_has_a_name_that_it_takes(article, id, monkeypatch):
    monkeypatch.setattr(folder, "WINDOWS", True)
    assert folder.report_ids([article]) == [id]
