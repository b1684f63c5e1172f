"""Whatever is killed when, nothing is lost and nothing is there twice; the files are those of a run left in peace."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest
from clusters import CLI, ENVIRONMENT, Cluster, kill, parquet, start, wait_for
from conftest import ROOT

import toolkit
from toolkit.collection.store import corpus, status

TRIALS = sorted((ROOT / "tests" / "trials").glob("*.txt"))[:40]  # three batches


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    for path in TRIALS:
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def cluster(tmp_path):
    running = Cluster(tmp_path, workers=1)
    yield running
    running.close()


@pytest.fixture(scope="module")
def undisturbed(sources, tmp_path_factory):
    """The files of a run that nobody disturbed."""
    store = tmp_path_factory.mktemp("undisturbed") / "store"
    cluster = Cluster(tmp_path_factory.mktemp("cluster"), workers=2)
    assert corpus(sources, store, scheduler=cluster.address).articles == len(TRIALS)
    cluster.close()
    return parquet(store)


def parts(store):
    return list((store / "articles").glob("part-*.parquet"))


def test_the_command_killed_goes_on_from_there(sources, undisturbed, cluster, tmp_path):
    store = tmp_path / "store"
    for number in (1, 2):
        command = start("corpus", sources, "--store", store, "--scheduler", cluster.address)
        wait_for(lambda number=number: len(parts(store)) >= number, "a batch")
        kill(command)
    far = status(store)
    assert not far.complete and 0 < far.articles < len(TRIALS) and "not complete" in str(far)
    assert len(toolkit.open(store)) >= far.articles, "what is done is open to all, before the end"
    done = corpus(sources, store, scheduler=cluster.address)
    assert done.analysed <= len(TRIALS) - far.articles and done.articles == len(TRIALS)
    assert parquet(store) == undisturbed


def test_a_worker_killed_is_no_matter(sources, undisturbed, cluster, tmp_path):
    store = tmp_path / "store"
    command = start("corpus", sources, "--store", store, "--scheduler", cluster.address)
    wait_for(lambda: parts(store), "a batch")
    kill(cluster.workers[0])
    cluster.workers.append(cluster.start_worker())
    said, errors = command.communicate(timeout=300)
    assert command.returncode == 0, errors
    assert said.startswith(f"{len(TRIALS)} articles in the store")
    assert parquet(store) == undisturbed


def test_the_scheduler_killed_is_said_and_another_goes_on(sources, undisturbed, cluster, tmp_path):
    store = tmp_path / "store"
    command = start("corpus", sources, "--store", store, "--scheduler", cluster.address)
    wait_for(lambda: parts(store), "a batch")
    kill(cluster.scheduler)
    _, errors = command.communicate(timeout=120)
    assert command.returncode == 1
    assert errors.splitlines()[-1].startswith("toolkit: the Dask scheduler is gone: what was done is in the store")
    (tmp_path / "other").mkdir()
    other = Cluster(tmp_path / "other", workers=1)
    corpus(sources, store, scheduler=other.address)
    other.close()
    assert parquet(store) == undisturbed


def test_workers_of_the_command_itself_die_with_it_and_one_killed_is_replaced(sources, undisturbed, tmp_path):
    store = tmp_path / "store"
    command = start("corpus", sources, "--store", store, "--workers", "1")
    wait_for(lambda: parts(store), "a batch")
    (worker,) = [pid for pid in children(command.pid) if b"spawn_main" in commandline(pid)]
    os.kill(worker, signal.SIGKILL)
    wait_for(lambda: len(parts(store)) > 1, "another batch")
    kill(command)
    line = [*CLI, "corpus", str(sources), "--store", str(store), "--workers", "1"]
    assert subprocess.run(line, env=ENVIRONMENT, capture_output=True).returncode == 0
    assert parquet(store) == undisturbed


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_says_how_far_it_is_and_leaves_no_process(sources, undisturbed, tmp_path, times):
    """A terminal sends it to every process of the command; an impatient user sends it twice."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what is started inherits it where it was ignored
    store = tmp_path / "store"
    command = start("corpus", sources, "--store", store, "--workers", "1")
    wait_for(lambda: parts(store), "a batch")
    for _ in range(times):
        os.killpg(command.pid, signal.SIGINT)
        time.sleep(0.3)
    said, errors = command.communicate(timeout=60)
    far = status(store)
    assert (command.returncode, said) == (130, "")
    there = f"{far.articles} of {len(TRIALS)} articles done; the same command goes on from here"
    assert errors == f"toolkit: stopped: {there}\n" and far.articles > 0
    wait_for(lambda: not group(command.pid), "the end of all processes", seconds=5)
    line = [*CLI, "corpus", str(sources), "--store", str(store), "--workers", "1"]
    assert subprocess.run(line, env=ENVIRONMENT, capture_output=True).returncode == 0
    assert parquet(store) == undisturbed


