"""Quotations, speakers and counts on articles marked by hand: tests/unseen, and the world's if they are there.

    python benchmarks/marked_articles.py [--shared ../shared]

The scorer comes with the data (``bench/score_marks.py`` says what each figure means). `more, statements` is `more` of
what is said or asked alone, as the toolkit counts statements. In percent.
"""

import argparse
import json
import sys
from pathlib import Path

import toolkit

ROOT = Path(__file__).parents[1]
FIGURES = [
    *"stretches found right harm unknown statements by more".split(),
    "more, statements",
    "counts_exact",
    "count_error",
]
UNSEEN = (".", "later", "latest", "newest", "fresh")  # folders of tests/unseen
MARKS = '“‘"'


def unseen(folder: str = ".") -> tuple[dict[str, dict], dict[str, dict]]:
    """Return what is marked in the articles of tests/unseen, or a folder in it, and their texts, by their names."""
    sys.path.append(str(ROOT / "training"))
    from marked import articles

    marks, texts = {}, {}
    for article in articles(ROOT / "tests" / "unseen" / folder):
        row: dict[str, list] = {"quotes": [], "statements": [], "actors": []}
        for start, end, keys, act in article.quotes:
            names = [article.names[key] for key in keys if article.names.get(key)]
            speaker = names if len(names) > 1 else names[0] if names else None
            owners = [article.names.get(article.speaks_for[key]) for key in keys if key in article.speaks_for]
            if any(mark in article.text[start:end] for mark in MARKS):
                own = {"span": [start, end], "speaker": speaker, "speaks_for": owners[0] if owners else None}
                row["quotes"].append(own)
            elif act in ("said", "asked"):
                row["statements"].append({"at": start, "speaker": speaker})
        marks[article.id], texts[article.id] = row, {"text": article.text}
    return marks, texts


def of_the_world(data: Path) -> tuple[dict[str, dict], dict[str, dict]]:
    """Return what is marked in world-dev-marks, and the texts, by their ids."""
    rows = [
        [json.loads(line) for line in (data / f"world-dev-{name}.jsonl").read_text("utf-8").splitlines()]
        for name in ("marks", "texts")
    ]
    return {row["id"]: row for row in rows[0]}, {row["id"]: row for row in rows[1]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    sys.path.append(str(shared / "bench"))
    import score_marks

    sets = {f"unseen, {folder}": unseen(folder) for folder in UNSEEN} | {"world-dev": of_the_world(shared / "data")}
    for name, (marks, texts) in sets.items():
        read = {id: toolkit.analyse(toolkit.read(text=row["text"], id=id)) for id, row in texts.items()}
        found = {id: json.loads(one.to_json()) for id, one in read.items()}
        figures = score_marks.score(marks, texts, found)
        for row in found.values():
            row["quotes"] = [quote for quote in row["quotes"] if quote["act"] in ("said", "asked")]
        figures["more, statements"] = score_marks.score(marks, texts, found)["more"]
        print(
            name,
            len(texts),
            "articles:",
            ", ".join(f"{key} {figures[key]}" for key in FIGURES if not key.startswith("count") or figures["actors"]),
        )


if __name__ == "__main__":
    main()
