"""Figures of several articles: actors side by side, who is named with whom, how much there is over time."""

from typing import TYPE_CHECKING, Any

from toolkit import collection as _collection
from toolkit import tables
from toolkit.errors import ParameterError
from toolkit.figures import bars, lanes, phrases, picture, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from toolkit.collection import Collection

MOST_LANES = 10
COUNTED = {
    "named": ("mentions by name", "Mentions by name in headline and body"),
    "quotes": ("quotes", "Statements quoted or reported"),
    "words_quoted": ("quoted words", "Words inside quotation marks"),
    "share_of_voice": ("quoted words", "Percent of the words inside quotation marks"),
}


def side_by_side(
    collection: "Collection",
    value: str = "named",
    *,
    by: str = "article",
    ax: "Axes | None" = None,
    n: int = 12,
    period: str = "auto",
    misc: bool = False,
) -> "Axes":
    """Actors side by side: a row for each, a lane for each article, outlet or period.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    value
        "named", "quotes", "words_quoted" or "share_of_voice" (of the quoted words of the article or outlet).
    by
        "article", "outlet" or "period"; of articles and outlets the ten with most words.
    ax
        Where to draw; by default on a sheet of its own.
    n
        At most so many actors.
    period
        "day", "week", "month", "year" or "auto"; see ``toolkit.collection.over_time``.
    misc
        Whether to count nationalities, events and works too.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.side_by_side(articles, by="outlet")
    >>> toolkit.figures.data(ax)
                 actor type  Herald  Post
    0          Ben Low  PER       2     2
    1          Ada Roe  PER       2     1
    2  Harbour Company  ORG       1     1
    """
    if value not in COUNTED:
        raise ParameterError(f"there is no {value} to put side by side: give {', '.join(COUNTED)}")
    frame = _collection.pivot(collection, by, value, period=period, misc=misc)
    columns = list(frame.columns[2:])
    shown = columns if by == "period" else _largest(collection, by, columns)
    frame = frame[(frame[columns] > 0).any(axis=1)].reset_index(drop=True)
    with style.context():
        ax = picture.begin(ax)
        if frame.empty or not columns:
            return picture.empty(ax, f"There are no {COUNTED[value][0]} in these articles", data=frame)
        known = frame[frame["actor"] != tables.NOBODY]
        top = frame[frame["actor"].isin({*known["actor"].head(n), tables.NOBODY})]
        rows, kinds = top["actor"].tolist(), top["type"].tolist()
        values = top[shown].to_numpy().tolist()
        colours = [style.TYPES.get(kind, style.NOBODY) for kind in kinds]
        share = value == "share_of_voice"
        left, out = len(known) - n, len(columns) - len(shown)
        notes = [f"and {phrases.count(left, 'further actor')}" if left > 0 else ""]
        notes += [f"and {phrases.count(out, f'further {by}')}" if out > 0 else ""]
        if by == "period":
            arrange = lanes.discs(ax, rows, shown, values, colours)
            most = phrases.count(int(top[shown].max().max()), _one(value))
            notes.insert(0, f"the largest disc: {most}")
        else:
            heads, told = lanes.heads([str(c) for c in shown])
            texts = [[_text(v, share).replace("under 1%", "<1%").rstrip("%") for v in row] for row in values]
            arrange, notes = lanes.bars(ax, rows, heads, values, texts, colours), [told, *notes]
        noun = _collection.unit(collection, period) if by == "period" else by
        title = _title(known, [c for c in columns if c != _collection.NO_DATE], noun, value)
        ends = [_in_words(row, shown, share) for row in values]
        return picture.finish(
            ax,
            title=title,
            subtitle=f"{COUNTED[value][1]}, in each {noun}",
            alt=f"{'Discs' if by == 'period' else 'Bars side by side'}: {title}. {phrases.rows(rows, ends)}.",
            data=frame,
            note=" · ".join(filter(None, notes)),
            unit=noun,
            labels=rows,
            rows=len(rows),
            key=bars.type_key(kinds),
            arrange=arrange,
        )


