"""What stands around each line of a page: where it is, below which header, beside what, and whether others say it too.

Features are names: "under=related|1" (the line below a header of that kind), "-1:rule" (the line before it is
furniture by itself), "zone=0.3" (no sentence of the story before it, three or more behind it).
"""

import re
from collections import Counter
from collections.abc import Sequence

from toolkit.article.letters import OPENS_LETTER
from toolkit.article.line_features import is_sentence, of_line, words_of

SEEN_BESIDE = ("len=", "end=", "case=", "rule", "dated", "quotation", "speech", "name", "only=", "sign=", "role")
TITLE_LINES = 25  # lines from the top in which a headline is looked for

_CAPITAL = re.compile(r"(?<=[a-z’',;] )[A-Z][\w’'-]{3,}")  # inside a sentence
_END_OF_TEXT = re.compile(
    r"[-–—~ ]*(?:the )?ends?[-–—~. ]*|(?:# ?){2,}|-?30-|(?:notes? (?:to|for) (?:the )?editors?|media contacts?):?",
    re.IGNORECASE,
)


def features(lines: Sequence[str], tight: Sequence[bool]) -> list[list[str]]:
    """Return the features of each line of a text.

    Parameters
    ----------
    lines
        The lines that are not blank, without the space around them.
    tight
        Whether each follows the one before it without a blank line.

    >>> found = features(["Bridge to close", "Read more", "Sign up now"], [False] * 3)
    >>> [name for name in ("rule", "-1:rule", "under=related|1") if name in found[2]]
    ['rule', '-1:rule', 'under=related|1']
    """
    facts = [list(of_line(line)) for line in lines]
    headers = [_header(own) for own in facts]
    sentences = [is_sentence(own) for own in facts]
    _add_places(lines, facts, sentences, tight)
    _add_kind_of_page(lines, facts)
    _add_echoes(lines, facts, sentences)
    _add_best_title(lines, facts, sentences)
    beside = [[fact for fact in own if fact.startswith(SEEN_BESIDE) and "|" not in fact] for own in facts]
    blocks = _blocks(facts, sentences, headers)
    result = []
    for i, own in enumerate(facts):
        found = ["bias", *own, *blocks[i]]
        found += [f"-1:{fact}" for fact in beside[i - 1]] if i else ["-1:none"]
        found += [f"+1:{fact}" for fact in beside[i + 1]] if i + 1 < len(facts) else ["+1:none"]
        if headers[i]:
            found.append(f"header={headers[i]}")
        result.append(found)
    return result


def _add_places(lines: Sequence[str], facts: list[list[str]], sentences: Sequence[bool], tight: Sequence[bool]) -> None:
    """Add where each line stands: from the top, from the bottom, among the story's sentences, and close to others."""
    n, before, total = len(lines), 0, sum(sentences)
    mixed = any(tight) and not all(tight[1:])
    for i, own in enumerate(facts):
        zone = f"zone={min(before, 3)}.{min(total - before - sentences[i], 3)}"
        own.append(zone)
        if "name" in own:
            own.append(f"{zone}|name")
        if i < 6:
            own.append(f"top={i}")
        if n - i <= 5:
            own.append(f"bottom={n - 1 - i}")
        if mixed:
            own.append(f"tight={int(tight[i])}{int(i + 1 < n and tight[i + 1])}")
        before += sentences[i]


def _add_kind_of_page(lines: Sequence[str], facts: list[list[str]]) -> None:
    """Add of what kind the page is, as its lines show, and what has ended before a line."""
    clocks = [i for i, own in enumerate(facts) if "dated=clock" in own]
    letters = sum(bool(OPENS_LETTER.match(line)) for line in lines) > 1 or any(
        re.search(r"\bletters\b", line, re.IGNORECASE) and len(line.split()) < 9 for line in lines[:8]
    )
    kind = "letters" if letters else "live" if len(clocks) > 2 else None
    if sum("label" in own for own in facts) > 0.25 * len(facts):
        kind = "transcript"
    ended = False
    for i, own in enumerate(facts):
        if kind:
            own += [f"page={kind}", f"page={kind}|{own[0]}"]
        if clocks and i < clocks[-1]:
            own.append("before a clock")
        if ended:
            own.append("behind the end")
        ended = ended or bool(i > 3 and _END_OF_TEXT.fullmatch(lines[i]))


