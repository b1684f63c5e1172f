"""``toolkit lab``: a working copy; the browser tests start the server itself."""

import contextlib
import os
import resource
import socket
import subprocess
import sys

import nbformat
import papermill
import pytest
from conftest import ROOT

from toolkit import lab
from toolkit.errors import InputError
from toolkit.report import notebooks


def test_the_working_copy_has_notebooks_and_samples_and_keeps_what_is_changed(tmp_path):
    folder = tmp_path / "copy"
    new = lab.copy(folder)
    assert {"explore.ipynb", "article.ipynb", "river-dam.txt", "orla/post/price.txt"} <= set(new)
    (folder / "explore.ipynb").write_text("mine")
    (folder / "river-dam.txt").unlink()
    assert lab.copy(folder) == ["river-dam.txt"]
    assert (folder / "explore.ipynb").read_text() == "mine"
    assert (ROOT / "notebooks" / "explore.ipynb").read_text("utf-8") != "mine"


@pytest.mark.parametrize("name", notebooks.names())
def test_every_notebook_of_the_working_copy_runs_as_it_stands(tmp_path, monkeypatch, name):
    """A new user's first click is "Run All Cells"."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    lab.copy(tmp_path)
    done = tmp_path / "done.ipynb"
    papermill.execute_notebook(tmp_path / f"{name}.ipynb", done, cwd=str(tmp_path), progress_bar=False)
    notebook = nbformat.read(done, as_version=4)
    shown = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert len(shown) > 5 and not [output for output in shown if output.get("name") == "stderr"]


def test_the_originals_are_never_worked_on():
    with pytest.raises(InputError, match="holds the originals"):
        lab.copy(ROOT / "notebooks")


def test_a_folder_that_cannot_be_made_is_said(toolkit, tmp_path):
    (tmp_path / "file").write_text("x")
    done = toolkit("lab", tmp_path / "file", "--no-browser", status=1)
    assert "cannot be written" in done.stderr and done.stderr.count("\n") == 1


def test_a_full_disk_leaves_no_half_notebook(tmp_path):
    """No file may grow past 100 bytes."""
    done = subprocess.run(
        [sys.executable, "-m", "toolkit.cli", "lab", "copy", "--no-browser"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (1, "toolkit: copy cannot be written: File too large\n")
    assert not list((tmp_path / "copy").iterdir())


def test_a_port_is_found_where_the_usual_one_is_taken():
    with socket.socket() as other:
        with contextlib.suppress(OSError):
            other.bind(("127.0.0.1", lab.PORT))
        assert lab.free_port() != lab.PORT