def over_time(
    collection: "Collection", actor: str | None = None, *, ax: "Axes | None" = None, period: str = "auto"
) -> "Axes":
    """How many articles there are in each period; of an actor, how many mentions and quotes.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        The name the actor has in the collection.
    ax
        Where to draw; by default on a sheet of its own.
    period
        "day", "week", "month", "year" or "auto"; see ``toolkit.collection.over_time``.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.over_time(articles)
    >>> toolkit.figures.data(ax)[["period", "articles"]]
          period  articles
    0  (no date)         2
    """
    frame = _collection.over_time(collection, actor, period=period)
    columns = ["articles"] if actor is None else ["mentions", "quotes"]
    with style.context():
        ax = picture.begin(ax)
        labels = frame["period"].tolist()
        undated = int(frame.loc[frame["period"] == _collection.NO_DATE, "articles"].sum())
        if undated == int(frame["articles"].sum()):
            return picture.empty(ax, "None of these articles says when it was published", data=frame)
        wide = 0.8 / len(columns)
        looks = [{"color": style.ACCENT}, {"color": style.lighter(style.TYPES["ORG"]), "hatch": "////"}]
        for k, (column, look) in enumerate(zip(columns, looks, strict=False)):
            at = [place + 0.1 + wide * (k + 0.5) for place in range(len(labels))]
            edge = style.darker(style.TYPES["ORG"]) if k else style.darker(style.ACCENT)
            ax.bar(at, frame[column], width=wide, edgecolor=edge, linewidth=0.5, **look)
        most = int(frame[columns].max().max())
        if len(labels) <= 12:
            for k, column in enumerate(columns):
                for place, count in enumerate(frame[column]):
                    if count:
                        where = (place + 0.1 + wide * (k + 0.5), count)
                        ax.annotate(f"{count:,}", where, (0, 2), textcoords="offset points", ha="center", va="bottom")
        ax.set_xlim(0, max(len(labels), 3))
        ax.set_ylim(0, max(most, 1) * 1.15)
        _whole_numbers(ax)
        dated = frame[frame["period"] != _collection.NO_DATE]
        noun = _collection.unit(collection, period)
        title = _busiest(dated, columns[0], noun, actor)
        said = [_counts(row, columns) for row in frame[columns].to_dict("records")]
        worth = [(p, s) for p, s in zip(labels, said, strict=True) if s]
        patches = [bars.patch(style.ACCENT), bars.patch(style.lighter(style.TYPES["ORG"]), hatch="////")]
        return picture.finish(
            ax,
            title=title,
            subtitle="Articles" if actor is None else f"Mentions and quotes of {phrases.short(actor)} in all articles",
            alt=f"Bars over time: {title}. {phrases.rows([p for p, _ in worth], [s for _, s in worth], 12)}.",
            data=frame,
            unit=f"{noun} of publication",
            key=list(zip(patches, columns, strict=False)) if len(columns) > 1 else (),
            arrange=lanes.along(labels, inside=True),
        )


def together(
    collection: "Collection", actor: str, *, ax: "Axes | None" = None, n: int = 12, misc: bool = False
) -> "Axes":
    """With whom an actor is mentioned in the same paragraph, and in how many of them.

    Parameters
    ----------
    collection
        What ``toolkit.collection.analyse`` gave.
    actor
        The name the actor has in the collection.
    ax
        Where to draw; by default on a sheet of its own.
    n
        At most so many other actors.
    misc
        Whether to count nationalities, events and works too.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> ax = toolkit.figures.together(articles, "Ben Low")
    >>> toolkit.figures.data(ax)["actor"].tolist()
    ['Harbour Company', 'Ada Roe']
    """
    frame = _collection.together(collection, actor, misc=misc)
    found = frame[frame["paragraphs"] > 0].reset_index(drop=True)
    with style.context():
        ax = picture.begin(ax)
        short = phrases.short(actor)
        if found.empty:
            return picture.empty(ax, f"No paragraph mentions {short} together with anybody else", data=frame)
        top, rest = found.head(n), len(found) - n
        names, counts = top["actor"].tolist(), top["paragraphs"].tolist()
        ends = [
            f"{count:,} (in {phrases.count(int(number), 'article')})"
            for count, number in zip(counts, top["articles"], strict=True)
        ]
        kinds = top["type"].tolist()
        arrange = bars.draw(ax, names, counts, ends, [style.TYPES.get(kind, style.ACCENT) for kind in kinds])
        leaders, most = phrases.leaders(found["actor"].tolist(), found["paragraphs"].tolist()), max(counts)
        with_whom = phrases.listed(leaders) if len(leaders) <= 3 else f"each of {len(leaders)} actors"
        title = f"{short} shares most paragraphs with {with_whom}: {most:,}"
        if len(found) == 1:
            title = f"{short} shares {phrases.count(most, 'paragraph')} with {leaders[0]} and none with others"
        return picture.finish(
            ax,
            title=title,
            subtitle=f"Paragraphs that mention {short} and the other, by name or otherwise; articles that mention both",
            alt=f"Bar chart: {title}. {phrases.rows(names, ends)}.",
            data=frame,
            note=f"and {phrases.count(rest, 'further actor')}" if rest > 0 else "",
            unit="paragraphs",
            labels=names,
            rows=len(names),
            key=bars.type_key(kinds),
            arrange=arrange,
        )


