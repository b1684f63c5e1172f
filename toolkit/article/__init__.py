"""An article: its text, and what each line of it is.

A text, or a headline and paragraphs, comes in; an `Article` goes out. `paragraphs` tells which lines are headline,
body and furniture: `furniture` by a line alone, `page_lines` by the lines around it, with what `line_features` and
`page_features` see of them. `credits` tells who wrote it and when, from what `byline` and `date_lines` read in lines;
`title` is the headline without the site's name. `finding_turns` tells who speaks where: in `transcripts` by their
labels (`labels`), in `letters` and `posts` by who signs, in `interviews` by questions and answers; `between_turns` is
what nobody says there, `turns` the plain data. `kinds` tells what kind of text it is, `language` which language it is
in. `story` is an article without its furniture. `model` holds an article's plain data.
"""

from toolkit.article.model import Article, Paragraph
from toolkit.article.paragraphs import from_parts, from_text
from toolkit.article.turns import Turn

__all__ = ["Article", "Paragraph", "Turn", "from_parts", "from_text"]
