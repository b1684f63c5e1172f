"""Word documents: the paragraphs of the body, in their order; Nexis and Lexis exports, every article in them."""

import zipfile
from collections.abc import Iterator

from toolkit.article import Article
from toolkit.errors import InputError
from toolkit.sources.documents import articles_of
from toolkit.sources.model import Blob, Options

LARGEST_PART = 256 * 2**20  # bytes of a part of the file, unpacked
RATIO = 200  # how many times larger a part past 10 MB may be than it is packed


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield the article that a Word document is, or all that an export holds.

    Headers, footers, footnotes, comments, text boxes, macros and whatever is linked are left out.

    Raises
    ------
    InputError
        If it is damaged or empty, or an export of a layout that is not known.
    """
    lines, known = _content(blob)
    yield from articles_of([(line, None) for line in lines], blob, **known)


def _content(blob: Blob) -> tuple[list[str], dict]:
    """Return the paragraphs' texts, and title, author and date as the document's properties have them."""
    import docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table
    from lxml.etree import XMLSyntaxError

    refuse_bombs(blob)
    try:
        with blob.open() as file:
            document = docx.Document(file)
        lines = []
        for item in document.iter_inner_content():
            if isinstance(item, Table):
                lines += [" · ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in item.rows]
            else:
                lines.append(item.text)
    except (OpcError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, XMLSyntaxError, OSError) as error:
        raise InputError(f"{blob.name} is a Word document, but damaged: it cannot be opened") from error
    return lines, {}


def refuse_bombs(blob: Blob) -> None:
    """Raise an `InputError` if a document that is a zip file would unpack to much more than a document has."""
    with blob.open() as file, zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            much = info.file_size > 10 * 2**20 and info.file_size > RATIO * max(info.compress_size, 1)
            if info.file_size > LARGEST_PART or much:
                raise InputError(f"{blob.name} unpacks to {info.file_size / 2**20:,.0f} MB: it is no ordinary document")
