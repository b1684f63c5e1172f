"""papermill, imported in a third of the time."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def import_papermill() -> Any:
    """Return papermill, imported without grammars that no report needs.

    papermill imports nbformat, nbformat jsonschema. jsonschema builds grammars of international addresses and of
    durations as soon as it is imported, wherever it finds the packages for them; JupyterLab brings both. That takes
    longer than all else, no notebook is checked against these, and jsonschema has no setting for it. So the two
    packages are hidden while jsonschema is imported for the first time.
    """
    with _hidden("rfc3987_syntax", "isoduration"):
        import jsonschema  # noqa: F401
    import papermill

    return papermill


@contextmanager
def _hidden(*modules: str) -> Iterator[None]:
    """Let an import of the modules fail, unless they have been imported already: None in ``sys.modules`` does that."""
    hidden = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
