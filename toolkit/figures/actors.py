"""Figures of actors: how often each is named, how much each is given to say."""

from typing import TYPE_CHECKING, Any

from toolkit import tables
from toolkit.figures import bars, phrases, picture, style

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

    from toolkit.analysis import Analysis


def actor_frequency(
    source: "Analysis | pandas.DataFrame",
    *,
    ax: "Axes | None" = None,
    n: int = 12,
    others: bool = False,
    by: str | None = None,
    misc: bool = False,
) -> "Axes":
    """How often each actor is named.

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
        ax = picture.begin(ax)
        if frame.empty:
            return picture.empty(ax, "No person, organisation or place is named", data=frame)
        top, rest = frame.head(n), frame.iloc[n:]
        names, named = [str(name) for name in top[label]], top["named"].tolist()
        more = (top["nominal"] + top["pronoun"]).tolist() if others else []
        kinds = top["type"].tolist() if "type" in top else ["PER"] * len(top)
        ends = [f"{a:,} + {b:,}" if b else f"{a:,}" for a, b in zip(named, more or [0] * len(named), strict=True)]
        arrange = bars.draw(ax, names, named, ends, [style.TYPES.get(k, style.ACCENT) for k in kinds], more=more)
        noun = "actor" if label == "actor" else f"{label} group"
        key = bars.type_key(kinds) if "type" in top else []
        if others:
            key.append((bars.patch("white", hatch="////"), "by description or pronoun"))
        said = [f"{phrases.times(a)} by name" + (f" and {b} otherwise" if b else "") for a, b in _pairs(named, more)]
        title = _most_named(frame[label].tolist(), frame["named"].tolist(), noun)
        return picture.finish(
            ax,
            title=title,
            subtitle=f"Mentions by name{' and otherwise' if others else ''} in headline and body",
            alt=f"Bar chart: {title}. {phrases.rows(names, said)}." + _and_more(rest, "named", noun, " Not shown: "),
            data=frame,
            note=_and_more(rest, "named", noun, "and "),
            unit="mentions" if others else "mentions by name",
            labels=names,
            rows=len(names),
            key=key,
            arrange=arrange,
        )


def share_of_voice(
    source: "Analysis | pandas.DataFrame",
    *,
    ax: "Axes | None" = None,
    n: int = 12,
    by: str | None = None,
    misc: bool = False,
) -> "Axes":
    """How many of the words inside quotation marks are whose.

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
    label = frame.columns[0]
    quoted = frame[frame["words_quoted"] > 0]
    total, indirect = _quoted_words(frame), int(frame["words_indirect"].sum())
    with style.context():
        ax = picture.begin(ax)
        if quoted.empty:
            rest = f", {phrases.count(indirect, 'word')} reported without them" if indirect else ""
            return picture.empty(ax, f"Nothing is said in quotation marks{rest}", data=frame)
        nobody = quoted[label] == tables.NOBODY
        known = quoted[~nobody].sort_values("words_quoted", ascending=False, kind="stable")
        top, rest = known.head(n), known.iloc[n:]
        rows = [(str(r[label]), int(r["words_quoted"]), r.get("type", "PER")) for r in top.to_dict("records")]
        if len(rest):
            rows.append((f"{phrases.count(len(rest), 'further speaker')}", int(rest["words_quoted"].sum()), "rest"))
        rows += [(tables.NOBODY, int(r["words_quoted"]), "rest") for r in quoted[nobody].to_dict("records")]
        names, spoken, kinds = map(list, zip(*rows, strict=True))
        shares = [100 * words / total for words in spoken]
        ends = [f"{phrases.percent(w / total)} ({phrases.count(w, 'word')})" for w in spoken]
        colours = [style.TYPES.get(kind, style.NOBODY) for kind in kinds]
        hatched = [kind == "rest" for kind in kinds]
        arrange = bars.draw(ax, names, shares, ends, colours, hatched=hatched, most=100)
        title = _loudest(known[label].tolist(), known["words_quoted"].tolist(), total)
        return picture.finish(
            ax,
            title=title,
            subtitle=f"Share of the {phrases.count(total, 'word')} inside quotation marks, by speaker",
            alt=f"Bar chart: {title}. {phrases.rows(names, ends)}.",
            data=frame,
            note=f"Not counted here: {phrases.count(indirect, 'word')} reported outside of quotation marks."
            if indirect
            else "",
            unit="percent of quoted words",
            labels=names,
            rows=len(names),
            key=bars.type_key(kinds),
            arrange=arrange,
        )


def _table(source: Any, function: Any, by: str | None, misc: bool) -> "pandas.DataFrame":
    if hasattr(source, "article"):
        return function(source, by=by, misc=misc)
    return source if misc or "type" not in source else source[source["type"] != "MISC"]


def _quoted_words(frame: "pandas.DataFrame") -> int:
    """Return how many words are quoted in all, those of speakers who are not in the table among them."""
    words = int(frame["words_quoted"].sum())
    shares = float(frame["share_of_voice"].sum()) if "share_of_voice" in frame else 1.0
    return round(words / shares) if shares else words


def _pairs(named: list[int], more: list[int]) -> list[tuple[int, int]]:
    return list(zip(named, more or [0] * len(named), strict=True))


def _and_more(rest: "pandas.DataFrame", column: str, noun: str, start: str) -> str:
    if rest.empty:
        return ""
    least, most = int(rest[column].min()), int(rest[column].max())
    each = phrases.times(most) if least == most else f"{least:,} to {most:,} times"
    return f"{start}{phrases.count(len(rest), f'further {noun}')}, named {each}{' each' if len(rest) > 1 else ''}."


def _most_named(names: list, counts: list[int], noun: str) -> str:
    most, top = max(counts), phrases.leaders(names, counts)
    if len(names) == 1:
        often = "once" if most == 1 else phrases.times(most)
        return f"{top[0]} is the only {noun} named, {often}"
    if len(top) == len(names):
        return f"Each of the {len(names)} {noun}s is named {phrases.times(most)}"
    if len(top) == 1:
        return f"{top[0]} is named most often, {phrases.times(most)}"
    who = phrases.listed(top) if len(top) <= 3 else f"{len(top)} {noun}s"
    return f"{who} are named most often, {phrases.times(most)} each"


def _loudest(names: list, words: list[int], total: int) -> str:
    if not names:
        return "All that is quoted is said by nobody named"
    top, share = phrases.leaders(names, words), phrases.percent(max(words) / total)
    if max(words) == total:
        return f"All that is quoted is said by {top[0]}"
    if len(top) == len(names) > 3:
        return f"Each of the {len(names)} named speakers has {share} of the quoted words"
    if len(top) > 3:
        return f"{len(top)} speakers have the largest shares of the quoted words, {share} each"
    who = phrases.listed(top)
    if len(top) > 1:
        return f"{who} have the largest shares of the quoted words, {share} each"
    if total - sum(words) > max(words):
        return f"Of the named speakers, {who} has the most quoted words: {share}"
    return f"{who} has {share} of the quoted words, more than anyone else"
