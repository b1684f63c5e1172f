"""TODO."""

from toolkit.analysis.making import again, analyse
from toolkit.analysis.model import Analysis

__all__ = ["Analysis", "again", "analyse"]
