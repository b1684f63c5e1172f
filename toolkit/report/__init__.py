"""Reports: papermill runs a notebook, and what it shows becomes a page to send on that can be checked.

In a notebook: ``answer``, ``table``, ``text``, ``in_force``. Elsewhere: ``report`` makes reports, ``verify`` checks
one.
"""

from toolkit.report.run import Outcome, report
from toolkit.report.show import answer, in_force, table, text
from toolkit.report.verify import verify

__all__ = ["Outcome", "answer", "in_force", "report", "table", "text", "verify"]
