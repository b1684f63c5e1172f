"""Articles in other languages than the one that is read: told apart, and named in a sentence."""

from toolkit.article import Article
from toolkit.sources.model import PassedOver

READ = "en"  # the language that the reader was trained on
SURE = 0.6  # how sure the language has to be for an article to be taken for one in another language


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
    where = article.origin or article.id
    option = '--language any, in Python language="any"'
    return f"{where} is in {name} ({sure} sure), and English is what is read: {option}, takes it"


def passed_over_for_language(article: Article) -> PassedOver:
    """Return what stands for an article that is left out for its language."""
    return PassedOver(article.origin or article.id, foreign_sentence(article), id=article.id)
