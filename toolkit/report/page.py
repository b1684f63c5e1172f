"""Turn an executed notebook into one HTML page that needs nothing else and asks nobody for anything.

nbconvert's exporter would do, but its pages load MathJax and RequireJS from elsewhere and style by attribute,
which a strict Content-Security-Policy forbids, and importing it takes longer than all of this.
"""

import base64
import hashlib
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.report.cell_options import cell_options
from toolkit.report.safe import safe

_IMAGES = ("image/svg+xml", "image/png", "image/jpeg")
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass
class _Page:
    """What a page has so far: the ids in use, how many figures and tables; and figures for narrow screens by label."""

    narrow: Mapping[str, bytes]
    ids: set[str] = field(default_factory=lambda: {"contents", "content"})
    counts: dict[str, int] = field(default_factory=dict)

    def number(self, kind: str) -> str:
        """Return "Figure 1." for the first figure, and so on."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return f"<b>{kind} {self.counts[kind]}.</b> "

    def id(self, label: str) -> str:
        """Return the attribute that gives a label as id; nothing where there is none or the page has it already."""
        if not label or label in self.ids:
            return ""
        self.ids.add(label)
        return f' id="{html.escape(label)}"'


def render(nb: Any, *, narrow: Mapping[str, bytes] | None = None) -> str:
    """Return the page of an executed notebook: contents, answer, figures, tables, text; code folded away.

    Parameters
    ----------
    nb
        The executed and cleaned notebook.
    narrow
        By a figure's label, the same figure as SVG for narrow screens.

    Returns
    -------
    str
        HTML5 with its style and script inside, both allowed by their hashes in the page's own policy; no other
        script runs and no address is asked for anything.
    """
    body = "\n".join(_parts(nb.cells, _Page(narrow or {})))
    headings = re.findall(r'<h2 id="([^"]+)">(.*?)</h2>', body, re.DOTALL)
    contents = [(id, re.sub(r"<[^>]+>", "", text)) for id, text in headings]
    language = re.search(r'<article[^>]* lang="([\w-]+)"', body)
    return _page("page.html", body=body, contents=contents, title=_title(body), language=language)


def title(page: str) -> str:
    """Return the title of a page that `render` made, as plain text."""
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def index(reports: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the page that lists a folder's reports, given each one's numbers (`Outcome.variables`) by its ID."""
    return _page("index.html", reports=reports, title="Reports")


def _title(body: str) -> str:
    """Return the words of the first heading."""
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", heading[1]).strip() if heading else "Report"


def _page(template: str, **values: Any) -> str:
    """Return a filled template, with our style and script and a policy that allows these two only."""
    import jinja2

    from toolkit.html import markup

    loader = jinja2.FileSystemLoader(_TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    style = (_TEMPLATES / "page.css").read_text("utf-8") + markup.CSS
    script = (_TEMPLATES / "page.js").read_text("utf-8")
    policy = (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return environment.get_template(template).render(style=style, script=script, policy=policy, **values)


def _hash(text: str) -> str:
    """Return a hash as a Content-Security-Policy writes it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _parts(cells: list[Any], page: _Page) -> Iterator[str]:
    """Yield the cells as HTML, code folded behind what it shows; what shows nothing stays with the next that does."""
    code: list[str] = []
    for cell in cells:
        if "about" in cell.metadata.get("tags", ()):
            continue  # says in JupyterLab what the notebook is for; the report speaks for itself
        if cell.cell_type == "markdown":
            yield from _folded(code)
            yield _markdown(cell.source, page)
        elif cell.cell_type == "code" and cell.source.strip():
            options = cell_options(cell.source)
            outputs = [_output(output, options, page) for output in cell.outputs]
            code.append(cell.source)
            if any(outputs):
                yield from filter(None, outputs)
                yield from _folded(code)
    yield from _folded(code)


def _folded(code: list[str]) -> Iterator[str]:
    """Yield the code so far, folded, and begin anew."""
    if code:
        text = html.escape("\n\n".join(code), quote=False)
        yield f'<details class="code"><summary>Code</summary><pre><code>{text}</code></pre></details>'
        code.clear()


def _markdown(source: str, page: _Page) -> str:
    """Return a Markdown cell as HTML; its second-level headings get ids, so that the contents can link to them."""
    import mistune

    text = safe(str(mistune.create_markdown(escape=True, plugins=["table"])(source)), ids=page.ids)

    def with_id(heading: re.Match) -> str:
        slug = re.sub(r"\W+", "-", re.sub(r"<[^>]+>", "", heading[1]).lower()).strip("-") or "part"
        id, number = slug, 1
        while id in page.ids:
            number += 1
            id = f"{slug}-{number}"
        page.ids.add(id)
        return f'<h2 id="{id}">{heading[1]}</h2>'

    return re.sub(r"<h2>(.*?)</h2>", with_id, text, flags=re.DOTALL)


def _output(output: Any, options: dict[str, str], page: _Page) -> str:
    """Return an output as HTML: a picture, a table, other harmless HTML, or plain text."""
    if output.output_type == "stream":
        return f'<pre class="{output.name}">{html.escape(_text(output.text), quote=False)}</pre>'
    if output.output_type == "error":
        return f'<pre class="stderr">{html.escape(f"{output.ename}: {output.evalue}", quote=False)}</pre>'
    data = output.data
    for kind in _IMAGES:
        if kind in data:
            return _figure(kind, output, options, page)
    if "text/html" in data:
        return _table(safe(_text(data["text/html"]), ids=page.ids), options, page)
    return f"<pre>{html.escape(_text(data['text/plain']), quote=False)}</pre>" if "text/plain" in data else ""


def _figure(kind: str, output: Any, options: dict[str, str], page: _Page) -> str:
    """Return a picture with its caption and alternative text."""
    data = _text(output.data[kind])
    if kind == "image/svg+xml":  # as a picture, not as markup: it runs nothing and its ids stay its own
        data = base64.b64encode(data.encode()).decode()
    about = output.get("metadata", {})
    caption = options.get("fig-cap", "")
    alt = options.get("fig-alt", "") or about.get(kind, {}).get("alt") or about.get("alt") or caption
    picture = f'<img src="data:{kind};base64,{"".join(data.split())}" alt="{html.escape(alt or "Figure")}">'
    narrow = page.narrow.get(options.get("label", ""))
    if narrow:
        small = f"data:image/svg+xml;base64,{base64.b64encode(narrow).decode()}"
        source = f'<source media="screen and (max-width: 34rem)" srcset="{small}">'
        picture = f"<picture>{source}{picture}</picture>"
    words = f"<figcaption>{page.number('Figure')}{html.escape(caption, quote=False)}</figcaption>"
    return f"<figure{page.id(options.get('label', ''))}>{picture}{words if caption else ''}</figure>"


def _table(markup: str, options: dict[str, str], page: _Page) -> str:
    """Return tables in a frame that scrolls, with the caption if there is one."""
    caption = html.escape(options.get("tbl-cap", ""), quote=False)
    name = caption or "Table"
    scroll = f'<div class="scroll" role="region" tabindex="0" aria-label="{html.escape(name)}"><table'
    markup = re.sub(r"<table\b", scroll, markup).replace("</table>", "</table></div>")
    if not caption:
        return markup
    words = f"<figcaption>{page.number('Table')}{caption}</figcaption>"
    return f'<figure class="table"{page.id(options.get("label", ""))}>{words}{markup}</figure>'


def _text(value: str | list[str]) -> str:
    """Return a notebook's text, which may be a list of lines."""
    return value if isinstance(value, str) else "".join(value)
