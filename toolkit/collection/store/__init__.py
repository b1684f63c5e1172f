"""Stores: many articles' analyses as Parquet files, made by worker processes, opened as a collection.

``running`` takes articles from any source (``batches``) through the workers of a Dask cluster (``cluster``, ``work``)
and says how it goes (``journal``). What they write are ``chunks`` of a ``folder``, here or at a URL, of the tables that
``schema`` describes; ``compaction`` brings them into their last form, ``entities`` says which actors are one.
``opening`` makes a collection of a store, ``status`` says how far it is. docs/store.md describes the files.
"""

from toolkit.collection.store.folder import is_store
from toolkit.collection.store.opening import StoredCollection, open
from toolkit.collection.store.running import Summary, corpus
from toolkit.collection.store.status import Status, status

__all__ = ["Status", "StoredCollection", "Summary", "corpus", "is_store", "open", "status"]
