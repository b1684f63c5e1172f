"""Several articles in a few sentences, each word of which their numbers carry; and the numbers by name, for briefs."""

from typing import TYPE_CHECKING, Any

from toolkit.collection import frames, periods, portrayal, quoting
from toolkit.collection.dates import NO_DATE
from toolkit.collection.duplicates import counted, rule, widespread_story
from toolkit.collection.model import NAMED, NO_OUTLET, Collection
from toolkit.display.copies import ARTICLES, STORIES, unit_of
from toolkit.display.wording import count, listed, noun, percent, times
from toolkit.quotes.model import STATED
from toolkit.tables import NOBODY
from toolkit.tables.summary import actor_numbers, by_key

if TYPE_CHECKING:
    import pandas

ACTOR, ACTORS = "person, organisation or place", "persons, organisations and places"
MANY = 500  # articles and actors whose numbers have names
MOST = 5  # sentences of an answer


def compared(collection: Collection) -> list[str]:
    """Return three to five sentences on articles beside one another: what they share, whom each lets speak."""
    words = [int(n) for n in frames.articles(collection)["words"]]
    size = (
        f"The {count(len(words), 'article')} have {min(words):,} to {count(max(words), 'word')} each, "
        f"{sum(words):,} together."
    )
    sentences = [size, _shared_actors(collection), _largest_shares(collection), _shared_speakers(collection)]
    return sentences + _shared_words(collection)


def followed(collection: Collection, actor: str) -> list[str]:
    """Return three to five sentences on one actor through the articles: how often, when, how quoted, beside whom."""
    whole, collection = collection, counted(collection, actor)
    row = frames.actors(collection, misc=True).set_index("actor").loc[actor]
    how_often = (
        f"{actor} is in {int(row['articles']):,} of {count(len(collection), *_unit(collection, whole))}, "
        f"{_times(int(row['named']))} by name and {_times(int(row['nominal'] + row['pronoun']))} by description or "
        "pronoun."
    )
    sentences = [
        _rule(collection, whole, actor),
        how_often,
        *_dates(periods.over_time(whole, actor), "mentions", periods.unit(whole), f" of {actor}"),
        _statements(collection, actor, unit=_unit(collection, whole), share=float(row["share_of_voice"])),
        _widespread(whole, actor),
        *_companions(collection, actor),
        *_usual_cue(collection, actor),
    ]
    return [sentence for sentence in sentences if sentence][:MOST]


def surveyed(collection: Collection) -> list[str]:
    """Return three to five sentences on many articles: how much, when, whose, who is in them, who speaks."""
    outlets, whole, collection = frames.outlets(collection), collection, counted(collection)
    frame = frames.articles(collection)
    known = outlets[outlets["outlet"] != NO_OUTLET]
    articles = count(len(whole), "article") + (f" of {count(len(known), 'outlet')}" if len(known) else "")
    size = f"{count(int(frame['words'].sum()), 'word')} and {count(int(frame['quotes'].sum()), 'statement')}"
    sentences = [
        rule(whole, articles, f" with {size}")
        or f"The {articles} {noun(len(whole), 'has', 'have')} {size} quoted or reported.",
        *_dates(periods.over_time(whole), "articles", periods.unit(whole)),
        _most_widespread(collection, _unit(collection, whole)[1]),
        _named_speakers(collection),
        widespread_story(whole, "one story"),
    ]
    return [sentence for sentence in sentences if sentence]


def _rule(collection: Collection, whole: Collection, actor: str) -> str:
    """Return how copies count where one actor is followed; nothing where there are none."""
    if len(collection) == len(whole) > len(counted(whole)):
        return f"Every copy of a story counts here: only later copies have {actor}."
    return rule(whole, count(len(whole), "article"))


def _widespread(whole: Collection, actor: str) -> str:
    """Return the story with an actor that most outlets ran."""
    articles = frames.actors(whole, by_article=True, actor=actor, misc=True)["article"]
    return widespread_story(whole, f"one story with {actor}", articles)


def _unit(collection: Collection, whole: Collection) -> tuple[str, str]:
    """Return what is counted, one and several of it: stories, where copies of them count once."""
    return ARTICLES if len(collection) == len(whole) else STORIES


def passed_over(collection: Collection) -> str:
    """Return how much gave no article, and of a few of it why; nothing where all gave one."""
    passed = collection.passed_over
    reasons = [item.reason.rstrip(".") for item in passed[:NAMED]]
    more = [f"and {len(passed) - NAMED:,} more"] if len(passed) > NAMED else []
    return f"{count(len(passed), 'source')}: {'; '.join([*reasons, *more])}" if passed else ""


