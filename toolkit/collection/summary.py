"""Several articles in a few sentences, each word of which their numbers carry; and the numbers by name, for briefs."""

from typing import TYPE_CHECKING, Any

from toolkit.collection import tables, voices
from toolkit.display.wording import count, listed, percent
from toolkit.tables import NOBODY
from toolkit.tables.summary import by_key

if TYPE_CHECKING:
    import pandas

    from toolkit.collection.gather import Collection


def compared(collection: "Collection") -> list[str]:
    """Three to five sentences on articles beside one another: what they share, whom each lets speak."""
    frame = tables.articles(collection)
    words = [int(n) for n in frame["words"]]
    said = [
        f"The {count(len(frame), 'article')} have {min(words):,} to {count(max(words), 'word')} each, "
        f"{sum(words):,} together."
    ]
    actors = _named(collection)
    shared = actors[actors["articles"] == len(frame)]
    single = int((actors["articles"] == 1).sum())
    names = list(shared["actor"])
    who = f": {listed(names[:5])}" + (f" and {len(names) - 5} more" if len(names) > 5 else "") if names else ""
    said.append(
        f"Of {count(len(actors), 'person', 'persons')}, organisations and places named, "
        f"{len(names) or 'none'} {'is' if len(names) == 1 else 'are'} named in all of them{who}; "
        f"{single or 'none'} in one only."
    )
    said.append(_loudest_each(collection))
    speakers = voices.same_speakers(collection)
    often = speakers.groupby("speaker", sort=False)["article"].nunique()
    if len(often):
        top = list(often[often == often.max()].index)
        who = "each" if len(top) == len(often) else listed(top) if len(top) <= 3 else f"{len(top)} of them"
        said.append(
            f"{count(len(often), 'speaker is', 'speakers are')} quoted or reported in several articles"
            f"{f': {top[0]},' if len(often) == 1 else f', {who}'} in "
            f"{'all' if often.max() == len(frame) else int(often.max())} of them."
        )
    else:
        said.append("Nobody is quoted or reported in more than one of them.")
    same = voices.same_words(collection)
    if len(same):
        top = same.iloc[0]
        said.append(
            f"The longest run of the same words from one speaker is of {count(int(top['words']), 'word')}, "
            f"{top['speaker']}’s in {top['article']} and {top['other_article']}."
        )
    return said


def followed(collection: "Collection", actor: str) -> list[str]:
    """Three to five sentences on one actor through the articles: how often, when, how quoted, beside whom."""
    row = tables.actors(collection, misc=True).set_index("actor").loc[actor]
    mentions = int(row["named"] + row["nominal"] + row["pronoun"])
    said = [
        f"{actor} is in {int(row['articles'])} of {count(len(collection), 'article')}, {_times(int(row['named']))} by "
        f"name and {_times(mentions - int(row['named']))} by description or pronoun."
    ]
    said += _when(tables.over_time(collection, actor), "mentions", tables.unit(collection), f" of {actor}")
    quotes = tables.quotes(collection, actor)
    if quotes.empty:
        said.append(f"No statement of {actor} is quoted or reported.")
    else:
        marked = int((quotes["kind"] != "indirect").sum())
        of_them = f"{marked or 'none'} of them" if len(quotes) > 1 else "that" if marked else "not"
        said.append(
            f"{count(len(quotes), 'statement is', 'statements are')} quoted or reported in "
            f"{count(quotes['article'].nunique(), 'article')}, {of_them} with words in quotation marks; "
            f"{actor} has {percent(float(row['share_of_voice']))} of all words inside quotation marks."
        )
    others = voices.together(collection, actor)
    others = others[others["paragraphs"] > 0]
    if len(others):
        top = others[others["paragraphs"] == others["paragraphs"].max()]
        who = listed(list(top["actor"])) if len(top) <= 3 else f"each of {len(top)} actors"
        said.append(
            f"Of {count(len(others), 'other actor')} mentioned in the same paragraphs, {who} "
            f"{'shares' if len(top) == 1 or len(top) > 3 else 'share'} most: "
            f"{count(int(top['paragraphs'].max()), 'paragraph')}."
        )
    cues = voices.cues(collection, actor)
    if len(cues) and cues["quotes"].iloc[0] > 1 and (len(cues) == 1 or cues["quotes"].iloc[0] > cues["quotes"].iloc[1]):
        often = _times(int(cues["quotes"].iloc[0]))
        said.append(f"What {actor} says is most often brought in by “{cues['cue'].iloc[0]}”, {often}.")
    return said[:5]


