"""Articles in other languages than the one that is read: told apart, and named in a sentence."""

from toolkit.article import Article
from toolkit.sources.model import PassedOver

READ = "en"  # the language that the reader was trained on
SURE = 0.8  # how sure an article's language has to be to be another one: English lists of names are Pidgin at 0.6


def is_foreign(article: Article, language: str = READ) -> bool:
    """Whether an article is surely in another language than the one that is wanted; "any" wants all."""
    return language != "any" and article.language != language and article.language_confidence >= SURE


def language_name(code: str) -> str:
    """Return a language's English name.

    >>> language_name("de")
    'German'
    """
    from babel import Locale

    return Locale("en").languages.get(code) or code


def foreign_sentence(article: Article) -> str:
    """Say in which language an article is, and how sure that is."""
    name, sure = language_name(article.language), f"{article.language_confidence:.0%}"
    return f"{_name(article)} is in {name} ({sure} sure), and the toolkit reads English"


def passed_over_for_language(article: Article) -> PassedOver:
    """Return what stands for an article that is left out for its language."""
    option = '--language any, in Python language="any", reads it all the same'
    return PassedOver(_name(article), f"{foreign_sentence(article)}: {option}", id=article.id)


def _name(article: Article) -> str:
    """Return what an article is called: its file, and its id and headline where the file may hold others."""
    origin, id = article.origin or article.id, str(article.id)
    if origin.rpartition(".")[0] in (id, "") or "://" in origin:
        return origin
    return f"{id} of {origin}" + (f" (“{article.title[:60]}”)" if article.title else "")
