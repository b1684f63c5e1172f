"""The newer layout of Nexis (Lexis Advance, Nexis Uni): headline, outlet, date, labels, text, "End of Document".

Above the first article there may be a cover with what was searched for and a list of the headlines.
"""

import re
from collections.abc import Sequence

from toolkit.sources.nexis_layout import ABOVE, COPYRIGHT, LINK, RIGHTS, Entry, is_date, label_of

END = re.compile(
    r"\s*(?:End of (?:the )?Document|Ende des Dokuments|Dokumentende|Fin d[ue] document(?:o)?|Fin del documento|"
    r"Fine del documento|Einde van (?:het )?document|Fim do documento)\s*",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\s*(?:Body|Text|Volltext|Hauptteil|Corps|Texte|Cuerpo|Texto|Corpo|Testo|Hoofdtekst|Full Text)\s*:?\s*"
)
CLASSIFICATION = re.compile(
    r"\s*(?:Classification|Klassifizierung|Klassifikation|Clasificación|Classificatie|Classificazione)\s*"
)
ALONE = re.compile(  # a label on a line of its own, with its value below
    r"(Graphic|Notes|Correction|Classification|Grafik|Anmerkungen|Graphique|Gráfico|Grafiek)"
)
_COVER = re.compile(  # lines of the cover
    r"(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Search Type|Narrowed by|Content Type|Documents?"
    r"|Benutzername|Datum und Uhrzeit|Auftragsnummer|Job-Nummer|Mandant/Aktenzeichen|Suchbegriffe|Suchtyp|Eingegrenzt"
    r"|Nom d'utilisateur|Date et heure|Numéro de travail|Client/Affaire|Termes de recherche|Type de recherche"
    r"|Filtré par"
    r"|Gebruikersnaam|Datum en tijd|Taaknummer|Cliënt/Zaak|Zoektermen|Zoektype|Beperkt op"
    r")\b.{0,3}(?:[:(·].*|\t.*|$)"
    r"|(?:Documents?|Dokumente?|Documenten) \(\d+\)"
    r"|News\s*[·\t].*|-None-|\|.*",
    re.IGNORECASE,
)
NOTES = 14  # lines below a label on a line of its own, at most
_BIBLIOGRAPHY = re.compile(r"Bibliograph(?:y|ie)|Bibliografía", re.IGNORECASE)
HEAD = 24  # lines between date and text, at most
HEADLINE = 6  # lines of a headline, at most


def entries(lines: Sequence[str]) -> list[Entry]:
    """Return the articles of an export whose lines say where each ends."""
    part: list[str] = []
    parts = []
    for line in lines:
        if END.fullmatch(line):
            parts.append(part)
            part = []
        else:
            part.append(line)
    if any(BODY.fullmatch(line) for line in part):
        parts.append(part)  # one that is cut off
    return [entry(part) for part in parts if any(line.strip() for line in part)]


def entry(lines: Sequence[str]) -> Entry:
    """Tell the lines of one article apart."""
    lines = [" ".join(line.split()) for line in lines]
    lines = [line for line in lines if not LINK.fullmatch(line)]
    found = Entry()
    body = next((k for k, line in enumerate(lines) if BODY.fullmatch(line)), None)
    head = lines if body is None else lines[:body]
    labels = _first_label(head)
    date = _date_in(head[:labels])
    if date is not None:
        found.date = head[date]
        above = _above(head[:date])
        found.outlet = above[-1].rstrip(".") if above else None
        found.headline = " ".join(above[:-1])
    start = _read_labels(lines, labels if date is None else date + 1, body, found)
    _read_text(lines[start:], found)
    return found


def _first_label(head: Sequence[str]) -> int:
    """Return where labels or the copyright line begin below the date: the last length, or what stands above it."""
    known = [
        k for k, line in enumerate(head) if (label := label_of(line)) and label[0] in ("length", "section", "byline")
    ]
    rights = [k for k, line in enumerate(head) if COPYRIGHT.match(line)]
    if not known and not rights:
        return len(head)
    first = min([*known, *rights])
    cover = [k for k, line in enumerate(head) if _COVER.fullmatch(line)]
    after = [k for k in (*known, *rights) if not cover or k > cover[-1]]
    return min(after) if after else first


def _date_in(head: Sequence[str]) -> int | None:
    """Return the line of the date, the last one there is; else the last one with a year and an outlet above it."""
    dates = [k for k, line in enumerate(head) if is_date(line) and not label_of(line)]
    if dates:
        return dates[-1]
    plain = [k for k, line in enumerate(head) if line]
    if len(plain) > 2 and re.search(r"\b(?:19|20)\d\d\b", head[plain[-1]]) and len(head[plain[-1]]) < 60:
        return plain[-1]
    return None


def _above(lines: Sequence[str]) -> list[str]:
    """Return headline and outlet, which stand right above the date: up to a blank line, or the cover."""
    above: list[str] = []
    for line in reversed(lines):
        if _COVER.fullmatch(line) or len(above) > HEADLINE or (not line and len(above) > 1):
            break
        if line:
            above.insert(0, line)
    return above


def _read_labels(lines: Sequence[str], at: int, body: int | None, found: Entry) -> int:
    """Read what stands between date and text; return where the text begins."""
    end = body
    if end is None:
        known = [k for k in range(at, min(at + HEAD, len(lines))) if _is_above(lines[k])]
        end = known[-1] + 1 if known else at
    name = ""
    for line in filter(None, lines[at:end]):
        if COPYRIGHT.match(line) or (name == "copyright" and RIGHTS.search(line)):
            name = "copyright"
            found.note(name, line)
        elif label := label_of(line, any_name=body is not None):
            name = label[0]
            found.note(name, label[1])
        elif not _BIBLIOGRAPHY.fullmatch(line):
            found.note(name or "edition", line)
    return end if body is None else body + 1


def _is_above(line: str) -> bool:
    """Whether a line is one of those between date and text."""
    label = label_of(line)
    return bool(COPYRIGHT.match(line)) or (label is not None and label[0] in ABOVE)


def _read_text(lines: Sequence[str], found: Entry) -> None:
    """Read the text, and the labels below it."""
    name = ""
    for k, line in enumerate(lines):
        if not line:
            continue
        label = label_of(line)
        alone = ALONE.fullmatch(line)
        if CLASSIFICATION.fullmatch(line):
            name = "classification"
        elif alone and _few_follow(lines[k + 1 :]):
            name = alone[1].lower()
        elif label and (name or (label[0] == "load-date" and is_date(label[1])) or _are_labels(lines[k:])):
            name = label[0]
            found.note(name, label[1])
        elif COPYRIGHT.match(line) and name:
            found.note("copyright", line)
        elif name:
            found.note(name, line)
        else:
            found.body.append(line)
    found.meta.pop("classification", None)


def _are_labels(lines: Sequence[str]) -> bool:
    """Whether nothing but labels follows, known ones first."""
    filled = [line for line in lines if line]
    return label_of(filled[0]) is not None and all(label_of(line, any_name=True) for line in filled)


def _few_follow(lines: Sequence[str]) -> bool:
    """Whether only a few lines stand before the labels at the end, or before the end."""
    end = next((k for k, line in enumerate(lines) if label_of(line) or CLASSIFICATION.fullmatch(line)), len(lines))
    return sum(bool(line) for line in lines[:end]) <= NOTES