def group(leader):
    """The processes of a group that run."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):
            if os.getpgid(process.pid) == leader and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
    return found


def children(pid):
    files = Path(f"/proc/{pid}/task").glob("*/children")
    mine = [int(word) for file in files for word in file.read_text().split()]
    return mine + [grandchild for child in mine for grandchild in children(child)]


def commandline(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def test_a_compaction_killed_anywhere_is_finished_by_the_next_run(sources, undisturbed, cluster, tmp_path, monkeypatch):
    """Each writing and removing of a file is a moment in which to stop; ten of them are tried."""
    from toolkit.collection.store import chunks, running
    from toolkit.collection.store.folder import Folder

    class Killed(BaseException):
        pass

    whole = tmp_path / "whole"
    monkeypatch.setattr(running, "compact", lambda folder, wanted: (_ for _ in ()).throw(Killed))
    with pytest.raises(Killed):
        corpus(sources, whole, scheduler=cluster.address)
    monkeypatch.undo()
    steps = {"write": Folder.write, "remove": Folder.remove}

    def run(store, moment):
        """Go on with a copy of the store until so many files were written or removed; return how many there were."""
        taken = 0

        def counted(name):
            def step(self, *arguments):
                nonlocal taken
                taken += 1
                if taken > moment:
                    raise Killed
                return steps[name](self, *arguments)

            return step

        shutil.copytree(whole, store)
        with monkeypatch.context() as patched:
            for name in steps:
                patched.setattr(Folder, name, counted(name))
            corpus(sources, store, scheduler=cluster.address)
        return taken

    most = run(tmp_path / "first", 1000)
    assert most > 20 and parquet(tmp_path / "first") == undisturbed
    for moment in random.Random(1).sample(range(most), 10):
        store = tmp_path / f"store{moment}"
        with pytest.raises(Killed):
            run(store, moment)
        assert {id for _, id, _ in chunks.keys(Folder(store))} == {path.stem for path in TRIALS}
        assert len(list(toolkit.open(store).analyses)) == len(TRIALS)
        assert corpus(sources, store, scheduler=cluster.address).analysed == 0
        assert parquet(store) == undisturbed


def test_a_full_disk_is_said_and_costs_nothing_that_was_done(sources, undisturbed, tmp_path):
    """No file may grow past 16 KB, which is less than a batch has."""
    store = tmp_path / "store"
    limit = "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (16384, resource.RLIM_INFINITY)); "
    run = "sys.argv[0] = 'toolkit'; runpy.run_module('toolkit.cli', run_name='__main__')"
    line = [CLI[0], "-c", limit + run, "corpus", str(sources), "--store", str(store), "--workers", "1"]
    done = subprocess.run(line, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "File too large" in done.stderr.splitlines()[-1] and "Traceback" not in done.stderr
    line = [*CLI, "corpus", str(sources), "--store", str(store), "--workers", "1"]
    assert subprocess.run(line, env=ENVIRONMENT, capture_output=True).returncode == 0
    assert parquet(store) == undisturbed
