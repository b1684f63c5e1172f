"""An analysis in a few sentences that rest on its numbers alone; and these numbers by name, for briefs."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from toolkit.analysis import Analysis
from toolkit.display.wording import TYPE_NAMES, count, listed, percent
from toolkit.sources.languages import is_foreign, language_name
from toolkit.tables.actor_frames import actors as actors_table

if TYPE_CHECKING:
    import pandas


def answer(analysis: Analysis) -> list[str]:
    """Return three to five sentences: another language, length, who is in it, who speaks, how it is written.

    Parameters
    ----------
    analysis
        What ``toolkit.analyse`` gave.

    Returns
    -------
    list of str
        Plain text, a sentence each.

    Examples
    --------
    >>> answer(a)[3]
    'Ada Roe has 100% of the words inside quotation marks.'
    """
    frame = actors_table(analysis)
    foreign = _foreign(analysis)  # which has no readability that holds
    sentences = [foreign, _length(analysis), _actors(frame), _quotes(analysis), _voices(frame)]
    sentences.append("" if foreign else _reading(analysis))
    return [sentence for sentence in sentences if sentence]


def numbers(analysis: Analysis) -> dict[str, Any]:
    """Return the numbers by name, as ``_variables.yml`` has them for ``{{< var REPORT.words >}}`` in a brief.

    Returns
    -------
    dict
        title, byline, published, origin, sha256; words, sentences, paragraphs; ``quotes``: statements by kind (and
        ``all``), and what is no statement: ``thinks``, ``plans``, ``did``; ``unsure``: statements whose speaker is
        not named because it is not sure enough who it is;
        ``actors``: under each actor's name in lower_snake its name, type, named, mentions, quotes, words_quoted,
        share_of_voice and the same in percent, percent_of_voice; ``statistics`` as in the JSON.
    """
    article = analysis.article
    about = {key: getattr(article, key) for key in ("title", "byline", "published", "origin", "sha256")}
    counts = {key: analysis.statistics.get(key) for key in ("words", "sentences", "paragraphs")}
    kinds = {kind: sum(q.kind == kind for q in analysis.statements) for kind in ("direct", "mixed", "indirect")}
    frame = actors_table(analysis)
    actors = by_key(map(actor_numbers, frame.to_dict("records")))
    acts = {act: sum(q.act == act for q in analysis.quotes) for act in ("thinks", "plans", "did")}
    unsure = sum(q.is_unsure for q in analysis.statements)
    quotes = {"all": len(analysis.statements), **kinds, **acts, "unsure": unsure}
    return {**about, **counts, "quotes": quotes, "actors": actors, "statistics": analysis.statistics}


def actor_numbers(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return an actor's numbers, given its row of a table of actors; in a collection's, its ``articles`` too."""
    articles = {"articles": int(row["articles"])} if "articles" in row else {}
    return {
        "name": row["actor"],
        "type": row["type"],
        **articles,
        "named": int(row["named"]),
        "mentions": int(row["named"] + row["nominal"] + row["pronoun"]),
        "quotes": int(row["quotes"]),
        "words_quoted": int(row["words_quoted"]),
        "share_of_voice": round(float(row["share_of_voice"]), 4),
        "percent_of_voice": round(100 * float(row["share_of_voice"])),
    }


