"""``toolkit lab``: a working copy; the browser tests start the server itself."""

import contextlib
import socket

import pytest
from conftest import ROOT

from toolkit import lab
from toolkit.errors import InputError


def test_the_working_copy_has_notebooks_and_samples_and_keeps_what_is_changed(tmp_path):
    folder = tmp_path / "copy"
    new = lab.copy(folder)
    assert {"explore.ipynb", "article.ipynb", "river-dam.txt", "orla/post/price.txt"} <= set(new)
    (folder / "explore.ipynb").write_text("mine")
    (folder / "river-dam.txt").unlink()
    assert lab.copy(folder) == ["river-dam.txt"]
    assert (folder / "explore.ipynb").read_text() == "mine"
    assert (ROOT / "notebooks" / "explore.ipynb").read_text("utf-8") != "mine"


def test_the_originals_are_never_worked_on():
    with pytest.raises(InputError, match="holds the originals"):
        lab.copy(ROOT / "notebooks")


def test_a_folder_that_cannot_be_made_is_said(toolkit, tmp_path):
    (tmp_path / "file").write_text("x")
    done = toolkit("lab", tmp_path / "file", "--no-browser", status=1)
    assert "cannot be written" in done.stderr and done.stderr.count("\n") == 1


def test_a_port_is_found_where_the_usual_one_is_taken():
    with socket.socket() as other:
        with contextlib.suppress(OSError):
            other.bind(("127.0.0.1", lab.PORT))
        assert lab.free_port() != lab.PORT