def _add_echoes(lines: Sequence[str], facts: list[list[str]], sentences: Sequence[bool]) -> None:
    """Add whether a line is said again, and how many of its words the story uses: teasers are of other stories."""
    whole = Counter(line.casefold() for line in lines)
    text = "\n".join(lines) if len(lines) < 500 else ""
    own_words = [{word for word in words_of(line) if len(word) > 3} for line in lines]
    told: Counter[str] = Counter()
    for words, sentence in zip(own_words, sentences, strict=True):
        if sentence:
            told.update(words)
    names = [{word for word in _CAPITAL.findall(line)} for line in lines]
    named = Counter(name for own, sentence in zip(names, sentences, strict=True) if sentence for name in own)
    for i, seen in enumerate(facts):
        if any(named[name] > sentences[i] for name in names[i]):
            seen += ["names known", f"names known|{seen[1]}"]
        if whole[lines[i].casefold()] > 1:
            seen.append("repeated")
        if text and seen[0] in ("len=1", "len=2", "len=4", "len=7") and len(lines[i]) > 3 and text.count(lines[i]) > 1:
            seen.append("echoed")
        if len(own_words[i]) > 1:
            known = sum(told[word] > sentences[i] for word in own_words[i]) / len(own_words[i])
            level = "all" if known == 0 else "most" if known < 0.25 else "half" if known < 0.55 else "few"
            seen += [f"new={level}", f"new={level}|{seen[0]}"]


def _add_best_title(lines: Sequence[str], facts: list[list[str]], sentences: Sequence[bool]) -> None:
    """Add which of the lines above the story shares most words with it: the headline."""
    first = next((i for i, sentence in enumerate(sentences) if i and sentence), len(lines))
    story = " ".join(line for line, sentence in zip(lines, sentences, strict=True) if sentence)
    told = {word for word in words_of(story[:50_000]) if len(word) > 3}
    shares = []
    for i in range(min(first, TITLE_LINES)):
        own = {word for word in words_of(lines[i]) if len(word) > 3}
        is_title = len(lines[i].split()) > 2 and "dated" not in facts[i] and "start=digit" not in facts[i]
        shares.append(min(3, len(own & told)) if is_title else 0)
    if most := max(shares, default=0):
        best = shares.index(most)
        for i in range(len(shares)):
            facts[i].append("above best title" if i < best else "below best title" if i > best else "best title")


def _header(own: Sequence[str]) -> str | None:
    """Return what kind of lines a line announces, if it does."""
    if own[1] == "end=stop" or own[0] in ("len=20", "len=35", "len=more") or "quotation" in own:
        return None
    kinds = [fact[5:] for fact in own if fact.startswith("only=")]
    return kinds[0] if kinds else "rule" if "rule" in own else None


def _blocks(
    facts: Sequence[Sequence[str]], sentences: Sequence[bool], headers: Sequence[str | None]
) -> list[list[str]]:
    """Return below which header each line stands, how far, and whether no sentence of the story is between."""
    result: list[list[str]] = []
    above, distance, run = None, 0, True
    for own, sentence, header in zip(facts, sentences, headers, strict=True):
        found: list[str] = []
        if above:
            near = str(distance) if distance < 3 else "3-5" if distance < 6 else "6+"
            found.append(f"under={above}|{near}")
            if run:
                found += [f"run={above}", f"run={above}|{near}", f"run={above}|{own[4]}|{own[1]}"]
        result.append(found)
        if header:
            above, distance, run = header, 1, True
        else:
            distance += 1
            run = run and not sentence and "quotation" not in own
    return result
