"""Reports: articles come in, and for each a folder goes out, with a page to send on that anybody can check.

``run`` looks for the notebook (``notebooks``), plans the reports (``planning``) and makes one (``making``) or many
side by side (``batch``). Making one reads the articles (``inputs``), runs the notebook (``execution``) in a shut-off
``kernel``, where ``collect`` gathers figures and tables, then cleans it (``clean``), writes ``page`` (``safe`` makes
its HTML harmless, ``cell_options`` reads its captions) and ``manifest``, and puts the ``folder`` in place.
``verification`` makes a report again and says what differs (``comparison``, ``likeness``). In a notebook, ``show``
gives what stands beside the figures: ``answer``, ``table``, ``text`` and more. ``model`` holds the plain data;
``quick_imports`` makes papermill's import faster.
"""

from toolkit.report.model import Outcome, Verdict
from toolkit.report.run import report
from toolkit.report.show import answer, asked, compared, followed, in_force, surveyed, table, text
from toolkit.report.verification import verify

__all__ = [
    "Outcome",
    "Verdict",
    "answer",
    "asked",
    "compared",
    "followed",
    "in_force",
    "report",
    "surveyed",
    "table",
    "text",
    "verify",
]


def __dir__() -> list[str]:
    return sorted(__all__)
