"""Subtitles: what is said, a paragraph a speaker or a pause."""

import pytest

from toolkit.sources import read

SRT = """1
00:00:01,000 --> 00:00:03,000
The ferry to Orla Island
will run again from Monday,

2
00:00:03,100 --> 00:00:05,000
the <i>harbour master</i> said.

3
00:00:09,000 --> 00:00:11,000
ADA ROE: Did it stop?

4
00:00:11,100 --> 00:00:13,000
BEN LOW: It did not stop once.

5
00:00:13,100 --> 00:00:14,000
Not for a minute.
"""
SAID = [
    "The ferry to Orla Island will run again from Monday, the harbour master said.",
    "ADA ROE: Did it stop?",
    "BEN LOW: It did not stop once. Not for a minute.",
]
VTT = """WEBVTT

NOTE made by hand

STYLE
::cue { color: red }

intro
00:01.000 --> 00:03.000 align:start position:0%
The ferry to Orla Island will run again

00:03.100 --> 00:05.000
from Monday, the <c.yellow>harbour master</c> said.

00:09.000 --> 00:11.000
<v Ada Roe>Did it stop?</v>

00:11.100 --> 00:13.000
<v Ben Low>It did not stop once.

00:13.100 --> 00:14.000
<v Ben Low>Not for a minute. &amp; no.
"""


@pytest.mark.parametrize("name", ["talk.srt", "talk.txt", "talk"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_srt(put, name, encoding):
    article = read(put(name, SRT.replace("\n", "\r\n").encode(encoding)))
    assert article.text.split("\n\n") == SAID
    assert article.id == "talk"


def test_vtt(put):
    assert read(put("talk.vtt", VTT)).text.split("\n\n") == [
        SAID[0],
        "Ada Roe: Did it stop?",
        "Ben Low: It did not stop once. Not for a minute. & no.",
    ]


def test_lines_that_roll_are_said_once(put):
    rolling = "1\n00:00:01,000 --> 00:00:02,000\nIt rained\n\n2\n00:00:02,000 --> 00:00:03,000\nIt rained\nall day.\n"
    assert read(put("talk.srt", rolling)).text == "It rained all day."


def test_changes_of_speaker_begin_paragraphs(put):
    lines = ["- Did it stop?", "- It did not.", ">> Good night."]
    cues = "".join(f"{k}\n00:00:0{k},000 --> 00:00:0{k},900\n{line}\n\n" for k, line in enumerate(lines, start=1))
    assert read(put("talk.srt", cues)).text.split("\n\n") == ["Did it stop?", "It did not.", "Good night."]


def test_long_talk_without_pauses_is_parted_at_sentences(put):
    at = [f"00:{k // 60:02}:{k % 60:02}" for k in range(200)]
    cues = "".join(f"{k}\n{at[k]},000 --> {at[k]},990\nIt rained on day {k} of the year.\n\n" for k in range(1, 200))
    paragraphs = read(put("talk.srt", cues)).text.split("\n\n")
    assert len(paragraphs) > 5
    assert all(paragraph.endswith(".") for paragraph in paragraphs)


@pytest.mark.parametrize("data", ["WEBVTT\n\n", "1\n00:00:01,000 --> 00:00:02,000\n\n\n", "1\n00:00:01,000 -->\nx\n"])
def test_files_without_a_word_are_refused(put, refused, data):
    assert "subtitles" in refused(put("talk.srt", data))
