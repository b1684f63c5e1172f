"""The tables of a store, column by column: a new field of an analysis is one line here."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pyarrow

SCHEMA = "toolkit.store/2"


class Column(NamedTuple):
    """A column of a table: its name, its type as pyarrow names it, and what it holds."""

    name: str
    type: str
    what: str


ARTICLE = Column("article", "string", "the article's `id` in the table `articles`")
TABLES: dict[str, tuple[Column, ...]] = {
    "articles": (
        Column("id", "string", "what the article is called; no other of the store has this id"),
        Column("title", "string", "the headline"),
        Column("outlet", "string", "whose it is, where that is known"),
        Column("published", "string", "date in ISO 8601, as exact as the article says"),
        Column("byline", "string", "who wrote it"),
        Column("url", "string", "where it was published"),
        Column("origin", "string", "file name or URL, no folders"),
        Column("kind", "string", "article, interview, briefing, parliament, court, letters or liveblog"),
        Column("language", "string", "ISO 639-1 code"),
        Column("language_confidence", "double", "how sure that is, 0 to 1"),
        Column("notes", "strings", "what was guessed or given up in reading"),
        Column("meta", "pairs", "what else the source says, as text"),
        Column("words", "int64", "words of the body"),
        Column("sentences", "int64", "sentences of the body"),
        Column("actors", "int64", "persons, organisations and places that are named"),
        Column("quotes", "int64", "statements, quoted or reported"),
        Column("words_quoted", "int64", "words inside quotation marks that are ascribed to somebody"),
        Column("flesch_kincaid_grade", "double", "readability of the body (Kincaid et al. 1975)"),
        Column("sha256", "string", "SHA-256 of the text as UTF-8"),
        Column("key", "string", "hash of all that the analysis depends on: text, reader, actors.toml"),
        Column("paragraphs", "paragraphs", "where each paragraph begins and ends in `text`, and its kind"),
        Column("sentence_spans", "spans", "where each sentence begins and ends in `text`"),
        Column("text", "string", "the text, to which all offsets count"),
        Column("analysis", "string", "the analysis as JSON (docs/json.md), without `text`"),
    ),
    "actors": (
        ARTICLE,
        Column("actor_id", "string", "the actor's id in the article; missing in the row of what nobody named says"),
        Column("actor", "string", "its name there, or (nobody named)"),
        Column("type", "string", "PER, ORG, LOC or MISC"),
        Column("roles", "string", "titles and functions, parted by “; ”"),
        Column("aliases", "strings", "its other names there"),
        Column("named", "int64", "mentions by name in headline and body"),
        Column("nominal", "int64", "mentions by description"),
        Column("pronoun", "int64", "mentions by pronoun"),
        Column("mentions", "int64", "mentions of any kind, those in furniture too"),
        Column("first_paragraph", "int64", "where it is mentioned first; the headline is 0"),
        Column("last_paragraph", "int64", "where it is mentioned last"),
        Column("quotes", "int64", "statements that are its own"),
        Column("words_quoted", "int64", "words inside quotation marks"),
        Column("words_indirect", "int64", "words ascribed to it outside of them"),
        Column("share_of_voice", "double", "its share of the article's quoted words, 0 to 1"),
        Column("corrected", "bool", "whether actors.toml says something of it"),
        Column("meta", "pairs", "further keys that actors.toml gives it"),
    ),
    "mentions": (
        ARTICLE,
        Column("actor_id", "string", "the actor's id in the article"),
        Column("actor", "string", "its name there"),
        Column("type", "string", "its type: PER, ORG, LOC or MISC"),
        Column("text", "string", "the words"),
        Column("kind", "string", "name, nominal or pronoun"),
        Column("label", "string", "what it is in this place: PER, ORG, LOC or MISC"),
        Column("sentence", "int64", "number of the sentence in the body, from 1; the headline is 0"),
        Column("paragraph", "int64", "number of the paragraph, likewise"),
        Column("in_headline", "bool", "whether it stands in the headline"),
        Column("in_quote", "bool", "whether it is part of what somebody said"),
        Column("start", "int64", "where it begins in the article's text"),
        Column("end", "int64", "where it ends, exclusive"),
        Column("quote", "string", "id of the innermost quote around it"),
    ),
    "quotes": (
        ARTICLE,
        Column("id", "string", "the quote's id in the article"),
        Column("kind", "string", "direct, mixed or indirect"),
        Column("act", "string", "said, asked, thinks, plans or did; the first two are statements, which counts count"),
        Column("speaker_id", "string", "id of the actor who speaks; missing where nobody named does"),
        Column("speaker", "string", "its name"),
        Column("speaker_text", "string", "the source in the article's words"),
        Column("speaks_for_id", "string", "id of the actor for whom the source speaks"),
        Column("speaks_for", "string", "its name"),
        Column("text", "string", "the content, its parts joined by “ … ”"),
        Column("cue", "string", "what brings it in (“said”)"),
        Column("sentence", "int64", "number of the sentence in which it begins; the headline is 0"),
        Column("paragraph", "int64", "number of the paragraph, likewise"),
        Column("words", "int64", "how many words it has"),
        Column("confidence", "double", "how sure it is that this is reported speech of this extent, 0 to 1"),
        Column("speaker_confidence", "double", "how sure it is that the speaker, or nobody named, is right, 0 to 1"),
        Column("unnamed", "string", "how the text describes whoever speaks without ever being named"),
        Column("in_headline", "bool", "whether it begins in the headline"),
        Column("corrected", "bool", "whether actors.toml says something of it"),
    ),
    "statistics": (
        ARTICLE,
        Column("measure", "string", "its name, after the groups that it is of: `diversity.mtld`"),
        Column("value", "double", "its value"),
    ),
    "links": (
        ARTICLE,
        Column("actor_id", "string", "the actor's id in the article"),
        Column("entity", "string", "who it is in all articles: the `entity` in the table `entities`"),
        Column("name", "string", "the one name it has in all articles of the store"),
        Column("type", "string", "its type in all of them"),
        Column("certainty", "double", "how sure it is that this article means that entity, 0 to 1"),
        Column("known", "bool", "whether actors.toml says so"),
        Column("left_out", "bool", "whether actors.toml leaves it out"),
    ),
    "entities": (
        Column("entity", "string", "its id in this store: e1 is mentioned most"),
        Column("name", "string", "the one name it has, which no other has"),
        Column("type", "string", "PER, ORG, LOC or MISC"),
        Column("aliases", "strings", "what else articles call it, the most usual first"),
        Column("articles", "int64", "how many articles mention it"),
        Column("mentions", "int64", "mentions of any kind in all of them, those in furniture too"),
        Column("certainty", "double", "how sure it is that they all mean the same, 0 to 1: the mean of `links`"),
        Column("known", "bool", "whether actors.toml says something of it"),
    ),
    "failures": (
        Column("name", "string", "what gave no analysis: a file, a row, an article"),
        Column("id", "string", "the article's id, where it was read"),
        Column("reason", "string", "why, in a sentence"),
        Column("failed", "bool", "false where it was passed over as it should be: an image, another language"),
    ),
}  # fmt: skip
OF_ARTICLES = tuple(name for name in TABLES if name not in ("entities", "failures"))
ORDER = {"articles": "id", "failures": "name"}  # what a table is sorted by; the others by article


@cache
def arrow_schema(table: str) -> "pyarrow.Schema":
    """Return a table's schema, with the store's version and what each column holds.

    >>> arrow_schema("failures").names
    ['name', 'id', 'reason', 'failed']
    """
    import pyarrow as pa

    span = pa.struct([("start", pa.int32()), ("end", pa.int32())])
    paragraph = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("kind", pa.string())])
    types = {
        "string": pa.string(),
        "int64": pa.int64(),
        "double": pa.float64(),
        "bool": pa.bool_(),
        "strings": pa.list_(pa.string()),
        "pairs": pa.map_(pa.string(), pa.string()),
        "spans": pa.list_(span),
        "paragraphs": pa.list_(paragraph),
    }
    fields = [pa.field(c.name, types[c.type], metadata={"what": c.what}) for c in TABLES[table]]
    return pa.schema(fields, metadata={"schema": SCHEMA})
