"""TODO."""

from toolkit.actors.model import Actor, Mention

__all__ = ["Actor", "Mention"]
