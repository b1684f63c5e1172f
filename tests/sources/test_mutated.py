"""Files with anything wrong in them are read or refused in a sentence: no other error comes out, and nothing hangs."""

import io
import time
import zipfile
from importlib import import_module

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sources import made_exports
from sources.made_files import files

from toolkit.errors import InputError, ParameterError
from toolkit.sources import read_many
from toolkit.sources.model import Blob, Options
from toolkit.sources.recognising import FORMATS

SECONDS = 10  # that an example may take, on a machine that does other work too
MADE = made_exports.some(3)
SAMPLES = {name: data for name, data in files().items() if FORMATS[name.partition(".")[0]].module != "opening"}
SAMPLES |= {
    "text.nexis-older": made_exports.older(MADE).encode(),
    "text.nexis-american": made_exports.older(MADE, american=True).encode(),
    "text.nexis-newer": "\n".join(made_exports.newer(MADE, extras=True)).encode(),
    "docx.nexis": made_exports.docx(made_exports.newer(MADE)),
    "html.nexis": made_exports.older_html(MADE).encode(),
    "html.factiva": made_exports.factiva_html(MADE).encode(),
    "html.factiva-codes": made_exports.factiva_html(MADE, codes=True).encode(),
    "rtf.factiva": made_exports.rtf(made_exports.factiva_lines(MADE)),
    "rtf.factiva-codes": made_exports.rtf(made_exports.factiva_lines(MADE, codes=True)),
}
SLOW = ("markdown", "epub", "mbox")  # a process or a file each
TOKENS = (
    b"<", b">", b'"', b"\x00", b"\xff", b"{", b"}", b"\\", b"\n\n", b"--b", b"&#x0;", b"&amp;", b"[", b"99999999999",
    b"-1", b"%", b",", b"\\bin999 ", b"\\u-70000?", b"\xed\xa0\xbd", b'<!ENTITY a "b">', b"=?utf-8?q?=", b"\t", b"> ",
    b"1e999", b"NaN", b"End of Document", b"1 of 2 DOCUMENTS", b"BODY:", b"LENGTH: 3 words", b"]]>",
)  # fmt: skip
PLACE = st.floats(0, 1, exclude_max=True)  # in a file, as a share of its length
CHANGE = st.one_of(
    st.tuples(st.just("put"), PLACE, st.sampled_from(TOKENS)),
    st.tuples(st.just("put"), PLACE, st.binary(min_size=1, max_size=8)),
    st.tuples(st.just("drop"), PLACE, st.integers(1, 200)),
    st.tuples(st.just("repeat"), PLACE, st.integers(1, 200)),
    st.tuples(st.just("cut"), PLACE, st.none()),
)
CHANGES = st.lists(CHANGE, min_size=1, max_size=8)


def changed(data, changes):
    """Return bytes with changes made to them."""
    for kind, place, what in changes:
        at = int(place * len(data))
        if kind == "put":
            data = data[:at] + what + data[at:]
        elif kind == "drop":
            data = data[:at] + data[at + what :]
        elif kind == "repeat":
            data = data[:at] + data[at : at + what] * 20 + data[at + what :]
        else:
            data = data[:at]
    return data


def changed_inside(data, changes, choice):
    """Return a zip file with one of its parts changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        names = old.namelist()
        chosen = names[choice % len(names)]
        for name in names:
            content = old.read(name)
            new.writestr(name, changed(content, changes) if name == chosen else content)
    return file.getvalue()


def is_read_or_refused(name, data):
    """Whether a file gives articles, or a sentence that begins with its name, in time."""
    module = import_module(f"toolkit.sources.{FORMATS[name.partition('.')[0]].module}")
    lost = []
    began = time.monotonic()
    try:
        list(module.read(Blob(name, content=data), Options(passed_over=lost.append)))
    except (InputError, ParameterError) as error:
        assert name in str(error) and "\n" not in str(error)
    assert all(what.reason and "\n" not in what.reason for what in lost)
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize("name", SAMPLES)
def test_whatever_is_changed(name):
    data = SAMPLES[name]
    many = 40 if name.startswith(SLOW) else 300

    @settings(max_examples=many, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(CHANGES, st.integers(0, 1000), st.booleans())
    @example([("cut", 0.0, None)], 0, False)
    @example([("put", 0.5, b"\x00" * 100)], 0, False)
    def run(changes, choice, inside):
        packed = data.startswith(b"PK")
        is_read_or_refused(name, changed_inside(data, changes, choice) if packed and inside else changed(data, changes))

    run()


@pytest.mark.parametrize("name", ["archive.zip", "archive.tar", "gzip.txt.gz"])
def test_whatever_is_changed_in_what_holds_files(name, tmp_path):
    path = tmp_path / name

    @settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(CHANGES)
    def run(changes):
        path.write_bytes(changed(files()[name], changes))
        assert len(list(read_many([path]))) >= 1

    run()
