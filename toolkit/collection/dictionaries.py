"""Dictionaries for content analysis: words by category, as they are or in files (quanteda's YAML, LIWC's .dic)."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from toolkit.display.wording import listed
from toolkit.errors import InputError, ParameterError, ToolkitWarning
from toolkit.files import read_text
from toolkit.statistics.keyword_in_context import query_words, word_patterns

Dictionary = dict[str, list[str]]
Question = str | PathLike | Iterable[str] | Mapping[str, Iterable[str]]  # a word, words, a dictionary, or a file of one
ENDINGS = (".yml", ".yaml", ".dic")


def is_dictionary_file(question: object) -> bool:
    """Return whether a question is the path of a dictionary, by its ending.

    >>> is_dictionary_file("border.yml"), is_dictionary_file("border")
    (True, False)
    """
    return isinstance(question, PathLike) or (isinstance(question, str) and question.lower().endswith(ENDINGS))


def is_dictionary(question: Question) -> bool:
    """Return whether a question has categories, in a mapping or a file; a word or phrase has none."""
    return isinstance(question, Mapping) or is_dictionary_file(question)


def as_dictionary(question: Question) -> Dictionary:
    """Return the words of each category that are asked for; a word or phrase is a category of its own.

    Raises
    ------
    InputError
        If a file cannot be read, or is no dictionary.
    ParameterError
        If there is no word in it, or brackets are inside one.

    Warns
    -----
    ToolkitWarning
        If an entry has no word and is left out.

    Examples
    --------
    >>> as_dictionary("migra*"), as_dictionary({"rain": ("rain*", "wet", "wet"), "sun": "sun*"})
    ({'migra*': ['migra*']}, {'rain': ['rain*', 'wet'], 'sun': ['sun*']})
    >>> as_dictionary(["fence*", "wall"])
    {'fence*': ['fence*'], 'wall': ['wall']}
    """
    if isinstance(question, Mapping):
        found = {str(name): list(dict.fromkeys(_entries(some))) for name, some in question.items()}
    elif not isinstance(question, str | PathLike):
        return as_dictionary({str(entry): str(entry) for entry in question})
    elif is_dictionary_file(question):
        found = read_dictionary(question)
    else:
        word_patterns(str(question))  # says what is wrong with it
        return {str(question): [str(question)]}
    if wordless := sorted({entry for some in found.values() for entry in some if not query_words(entry)}):
        _warn_of(wordless)
        found = {name: [entry for entry in some if entry not in wordless] for name, some in found.items()}
    if not any(found.values()):
        raise ParameterError("the dictionary holds no word: give {“category”: [“word*”, …]}")
    return found


def _warn_of(wordless: list[str]) -> None:
    """Warn of entries that no text can have as words, such as “:)”."""
    some = listed([f"“{entry}”" for entry in wordless[:5]])
    more = f" and {len(wordless) - 5} more" if len(wordless) > 5 else ""
    warnings.warn(f"left out of the dictionary, since no word is in it: {some}{more}", ToolkitWarning, stacklevel=3)


def _entries(some: object) -> list[str]:
    """Return the words of a category, which may be one, or none."""
    if some is None:
        return []
    return [str(one) for one in (some if isinstance(some, Iterable) and not isinstance(some, str) else [some])]


def read_dictionary(path: str | PathLike) -> Dictionary:
    """Return the words of each category of a dictionary's file; a category in another is called "outer.inner".

    Raises
    ------
    InputError
        If it cannot be read, or is no dictionary.

    Examples
    --------
    >>> path = folder / "border.yml"
    >>> _ = path.write_text("border: [fence*, wall]\\npeople: {workers: [worker*]}")
    >>> read_dictionary(path)
    {'border': ['fence*', 'wall'], 'people.workers': ['worker*']}
    """
    path = Path(path)
    text = read_text(path)
    found = _of_dic(text, path.name) if text.lstrip().startswith("%") else _of_yaml(text, path.name)
    if not any(found.values()):
        raise InputError(f"{path.name} holds no words: a dictionary has categories with words in them")
    return found


def _of_yaml(text: str, name: str) -> Dictionary:
    import yaml

    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InputError(f"{name} is neither YAML nor a .dic file: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise InputError(f"{name} is no dictionary: category: [word, word*] is wanted")
    return dict(_flat(data, "", name))


def _flat(value: dict[Any, Any], within: str, name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each category with its words, those of nested ones under the names that lead to them."""
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _flat(inner, f"{within}{key}.", name)
        elif isinstance(inner, list) and any(isinstance(one, dict | list) for one in inner):
            own = [str(one) for one in inner if not isinstance(one, dict | list)]
            if own:
                yield f"{within}{key}", own
            for one in inner:
                if not isinstance(one, dict):
                    continue
                yield from _flat(one, f"{within}{key}.", name)
        elif inner is not None:
            yield f"{within}{key}", [str(one) for one in (inner if isinstance(inner, list) else [inner])]


def _of_dic(text: str, name: str) -> Dictionary:
    """Return the categories of a .dic file: numbers and names between two lines of %, then words with numbers."""
    parts = [part.strip("\n") for part in text.lstrip().split("%", 2)]
    if len(parts) < 3:
        raise InputError(f"{name} has no second line of %, which ends a .dic file's categories")
    called = {}
    for line in filter(str.strip, parts[1].splitlines()):
        number, _, category = line.strip().partition("\t") if "\t" in line.strip() else line.strip().partition(" ")
        called[number] = category.strip()
    found: Dictionary = {category: [] for category in called.values()}
    for line in filter(str.strip, parts[2].splitlines()):
        cells = line.strip().split("\t") if "\t" in line else line.split()
        word, numbers = cells[0].strip(), [cell for cell in cells[1:] if cell.strip()]
        unknown = [number for number in numbers if number.strip() not in called]
        if unknown or not numbers:
            raise InputError(f"{name}: the word {word} is of no category that stands above ({', '.join(unknown)})")
        for number in numbers:
            found[called[number.strip()]].append(word)
    return found
