"""The turns of transcripts, interviews and letters are quotes of their speakers, marks or not."""

import re

import pytest

import toolkit
from toolkit import statistics, tables
from toolkit.quotes.interviewee import who_answers
from toolkit.statistics.descriptives import words_quoted

OATS = """Oats (Price)

Mr. Bantry asked the Secretary of State for Scotland whether he will fix the price of oats.

The Joint Under-Secretary of State for Scotland (Mr. Thomas Frayne): An undertaking has already been given.

Mr. Bantry: Does the hon. Gentleman realise that farms need certainty?

Mr. Frayne: Even other crops do not have that.

Mr. Bantry: Then could they not be put on the same footing?

Mr. John MacLennan: Why is this stigma put on oats?

Mr. Frayne: There is no stigma.
"""
MORNING = """Morning programme

BELMAN: So job numbers were phony. Now they are real.

S. RENDELL: Yes, of course.

JOE LHOSTE, TRANSIT CHAIRMAN (ph): We are working on it.

LUND (voice-over): The trains stopped at noon.

SHAMITA KUMARI, DOCTOR (through translator): We had no oxygen.

(END VIDEO CLIP)
"""
AGNES = """Dear Agnes: Husband flies first class

DEAR AGNES: My husband bought tickets to India. He sits in business class, while I sit at the back. -- SECOND RATE

DEAR SECOND RATE: Of course you should be happy. Upgrade your seat!
"""
BRIEFING = """Press briefing by Carla Ostrander

MS. OSTRANDER: The corn is short. The mayor of Derby says that the bridge is closed.

I called Governor Ines Maldonado an hour ago, and she told me, “Send the hay first.”

Q    Is it all of them?

(Laughter.)

MS. OSTRANDER: It is all that asked.

QUESTION: Has Prime Minister Halvard Rustad called? He said “never” in May.

MS. OSTRANDER: No.
"""


def analysis(text: str, **known):
    return toolkit.analyse(toolkit.read(text=text, id="a", **known))


def said(a) -> list[tuple[str | None, str, str]]:
    """Speaker, kind and words of each quote."""
    names = {actor.id: actor.name for actor in a.actors}
    return [(names.get(quote.speaker), quote.kind, quote.text) for quote in a.quotes]


def test_a_debate_is_turns_of_its_speakers():
    a = analysis(OATS)
    speakers = [speaker for speaker, _, _ in said(a)]
    assert speakers == [
        "Bantry",
        "Thomas Frayne",
        "Bantry",
        "Thomas Frayne",
        "Bantry",
        "John MacLennan",
        "Thomas Frayne",
    ]
    assert {kind for _, kind, _ in said(a)} == {"direct"}
    assert a.article.kind == "parliament"
    assert {x.type for x in a.actors if x.name in speakers} == {"PER"}


def test_a_broadcast_is_turns_of_its_speakers_who_are_people():
    a = analysis(MORNING)
    assert [speaker for speaker, _, _ in said(a)] == ["Belman", "S. Rendell", "Joe Lhoste", "Lund", "Shamita Kumari"]
    assert {actor.type for actor in a.actors} == {"PER"} and len(a.actors) == 5
    assert a.quotes[2].speaker_text == "JOE LHOSTE, TRANSIT CHAIRMAN (ph)"
    assert a.article.kind == "interview"
    assert [p.kind for p in a.article.paragraphs][-1] == "furniture"


def test_the_addressee_of_a_letter_is_not_who_writes_it():
    a = analysis(AGNES)
    (letter, answer) = said(a)
    assert letter[:2] == ("Second Rate", "direct") and letter[2].startswith("My husband bought")
    assert answer == ("Agnes", "direct", "Of course you should be happy. Upgrade your seat!")
    assert a.article.kind == "letters"


def test_what_a_speaker_quotes_of_somebody_is_a_quote_of_its_own():
    a = analysis(BRIEFING)
    rows = said(a)
    assert rows[0][0] == "Carla Ostrander" and rows[0][2].endswith("an hour ago, and she told me,")
    assert ("Ines Maldonado", "direct", "“Send the hay first.”") in rows
    assert ("Halvard Rustad", "direct", "“never”") in rows
    questions = [row for row in rows if row[2].startswith(("Is it all", "Has Prime"))]
    assert [speaker for speaker, _, _ in questions] == [None, None]
    assert not any(actor.name.upper() in ("Q", "QUESTION") for actor in a.actors)


def test_pronouns_in_a_turn_are_its_speakers():
    a = analysis(BRIEFING)
    (carla,) = (actor for actor in a.actors if actor.name == "Carla Ostrander")
    pronouns = [BRIEFING[slice(*m.span)] for m in carla.mentions if m.kind == "pronoun"]
    assert pronouns == ["I", "me"]


