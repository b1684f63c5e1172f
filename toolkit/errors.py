"""The errors a user may see: each is one sentence that says what was wrong, where, and what to do."""


class ToolkitError(Exception):
    """Something the user can mend; its text is a whole sentence for people who do not program."""


class InputError(ToolkitError):
    """An article that cannot be read: not there, empty, not text, too damaged."""


class ParameterError(ToolkitError):
    """A parameter, label or name that does not exist, or a value it cannot take."""


class ReportError(ToolkitError):
    """A notebook that failed, or a report that is not one."""


class ToolkitWarning(UserWarning):
    """Something was guessed or left out; the result stands. ``--strict`` makes it an error."""


def sentence(error: Exception, article: str = "it") -> str:
    """Return what went wrong with an article, as a sentence; what nobody foresaw is a fault of the toolkit.

    >>> sentence(InputError("notes.txt is empty: there is nothing to read in it"))
    'notes.txt is empty: there is nothing to read in it'
    >>> sentence(KeyError("a1"), "notes.txt")
    "notes.txt could not be analysed, which is a fault of the toolkit (KeyError: 'a1')"
    """
    if isinstance(error, (ToolkitError, ToolkitWarning)):
        return str(error)
    return f"{article} could not be analysed, which is a fault of the toolkit ({type(error).__name__}: {error})"
