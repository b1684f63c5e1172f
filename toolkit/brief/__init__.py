"""Briefs: Markdown that embeds figures, tables and numbers of executed reports comes in; DOCX, PDF or HTML goes out.

``making`` reads the brief and its ``front_matter``; ``shortcodes`` finds what it embeds, ``embedding`` brings it from
the notebooks' ``cells`` with its ``origin``, ``variables`` has the numbers. ``document`` puts all in its place in
pandoc's ``tree``, ``numbering`` counts figures and resolves references, and an ``output_format`` (``docx``, ``pdf``,
``html``) writes it in the ``house_style``, with ``pandoc`` and ``typesetting``. The same file works in Quarto.
"""

from toolkit.brief.making import ENDINGS, brief

__all__ = ["ENDINGS", "brief"]


def __dir__() -> list[str]:
    return sorted(__all__)