def by_key(entries: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return entries by their names in lower_snake, as ``_variables.yml`` has them; equal ones get a number.

    >>> by_key([{"name": "Inés Roe"}, {"name": "Ines Roe"}])
    {'ines_roe': {'name': 'Inés Roe'}, 'ines_roe_2': {'name': 'Ines Roe'}}
    """
    keyed: dict[str, dict[str, Any]] = {}
    for entry in entries:
        name = key = _lower_snake(entry["name"])
        number = 1
        while key in keyed:
            number += 1
            key = f"{name}_{number}"
        keyed[key] = entry
    return keyed


def _lower_snake(name: str) -> str:
    """Return a name in lower_snake: "Inés Roe" is "ines_roe"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "actor"


def _foreign(analysis: Analysis) -> str:
    """Say that the article is in another language than the one that is read."""
    article = analysis.article
    if not is_foreign(article):
        return ""
    name, sure = language_name(article.language), percent(article.language_confidence)
    return f"This article is in {name} ({sure} sure): the toolkit reads English, and the numbers below do not hold."


def _length(analysis: Analysis) -> str:
    """Say how long the article is."""
    statistics = analysis.statistics
    parts = [count(statistics[key] or 0, key[:-1]) for key in ("words", "sentences", "paragraphs")]
    left_out = sum(p.kind == "furniture" for p in analysis.article.paragraphs)
    lines = count(left_out, "further line of the page around it is", "further lines of the page around it are")
    rest = f"; {lines} left out" if left_out else ""
    return f"The article has {parts[0]} in {parts[1]} and {parts[2]}{rest}."


def _actors(frame: "pandas.DataFrame") -> str:
    """Say how many of each type are named, and who most often: up to three, so that no tie is cut in two."""
    frame = frame[frame["named"] > 0]
    if frame.empty:
        return "It names no person, organisation or place."
    kinds = [
        count(int((frame["type"] == kind).sum()), TYPE_NAMES[kind])
        for kind in ("PER", "ORG", "LOC")
        if (frame["type"] == kind).any()
    ]
    counts = [int(n) for n in frame["named"]]
    untied = [n for n in (1, 2, 3) if n == len(counts) or (n < len(counts) and counts[n - 1] > counts[n])]
    top = zip(frame["actor"], counts[: max(untied, default=0)], strict=False)
    times = [f"{name} ({count(n, 'time')})" for name, n in top]
    most = f"most often {listed(times)}" if times else "several of them equally often most"
    return f"It names {listed(kinds)}, {most}."


def _quotes(analysis: Analysis) -> str:
    """Say how many quotes there are, of how many speakers and of which kinds."""
    quotes = analysis.statements
    if not quotes:
        return f"Nobody is quoted, and no statement is reported{_not_stated(analysis)}."
    kinds = [
        f"{n} {word}"
        for kind, word in (("direct", "direct"), ("mixed", "partly in quotation marks"), ("indirect", "indirect"))
        if (n := sum(q.kind == kind for q in quotes))
    ]
    speakers = len({q.speaker for q in quotes if q.speaker})
    nobody, unsure = (sum(found) for found in ((q.speaker is None for q in quotes), (q.is_unsure for q in quotes)))
    by = f" from {count(speakers, 'named speaker')}" if speakers else ""
    rest = f"; for {nobody} of them no speaker is named" if nobody and speakers else ""
    rest = "; no speaker is named" if nobody and not speakers else rest
    rest += f", for {unsure} because it is not sure enough who it is" if unsure else ""
    corrected = sum(q.corrected for q in quotes) + sum(a.corrected for a in analysis.actors)
    hand = f"; {count(corrected, 'entry is', 'entries are')} corrected by hand" if corrected else ""
    said = f"{count(len(quotes), 'statement')}{by}, {listed(kinds)}{rest}{hand}"
    return f"It quotes or reports {said}{_not_stated(analysis)}."


def _not_stated(analysis: Analysis) -> str:
    """Say how much is thought and planned; deeds in the shape of a report are no matter for a summary."""
    acts = (("thinks", "thought"), ("plans", "plan"))
    told = [count(n, word) for act, word in acts if (n := sum(q.act == act for q in analysis.quotes))]
    return f"; besides, it tells of {listed(told)}" if told else ""


def _voices(frame: "pandas.DataFrame") -> str:
    """Say whose the largest shares of the quoted words are, and what is left for nobody named."""
    frame = frame[frame["words_quoted"] > 0]
    if frame.empty:
        return ""
    top = frame.sort_values("words_quoted", ascending=False, kind="stable").head(3)
    names, shares = list(top["actor"]), [percent(share) for share in top["share_of_voice"]]
    parts = [f"{names[0]} has {shares[0]} of the words inside quotation marks"]
    parts += [f"{name} {share}" for name, share in zip(names[1:], shares[1:], strict=True)]
    nobody = 1 - float(frame["share_of_voice"].sum())
    return listed(parts) + (f"; {percent(nobody)} belong to nobody named." if nobody > 0.0005 else ".")


def _reading(analysis: Analysis) -> str:
    """Say how long the sentences are, and which school grade can read them."""
    statistics = analysis.statistics
    words, sentences = statistics.get("words"), statistics.get("sentences")
    if not words or not sentences:
        return ""
    length = f"A sentence has {words / sentences:.1f} words on average"
    grade = (statistics.get("readability") or {}).get("flesch_kincaid_grade")
    if isinstance(grade, int | float):
        return f"{length}; the Flesch-Kincaid formula gives US school grade {grade:.0f}."
    return f"{length}."
