"""TODO."""

from toolkit.quotes.model import Quote

__all__ = ["Quote"]
