"""Exports of news databases with invented articles, in the layouts that Nexis and Factiva write."""

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Made:
    """An invented article, and what its export says of it."""

    headline: str = "Ferry to Orla Island runs again"
    outlet: str = "Ellery Herald"
    date: str = "July 5, 2019 Friday"
    published: str = "2019-07-05"
    byline: str = "Ada Roe"
    section: str = "NEWS; Pg. 3A"
    dateline: str = ""
    highlight: str = ""
    copyright: str = "Copyright 2019 Ellery Papers Ltd. All Rights Reserved"
    body: Sequence[str] = field(
        default_factory=lambda: (
            "The ferry to Orla Island will run again from Monday, the harbour master said on Thursday, after a pause "
            "of eleven weeks in which its two engines were taken out, cleaned and put back.",
            "“We tested it all night, and it did not stop once,” Ben Low told the Herald. Fares stay as they are.",
            "Islanders had waited for it: the shop ran out of flour in May, and the doctor came by rowing boat.",
        )
    )

    @property
    def words(self) -> int:
        """How many words its text has."""
        return sum(len(line.split()) for line in self.body)


def some(count: int, **common) -> list[Made]:
    """Articles that differ in headline, date and text."""
    return [
        Made(
            headline=f"Ferry number {k} to Orla Island runs again",
            date=f"July {k % 28 + 1}, 2019 Friday",
            published=f"2019-07-{k % 28 + 1:02}",
            body=(f"Boat {k} left Ellery at noon, the harbour master said.", *Made().body),
            **common,
        )
        for k in range(1, count + 1)
    ]


NEW_LABELS = {
    "en": ("Section", "Length", "words", "Byline", "Highlight", "Body", "Load-Date", "End of Document", "Language"),
    "de": ("Rubrik", "Länge", "Wörter", "Autor", "Highlight", "Body", "Ladedatum", "Ende des Dokuments", "Sprache"),
    "fr": ("Rubrique", "Longueur", "mots", "Auteur", "Encart", "Body", "Date-Chargement", "Fin du document", "Langue"),
    "nl": ("Rubriek", "Lengte", "woorden", "Auteur", "Highlight", "Body", "Laaddatum", "Einde van document", "Taal"),
}


def newer(articles: Sequence[Made], language: str = "en", *, cover: bool = True, extras: bool = False) -> list[str]:
    """Return the paragraphs of an export of Nexis Uni or Lexis Advance, cover first."""
    section, length, words, byline, highlight, body, load_date, end, spoken = NEW_LABELS[language]
    lines = _cover(articles) if cover else []
    for made in articles:
        lines += ["", made.headline, made.outlet, made.date, ""]
        lines += ["Link to Image", "Bibliography", ""] if extras else []
        lines += [f"\n{made.copyright}", "\n"] if made.copyright else []
        lines += [f"{section}:\xa0{made.section}"] if made.section else []
        lines += [f"{length}:\xa0{made.words} {words}"]
        lines += [f"{byline}:\xa0{made.byline}"] if made.byline else []
        lines += [f"{highlight}:\xa0{made.highlight}"] if made.highlight else []
        lines += [body, "", "", *made.body, ""]
        lines += ["Graphic", "", " ", "The boat in May, Cy Orr", ""] if extras else []
        lines += (
            ["Classification", "", "", f"{spoken}:\xa0ENGLISH", "\nPublication-Type:\xa0Newspaper"] if extras else []
        )
        lines += ["", f"{load_date}:\xa0{made.date}", "", f"\n{end}", "", ""]
    return lines


def _cover(articles: Sequence[Made]) -> list[str]:
    lines = ["", "User Name: Cy Orr", "Date and Time: Friday, July 5, 2019 9:31:00 AM CEST", "Job Number: 94612"]
    lines += [f"Documents ({len(articles)})"]
    for number, made in enumerate(articles, start=1):
        lines += [
            f"{number}. {made.headline}",
            "Client/Matter: -None-",
            "Search Terms: ferry",
            "Search Type: Natural Language",
        ]
        lines += ["Narrowed by: ", "", ""]
    return lines


