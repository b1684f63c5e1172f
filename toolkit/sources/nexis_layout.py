"""What the layouts of Nexis share: an article's parts, its labels in several languages, its date, whole lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from toolkit.sources.dates import iso_date, plain_date

# What a label is called in meta, and its names in the languages of the interface, as capitals without spaces.
_LABELS = {
    "headline": "HEADLINE TITLE TITRE TITEL TITULAR TITOLO TÍTULO SCHLAGZEILE KOP",
    "byline": "BYLINE AUTHOR AUTOR AUTEUR AUTORE SCHRIJVER VERFASSER",
    "length": "LENGTH LÄNGE LONGUEUR LENGTE LONGITUD LUNGHEZZA COMPRIMENTO EXTENSÃO LÆNGDE LÄNGD",
    "section": "SECTION RUBRIK RUBRIQUE RUBRIEK SECTIE SECCIÓN SEZIONE SEÇÃO SECÇÃO RESSORT SEKTION",
    "dateline": "DATELINE ORT LIEU",
    "highlight": "HIGHLIGHT HIGHLIGHTS ENCART SAMENVATTING ZUSAMMENFASSUNG RESUMEN SOMMARIO RÉSUMÉ DECK",
    "series": "SERIES SERIE SÉRIE",
    "edition": "EDITION ÉDITION EDICIÓN EDIZIONE EDITIE AUSGABE",
    "type": "TYPE",
    "url": "URL LINK",
    "show": "SHOW",
    "transcript": "TRANSCRIPT",
    "anchor": "ANCHOR ANCHORS HOST HOSTS",
    "guest": "GUEST GUESTS",
    "body": "BODY CONTENT TEXT VOLLTEXT CORPS CUERPO",
    "load-date": (
        "LOAD-DATE LADEDATUM UPDATE DATE-CHARGEMENT DATE-DE-CHARGEMENT LAADDATUM FECHA-CARGA FECHA-DE-CARGA "
        "DATA-CARICAMENTO DATA-DE-CARGA DATA-DI-CARICAMENTO"
    ),
    "language": "LANGUAGE SPRACHE LANGUE TAAL IDIOMA LINGUA SPROG SPRÅK",
    "publication-type": (
        "PUBLICATION-TYPE TYPE-PUBLICATION TYPE-DE-PUBLICATION PUBLICATIETYPE TIPO-PUBLICACIÓN TIPO-DE-PUBLICACIÓN "
        "TIPO-PUBBLICAZIONE PUBLIKATIONSTYP PUBLIKATIONS-TYP TIPO-DE-PUBLICAÇÃO"
    ),
    "journal-code": "JOURNAL-CODE CODE-REVUE ZEITSCHRIFTEN-CODE ZEITUNGS-CODE CODE-JOURNAL PUBLICATIECODE",
    "subject": "SUBJECT SUJET THEMA ONDERWERP TEMA ARGOMENTO ASUNTO ASSUNTO PUB-SUBJECT",
    "organization": "ORGANIZATION ORGANISATION ORGANISATIE ORGANIZACIÓN ORGANIZZAZIONE",
    "company": "COMPANY SOCIETE SOCIÉTÉ ENTREPRISE FIRMA UNTERNEHMEN BEDRIJF EMPRESA AZIENDA SOCIETÀ PUB-COMPANY",
    "ticker": "TICKER SYMBOLE-BOURSIER BÖRSENKÜRZEL",
    "industry": "INDUSTRY SECTEUR-ACTIVITE SECTEUR BRANCHE INDUSTRIE SECTOR",
    "person": "PERSON PERSONNE PERSOON PERSONA PESSOA NAME",
    "geographic": "GEOGRAPHIC LOCALISATION-GEO GEOGRAFIE GEOGRAPHIE GEOGRÁFICO",
    "city": "CITY VILLE STADT STAD CIUDAD CITTÀ CIDADE",
    "state": "STATE BUNDESLAND PROVINCIE ESTADO STATO",
    "country": "COUNTRY PAYS LAND PAÍS PAESE",
    "graphic": "GRAPHIC GRAPHICS GRAFIK GRAPHIQUE GRAFIEK GRÁFICO GRAFICO ILLUSTRATION",
    "notes": "NOTES NOTE ANMERKUNG ANMERKUNGEN",
    "correction": "CORRECTION KORREKTUR RECTIFICATIF CORRECCIÓN CORRECTIE",
    "correction-date": "CORRECTION-DATE",
    "acc-no": "ACC-NO",
    "document-type": "DOCUMENT-TYPE TYPE-DOCUMENT DOKUMENTTYP",
    "publisher": "PUBLISHER VERLAG ÉDITEUR UITGEVER EDITOR",
    "distribution": "DISTRIBUTION DIST-LIST",
    "contact": "CONTACT",
    "volume": "VOLUME BAND",
    "issue": "ISSUE HEFT NUMÉRO",
}
_CANONICAL = {name: label for label, names in _LABELS.items() for name in names.split()}
ABOVE = frozenset(  # labels that stand between headline and text
    "headline byline length section dateline highlight series edition type url show transcript anchor guest".split()
)
_LABEL = re.compile(r"([^\W\d_][^\W\d_]*(?:[ -][^\W\d_]+){0,3})\s?:[\s\xa0]*(.*)", re.DOTALL)  # "Publication Type: …"
_COUNT = re.compile(r"\d[\d.,'’\s\xa0]*\s*[^\W\d_]{2,12}\.?")  # "1,823 words"
COPYRIGHT = re.compile(r"\s*(?:Copyright|©|\(c\))(?:\s|\d)", re.IGNORECASE)
RIGHTS = re.compile(
    r"all rights reserved|tous droits|alle rechte|todos los derechos|tutti i diritti|"
    r"todos os direitos|alle rettigheder|all right reserved|"
    r"^(?:distributed|provided|delivered|supplied|published|licensed) by\b",
    re.IGNORECASE,
)
EDITION = re.compile(  # "FINAL EDITION", "Late Edition - Final", "National", "3 Star Edition"
    r".*\b(?:edition|[ée]dition|ausgabe|edici[óo]n|edizione|editie|uitgave)\b.*"
    r"|national|late|final|metro|regional|[ap]m cycle|bc cycle",
    re.IGNORECASE,
)
NOTICE = re.compile(
    r"(?:correction|clarification|editors?['’]? note|retraction)s? (?:appended|attached)", re.IGNORECASE
)
LINK = re.compile(  # "Link to Image", "Link zum PDF-Dokument": what stands for what the export leaves out
    r"(?:link|lien|verknüpfung|enlace|koppeling)\s+(?:to|zum|zur|zu|vers|a|al|naar)\s+(?:the\s+|l[’'])?"
    r"(?:images?|pdf|original|source|document|page|pictures?|bild|dokument|imagen|afbeelding)\b.{0,40}",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"(?:spring|summer|autumn|fall|winter)\W+(\d{4})|(\d{4})\W+(?:spring|summer|autumn|fall|winter)", re.I
)
_MONTHS = re.compile(r"([^\W\d_]+)\s*[-/–&]\s*[^\W\d_]+\.?,?\s+(\d{4})")  # July/August 2019
_DATE = re.compile(
    r"[^\W\d_]+\.?\s\d{1,2},?\s\d{4}"  # March 4, 2004
    r"|\d{1,2}\.?\s[^\W\d_]+\.?,?\s\d{4}"  # 4 March 2004
    r"|\d{4}-\d\d-\d\d"
    r"|[^\W\d_]+\.?,?\s\d{4}"  # March 2004
)
_UNBROKEN = re.compile(r"\S{30}")  # an address: no line can be cut in it
WIDEST = 150  # characters of a line that is cut at a width


@dataclass
class Entry:
    """One article of an export, as far as its lines have been told apart."""

    headline: str = ""
    outlet: str | None = None
    date: str | None = None  # as it stands there
    body: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)

    def note(self, label: str, value: str) -> None:
        """Keep what a label says; a second one of the same name is added to the first."""
        value = " ".join(value.split())
        before = self.meta.get(label)
        self.meta[label] = f"{before}; {value}" if before and value else value or before or ""


def label_of(line: str, *, any_name: bool = False) -> tuple[str, str] | None:
    """Return the label that a line begins with, by its English name, and its value; None where there is none.

    With ``any_name`` whatever stands before a colon is one, as where only labels can stand.

    >>> label_of("LONGUEUR: 143 mots"), label_of("Load-Date: July 5, 2019"), label_of("Roe: It is late.")
    (('length', '143 mots'), ('load-date', 'July 5, 2019'), None)
    """
    found = _LABEL.fullmatch(line.strip())
    if not found:
        return None
    name = "-".join(found[1].upper().split())
    label = _CANONICAL.get(name)
    if label is None and len(name) < 16 and len(found[2]) < 40 and _COUNT.fullmatch(found[2].strip()):
        label = "length"
    if label is None and any_name:
        label = name.lower()
    return (label, found[2].strip()) if label else None


def iso_date_of(line: str | None) -> str | None:
    """Return the date of a line such as "March 4, 2004, Thursday,, LATE EDITION" or "July 8, 2019 Monday 8:45 AM GMT".

    >>> iso_date_of("March 4, 2004, Thursday,, LATE EDITION"), iso_date_of("July 8, 2019 Monday 8:45 AM GMT")
    ('2004-03-04', '2019-07-08T08:45+00:00')
    >>> iso_date_of("5. Juli 2019 Freitag"), iso_date_of("July/August 2019"), iso_date_of("Summer 2019")
    ('2019-07-05', '2019-07', '2019')
    """
    if not line or not re.search(r"\d{4}", line):
        return None
    plain = plain_date(line)
    if found := _SEASON.match(plain):
        return found[1] or found[2]
    if found := _MONTHS.match(plain):
        return iso_date(f"{found[1]} {found[2]}")
    whole = iso_date(plain)
    if whole:
        return whole
    start = _DATE.match(plain)
    return iso_date(start[0]) if start else None


def is_date(line: str) -> bool:
    """Whether a line is a date, with at most a weekday, a time, and an edition beside it."""
    return len(line) < 110 and len(line.split()) < 16 and line.rstrip()[-1:] != "." and iso_date_of(line) is not None


def whole_lines(lines: Sequence[str]) -> list[str]:
    """Return lines as they were before they were cut at a width, which is told from the lines themselves.

    A line and the next one belong together if the next one's first word had no room in it. Blank lines stay.

    >>> whole_lines(["The bridge over the river", "will be closed on Friday,", "the mayor has said here on", "Monday."])
    ['The bridge over the river will be closed on Friday, the mayor has said here on Monday.']
    """
    plain = [" ".join(line.replace("\f", " ").split()) for line in lines]
    width = _width(plain)
    if width is None:
        return plain
    whole: list[str] = []
    before = ""
    for line in plain:
        if before and line and _is_cut(before, line, width) and not _is_own(line):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
        before = line
    return whole


def _width(lines: Sequence[str]) -> int | None:
    """Return the width at which lines are cut, None if they are not: after most long lines the next word has no room.

    That is the longest line's, or that of all but one in a hundred lines.
    """
    lengths = sorted(len(line) for line in lines if " " in line and not _UNBROKEN.search(line))
    for longest in (1, 1 + len(lengths) // 100):
        width = lengths[-longest] if lengths else 0
        pairs = [(a, b) for a, b in pairwise(lines) if b and len(a) > 0.6 * width]
        if len(pairs) > 2 and width <= WIDEST and sum(_is_cut(a, b, width) for a, b in pairs) >= 0.5 * len(pairs):
            return width
    return None


def _is_cut(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _is_own(line: str) -> bool:
    """Whether a line begins anew wherever it stands."""
    return bool(label_of(line)) and line.partition(":")[0].isupper()


def blocks(lines: Iterable[str]) -> list[list[str]]:
    """Return lines in blocks, which blank lines part; a line with a label in capitals begins one too."""
    found: list[list[str]] = [[]]
    for line in lines:
        plain = " ".join(line.split())
        if not plain or (found[-1] and _is_own(plain)):
            found.append([])
        if plain:
            found[-1].append(plain)
    return [block for block in found if block]
