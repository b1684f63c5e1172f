"""Read a cell's Quarto options: the comments ``#| name: value`` at its head, which are YAML."""

import re

_COMMENT = re.compile(r"^#\|(.*)$", re.MULTILINE)
_PAIR = re.compile(r"^\s*([\w-]+):\s*(.*?)\s*$", re.MULTILINE)


def cell_options(source: str) -> dict[str, str]:
    """Return a cell's options by their names, each as text; what is a list or a mapping is left out.

    Where the comments are no YAML, as in a caption with a colon, each line counts by itself.

    >>> cell_options("#| label: fig-actors\\n#| fig-cap: 'Actors'\\nplot()")
    {'label': 'fig-actors', 'fig-cap': 'Actors'}
    >>> cell_options('#| fig-cap: Actors: by name\\n#| label: "fig-actors"')
    {'fig-cap': 'Actors: by name', 'label': 'fig-actors'}
    """
    lines = "\n".join(_COMMENT.findall(source.replace("\r", "")))
    if not lines:
        return {}
    import yaml

    try:
        options = yaml.load(lines, Loader=yaml.BaseLoader)  # which makes strings, lists and dictionaries alone
    except (yaml.YAMLError, RecursionError):
        options = {name: _without_marks(value) for name, value in _PAIR.findall(lines)}
    pairs = options.items() if isinstance(options, dict) else ()
    return {name: value for name, value in pairs if isinstance(name, str) and isinstance(value, str)}


def _without_marks(value: str) -> str:
    """Return a value without the quotation marks around it, which are none of it."""
    return value[1:-1] if len(value) > 1 and value[0] in "'\"" and value[-1] == value[0] else value