def numbers(collection: Collection) -> dict[str, Any]:
    """Return the numbers by name, as ``_variables.yml`` has them.

    Returns
    -------
    dict
        ``articles``, each story once where copies do not count; ``copies``: how many articles are left out for that;
        ``words``, ``sentences``; ``quotes`` and ``actors`` as in
        ``toolkit.tables.summary.numbers``, with ``articles``, the first 500; ``by_article``, of up to 500: under each
        article's name in lower_snake its name, title, published, words, quotes.
    """
    whole, collection = collection, counted(collection)
    frame, quotes = frames.articles(collection), frames.quotes(collection)
    acts = {act: int((quotes["act"] == act).sum()) for act in ("thinks", "plans", "did")}
    quotes = quotes[quotes["act"].isin(STATED)]
    kinds = {kind: int((quotes["kind"] == kind).sum()) for kind in ("direct", "mixed", "indirect")}
    return {
        "articles": len(frame),
        "copies": len(whole) - len(frame),
        "words": int(frame["words"].sum()),
        "sentences": int(frame["sentences"].sum()),
        "quotes": {"all": len(quotes), **kinds, **acts},
        "actors": by_key(map(actor_numbers, frames.actors(collection).head(MANY).to_dict("records"))),
        "by_article": by_key(
            {
                "name": row["article"],
                "title": row["title"],
                "published": row["published"],
                "words": int(row["words"]),
                "quotes": int(row["quotes"]),
            }
            for row in (frame.to_dict("records") if len(frame) <= MANY else ())
        ),
    }


def _named_actors(collection: Collection) -> "pandas.DataFrame":
    """Return the actors that are named, with the number of articles that name each; most first."""
    frame = frames.actors(collection, by_article=True)
    frame = frame[frame["named"] > 0]
    frame = frame.groupby("actor", sort=False).agg(articles=("article", "nunique"), named=("named", "sum"))
    return frame.sort_values(["articles", "named"], ascending=False, kind="stable").reset_index()


def _shared_actors(collection: Collection) -> str:
    """Say who is named in all articles."""
    actors = _named_actors(collection)
    names = list(actors.loc[actors["articles"] == len(collection), "actor"])
    single = int((actors["articles"] == 1).sum())
    more = [f"{len(names) - 5} more"] if len(names) > 5 else []
    who = f": {listed([*names[:5], *more])}" if names else ""
    return (
        f"Of {count(len(actors), ACTOR, ACTORS)} named, "
        f"{len(names) or 'none'} {noun(len(names), 'is', 'are')} named in all of them{who}; "
        f"{single or 'none'} in one only."
    )


def _largest_shares(collection: Collection) -> str:
    """Say whose share of the quoted words is the largest in each article; of many articles, in which."""
    frame = frames.actors(collection, by_article=True)
    frame = frame[frame["words_quoted"] > 0]
    parts = []
    for article, speakers in frame.groupby("article", sort=False):
        top = speakers[speakers["words_quoted"] == speakers["words_quoted"].max()]
        who = listed(list(top["actor"])) if len(top) <= 2 else f"each of {len(top)} speakers"
        each = " each" if len(top) == 2 else ""
        parts.append(f"{who} {percent(float(top['share_of_voice'].iloc[0]))}{each} in {article}")
    if not parts:
        return "None of them has words of a named speaker inside quotation marks."
    if len(parts) > 4:
        top = frame.loc[frame["share_of_voice"].idxmax()]
        return (
            f"Of the words inside quotation marks, the largest share of one speaker is {top['actor']}’s in "
            f"{top['article']}: {percent(float(top['share_of_voice']))}."
        )
    return f"The largest {noun(len(parts), 'share')} of the words inside quotation marks: {'; '.join(parts)}."


def _shared_speakers(collection: Collection) -> str:
    """Say who is quoted in several articles."""
    articles = quoting.same_speakers(collection).groupby("speaker", sort=False)["article"].nunique()
    if not len(articles):
        return "Nobody is quoted or reported in more than one of them."
    top = list(articles[articles == articles.max()].index)
    who = "each" if len(top) == len(articles) else listed(top) if len(top) <= 3 else f"{len(top)} of them"
    return (
        f"{count(len(articles), 'speaker is', 'speakers are')} quoted or reported in several articles"
        f"{f': {top[0]},' if len(articles) == 1 else f', {who}'} in "
        f"{'all' if articles.max() == len(collection) else int(articles.max())} of them."
    )


def _shared_words(collection: Collection) -> list[str]:
    """Say which is the longest run of the same words, if there is any."""
    same = quoting.same_words(collection)
    if same.empty:
        return []
    longest = same.iloc[0]
    return [
        f"The longest run of the same words from one speaker is of {count(int(longest['words']), 'word')}, "
        f"{longest['speaker']}’s in {longest['article']} and {longest['other_article']}."
    ]


