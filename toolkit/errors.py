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
