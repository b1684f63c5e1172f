"""What a worker does: analyse a batch of articles and write the rows as a chunk of the store."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit import analysis as _analysis
from toolkit.actors import Known
from toolkit.collection.rows import Row
from toolkit.collection.store import chunks
from toolkit.collection.store.batches import Batch, Item
from toolkit.collection.store.folder import Folder
from toolkit.errors import sentence
from toolkit.sources import PassedOver


@dataclass(frozen=True)
class Done:
    """What became of a batch: how many articles are in the store, what failed, and the seconds it took."""

    articles: int
    failed: tuple[PassedOver, ...]
    reading: float  # seconds of the analyses
    writing: float  # seconds of making and writing the rows


def analyse_batch(batch: Batch, folder: Folder, known: Known | None = None, threads: int | None = None) -> Done:
    """Analyse a batch and write its chunk; an article that fails stops nobody.

    Parameters
    ----------
    batch
        The articles.
    folder
        The store.
    known
        What the analyst's actors.toml says.
    threads
        Processor cores for the reader.

    Raises
    ------
    ToolkitError
        If the store cannot be written.
    """
    made: list[tuple[Item, dict[str, list[Row]]]] = []
    failed: list[PassedOver] = []
    reading = writing = 0.0
    for item in batch:
        start = between = time.perf_counter()
        try:
            analysis = _analysis.analyse(item.article, language="any", actors_file=known, threads=threads)
            between = time.perf_counter()
            made.append((item, chunks.article_rows(analysis, item.id, item.key)))
        except Exception as error:  # whatever it is: the other articles are still wanted
            failed.append(_failure(item, error))
            continue
        reading, writing = reading + between - start, writing + time.perf_counter() - between
    start = time.perf_counter()
    kept = _written(made, folder, failed)
    return Done(kept, tuple(failed), reading, writing + time.perf_counter() - start)


def _written(made: Sequence[tuple[Item, dict[str, list[Row]]]], folder: Folder, failed: list[PassedOver]) -> int:
    """Write the chunk of articles and return how many it has; where rows make no table, an article for itself."""
    if not made:
        return 0
    try:
        tables = chunks.tables([rows for _, rows in made])
    except Exception as error:
        if len(made) > 1:
            return sum(_written([one], folder, failed) for one in made)
        failed.append(_failure(made[0][0], error))
        return 0
    chunks.write(folder, chunks.chunk_name([(item.id, item.key) for item, _ in made], chunks.PART), tables)
    return len(made)


def _failure(item: Item, error: Exception) -> PassedOver:
    name = item.article.origin or item.id
    return PassedOver(name, sentence(error, name), failed=True, id=item.id)