def test_a_turn_s_words_count_as_if_in_marks():
    a = analysis(MORNING)
    shares = tables.share_of_voice(a).set_index("actor")["share_of_voice"]
    assert shares.sum() == 1 and shares["Belman"] == 9 / 26
    assert words_quoted(a) == 26 == a.statistics["words_quoted"]
    voices = statistics.voices(a, wide=True).set_index("voice")["words"]
    assert voices["Belman"] == 9 and voices["(all quotations)"] == 26
    assert voices["(narration)"] == a.statistics["words"] - 26  # the labels


def test_what_is_reported_without_marks_in_a_turn_is_the_speaker_s_voice():
    text = BRIEFING.replace("The mayor of Derby says", "Mayor Ada Roe says")
    a = analysis(text)
    assert ("Ada Roe", "indirect", "that the bridge is closed") in said(a)
    frame = tables.share_of_voice(a).set_index("actor")
    assert "Ada Roe" not in frame.index or frame.loc["Ada Roe", "words_quoted"] == 0
    assert frame.loc["Ines Maldonado", "words_quoted"] == len("Send the hay first".split())
    own = sum(len(q.text.replace("…", "").split()) for q in a.quotes if q.speaker_text == "MS. OSTRANDER")
    assert frame.loc["Carla Ostrander", "words_quoted"] == own


def test_an_analysis_read_back_has_the_same_turns():
    a = analysis(BRIEFING)
    again = toolkit.Analysis.from_json(a.to_json())
    assert again.article.kind == "briefing" and again.article.turns == a.article.turns
    assert again.article.quoted == a.article.quoted


TALK = "\n\n".join(
    f"Do you like bell number {k}?\n\nI do. My husband counts the bells for me, and I ring them." for k in range(4)
)


@pytest.mark.parametrize(
    ("lead", "who"),
    [
        ("Mayor Ada Roe has rung the bells of Derby since 1998. She spoke to Ben Low about it.", "Ada Roe"),
        ("Mayor Ada Roe has 14 bells. The Herald spoke to Ben Low, who rings them, on Friday.", "Ben Low"),
        ("We spoke to a bell-ringer who does not give her name.", None),
    ],
)
def test_the_answers_of_an_interview_are_whom_it_is_with(lead, who):
    rows = said(analysis(f"Mud and bells\n\n{lead}\n\n{TALK}"))
    answers = [(speaker, kind) for speaker, kind, text in rows if text.startswith("I do.")]
    assert answers == [(who, "direct")] * 4
    assert not any(text.startswith("Do you") for _, _, text in rows)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ada Roe rings. Ben Low counts. Roe laughs.", "Roe"),
        ("Ada Roe rings. Ben Low counts. Low laughs. Low has 14 bells, Low says.", "Low"),
        ("Ada Roe and Ben Low ring. Roe laughs. Low laughs.", None),  # two of them
        ("Interview by Ada Roe. Ben Low counts.", "Low"),
        ("Ada Roe rings. She talks to Ben Low about Low's bells and Low's mud.", "Roe"),
        ("The Post interviewed a ringer about Ada Roe.", None),
        ("An interview with Ben Low. Ada Roe rings. Roe laughs. Roe sings.", "Low"),
        ("“" + "It rained. " * 50 + "” said Ada Roe.", None),  # named once, far down
    ],
)
def test_who_answers_is_told_by_the_lead(text, who):
    people = [(found.span(), found[1]) for found in re.finditer(r"(?:Ada |Ben )?(Roe|Low)\b", text)]
    assert who_answers(text, people) == who


def test_initials_in_labels_are_whose_they_are_and_no_actors_of_their_own():
    text = (
        "The Bogotá Post sat down with Ada Roe, a diver from Derby.\n\nThe Bogotá Post: Do you like mud?\n\n"
        "Ada Roe: I live in it.\n\nTBP: And your neighbours?\n\nAR: They live above it.\n\nTBP: Really?\n\nAR: Yes."
    )
    a = analysis(text)
    assert [speaker for speaker, _, _ in said(a)][-6:] == [None, "Ada Roe", None, "Ada Roe", None, "Ada Roe"]
    assert not {"TBP", "AR"} & {actor.name for actor in a.actors}


def test_she_in_a_turn_is_not_who_talks_but_who_is_named_there():
    text = BRIEFING.replace("Governor Ines Maldonado an hour ago, and she", "Governor Ines Maldonado. She")
    assert ("Ines Maldonado", "direct", "“Send the hay first.”") in said(analysis(text))
    text = BRIEFING.replace(
        "I called Governor Ines Maldonado an hour ago, and she told me", "A farmer wrote to me. She said"
    )
    assert (None, "direct", "“Send the hay first.”") in said(analysis(text))