def _statements(collection: Collection, actor: str, *, unit: tuple[str, str], share: float) -> str:
    """Say how many statements of an actor there are."""
    quotes = frames.statements(collection, actor)
    if quotes.empty:
        return f"No statement of {actor} is quoted or reported."
    marked = int((quotes["kind"] != "indirect").sum())
    of_them = f"{marked or 'none'} of them" if len(quotes) > 1 else "that" if marked else "not"
    rest = f"; {actor} has {percent(share)} of all words inside quotation marks" if marked else ""
    return (
        f"{count(len(quotes), 'statement is', 'statements are')} quoted or reported in "
        f"{count(quotes['article'].nunique(), *unit)}, {of_them} with words in quotation marks{rest}."
    )


def _companions(collection: Collection, actor: str) -> list[str]:
    """Say with whom an actor shares most paragraphs, if with anybody."""
    others = portrayal.together(collection, actor)
    others = others[others["paragraphs"] > 0]
    if others.empty:
        return []
    top = others[others["paragraphs"] == others["paragraphs"].max()]
    who = listed(list(top["actor"])) if len(top) <= 3 else f"each of {len(top)} actors"
    return [
        f"Of {count(len(others), 'other actor')} mentioned in the same paragraphs, {who} "
        f"{'shares' if len(top) == 1 or len(top) > 3 else 'share'} most: "
        f"{count(int(top['paragraphs'].max()), 'paragraph')}."
    ]


def _usual_cue(collection: Collection, actor: str) -> list[str]:
    """Say which cue brings in an actor's quotes most often, if one does more than once."""
    cues = quoting.cues(collection, actor)
    uses = [int(n) for n in cues["quotes"][:2]] + [0, 0]
    if uses[0] <= max(uses[1], 1):
        return []
    return [f"What {actor} says is most often brought in by “{cues['cue'].iloc[0]}”, {_times(uses[0])}."]


def _most_widespread(collection: Collection, texts: str) -> str:
    """Say how many actors are named, and who is in most articles."""
    actors = _named_actors(collection)
    if actors.empty:
        return "They name no person, organisation or place."
    named = f"{count(len(actors), f'{ACTOR} is', f'{ACTORS} are')} named"
    most = int(actors["articles"].max())
    if most == 1:
        return f"{named}, none in more than one of the {texts}." if len(collection) > 1 else f"{named}."
    names = list(actors.loc[actors["articles"] == most, "actor"])
    who = listed(names) if len(names) <= 3 else f"{len(names)} of them"
    return f"{named}, {who} in most {texts}: {most:,}{' each' if len(names) > 1 else ''}."


def _named_speakers(collection: Collection) -> str:
    """Say how much of what is quoted is said by named speakers, and whose shares are the largest."""
    speakers = frames.actors(collection, nobody=True)
    total = int(speakers["words_quoted"].sum())
    speakers = speakers[(speakers["words_quoted"] > 0) & (speakers["actor"] != NOBODY)]
    if speakers.empty:
        return "No named speaker has words inside quotation marks."
    top = speakers.sort_values("words_quoted", ascending=False, kind="stable").head(3)
    parts = [f"{name} {percent(share)}" for name, share in zip(top["actor"], top["share_of_voice"], strict=True)]
    return (
        f"Of {count(total, 'word')} inside quotation marks, "
        f"{count(len(speakers), 'named speaker has', 'named speakers have')} "
        f"{percent(float(speakers['share_of_voice'].sum()))}; the largest {noun(len(parts), 'share')}: {listed(parts)}."
    )


def _dates(frame: "pandas.DataFrame", column: str, period: str, whose: str = "") -> list[str]:
    """Say from when to when the articles are dated, and in which period there is most of what the column counts."""
    dated, texts = frame[frame["period"] != NO_DATE], unit_of(frame)[1]
    undated = int(frame.loc[frame["period"] == NO_DATE, "articles"].sum())
    if dated.empty:
        return ["None of the articles says when it was published."]
    if not dated[column].sum():
        return []
    first, last = dated["period"].iloc[0], dated["period"].iloc[-1]
    rest = f"; of {count(undated, *unit_of(frame))} the {period} is not known" if undated else ""
    if first == last:
        return [f"All dated {texts} are of {first}{rest}."]
    top, most = dated[dated[column] == dated[column].max()], int(dated[column].max())
    what = f"{texts if column == 'articles' else column}{whose}"
    span = f"The {texts} are dated from {first} to {last}"
    if len(top) > 3:
        return [f"{span}; no {period} has more than {most:,} {what}{rest}."]
    when = {"day": "on", "week": "in the week from"}.get(period, "in")
    each = " each" if len(top) > 1 else ""
    return [f"{span}, with most {what} {when} {listed(list(top['period']))}: {most:,}{each}{rest}."]


def _times(number: int) -> str:
    return times(number) if number else "never"
