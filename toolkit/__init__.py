"""Reads news articles: who is in them, who said what, and how they are written."""

__version__ = "0.1.0"
