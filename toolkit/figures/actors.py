"""Figures of actors: how often each is named, how much each is given to say."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from toolkit import tables
from toolkit.analysis.arguments import checked
from toolkit.display.wording import count, listed, percent, times
from toolkit.figures import bars, style
from toolkit.figures.bars import Bar
from toolkit.figures.captions import leaders, row_list
from toolkit.figures.finishing import begin, empty, finish
from toolkit.figures.keys import patch, type_key
from toolkit.figures.model import Words

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from toolkit.analysis import Analysis


@checked
def actor_frequency(
    source: "Analysis | pandas.DataFrame",
    *,
    ax: "Axes | None" = None,
    n: int = 12,
    others: bool = False,
    by: str | None = None,
    misc: bool = False,
) -> "Axes":
    """Draw how often each actor is named.

    Parameters
    ----------
    source
        An analysis, or a table as ``tables.actors`` gives it.
    ax
        Where to draw; by default on a sheet of its own.
    n
        At most so many actors, those named most often; the rest is counted in a note.
    others
        Whether to stack mentions by description or pronoun on those by name.
    by, misc
        As for ``tables.actors``.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.actor_frequency(a)
    >>> toolkit.figures.data(ax)[["actor", "named"]]
                 actor  named
    0          Ada Roe      2
    1          Ben Low      2
    2  Harbour Company      1
    """
    frame = _table(source, tables.actors, by, misc)
    label = frame.columns[0]
    frame = frame[(frame["named"] > 0) & (frame[label] != tables.NOBODY)].reset_index(drop=True)
    with style.context():
        ax = begin(ax)
        if frame.empty:
            return empty(ax, "No person, organisation or place is named", frame)
        top = frame.head(n)
        drawn = _frequency_bars(top, others)
        arrange = bars.draw(ax, drawn)
        key = type_key(list(top["type"])) if "type" in top else []
        if others:
            key.append((patch("white", hatch=bars.HATCH), "by description or pronoun"))
        words = _frequency_words(frame, drawn, others)
        chart = bars.chart(drawn, label, "mentions by name", "by description or pronoun" if others else "")
        return finish(ax, words, frame, labels=[bar.name for bar in drawn], key=key, arrange=arrange, chart=chart)


def _frequency_bars(top: "pandas.DataFrame", others: bool) -> list[Bar]:
    result = []
    for row in top.to_dict("records"):
        named, otherwise = row["named"], row["nominal"] + row["pronoun"] if others else 0
        result.append(
            Bar(
                str(row[top.columns[0]]),
                named,
                f"{named:,} + {otherwise:,}" if otherwise else f"{named:,}",
                style.TYPES.get(row.get("type", "PER"), style.ACCENT),
                more=otherwise if others else None,
            )
        )
    return result


def _frequency_words(frame: "pandas.DataFrame", drawn: Sequence[Bar], others: bool) -> Words:
    label = frame.columns[0]
    noun = "actor" if label == "actor" else f"{label} group"
    title = _most_named(frame[label].tolist(), frame["named"].tolist(), noun)
    numbers = [
        f"{times(int(bar.value))} by name" + (f" and {int(bar.more)} otherwise" if bar.more else "") for bar in drawn
    ]
    rest = _further(frame.iloc[len(drawn) :], noun)
    return Words(
        title=title,
        subtitle=f"Mentions by name{' and otherwise' if others else ''} in headline and body",
        alt=f"Bar chart: {title}. {row_list([bar.name for bar in drawn], numbers)}."
        + (f" Not shown: {rest}" if rest else ""),
        note=f"and {rest}" if rest else "",
        unit="mentions" if others else "mentions by name",
    )


def _further(rest: "pandas.DataFrame", noun: str) -> str:
    """Return how many actors are left out, and how often they are named."""
    if rest.empty:
        return ""
    least, most = int(rest["named"].min()), int(rest["named"].max())
    each = times(most) if least == most else f"{least:,} to {most:,} times"
    return f"{count(len(rest), f'further {noun}')}, named {each}{' each' if len(rest) > 1 else ''}."


def _most_named(names: list, counts: list[int], noun: str) -> str:
    most, top = max(counts), leaders(names, counts)
    if len(names) == 1:
        return f"{top[0]} is the only {noun} named, {times(most)}"
    if len(top) == len(names):
        return f"Each of the {len(names)} {noun}s is named {times(most)}"
    if len(top) == 1:
        return f"{top[0]} is named most often, {times(most)}"
    who = listed(top) if len(top) <= 3 else f"{len(top)} {noun}s"
    return f"{who} are named most often, {times(most)} each"


@checked
def share_of_voice(
    source: "Analysis | pandas.DataFrame",
    *,
    ax: "Axes | None" = None,
    n: int = 12,
    by: str | None = None,
    misc: bool = False,
) -> "Axes":
    """Draw how many of the words inside quotation marks are whose.

    Parameters
    ----------
    source
        An analysis, or a table as ``tables.share_of_voice`` gives it; percentages are of all quoted words, whoever of
        the speakers is in the table.
    ax
        Where to draw; by default on a sheet of its own.
    n
        At most so many speakers; further ones are added up in a row of their own, so that all shares add to 1.
    by, misc
        As for ``tables.share_of_voice``.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.share_of_voice(a)
    >>> toolkit.figures.data(ax)[["actor", "words_quoted"]]
                actor  words_quoted
    0         Ada Roe            14
    1         Ben Low             0
    2  (nobody named)             0
    """
    frame = _table(source, tables.share_of_voice, by, misc)
    total, indirect = _quoted_words(frame), int(frame["words_indirect"].sum())
    with style.context():
        ax = begin(ax)
        if not (frame["words_quoted"] > 0).any():
            rest = f", {count(indirect, 'word')} reported without them" if indirect else ""
            return empty(ax, f"Nothing is said in quotation marks{rest}", frame)
        speakers = _speakers(frame, n)
        drawn = [_share_bar(*speaker, total) for speaker in speakers]
        arrange = bars.draw(ax, drawn, most=100)
        names, key = [bar.name for bar in drawn], type_key([kind for _, _, kind in speakers])
        title = _loudest(frame, total)
        words = Words(
            title=title,
            subtitle=f"Share of the {count(total, 'word')} inside quotation marks, by speaker",
            alt=f"Bar chart: {title}. {row_list(names, [bar.end for bar in drawn])}.",
            note=" ".join(filter(None, (_left_out(indirect), _unsure(source)))),
            unit="percent of quoted words",
        )
        chart = bars.chart(drawn, frame.columns[0], words.unit)
        return finish(ax, words, frame, labels=names, key=key, arrange=arrange, chart=chart)


def _left_out(indirect: int) -> str:
    """Return a note on the words that are reported without quotation marks; nothing where none is."""
    return f"Not counted here: {count(indirect, 'word')} reported outside of quotation marks." if indirect else ""


def _unsure(source: "Analysis | pandas.DataFrame") -> str:
    """Return a note on quotations whose speaker is left open; nothing where none is, or where a table came in."""
    quotes = [quote for quote in getattr(source, "statements", ()) if quote.kind != "indirect"]
    unsure = sum(quote.is_unsure for quote in quotes)
    return f"Of {count(len(quotes), 'quotation')}, {unsure} left open: not sure enough who speaks." if unsure else ""


def _speakers(frame: "pandas.DataFrame", n: int) -> list[tuple[str, int, str]]:
    """Return name, quoted words and type of the speakers, most words first; then of those that no row of theirs has."""
    label = frame.columns[0]
    known = _known_speakers(frame)
    rest, nobody = known.iloc[n:], frame[(frame[label] == tables.NOBODY) & (frame["words_quoted"] > 0)]
    rows = [(str(r[label]), int(r["words_quoted"]), r.get("type", "PER")) for r in known.head(n).to_dict("records")]
    if len(rest):
        rows.append((count(len(rest), "further speaker"), int(rest["words_quoted"].sum()), "rest"))
    return rows + [(tables.NOBODY, int(words), "rest") for words in nobody["words_quoted"]]


def _known_speakers(frame: "pandas.DataFrame") -> "pandas.DataFrame":
    """Return the rows of those who are quoted and named, most words first."""
    known = frame[(frame["words_quoted"] > 0) & (frame[frame.columns[0]] != tables.NOBODY)]
    return known.sort_values("words_quoted", ascending=False, kind="stable")


def _share_bar(name: str, words: int, kind: str, total: int) -> Bar:
    end = f"{percent(words / total)} ({count(words, 'word')})"
    return Bar(name, 100 * words / total, end, style.TYPES.get(kind, style.NOBODY), hatched=kind == "rest")


def _loudest(frame: "pandas.DataFrame", total: int) -> str:
    known = _known_speakers(frame)
    names, words = known[frame.columns[0]].tolist(), known["words_quoted"].tolist()
    if not names:
        return "All that is quoted is said by nobody named"
    top, share = leaders(names, words), percent(max(words) / total)
    if max(words) == total:
        return f"All that is quoted is said by {top[0]}"
    if len(top) == len(names) > 3:
        return f"Each of the {len(names)} named speakers has {share} of the quoted words"
    if len(top) > 3:
        return f"{len(top)} speakers have the largest shares of the quoted words, {share} each"
    who = listed(top)
    if len(top) > 1:
        return f"{who} have the largest shares of the quoted words, {share} each"
    if total - sum(words) > max(words):
        return f"Of the named speakers, {who} has the most quoted words: {share}"
    return f"{who} has {share} of the quoted words, more than anyone else"


def _quoted_words(frame: "pandas.DataFrame") -> int:
    """Return how many words are quoted in all, those of speakers who are not in the table among them."""
    words = int(frame["words_quoted"].sum())
    shares = float(frame["share_of_voice"].sum()) if "share_of_voice" in frame else 1.0
    return round(words / shares) if shares else words


def _table(source: Any, function: Callable[..., "pandas.DataFrame"], by: str | None, misc: bool) -> "pandas.DataFrame":
    """Return an analysis's table; a table as it is, but for the MISC rows where they are not wanted."""
    if hasattr(source, "article"):
        return function(source, by=by, misc=misc)
    return source if misc or "type" not in source else source[source["type"] != "MISC"]
