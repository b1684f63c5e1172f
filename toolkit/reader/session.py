"""The reader's ONNX session, and the windows of a text that it reads at once."""

import functools
import hashlib
import itertools
import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from toolkit.errors import InstallationError
from toolkit.reader.features import CLS, SEP, Features, load_tokenizer

WEIGHTS = Path(__file__).parent / "weights"
WINDOW = 320  # tokens read at once
OVERLAP = 64  # tokens that a window shares with the next
THRESHOLD = 0.25  # how probable an anchor has to be for its attribution to be looked at
GROUP = 16  # windows in memory at a time


@dataclass(frozen=True)
class Window:
    """Tokens ``start`` to ``end`` are read together; what is found in ``own_start`` to ``own_end`` counts."""

    start: int
    end: int
    own_start: int
    own_end: int


@functools.cache
def tokenizer():
    """Return the tokenizer, loaded once a process."""
    return load_tokenizer(_whole("tokenizer.json"))


@functools.cache
def load_model():
    """Return the model, loaded once a process; every window runs on one thread, several windows at a time."""
    onnxruntime = _import_onnxruntime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False  # windows differ in length: a plan for each costs more than it saves
    return onnxruntime.InferenceSession(_whole("reader.onnx"), options, providers=["CPUExecutionProvider"])


def _import_onnxruntime() -> Any:
    """Return onnxruntime, imported so that it tells its makers nothing.

    Left alone it keeps an identifier of the device and what sessions do in the user's folders, and sends them.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # is looked at when it is imported, by processes started from here too
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # for Windows, and where it was imported before
    return onnxruntime


@functools.cache
def calibration() -> list[float] | None:
    """Return the weights that make a probability of an attribution's evidence; None where there is no file of them."""
    name = "calibration.json"
    return json.loads(_whole(name).read_text())["weights"] if (WEIGHTS / name).exists() else None


@functools.cache
def version() -> str:
    """Return the weights' short hash, as an analysis records it."""
    files = [path for name in ("reader.onnx", "calibration.json") if (path := WEIGHTS / name).exists()]
    return "reader-" + hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


@functools.cache
def _checksums() -> dict[str, str]:
    """Return the SHA-256 of each file of the weights, as it was released; nothing where there is no list of them."""
    path = WEIGHTS / "SHA256SUMS"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {name: checksum for checksum, name in map(str.split, lines)}


def _whole(name: str) -> Path:
    """Return the path of a file of the weights, if it is the one that was released.

    Raises
    ------
    InstallationError
        If it is another.
    """
    path = WEIGHTS / name
    with open(path, "rb") as file:
        if _checksums().get(name) not in (None, hashlib.file_digest(file, "sha256").hexdigest()):
            raise InstallationError(f"{name} of the reader is damaged or was exchanged: install the toolkit again")
    return path


def thread_count(threads: int | None = None) -> int:
    """Return how many threads to use: ``threads``, else the environment's TOOLKIT_THREADS, else all cores."""
    if threads is None:
        told = os.environ.get("TOOLKIT_THREADS", "")
        threads = int(told) if told.isdecimal() else 0
    if threads > 0:
        return threads
    # macOS and Windows cannot say which cores a process may use.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def windows(features: Features) -> list[Window]:
    """Return windows of like length over all tokens, parted where a line or sentence begins if one does nearby."""
    n = len(features)
    if not n:
        return []
    count = 1 if n <= WINDOW else -(-(n - OVERLAP) // (WINDOW - OVERLAP))
    size = -(-(n + (count - 1) * OVERLAP) // count)
    starts = [round(i * (n - size) / max(count - 1, 1)) for i in range(count)]
    cuts = [_cut(features, b, a + size) for a, b in itertools.pairwise(starts)]
    return [Window(a, min(a + size, n), lo, hi) for a, lo, hi in zip(starts, [0, *cuts], [*cuts, n], strict=True)]


def _cut(features: Features, a: int, b: int) -> int:
    """Return where to part two windows that share tokens a to b: where a line begins, else a word, near the middle."""
    quarter = (b - a) // 4
    near = np.arange(a + quarter, b - quarter + 1)
    near = near[np.argsort(np.abs(near - (a + b) // 2), kind="stable")]
    for good in (features.space[near] == 2, features.first[near]):
        if good.any():
            return int(near[good.argmax()])
    return int(near[0])


def outputs(
    features: Features, layout: list[Window], queries: np.ndarray, threads: int
) -> Iterator[list[tuple[Window, dict[str, np.ndarray]]]]:
    """Yield what the model says of each window, a group of windows at a time.

    Parameters
    ----------
    features : of the whole text
    layout : as ``windows`` gives it
    queries : (n,) bool, tokens whose links are wanted
    threads : how many windows run at once

    Yields
    ------
    for each window, the graph's outputs by name; positions count from the window's first token
    """
    run = functools.partial(_run, load_model(), features, queries)
    if threads == 1 or len(layout) == 1:
        for group in _groups(layout, GROUP):
            yield [(w, run(w)) for w in group]
        return
    with ThreadPoolExecutor(threads) as pool:
        for group in _groups(layout, GROUP):
            yield list(zip(group, pool.map(run, group), strict=True))


def _run(model, features: Features, queries: np.ndarray, w: Window) -> dict[str, np.ndarray]:
    """Return the outputs of the model for one window, by name."""
    inputs = {k: np.zeros(w.end - w.start + 2, np.int64) for k in ("ids", "case", "quote", "space")}
    for name, values in inputs.items():
        values[1:-1] = getattr(features, name)[w.start : w.end]
    inputs["ids"][[0, -1]] = CLS, SEP
    inputs["own"] = np.array([w.own_start, w.own_end]) - w.start
    inputs["queries"] = queries[w.start : w.end]
    inputs["threshold"] = np.array([THRESHOLD], np.float32)
    names = [o.name for o in model.get_outputs()]
    return dict(zip(names, model.run(names, inputs), strict=True))


def _groups(items: list, size: int) -> Iterator[list]:
    return (items[i : i + size] for i in range(0, len(items), size))
