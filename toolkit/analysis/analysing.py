"""From an article to its analysis: read, actors, quotes, statistics, the analyst's corrections."""

import dataclasses
import re
import warnings
from collections.abc import Iterable
from os import PathLike, fspath

from toolkit import reader, sources, statistics, text
from toolkit.actors import Known, Mention, find_everybody
from toolkit.actors.actors_file import load
from toolkit.actors.naming import with_names_given
from toolkit.analysis import corrections
from toolkit.analysis.model import Analysis, Inputs, Uncorrected
from toolkit.article import Article
from toolkit.article.story import Story, story_of
from toolkit.errors import ToolkitWarning
from toolkit.quotes import Quote, add_speaker_pronouns, find_quotes, with_those_that_count
from toolkit.sources.languages import foreign_sentence, is_foreign
from toolkit.version import VERSION

_WORD = re.compile(r"\S+")


def analyse(
    source: str | PathLike | Article,
    *,
    language: str = "en",
    actors_file: str | PathLike | Known | None = None,
    threads: int | None = None,
) -> Analysis:
    """Return who is in an article, who says what in it, and how it is written.

    Parameters
    ----------
    source
        The path of a file, a URL, or an `Article` (``toolkit.read(text=...)`` makes one of a text).
    language
        "en" warns of an article that is surely in another language; "any" does not.
    actors_file
        What the analyst knows of the actors (``actors.toml``), or what such a file said when it was read before.
    threads
        Processor cores to read with; by default all there are.

    Returns
    -------
    Analysis

    Raises
    ------
    InputError
        If the article cannot be read.

    Warns
    -----
    ToolkitWarning
        If the article is in another language: its numbers mean nothing then.

    Examples
    --------
    >>> a = analyse(sources.read(text="“It is late,” Ada Lovelace said."))
    >>> a.quotes[0].kind, a.statistics["words"]
    ('direct', 6)
    """
    article = source if isinstance(source, Article) else sources.read(source)
    if is_foreign(article, language):
        warnings.warn(f"{foreign_sentence(article)}: its numbers mean nothing", ToolkitWarning, stacklevel=2)
    known = actors_file if isinstance(actors_file, Known) else Known() if actors_file is None else load(actors_file)
    reading = _reading(article, threads)
    return _analysis(article, known, Inputs(reading, _given(source), _given(actors_file)))


def reanalyse(analysis: Analysis, actors_file: str | PathLike | None) -> Analysis:
    """Return the analysis with what an actors.toml says now; the model does not read the article a second time.

    Raises
    ------
    InputError
        If the file says something it cannot mean.
    """
    article = analysis.article
    known = Known() if actors_file is None else load(actors_file)
    inputs = analysis.inputs or Inputs(_reading(article))
    return _analysis(article, known, dataclasses.replace(inputs, actors_file=_given(actors_file)), analysis)


def _reading(article: Article, threads: int | None = None) -> reader.Reading:
    """Return what the reader finds in an article's story."""
    story = story_of(article).article
    return reader.read(_with_quiet_labels(story), story.spans(), threads=threads)


def _with_quiet_labels(article: Article) -> str:
    """Return an article's text, the words of its speakers' labels without the capitals that some papers set them in.

    How a paper sets its labels says nothing of what is said behind them.
    """
    letters = list(article.text)
    for label in {turn.label for turn in article.turns}:
        for word in _WORD.finditer(article.text, *label):
            if word[0].isupper() and len(word[0].title()) == len(word[0]):
                letters[word.start() : word.end()] = word[0].title()
    return "".join(letters)


def _given(source: str | PathLike | Article | Known | None) -> str | None:
    """Return a path or URL as it was given."""
    return None if source is None or isinstance(source, Article | Known) else fspath(source)


def _analysis(article: Article, known: Known, inputs: Inputs, before: Analysis | None = None) -> Analysis:
    """Return the analysis of an article; what no correction changes is taken from the analysis before."""
    known = known.of_article(article.id)
    uncorrected = _uncorrected(article, known, inputs)
    quotes, actors, applied = corrections.apply(
        article.text, article.marks, uncorrected.quotes, uncorrected.actors, known
    )
    actors, unnamed = add_speaker_pronouns(article.text, quotes, actors, uncorrected.unnamed)
    sentences = before.sentences if before else tuple(text.sentences(article.text))
    return Analysis(
        article=article,
        sentences=sentences,
        statistics=before.statistics if before else statistics.summary(article, sentences),
        actors=tuple(actors),
        unnamed=tuple(unnamed),
        quotes=tuple(quotes),
        versions={"toolkit": VERSION, "reader": reader.version()},
        corrections=tuple(applied),
        inputs=dataclasses.replace(inputs, uncorrected=uncorrected),
    )


def _uncorrected(article: Article, known: Known, inputs: Inputs) -> Uncorrected:
    """Return who is in an article and who says what, before corrections of single quotes.

    It is found in the story alone, and stands on the page. What was found before serves again while the same is known
    of the actors.
    """
    of_actors = dataclasses.replace(known, quotes=())
    if inputs.uncorrected and inputs.uncorrected.known == of_actors:
        return inputs.uncorrected
    story = story_of(article)
    everybody = find_everybody(story.article, inputs.reading, known)
    quotes = find_quotes(story.article, inputs.reading, everybody)
    counted, quotes = with_those_that_count(everybody.unnamed, quotes)
    actors, unnamed, ids = with_names_given(story.article.text, everybody.actors, counted, known)
    return Uncorrected(
        of_actors,
        [dataclasses.replace(actor, mentions=_on_page(actor.mentions, story)) for actor in actors],
        [dataclasses.replace(one, mentions=_on_page(one.mentions, story)) for one in unnamed],
        [_quote_on_page(_with_name_given(quote, ids), story) for quote in quotes],
    )


def _on_page(mentions: Iterable[Mention], story: Story) -> tuple[Mention, ...]:
    """Return a story's mentions on the page; a name that furniture breaks reaches from its first part to its last."""
    placed = ((mention, story.on_page([mention.span])) for mention in mentions)
    return tuple(dataclasses.replace(mention, span=(spans[0][0], spans[-1][1])) for mention, spans in placed)


def _quote_on_page(quote: Quote, story: Story) -> Quote:
    """Return a quote of a story on the page."""
    content, cue, source = map(story.on_page, (quote.content, quote.cue, quote.source))
    return dataclasses.replace(quote, content=content, cue=cue, source=source)


def _with_name_given(quote: Quote, ids: dict[str, str]) -> Quote:
    """Return a quote, said by the actor whom the analyst made of somebody unnamed; ``ids`` says who is who."""
    speaker = ids.get(quote.unnamed or "")
    if speaker is None:
        return quote
    return dataclasses.replace(quote, speaker=speaker, speakers=(speaker,), unnamed=None)
