"""Read what reports are made from, before anything runs: articles under the names by which reports show them."""

import os
from collections import defaultdict
from collections.abc import Mapping
from os import fspath
from typing import Any

from toolkit.article import Article
from toolkit.collection.store.folder import Folder, only_store
from toolkit.collection.store.opening import opened
from toolkit.errors import ToolkitWarning
from toolkit.report import manifest, planning
from toolkit.report.model import Job, Store
from toolkit.sources import PassedOver, read_many


def read_sources(sources: Any, **wanted: Any) -> dict[str, Article | PassedOver | Store]:
    """Return every article that sources hold, and what gave none, by the name under which a report shows it.

    A store is not read: the notebook opens it. An article is called by its file's name or URL; by its id where a file
    holds several. ``wanted`` are further arguments of `toolkit.articles`.
    """
    if (store := only_store(sources)) is not None:
        url = fspath(store) if "://" in fspath(store) else os.path.abspath(store)
        return {url: Store(url, opened(Folder(store)).sha256)}
    items = list(read_many(sources, **wanted))
    ids: dict[str | None, set[str]] = defaultdict(set)
    for item in items:
        if isinstance(item, Article):
            ids[item.origin].add(item.id)
    named: dict[str, Article | PassedOver | Store] = {}
    for item in items:
        name = item.name if isinstance(item, PassedOver) else item.id if len(ids[item.origin]) > 1 else item.origin
        name = name or getattr(item, "id", None) or "article"
        if name in named and isinstance(item, Article) and item.outlet:
            name = f"{item.outlet}/{name}"
        free, number = name, 1
        while free in named:
            number += 1
            free = f"{name} ({number})"
        named[free] = item
    return named


def warnings_of(job: Job) -> list[str]:
    """Return what was guessed in reading a job's articles.

    Raises
    ------
    ToolkitWarning
        If there is anything and the job is strict.
    """
    notes = [f"{name}: {note}" for name, item in job.items.items() for note in getattr(item, "notes", ())]
    if notes and job.strict:
        raise ToolkitWarning(notes[0])
    return notes


def hashes(job: Job) -> list[dict[str, str]]:
    """Return the name of every article and of the actors file, with the SHA-256 of the text or file."""
    articles: Mapping[str, Any] = job.items
    found = [{"name": name, "sha256": item.sha256} for name, item in articles.items() if isinstance(item, Article)]
    stores = [item for item in articles.values() if isinstance(item, Store)]
    found += [{"name": os.path.basename(store.url), "store": store.sha256} for store in stores]
    if job.actors_file:
        found.append({"name": planning.ACTORS, "sha256": manifest.sha256(job.actors_file)})
    return found
