"""Somebody whom the article never names: one in all quotes of his, in JSON and text, and named once by the analyst."""

import dataclasses
import json

import pytest
from matplotlib.text import Text

import toolkit
from toolkit import figures
from toolkit.html import markup
from toolkit.tables import quotes as quotes_table
from toolkit.tables import summary

TEXT = """Flood closes the lower road

“The water came in under the door,” said a woman who lives by the weir. “It took the piano,” she said.

Nora Okafor, the mayor of Westport, said that the road would open on Monday.

“I have lived here for forty years,” the woman added.
"""


@pytest.fixture(scope="module")
def flood() -> toolkit.Analysis:
    return toolkit.analyse(toolkit.read(text=TEXT, id="flood"))


def of_woman(analysis):
    """The quotes in marks that the woman says."""
    return [quote for quote in analysis.quotes if "“" in quote.text]


def test_the_quotes_of_somebody_unnamed_are_known_to_be_one_s(flood):
    speakers = {(quote.speaker, quote.unnamed) for quote in of_woman(flood)}
    assert len(of_woman(flood)) == 3
    assert speakers == {(None, "u1")}
    assert flood.unnamed[0].description.startswith("a woman")


def test_an_actor_s_quote_has_the_actor_among_its_speakers_and_no_unnamed(flood):
    (mayor,) = [quote for quote in flood.quotes if quote.speaker]
    assert (mayor.speaker_name, mayor.speakers, mayor.unnamed) == ("Nora Okafor", (mayor.speaker,), None)
    assert mayor.speaker_confidence >= 0.5


def test_the_unnamed_survive_json(flood):
    assert toolkit.Analysis.from_json(flood.to_json()) == flood


def test_an_analysis_written_before_there_were_unnamed_is_read(flood):
    row = json.loads(flood.to_json())
    del row["unnamed"]
    for quote in row["quotes"]:
        for key in ("unnamed", "speakers", "speaker_confidence"):
            del quote[key]
    read = toolkit.Analysis.from_json(json.dumps(row))
    assert read.unnamed == ()
    assert [quote.speakers for quote in read.quotes if quote.speaker] == [
        (q.speaker,) for q in flood.quotes if q.speaker
    ]


def test_text_and_table_say_the_same_of_all_quotes_of_one(flood):
    assert {markup.speaker(quote) for quote in of_woman(flood)} == {"a woman (not named)"}
    table = quotes_table(flood)
    assert table.unnamed.dropna().tolist() == ["a woman"] * 3
    assert table.speaker_confidence.between(0, 1).all()


def test_a_name_given_once_is_in_all_quotes(flood, tmp_path):
    known = tmp_path / "actors.toml"
    known.write_text('[[actor]]\nname = "Tess Arno"\naliases = ["a woman"]\ntype = "PER"\n', encoding="utf-8")
    named = toolkit.analysis.reanalyse(flood, known)
    assert [quote.speaker_name for quote in of_woman(named)] == ["Tess Arno"] * 3
    assert named.unnamed == ()


def test_how_many_statements_are_left_open_is_said_in_summary_numbers_and_figure(flood):
    mayor = next(quote for quote in flood.quotes if quote.speaker)
    woman = of_woman(flood)[0]
    changed = {
        mayor.id: dataclasses.replace(mayor, speaker=None, speakers=(), speaker_name=None, speaker_confidence=0.4),
        woman.id: dataclasses.replace(woman, speaker_confidence=0.4),
    }
    sure = dataclasses.replace(
        flood, quotes=tuple(dataclasses.replace(quote, speaker_confidence=0.9) for quote in flood.quotes)
    )
    unsure = dataclasses.replace(sure, quotes=tuple(changed.get(quote.id, quote) for quote in sure.quotes))
    assert [summary.numbers(analysis)["quotes"]["unsure"] for analysis in (sure, unsure)] == [0, 2]
    assert "for 2 because it is not sure enough who it is" in " ".join(summary.answer(unsure))
    assert "not sure enough" not in " ".join(summary.answer(sure))
    notes = [figures.share_of_voice(analysis).figure for analysis in (sure, unsure)]
    written = [" ".join(text.get_text() for text in figure.findobj(Text)) for figure in notes]
    assert ["1 left open" in words for words in written] == [False, True]


def test_a_report_that_the_text_credits_to_nobody_is_not_unsure(flood):
    quote = dataclasses.replace(flood.quotes[-1], kind="indirect", source=(), speaker=None, speaker_confidence=0.5)
    assert not quote.is_unsure
    assert dataclasses.replace(quote, kind="direct").is_unsure
