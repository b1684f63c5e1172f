"""What is released: the same bytes each time, complete, without code in its weights, and it works."""

import hashlib
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile

import pytest
from conftest import ROOT

SAMPLE = ROOT / "toolkit" / "samples" / "river-dam.txt"


def build(kind, source, folder):
    """Build a wheel or an sdist of a source tree, and return its path."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def test_wheel_and_sdist_have_the_same_bytes_each_time(wheel, tmp_path):
    again = build("wheel", ROOT, tmp_path / "again")
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(wheel.read_bytes()).digest()
    sources = [build("sdist", ROOT, tmp_path / name) for name in ("one", "two")]
    assert sources[0].read_bytes() == sources[1].read_bytes()
    with tarfile.open(sources[0]) as archive:
        archive.extractall(tmp_path / "tree", filter="data")
    (tree,) = (tmp_path / "tree").iterdir()
    assert build("wheel", tree, tmp_path / "from-sdist").read_bytes() == wheel.read_bytes()


def test_the_wheel_holds_what_the_toolkit_needs_and_nothing_that_runs_when_it_is_read(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for name in (
        "reader/weights/reader.onnx",
        "reader/weights/SHA256SUMS",
        "notebooks/article.ipynb",
        "samples/river-dam.txt",
    ):
        assert f"toolkit/{name}" in names
    assert not [name for name in names if name.endswith((".pkl", ".pickle", ".pt", ".pth", ".so", ".pyc", ".joblib"))]
    assert not [name for name in names if name.split("/")[0] in ("tests", "training", "benchmarks", "docs")]


def test_the_wheel_works_from_another_folder_in_an_environment_of_its_own(wheel, tmp_path):
    """The environment holds nothing but the wheel; dependencies come from the one that runs the tests."""
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    site = next((tmp_path / "env").rglob("site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "zz-dependencies.pth").write_text(sysconfig.get_path("purelib"))
    (tmp_path / "elsewhere").mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(*arguments):
        command = [str(python), "-P", *arguments]
        done = subprocess.run(command, cwd=tmp_path / "elsewhere", env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert str(site) in run("-c", "import toolkit; print(toolkit.__file__)")
    assert run("-m", "toolkit.cli", "notebooks").startswith("actor:")
    run("-m", "toolkit.cli", "report", str(SAMPLE), "--out", "reports")
    assert (tmp_path / "elsewhere" / "reports" / "river-dam" / "report.html").stat().st_size > 100_000
