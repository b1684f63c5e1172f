"""TODO."""

from toolkit.sources.reading import read

__all__ = ["read"]
