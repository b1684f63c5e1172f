"""What the toolkit does to the machine, by its system calls: it talks to nobody and writes where it was told to."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT

SAMPLES = ROOT / "toolkit" / "samples"
CALLS = "connect,sendto,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat"
WRITES = re.compile(
    r"""(?x)
    \b(?: (?:open|openat)\( [^)]*? "(?P<opened>[^"]*)", \s [A-Z_|]* O_(?:WRONLY|RDWR) [A-Z_|]*   # open("out", O_WRONLY
    | (?:creat|mkdir|mkdirat)\( [^"]* "(?P<made>[^"]*)"                                            # mkdir("out", 0777)
    | (?:rename\w*|link\w*|symlink\w*)\( [^"]* "[^"]*" [^"]* "(?P<moved>[^"]*)"                    # rename("a", "out")
    ) [^\n]* = \s [0-9]                                                                            # which went well
    """
)
ADDRESS = re.compile(
    r'sin6?_(?:port|addr|family)[^}]*?(?:inet_addr\("(?P<v4>[^"]+)"\)|inet_pton\(AF_INET6, "(?P<v6>[^"]+)")'
)
DEVICES = ("/dev/", "/proc/")
COUNTER = "/var/lib/libuuid/"  # of the system, for identifiers: Dask draws some, and root alone writes there


@pytest.fixture
def traced(tmp_path):
    """Run a command under strace with folders of its own; gives what it connected to and where it wrote."""
    if not shutil.which("strace"):
        pytest.fail("strace is missing") if os.environ.get("CI") else pytest.skip("no strace here")
    if subprocess.run(["strace", "-qq", "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody look at system calls (strace)")
    for name in ("home", "tmp", "work"):
        (tmp_path / name).mkdir()

    def run(*arguments, status=0, seconds=None):
        trace = tmp_path / "trace"
        command = ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-s", "4096", "-e", f"trace={CALLS}", "-o", str(trace)]
        command += ["timeout", str(seconds)] * bool(seconds) + [
            sys.executable,
            "-m",
            "toolkit.cli",
            *map(str, arguments),
        ]
        own = {"HOME": "home", "TMPDIR": "tmp", "XDG_CACHE_HOME": "home/.cache", "XDG_RUNTIME_DIR": "tmp"}
        environment = {**os.environ, **{name: str(tmp_path / folder) for name, folder in own.items()}}
        environment |= {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, cwd=tmp_path / "work", env=environment, capture_output=True, text=True)
        assert done.returncode == status, done.stderr
        lines = trace.read_text("utf-8", "replace")
        addresses = {match["v4"] or match["v6"] for match in ADDRESS.finditer(lines)}
        written = {match["opened"] or match["made"] or match["moved"] for match in WRITES.finditer(lines)}
        assert written, "the trace shows no write at all"
        made = re.findall(rf'mkdir(?:at)?\([^"]*"({tmp_path}/tmp/[^/"]+)", (\d+)', lines)
        first = dict(reversed(made))  # a second one finds the folder there
        assert set(first.values()) <= {"0700"}, "a temporary folder that others may look into"
        return addresses, {path for path in written if not path.startswith((*DEVICES, COUNTER))}

    return run


def outside(written, *folders):
    """Paths that lie in none of the folders; relative ones are the working folder's."""
    return sorted(path for path in written if path.startswith("/") and not path.startswith(tuple(map(str, folders))))


LOOPBACK = {"127.0.0.1", "::1"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", SAMPLES / "river-dam.txt", "--out", "reports"),
        ("report", SAMPLES / "orla", "--notebook", "corpus", "--out", "reports"),
        ("analyse", SAMPLES, "--json", "analyses.jsonl"),
        ("corpus", SAMPLES, "--workers", "2", "--store", "store"),
    ],
    ids=["report", "corpus report", "analyse", "corpus run"],
)
def test_a_run_talks_to_nobody_writes_to_its_output_alone_and_cleans_up(arguments, traced, tmp_path):
    addresses, written = traced(*arguments)
    assert addresses <= LOOPBACK
    assert outside(written, tmp_path / "work", tmp_path / "tmp") == []
    assert list((tmp_path / "tmp").iterdir()) == [] and list((tmp_path / "home").iterdir()) == []
    named = arguments[-1]
    assert [path.name for path in (tmp_path / "work").iterdir()] == [named]


def test_a_brief_talks_to_nobody_writes_to_its_output_alone_and_cleans_up(traced, tmp_path):
    traced("report", SAMPLES / "river-dam.txt", "--out", "reports")
    (tmp_path / "work" / "brief.md").write_text("{{< embed reports/river-dam/report.ipynb#fig-voice >}}\n")
    addresses, written = traced("brief", "brief.md", "-o", "brief.docx", "-o", "brief.pdf", "-o", "brief.html")
    assert addresses <= LOOPBACK and outside(written, tmp_path / "work", tmp_path / "tmp") == []
    assert list((tmp_path / "tmp").iterdir()) == [] and list((tmp_path / "home").iterdir()) == []
    names = {"reports", "brief.md", "brief.docx", "brief.pdf", "brief.html"}
    assert {path.name for path in (tmp_path / "work").iterdir()} == names


def test_jupyterlab_starts_without_a_word_to_the_network(traced, tmp_path):
    """`timeout` ends it; JupyterLab keeps its own files in the user's folders."""
    addresses, written = traced("lab", "explore", "--no-browser", status=124, seconds=25)
    assert addresses <= LOOPBACK
    assert outside(written, tmp_path) == []
