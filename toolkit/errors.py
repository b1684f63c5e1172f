"""The errors a user may see: each is one sentence that says what was wrong, where, and what to do."""


class ToolkitError(Exception):
    """Something the user can mend; its text is a whole sentence for people who do not program.

    The errors below are all of this family.

    Examples
    --------
    >>> import toolkit
    >>> try:
    ...     toolkit.read("harbour.txt")
    ... except toolkit.ToolkitError as error:
    ...     print(error)
    harbour.txt is not there: check its folder and its name
    """


class InputError(ToolkitError):
    """An article that cannot be read: not there, empty, not text, too damaged.

    Examples
    --------
    >>> import toolkit
    >>> toolkit.read("harbour.jpg")
    Traceback (most recent call last):
    toolkit.errors.InputError: harbour.jpg is not there: check its folder and its name
    """


class ParameterError(ToolkitError):
    """A parameter, label or name that does not exist, or a value it cannot take.

    Examples
    --------
    >>> import toolkit
    >>> a.actor("Zoe Roe")
    Traceback (most recent call last):
    toolkit.errors.ParameterError: no actor is called Zoe Roe: there are among others Ada Roe, Ben Low, Harbour Company
    """


class ReportError(ToolkitError):
    """A notebook that failed, or a report that is not one.

    Examples
    --------
    >>> import toolkit
    >>> toolkit.report.verify("nowhere")
    Traceback (most recent call last):
    toolkit.errors.ReportError: nowhere is not a report's folder: give the folder that holds report.html
    """


class InstallationError(ToolkitError):
    """A part of the toolkit that is missing or damaged.

    Examples
    --------
    >>> raise InstallationError("reader.onnx of the reader is damaged or was exchanged: install the toolkit again")
    Traceback (most recent call last):
    toolkit.errors.InstallationError: reader.onnx of the reader is damaged or was exchanged: install the toolkit again
    """


class ToolkitWarning(UserWarning):
    """Something was guessed or left out; the result stands. ``--strict`` makes it an error.

    Examples
    --------
    >>> import warnings
    >>> import toolkit
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("error", toolkit.ToolkitWarning)  # as --strict does
    ...     article = toolkit.read(text="“It is late,” Ada Lovelace said.")
    """


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
