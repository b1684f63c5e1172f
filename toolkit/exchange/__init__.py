"""The toolkit's results beside what people say, and in other people's tools: out to coders, and their answers back in.

Analyses come in; files of other tools go out (`exporting`), a module a format, each written from the same
`annotations` and read back to a `coding`: `label_studio`, `inception` (UIMA), `qdpx` (REFI-QDA), `spacy_docs`,
`web_annotation` (W3C), `tei`; of many articles networks too (`graphml`, `gephi`). What they share is in `files` and
`offsets`. Files of coders come in by `reading`; `alignment` tells which quote of one coder is which of another,
`coded_corrections` makes corrections of what they changed, `intercoder` says how often the toolkit is right and how far
coders agree, by the formulas of `reliability`. `validation` writes coding sheets (CSV) and reads their answers.
"""

from toolkit.exchange.exporting import export
from toolkit.exchange.intercoder import agreement
from toolkit.exchange.validation import sample, write

__all__ = ["agreement", "export", "sample", "write"]


def __dir__() -> list[str]:
    return sorted(__all__)
