"""What goes wrong around the toolkit: full and read-only disks, kills, two runs at once, no home, no network."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from conftest import ROOT
from guarantees.generated import count

from toolkit.report import manifest

SAMPLES = ROOT / "toolkit" / "samples"
SAMPLE = SAMPLES / "river-dam.txt"
KILLS = count("KILLS", 6)
NAMESPACES = (
    shutil.which("unshare") and subprocess.run(["unshare", "-rmn", "true"], capture_output=True).returncode == 0
)
BRIEF = "---\ntitle: Bridge\n---\n\n{{< embed reports/river-dam/report.ipynb#fig-actors >}}\n"


def command(*arguments):
    return [sys.executable, "-m", "toolkit.cli", *map(str, arguments)]


def environment(**changes):
    """The environment with changes; None takes a variable out."""
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **changes}
    return {name: value for name, value in whole.items() if value is not None}


def run(*arguments, cwd, status=0, **changes):
    done = subprocess.run(command(*arguments), cwd=cwd, env=environment(**changes), capture_output=True, text=True)
    assert done.returncode == status and "Traceback" not in done.stderr, done.stdout + done.stderr
    return done


def in_namespace(script, cwd):
    """Run a shell script with mounts of its own and without a network."""
    if not NAMESPACES:
        pytest.skip("this system lets nobody have mounts of their own (unshare -rmn)")
    line = " ".join(command())
    script = f'set -e; ip link set lo up 2>/dev/null || true; toolkit() {{ {line} "$@"; }}; {script}'
    arguments = ["unshare", "-rmn", "bash", "-c", script]
    return subprocess.run(arguments, cwd=cwd, env=environment(), capture_output=True, text=True)


def files(folder):
    """Every file below a folder, the hidden ones too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("arguments", "room"),
    [
        (f"report {SAMPLE} --out disk/reports", "40k"),
        (f"report {SAMPLE} --out disk/reports", "700k"),
        (f"analyse {SAMPLE} --json disk/one.json", "8k"),
        (f"sample {SAMPLE} -n 20 --out disk/sheet.csv", "0k"),
        (f"export {SAMPLE} --to tei -o disk/one.xml", "8k"),
        ("brief brief.md -o disk/brief.docx", "8k"),
    ],
)
def test_a_full_disk_gives_a_sentence_and_leaves_nothing_half_written(arguments, room, made, tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "brief.md").write_text(BRIEF.replace("reports/", f"{made}/"))
    size = "size=4k,nr_inodes=2" if room == "0k" else f"size={room}"
    script = f"mount -t tmpfs -o {size} tmpfs disk; status=0; toolkit {arguments} || status=$?; "
    done = in_namespace(f"{script} find disk -type f; echo status $status", tmp_path)
    assert done.stdout.split() == ["status", "1"], done.stdout + done.stderr
    assert "No space left" in done.stderr and "Traceback" not in done.stderr


def test_a_disk_that_cannot_be_written_to_gives_a_sentence(tmp_path):
    (tmp_path / "disk").mkdir()
    for arguments in (f"report {SAMPLE} --out disk/reports", f"analyse {SAMPLE} --json disk/one.json"):
        done = in_namespace(f"mount -t tmpfs -o ro tmpfs disk; toolkit {arguments}", tmp_path)
        assert done.returncode == 1 and "Read-only file system" in done.stderr and "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder of reports with one in it."""
    folder = tmp_path_factory.mktemp("made")
    run("report", SAMPLE, "--out", "reports", cwd=folder)
    return folder / "reports"


def test_without_home_caches_and_network_a_report_is_the_same(made, tmp_path):
    """Nothing of it comes from the user's own folders, the clock's zone, the language or the network."""
    nowhere = {name: "/nowhere" for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "MPLCONFIGDIR", "IPYTHONDIR")}
    run("report", SAMPLE, "--out", "r", cwd=tmp_path, **nowhere, LC_ALL="C", LANG=None, TZ="Asia/Kathmandu")
    done = in_namespace(f"toolkit report {SAMPLE} --out offline", tmp_path)
    assert done.returncode == 0, done.stderr
    assert manifest.files(tmp_path / "r") == manifest.files(made) == manifest.files(tmp_path / "offline")


def test_two_runs_into_one_folder_at_once_leave_both_their_reports(tmp_path):
    names = ("river-dam", "school-phones")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda order: run("report", *order, "--out", "r", cwd=tmp_path), _orders(names)))
    assert sorted(path.name for path in (tmp_path / "r").iterdir()) == sorted(("_variables.yml", "index.html", *names))
    for name in names:
        check_whole(tmp_path / "r" / name)
        assert name in (tmp_path / "r" / "index.html").read_text("utf-8")


def _orders(names):
    paths = [SAMPLES / f"{name}.txt" for name in names]
    return paths, paths[::-1]


def check_whole(folder):
    """A report is as its manifest says."""
    assert manifest.read(folder)["files"] == manifest.files(folder)


def kill_after(seconds, arguments, cwd, alone):
    """Start a command and kill it, alone or with all its processes, unless it is done by then."""
    process = subprocess.Popen(
        command(*arguments),
        cwd=cwd,
        env=environment(),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        (os.kill if alone else os.killpg)(process.pid, signal.SIGKILL)
        process.wait()
    with suppress(ProcessLookupError):  # what a command killed alone has left running
        os.killpg(process.pid, signal.SIGKILL)


def test_a_kill_at_any_moment_leaves_the_earlier_report_or_the_new_one_whole(tmp_path):
    """Of one report and of a batch; the next run goes through and takes away what the killed ones left."""
    chance = random.Random(1)
    article = tmp_path / "dam.txt"
    shutil.copy(SAMPLE, article)
    started = time.monotonic()
    run("report", article, "--out", "r", cwd=tmp_path)
    usual = time.monotonic() - started
    for number in range(KILLS):
        article.write_text(SAMPLE.read_text("utf-8") + f"\nAda Roe said on Friday that {number} boats were missing.\n")
        several = [article, SAMPLES / "school-phones.txt"] if number % 2 else [article]
        kill_after(
            usual * chance.uniform(0.3, 1.1), ("report", *several, "--out", "r"), tmp_path, chance.random() < 0.5
        )
        for folder in (tmp_path / "r").iterdir():
            if folder.is_dir() and not folder.name.startswith("."):
                check_whole(folder)
        assert (tmp_path / "r" / "dam" / "report.html").is_file()
        assert "dam" in (tmp_path / "r" / "index.html").read_text("utf-8")
    run("report", article, "--out", "r", cwd=tmp_path)
    left = [path.name for path in (tmp_path / "r").iterdir() if path.name.startswith((".building", ".old"))]
    assert left == []


def test_a_kill_at_any_moment_leaves_files_of_one_piece(made, tmp_path):
    """Of an analysis's JSON and of a brief."""
    chance = random.Random(2)
    (tmp_path / "brief.md").write_text(BRIEF.replace("reports/", f"{made}/"))
    jobs = [
        (("analyse", SAMPLES, "--json", "out.jsonl"), "out.jsonl"),
        (("brief", "brief.md", "-o", "brief.docx"), "brief.docx"),
    ]
    for arguments, name in jobs:
        started = time.monotonic()
        run(*arguments, cwd=tmp_path)
        usual, whole = time.monotonic() - started, (tmp_path / name).read_bytes()
        for _ in range(max(KILLS // 2, 2)):
            kill_after(usual * chance.uniform(0.3, 1.1), arguments, tmp_path, alone=False)
            assert (tmp_path / name).read_bytes() == whole