def surveyed(collection: "Collection") -> list[str]:
    """Three to five sentences on many articles: how much, when, whose, who is in them, who speaks."""
    frame, outlets = tables.articles(collection), tables.outlets(collection)
    known = outlets[outlets["outlet"] != tables.NO_OUTLET]
    whose = f" of {count(len(known), 'outlet')}" if len(known) else ""
    said = [
        f"The {count(len(frame), 'article')}{whose} have {count(int(frame['words'].sum()), 'word')} and "
        f"{count(int(frame['quotes'].sum()), 'statement')} quoted or reported."
    ]
    said += _when(tables.over_time(collection), "articles", tables.unit(collection))
    actors = _named(collection)
    if actors.empty:
        said.append("They name no person, organisation or place.")
    else:
        top = actors.sort_values("articles", ascending=False, kind="stable")
        most = top[top["articles"] == top["articles"].iloc[0]]
        names = list(most["actor"])
        who = listed(names) if len(names) <= 3 else f"{len(names)} of them"
        said.append(
            f"{count(len(actors), 'person', 'persons')}, organisations and places are named, {who} in most articles: "
            f"{int(most['articles'].iloc[0])}{' each' if len(names) > 1 else ''}."
        )
    speakers = tables.actors(collection, nobody=True)
    total = int(speakers["words_quoted"].sum())
    speakers = speakers[(speakers["words_quoted"] > 0) & (speakers["actor"] != NOBODY)]
    if len(speakers):
        top = speakers.sort_values("words_quoted", ascending=False, kind="stable").head(3)
        parts = [f"{name} {percent(share)}" for name, share in zip(top["actor"], top["share_of_voice"], strict=True)]
        who = count(len(speakers), "named speaker has", "named speakers have")
        shares = "share" if len(parts) == 1 else "shares"
        said.append(
            f"Of {count(total, 'word')} inside quotation marks, {who} "
            f"{percent(float(speakers['share_of_voice'].sum()))}; the largest {shares}: {listed(parts)}."
        )
    else:
        said.append("No named speaker has words inside quotation marks.")
    return said


def numbers(collection: "Collection") -> dict[str, Any]:
    """The numbers by name, as ``_variables.yml`` has them.

    Returns
    -------
    dict
        ``articles``, ``words``, ``sentences``; ``quotes`` by kind (and ``all``); ``actors`` as in
        ``toolkit.summary.numbers``, with ``articles``; ``by_article``: under each article's name in lower_snake its
        name, title, published, words, quotes.
    """
    frame, quotes = tables.articles(collection), tables.quotes(collection)
    kinds = {kind: int((quotes["kind"] == kind).sum()) for kind in ("direct", "mixed", "indirect")}
    actors = tables.actors(collection)
    return {
        "articles": len(frame),
        "words": int(frame["words"].sum()),
        "sentences": int(frame["sentences"].sum()),
        "quotes": {"all": len(quotes), **kinds},
        "actors": by_key(
            {
                "name": row["actor"],
                "type": row["type"],
                "articles": int(row["articles"]),
                "named": int(row["named"]),
                "mentions": int(row["named"] + row["nominal"] + row["pronoun"]),
                "quotes": int(row["quotes"]),
                "words_quoted": int(row["words_quoted"]),
                "share_of_voice": round(float(row["share_of_voice"]), 4),
                "percent_of_voice": round(100 * float(row["share_of_voice"])),
            }
            for row in actors.to_dict("records")
        ),
        "by_article": by_key(
            {
                "name": row["article"],
                "title": row["title"],
                "published": row["published"],
                "words": int(row["words"]),
                "quotes": int(row["quotes"]),
            }
            for row in frame.to_dict("records")
        ),
    }


def _named(collection: "Collection") -> "pandas.DataFrame":
    frame = tables.actors(collection, by_article=True)
    frame = frame[frame["named"] > 0]
    frame = frame.groupby("actor", sort=False).agg(articles=("article", "nunique"), named=("named", "sum"))
    return frame.sort_values(["articles", "named"], ascending=False, kind="stable").reset_index()


def _loudest_each(collection: "Collection") -> str:
    frame = tables.actors(collection, by_article=True)
    frame = frame[frame["words_quoted"] > 0]
    parts = []
    for article, found in frame.groupby("article", sort=False):
        top = found[found["words_quoted"] == found["words_quoted"].max()]
        who = listed(list(top["actor"])) if len(top) <= 2 else f"each of {len(top)} speakers"
        each = " each" if len(top) > 1 else ""
        parts.append(f"{who} in {article} ({percent(float(top['share_of_voice'].iloc[0]))}{each})")
    if not parts:
        return "None of them has words of a named speaker inside quotation marks."
    if len(parts) > 4:
        top = frame.loc[frame["share_of_voice"].idxmax()]
        return (
            f"Of the words inside quotation marks, the largest share of one speaker is {top['actor']}’s in "
            f"{top['article']}: {percent(float(top['share_of_voice']))}."
        )
    return f"The largest share of the words inside quotation marks has {'; '.join(parts)}."


def _when(frame: "pandas.DataFrame", column: str, unit: str, whose: str = "") -> list[str]:
    dated = frame[frame["period"] != tables.time.NO_DATE]
    undated = int(frame.loc[frame["period"] == tables.time.NO_DATE, "articles"].sum())
    if dated.empty:
        return ["None of the articles says when it was published."]
    if not dated[column].sum():
        return []
    first, last = dated["period"].iloc[0], dated["period"].iloc[-1]
    rest = f"; {count(undated, 'article')} without a date apart" if undated else ""
    if first == last:
        return [f"All dated articles are of {first}{rest}."]
    top = dated[dated[column] == dated[column].max()]
    what = count(int(dated[column].max()), column[:-1])
    span = f"The articles are dated from {first} to {last}"
    when = {"day": "on", "week": "in the week from"}.get(unit, "in")
    if len(top) > 3:
        return [f"{span}; no {unit} has more than {what}{whose}{rest}."]
    each = " each" if len(top) > 1 else ""
    return [f"{span}, with most {column}{whose} {when} {listed(list(top['period']))} ({what}{each}){rest}."]


def _times(number: int) -> str:
    return "never" if number == 0 else "once" if number == 1 else f"{number:,} times"