OLD_LABELS = {
    "en": "BYLINE SECTION LENGTH words HIGHLIGHT LOAD-DATE LANGUAGE PUBLICATION-TYPE of DOCUMENTS".split(),
    "de": "AUTOR RUBRIK LÄNGE Wörter HIGHLIGHT UPDATE SPRACHE PUBLICATION-TYPE von DOKUMENTEN".split(),
    "fr": "AUTEUR RUBRIQUE LONGUEUR mots ENCART DATE-CHARGEMENT LANGUE TYPE-PUBLICATION de DOCUMENTS".split(),
}


def older(
    articles: Sequence[Made], language: str = "en", *, american: bool = False, width: int = 80, counted: str = ""
) -> str:
    """Return a text export of Nexis as it was until 2018, its lines cut at a width."""
    byline, section, length, words, highlight, load_date, spoken, kind, of, documents = OLD_LABELS[language]
    out = ["Download Request: All Documents", "Time Of Request: Friday, July 05, 2019", "", "Terms: (ferry)", ""]
    for number, made in enumerate(articles, start=1):
        counting = counted or f"{{}} {of} {{}} {documents}"
        out += ["", "", counting.format(number, len(articles)).center(width), "", ""]
        labelled = {section: made.section, length: f"{made.words} {words}"}
        if american:
            rights = made.copyright.partition(" All Rights")[0]
            out += [*_centred(rights, width), "All Rights Reserved".center(width), made.outlet.center(width), ""]
            out += [*_centred(made.date, width), ""]
            labelled |= {"HEADLINE": made.headline, byline: made.byline and f"By {made.byline}"}
        else:
            out += ["", made.outlet.center(width), "", *_centred(made.date, width), "", *_cut(made.headline, width), ""]
            labelled = {byline: made.byline, **labelled}
        labelled |= {"DATELINE": made.dateline, highlight: made.highlight}
        for label, value in labelled.items():
            out += [*_cut(f"{label}: {value}", width), ""] if value else []
        out += ["BODY:", ""] if american else []
        for paragraph in made.body:
            out += [*_cut(paragraph, width), ""]
        out += ["", f"{load_date}: {made.date}", "", f"{spoken}: ENGLISH", "", f"{kind}: Newspaper", ""]
        out += [] if american else ["", *_centred(made.copyright, width), ""]
    return "\n".join(out) + "\n"


