"""What a worker does: analyse a batch of articles and write the rows as a chunk of the store."""

import time
from dataclasses import dataclass

from toolkit import analysis as _analysis
from toolkit.actors import Known
from toolkit.collection.store import chunks
from toolkit.collection.store.batches import Batch
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
    import pyarrow as pa

    written: list[tuple[str, str]] = []
    tables: dict[str, list[pa.Table]] = {}
    failed = []
    reading = writing = 0.0
    for item in batch:
        name, start = item.article.origin or item.id, time.perf_counter()
        try:
            analysis = _analysis.analyse(item.article, language="any", actors_file=known, threads=threads)
            between = time.perf_counter()
            rows = chunks.article_tables(analysis, item.id, item.key)
        except Exception as error:  # whatever it is: the other articles are still wanted
            failed.append(PassedOver(name, sentence(error, name), failed=True, id=item.id))
            continue
        reading, writing = reading + between - start, writing + time.perf_counter() - between
        written.append((item.id, item.key))
        for table, own in rows.items():
            tables.setdefault(table, []).append(own)
    start = time.perf_counter()
    if written:
        joined = {table: pa.concat_tables(parts) for table, parts in tables.items()}
        chunks.write(folder, chunks.chunk_name(written, chunks.PART), joined)
    return Done(len(written), tuple(failed), reading, writing + time.perf_counter() - start)
