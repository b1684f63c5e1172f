"""Find Quarto's short codes in a brief, and put marks in their place that Markdown leaves alone.

So what a short code stands for, an actor's name or a quote, is put in after the Markdown has been read and is never
read as Markdown itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from toolkit.errors import ParameterError

KNOWN = ("embed", "var", "meta", "pagebreak")
_CODE = re.compile(
    r"""
      \{\{\{<   (?P<escaped>.*?)   >\}\}\}     # {{{< var x.words >}}}, which is to be read as written
    | \{\{</\*  (?P<commented>.*?) \*/>\}\}    # {{</* var x.words */>}}, the same
    | \{\{<\s*  (?P<code>.*?)    \s*>\}\}     # {{< var x.words >}}
    """,
    re.DOTALL | re.VERBOSE,
)
_ARGUMENT = re.compile(
    r"""
    (?: (?P<name>[\w-]+) \s*=\s* )?   # echo=true
    (?:
        "(?P<double>[^"]*)"            # "my report.ipynb#fig-a"
      | '(?P<single>[^']*)'            # 'my report.ipynb#fig-a'
      | (?P<bare>[^\s"']+)             # report.ipynb#fig-a
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Shortcode:
    """One short code: its name (empty if it was escaped), its line, how it was written, and its arguments."""

    name: str
    line: int
    written: str
    arguments: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()


class Marked:
    """A text whose short codes are marks: a private sign, the code's number, the sign again."""

    def __init__(self, text: str) -> None:
        self._sign = next(sign for sign in map(chr, range(0xE000, 0xF8FF)) if sign not in text)
        self._mark = re.compile(f"{self._sign}(\\d+){self._sign}")
        self.codes: list[Shortcode] = []
        marked = _CODE.sub(lambda match: self._put(match, text), text)
        left = marked.find("{{<")
        if left >= 0:
            line = self._mark.sub(lambda match: self.codes[int(match[1])].written, marked[:left]).count("\n") + 1
            raise ParameterError(f"line {line}: a short code begins with {{{{< and does not end: >}}}} is missing")
        alone = "|".join(str(n) for n, code in enumerate(self.codes) if code.name in ("embed", "pagebreak"))
        self._alone = re.compile(f"^([ \t]*{self._sign}(?:{alone}){self._sign})[ \t]*$", re.MULTILINE)
        self.text = self._alone.sub(r"\n\1\n", marked) if alone else marked

    def split(self, text: str) -> list[str | Shortcode]:
        """Return a text from within the brief as it reads, its marks as short codes."""
        parts = self._mark.split(text)
        return [self.codes[int(part)] if n % 2 else part for n, part in enumerate(parts) if n % 2 or part]

    def written(self, text: str, value: Callable[[Shortcode], str] = lambda code: code.written) -> str:
        """Return a text, such as code, with its marks as the short codes were written, or as ``value`` has it."""
        text = re.sub(f"\n([ \t]*{self._mark.pattern})\n", r"\1", text)
        return self._mark.sub(lambda match: value(self.codes[int(match[1])]), text)

    def line(self, text: str) -> int:
        """Return the line of the brief in which a text first stands."""
        return self.written(self.text.partition(text)[0]).count("\n") + 1

    def _put(self, match: re.Match, text: str) -> str:
        """Keep a short code and return its mark."""
        line = text.count("\n", 0, match.start()) + 1
        literal = match["escaped"] if match["escaped"] is not None else match["commented"]
        code = Shortcode("", line, "{{<" + literal + ">}}") if literal is not None else _read(match, line)
        self.codes.append(code)
        return f"{self._sign}{len(self.codes) - 1}{self._sign}"


def _read(match: re.Match, line: int) -> Shortcode:
    """Return a short code with its arguments."""
    name, _, rest = match["code"].partition(" ")
    arguments, options = [], []
    for found in _ARGUMENT.finditer(rest):
        value = next(v for v in (found["double"], found["single"], found["bare"]) if v is not None)
        if found["name"]:
            options.append((found["name"], value))
        else:
            arguments.append(value)
    return Shortcode(name, line, match[0], tuple(arguments), tuple(options))