def _cut(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


def _centred(text: str, width: int) -> list[str]:
    return [line.center(width).rstrip() for line in _cut(text, width - 20)]


def older_html(articles: Sequence[Made]) -> str:
    """Return an export of Nexis UK in HTML."""
    out = ['<HTML><HEAD><TITLE>&nbsp;</TITLE><META TOPIC="null" DOCUMENTS="2" /></HEAD>\n<BODY>']
    for number, made in enumerate(articles, start=1):
        out += [
            f'<A NAME="DOC_ID_0_{number}"></A><!-- Hide XML section from browser\n<DOC NUMBER={number}>\n<DOCFULL> -->'
        ]
        parts = [f"{number} of {len(articles)} DOCUMENTS", made.outlet, f"{made.date}<BR>Late Edition", made.headline]
        parts += [f"BYLINE: </SPAN><SPAN CLASS=c2>{made.byline}"] if made.byline else []
        parts += [f"LENGTH: </SPAN><SPAN CLASS=c2>{made.words} words"]
        out += [f'<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">{part}</SPAN></P>\n</DIV>' for part in parts]
        body = "".join(f'<P CLASS="c8"><SPAN CLASS="c2">{line}</SPAN></P>\n' for line in made.body)
        out += [f'<BR><DIV CLASS="c4">{body}</DIV>']
        below = [f"LOAD-DATE: {made.date}", "LANGUAGE: ENGLISH", made.copyright.replace(" All", "<BR>All")]
        out += [f'<BR><DIV CLASS="c5"><BR><P CLASS="c6"><SPAN>{part}</SPAN></P></DIV>' for part in below]
    return "\n".join([*out, "</BODY></HTML>"])


FACTIVA = {  # words, language, document, and a date
    "en": ("words", "English", "Document", "5 July 2019"),
    "de": ("Wörter", "Englisch", "Dokument", "5 Juli 2019"),
    "fr": ("mots", "Anglais", "Document", "5 juillet 2019"),
    "es": ("palabras", "Inglés", "Documento", "5 julio 2019"),
    "ru": ("слов", "Английский", "Документ", "5 Июль 2019"),
    "zh": ("字", "英语", "文件", "2019 年 7 月 5 日"),
}


def factiva_fields(made: Made, number: int = 1, language: str = "en") -> dict[str, str]:
    """Return what Factiva says of an article, by its field codes in their order; LP holds the whole text."""
    words, spoken, document, date = FACTIVA[language]
    fields = {
        "SE": made.section, "HD": made.headline, "BY": made.byline and f"By {made.byline}", "CR": made.dateline,
        "WC": f"{made.words} {words}", "PD": date, "ET": "09:31", "SN": made.outlet, "SC": "ELLHER",
        "ED": "Late Edition", "PG": "3", "LA": spoken, "CY": made.copyright, "LP": "",
        "AN": f"{document} ELLHER0020190705ef75{number:05}",
    }  # fmt: skip
    return {code: value for code, value in fields.items() if value or code == "LP"}


def factiva_html(articles: Sequence[Made], language: str = "en", *, codes: bool = False) -> str:
    """Return an export of Factiva in HTML, with its field codes in a table, or without."""
    out = [
        "<html><head><title>Factiva</title></head><body><div class='fcpNavContainer'><h1>Dow Jones Factiva</h1></div>"
    ]
    for number, made in enumerate(articles, start=1):
        fields = factiva_fields(made, number, language)
        paragraphs = [f'<p class="articleParagraph {language}articleParagraph">{line}</p>' for line in made.body]
        headline = f"<span class='{language}Headline'>{made.headline}</span>"
        if codes:
            fields["HD"], fields["LP"] = headline, paragraphs[0]
            last = fields.pop("AN")
            fields |= {"TD": "\n".join(paragraphs[1:]), "NS": "gtour : Travel", "AN": last}
            rows = "".join(
                f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{x}</td></tr>' for code, x in fields.items()
            )
            out += [f'<div class="article {language}Article"><table>{rows}</table></div>']
            continue
        lines = [
            f'<div id="hd">{headline}</div>' if code == "HD" else f'<div class="author">{value}</div>' if code == "BY"
            else f"<div>{value}</div>"
            for code, value in fields.items() if code not in ("LP", "AN")
        ]  # fmt: skip
        below = f"<p>Ellery Papers</p><p>{fields['AN']}</p>"
        inside = f"<p>{''.join(lines)}</p>{''.join(paragraphs)}{below}"
        out += [
            f'<div id="article-{number}" class="article"><div class="article {language}Article">{inside}</div></div>'
        ]
    return "\n".join([*out, "<div>© 2019 Factiva, Inc. All rights reserved.</div></body></html>"])


def factiva_lines(articles: Sequence[Made], language: str = "en", *, codes: bool = False) -> list[str]:
    """Return the paragraphs of an export of Factiva in RTF; with codes a table's row each, "|" between its cells."""
    lines: list[str] = []
    for number, made in enumerate(articles, start=1):
        fields = factiva_fields(made, number, language)
        if codes:
            last = fields.pop("AN")
            fields |= {"LP": made.body[0], "TD": "\n".join(made.body[1:]), "PUB": "Ellery Papers", "AN": last}
            lines += [f"{code}|{value}" for code, value in fields.items()]
        else:
            last = fields.pop("AN")
            lines += [value for value in fields.values() if value]
            lines += [*made.body, "Ellery Papers", last, ""]
    return lines


def docx(lines: Sequence[str]) -> bytes:
    """Return a Word document of paragraphs."""
    import docx as python_docx

    document = python_docx.Document()
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def rtf(lines: Sequence[str]) -> bytes:
    """Return an RTF document of paragraphs; one with "|" in it is a row of a table."""
    out = [r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fmodern Courier;}}{\info{\title Made}}\f0\fs20 "]
    for line in lines:
        code, bar, value = line.partition("|")
        if bar and code.isupper():
            cells = r"\par ".join(map(_escaped, value.split("\n")))
            out.append(rf"\trowd\cellx900\cellx9000\pard\intbl \b {_escaped(code)}\b0\cell {cells}\cell\row")
        else:
            out.append(rf"\pard {_escaped(line)}\par")
    return ("\n".join(out) + "}").encode("ascii")


def _escaped(text: str) -> str:
    plain = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}").replace("\n", r"\line ")
    return "".join(c if ord(c) < 128 else rf"\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" for c in plain)
