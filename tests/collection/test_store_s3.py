"""Sources and stores at URLs: an S3 server on this machine, a cluster of processes of its own."""

import boto3
import pytest
from clusters import Cluster, parquet
from conftest import ARTICLE
from moto.server import ThreadedMotoServer

import toolkit
from toolkit import collection
from toolkit.collection.store import corpus, is_store, status
from toolkit.errors import InputError
from toolkit.sources import PassedOver, read_many


@pytest.fixture(scope="module")
def bucket():
    """A bucket "news" on an S3 server of this machine, which the environment names."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    monkeypatch = pytest.MonkeyPatch()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="news")
    for name, data in {
        "archive/herald/bridge.txt": ARTICLE.encode(),
        "archive/post/bridge.txt": ARTICLE.replace("Friday", "Monday").encode(),
        "archive/post/photo.png": b"\x89PNG\r\n\x1a\n" + bytes(200),
        "archive/.hidden/notes.txt": b"Nobody reads this.",
    }.items():
        client.put_object(Bucket="news", Key=name, Body=data)
    yield client
    monkeypatch.undo()
    server.stop()


def test_a_folder_a_pattern_and_a_file_of_a_bucket_are_sources(bucket):
    both = list(read_many("s3://news/archive"))
    assert [(item.id, item.outlet) for item in both if not isinstance(item, PassedOver)] == [
        ("bridge", "herald"),
        ("bridge", "post"),
    ]
    assert [(item.name, item.failed) for item in both if isinstance(item, PassedOver)] == [("post/photo.png", False)]
    assert [article.origin for article in toolkit.articles("s3://news/archive/*/*.txt")] == ["bridge.txt"] * 2
    assert toolkit.read("s3://news/archive/herald/bridge.txt").text == ARTICLE
    with pytest.raises(InputError, match="is not there"):
        toolkit.read("s3://news/archive/missing.txt")


def test_a_store_in_a_bucket_is_the_same_as_one_on_disk(bucket, tmp_path):
    cluster = Cluster(tmp_path, workers=1)
    try:
        done = corpus("s3://news/archive", "s3://news/results", scheduler=cluster.address)
        again = corpus("s3://news/archive", "s3://news/results", scheduler=cluster.address)
        corpus("s3://news/archive", tmp_path / "here", scheduler=cluster.address)
    finally:
        cluster.close()
    assert (done.articles, done.analysed, again.analysed) == (2, 2, 0)
    there = {}
    for item in bucket.list_objects_v2(Bucket="news", Prefix="results/")["Contents"]:
        if item["Key"].endswith(".parquet"):
            body = bucket.get_object(Bucket="news", Key=item["Key"])["Body"].read()
            there[item["Key"].removeprefix("results/")] = body
    assert there == parquet(tmp_path / "here")
    assert is_store("s3://news/results") and str(status("s3://news/results")) == "complete: 2 articles, 1 failure"
    opened = collection.analyse("s3://news/results")
    assert opened.outlets == ("herald", "post") and collection.actors(opened)["articles"].max() == 1, "one story"
    every = collection.analyse("s3://news/results", copies="all")
    assert collection.actors(every)["articles"].max() == 2


def test_a_store_below_its_own_source_is_left_out_in_a_bucket_too(bucket):
    for name, data in {
        "paper/bridge.txt": ARTICLE.encode(),
        "paper/results/store.json": b'{"schema": "toolkit.store/2"}',
        "paper/results/articles/part-1.parquet": b"PAR1",
        "paper/results/log.txt": b"An article it is not, though it looks like one.",
        "paper/shops/store.json": b'{"text": "The store in Main Street closes, its owner Ada Roe said."}',
    }.items():
        bucket.put_object(Bucket="news", Key=name, Body=data)
    for source in ("s3://news/paper", "s3://news/paper/", "s3://news/paper/**"):
        found = list(read_many(source, language="any"))
        assert sorted(item.origin for item in found if not isinstance(item, PassedOver)) == ["bridge.txt", "store.json"]
        (passed,) = [item for item in found if isinstance(item, PassedOver)]
        assert (passed.name, passed.failed) == ("results", False) and "is a store, which holds results" in passed.reason
    with pytest.raises(InputError, match="is a store, which holds results: give the articles"):
        toolkit.read("s3://news/paper/results")
    assert is_store("s3://news/paper/results") and not is_store("s3://news/paper/shops")