def _largest(collection: "Collection", by: str, columns: list[str]) -> list[str]:
    if len(columns) <= MOST_LANES:
        return columns
    table = _collection.articles(collection).fillna({"outlet": _collection.NO_OUTLET})
    words = table.groupby(by)["words"].sum().sort_values(ascending=False, kind="stable")
    return [name for name in columns if name in set(words.index[:MOST_LANES])]


def _one(value: str) -> str:
    return {"named": "mention", "quotes": "quote"}.get(value, "word")


def _text(value: float, share: bool) -> str:
    return phrases.percent(value) if share else f"{value:,}"


def _in_words(row: list[float], columns: list[str], share: bool) -> str:
    told = [f"{_text(value, share)} in {column}" for value, column in zip(row, columns, strict=True) if value]
    return ", ".join(told[:6]) + (f" and in {len(told) - 6} more" if len(told) > 6 else "")


def _title(frame: Any, columns: list[str], by: str, value: str) -> str:
    """Who is in all or most of the articles, outlets or periods; of shares, where the largest stands."""
    if frame.empty:
        return "Nobody named is quoted"
    if value == "share_of_voice":
        cells = frame.set_index("actor")[columns].stack()
        name, place = cells.idxmax()
        return f"The largest share: {phrases.short(name)} has {phrases.percent(cells.max())} in {place}"
    does = "named" if value == "named" else "quoted"
    spread = (frame[columns] > 0).sum(axis=1)
    top = phrases.leaders(frame["actor"].tolist(), spread.tolist())
    most, of = int(spread.max()), len(columns)
    where = f"in all {of} {by}s" if most == of > 1 else f"in {most} of {phrases.count(of, by)}"
    if len(frame) == 1:
        return f"{top[0]} is the only actor {does}, {where}"
    if len(top) > 3:
        return f"{len(top)} actors are {does} {where}" + ("" if most == of else ", nobody in more")
    return f"{phrases.listed(top)} {'is' if len(top) == 1 else 'are'} {does} {where}" + (
        "" if most == of and of == 1 else ", more than any other" if len(top) == 1 else ""
    )


def _busiest(frame: Any, column: str, noun: str, actor: str | None) -> str:
    top = frame[frame[column] == frame[column].max()]
    most = int(frame[column].max())
    if not most:
        return f"{phrases.short(actor or '')} is mentioned in no dated article"
    what = phrases.count(most, column[:-1])
    if len(frame) == 1:
        return f"All dated articles are of {frame['period'].iloc[0]}: {what}"
    if 1 < len(top) == int((frame[column] > 0).sum()):
        return f"{len(top)} {noun}s have {what}{'' if actor is None else ' of ' + phrases.short(actor)} each"
    if len(top) > 3:
        return f"No {noun} has more than {what}"
    when = {"day": "on", "week": "in the week from"}.get(noun, "in")
    each = " each" if len(top) > 1 else ""
    return f"Most {column} {when} {phrases.listed(top['period'].tolist())}: {most:,}{each}"


def _counts(row: dict[str, int], columns: list[str]) -> str:
    return " and ".join(phrases.count(row[name], name[:-1]) for name in columns if row[name])


def _whole_numbers(ax: "Axes") -> None:
    from matplotlib.ticker import MaxNLocator

    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True, min_n_ticks=1))
    ax.grid(axis="x", visible=False)
    ax.grid(axis="y", visible=True)
