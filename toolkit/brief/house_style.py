"""The house style: which file it is; for Word, the styles that a brief needs, ours or added to the house's own."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from toolkit.brief import pandoc
from toolkit.errors import ParameterError

_KEYS = {".docx": ("reference-doc", ("docx",)), ".pdf": ("template", ("typst", "pdf")), ".html": ("css", ("html",))}
_INK, _SOFT, _ACCENT = "1C2430", "566173", "00548C"
# Size in points, bold, colour, space before and after in points, kept with what follows.
_STYLES: dict[str, tuple[float, bool | None, str, float, float, bool]] = {
    "Normal": (11, False, _INK, 0, 6, False),
    "Body Text": (11, False, _INK, 0, 8, False),
    "Compact": (11, False, _INK, 0, 3, False),
    "Title": (22, True, _INK, 0, 4, True),
    "Subtitle": (13, False, _SOFT, 0, 4, True),
    "Author": (10, False, _SOFT, 0, 0, True),
    "Date": (10, False, _SOFT, 0, 14, False),
    "Heading 1": (15, True, _INK, 20, 6, True),
    "Heading 2": (13, True, _INK, 16, 5, True),
    "Heading 3": (11.5, True, _INK, 12, 4, True),
    "TOC Heading": (13, True, _INK, 10, 4, True),
    "Captioned Figure": (11, False, _INK, 12, 4, True),
    "Image Caption": (9.5, False, _INK, 0, 2, True),
    "Table Caption": (9.5, False, _INK, 14, 4, True),
}
_ADDED = {"Figure Source": (8, None, _SOFT, 3, 16, False), "Table Text": (8.5, None, _INK, 1.5, 1.5, False)}


def choose(given: Path | None, front: dict[str, Any], folder: Path, ending: str) -> Path | None:
    """Return the house style's file for an output format: the one given, or the one that the front matter names.

    Parameters
    ----------
    given
        From the command line.
    front
        The front matter: ``reference-doc``, ``template`` or ``css``, under ``format`` as in Quarto or by itself.
    folder
        The brief's folder, where paths in the front matter begin.
    ending
        ".docx", ".pdf" or ".html".

    Raises
    ------
    ParameterError
        If the file is not there or cannot be a house style.
    """
    key, kinds = _KEYS[ending]
    formats = front.get("format")
    options = [formats[k] for k in kinds if isinstance(formats.get(k), dict)] if isinstance(formats, dict) else []
    named = next((o[key] for o in (*options, front) if o.get(key)), None)
    named = named[0] if isinstance(named, list) and len(named) == 1 else named
    if not given and not isinstance(named, str):
        return None
    path = given or folder / str(named)
    if not path.is_file():
        raise ParameterError(f"the house style {path} is not there")
    if ending == ".docx" and not _is_word(path):
        raise ParameterError(f"{path} is no Word document: save the house style as .docx")
    return path


def reference(house: Path | None) -> bytes:
    """Return the Word document whose styles pandoc takes: the house's, with what it lacks; or one of our own."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    document = docx.Document(str(house) if house else io.BytesIO(pandoc.default("reference.docx")))
    if not house:
        for name, look in _STYLES.items():
            _set_style(document.styles[name], *look)
        _tidy(document)
    for name, look in _ADDED.items():
        if name not in [style.name for style in document.styles]:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = document.styles["Normal"]
            _set_style(style, *look)
            if house:
                style.font.name = style.font.color.rgb = None
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_style(
    style: Any, size: float, bold: bool | None, colour: str, before: float, after: float, kept: bool
) -> None:
    """Set how a style looks; sizes and spaces are in points, ``kept``: on one page with what follows."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    for fonts in style.element.xpath("./w:rPr/w:rFonts"):  # the theme's would win over a name
        fonts.getparent().remove(fonts)
    style.font.size, style.font.bold, style.font.italic, style.font.name = Pt(size), bold, False, "Calibri"
    style.font.color.rgb = RGBColor.from_string(colour)
    for spacing in style.element.xpath("./w:rPr/w:spacing"):  # between letters
        spacing.getparent().remove(spacing)
    paragraphs = style.paragraph_format
    paragraphs.space_before, paragraphs.space_after, paragraphs.keep_with_next = Pt(before), Pt(after), kept
    paragraphs.alignment, paragraphs.line_spacing = WD_ALIGN_PARAGRAPH.LEFT, 1.15 if size == 11 else 1.05


def _tidy(document: Any) -> None:
    """Set paper, margins, page numbers, and lines in tables."""
    from docx.shared import Cm, Pt

    document.styles["Verbatim Char"].font.size = Pt(9.5)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    section.footer_distance = Cm(1.25)
    _number_pages(section.footer.paragraphs[0])
    _rule_tables(document.styles["Table"].element)


def _number_pages(footer: Any) -> None:
    """Put "1 / 9" into a footer, as fields that Word counts."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt, RGBColor

    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for field in ("PAGE", " / ", "NUMPAGES"):
        run = footer.add_run("" if field.isupper() else field)
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(_SOFT)
        if field.isupper():
            simple = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {field} "/>')
            footer._p.append(simple)  # python-docx knows no fields: they are put together from its elements
            simple.append(run._r)
            run.text = "1"


def _rule_tables(style: Any) -> None:
    """Give a table style lines between rows and a head that stands out."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for old in style.xpath("./w:tblPr | ./w:tblStylePr"):
        style.remove(old)
    line = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
    inner = line.format(side="insideH", size=4, colour="CFD6DF") + line.format(side="bottom", size=4, colour="CFD6DF")
    head = line.format(side="bottom", size=8, colour=_SOFT)
    style.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>{_ordered(inner)}</w:tblBorders><w:tblCellMar>"
            '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
    )
    style.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>{head}'
            '</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        )
    )


def _ordered(borders: str) -> str:
    """Return borders in the order that Word's schema asks for: bottom before insideH."""
    return "".join(sorted(re.findall(r"<w:\w+ [^>]*/>", borders)))


def _is_word(path: Path) -> bool:
    """Return whether a file is a Word document."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as file:
        return "word/document.xml" in file.namelist() and "word/styles.xml" in file.namelist()
