"""Reports: papermill runs a notebook, and what it shows becomes a page to send on that can be checked.

In a notebook: ``answer``, ``table``, ``text``, ``in_force``; of several articles ``compared``, ``followed``,
``surveyed``. Elsewhere: ``report`` makes reports, ``verify`` checks one.
"""

from toolkit.report.run import Outcome, report
from toolkit.report.show import answer, compared, followed, in_force, surveyed, table, text
from toolkit.report.verify import verify

__all__ = [
    "Outcome",
    "answer",
    "compared",
    "followed",
    "in_force",
    "report",
    "surveyed",
    "table",
    "text",
    "verify",
]
