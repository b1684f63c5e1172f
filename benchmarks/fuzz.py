"""Every source format and the toolkit's own files, tried with inputs made for the code they reach (atheris).

    make fuzz [FUZZ=600, seconds]
    .fuzz/bin/python benchmarks/fuzz.py FOLDER [libFuzzer's options]

FOLDER keeps what reached new code, and begins as one small file of each kind. The first byte of an input tells which
kind it is. An error that is no sentence, or 10 seconds for one input, ends it: what did it belongs to
`tests/sources/test_mutated.py` or `tests/guarantees/test_files_of_ours.py` from then on.
"""

import json
import sys
import warnings
from pathlib import Path

import atheris

sys.path[:0] = [str(Path(__file__).parents[1] / "tests")]
with atheris.instrument_imports(include=["toolkit"]):
    from guarantees.test_files_of_ours import TOML
    from sources.test_mutated import SAMPLES, SLOW, is_read_or_refused

    import toolkit
    from toolkit.actors import actors_file
    from toolkit.analysis import Analysis
    from toolkit.errors import ToolkitError

OWN = ("analysis.json", "actors.toml")
KINDS = [name for name in SAMPLES if not name.startswith(SLOW)] + [*OWN]


def seeds() -> dict[str, bytes]:
    """Return a small file of each kind."""
    analysis = toolkit.analyse(toolkit.read(text="“It is late,” Ada Roe said.", id="one"))
    return {
        **SAMPLES,
        "analysis.json": json.dumps(json.loads(analysis.to_json())).encode(),
        "actors.toml": TOML.encode(),
    }


def try_one(data: bytes) -> None:
    """Read one input; anything but articles or a sentence goes up to the fuzzer."""
    if not data:
        return
    name, content = KINDS[data[0] % len(KINDS)], data[1:]
    if name not in OWN:
        is_read_or_refused(name, content)
        return
    try:
        if name == "analysis.json":
            Analysis.from_json(content)
        else:
            actors_file.parse(content.decode("utf-8", "replace"))
    except ToolkitError as error:
        assert "\n" not in str(error)


def main() -> None:
    """Write the first inputs into the folder and begin."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in seeds().items():
        if name in KINDS:
            (folder / name).write_bytes(bytes([KINDS.index(name)]) + content)
    warnings.simplefilter("ignore")
    atheris.Setup([sys.argv[0], str(folder), "-timeout=10", "-max_len=60000", *sys.argv[2:]], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
