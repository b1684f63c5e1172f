"""Turns: who speaks where in transcripts, interviews and letters, and what kind of text an article is."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.article import from_text
from toolkit.article.kinds import kind_of
from toolkit.article.labels import examiner, read_label, read_label_line


def turns(text: str) -> list[tuple[str, str | None, str]]:
    """Label, name and content of each turn of a text that is said."""
    article = from_text(text, "a")
    rows = [turn for turn in article.turns if turn.is_said]
    return [
        (text[slice(*t.label)], t.name and text[slice(*t.name)], " / ".join(text[a:b] for a, b in t.content))
        for t in rows
    ]


def speakers(text: str) -> list[str | None]:
    return [name for _, name, _ in turns(text)]


def kind(text: str) -> str:
    return from_text(text, "a").kind


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("BELMAN: So job numbers were phony.", "BELMAN"),
        ("S. RENDELL: Yes, of course.", "S. RENDELL"),
        ("JOE LHOSTE, TRANSIT CHAIRMAN (ph): We are working on it.", "JOE LHOSTE"),
        ("SEN. ADA ROE (D), WAYS AND MEANS COMMITTEE: Well, no.", "ADA ROE"),
        ("SHERIFF BEN LOW, PELL COUNTY (on camera): No.", "BEN LOW"),
        ("Mr. Bantry: Does the hon. Gentleman know?", "Bantry"),
        ("The Joint Under-Secretary of State for Scotland (Mr. Thomas Frayne): No.", "Thomas Frayne"),
        ("Minister for Ports (Ada Roe): No.", "Ada Roe"),
        ("Ms ROE (Oban—Minister for Ports) (14:02):  I thank the member.", "ROE"),
        ("*321. SHRI K. RAGHAV PAI: Will the Minister state", "K. RAGHAV PAI"),
        ("Hon. (Dr.) Ada Roe (Derby, ODM): Thank you.", "Ada Roe"),
        ("Baroness Roe of Derby (Con): My Lords,", "Roe"),
        ("MS T. ROE QC: I appear for the bank.", "T. ROE"),
        ("Mr. LOW of Ohio. I yield.", "LOW"),
        ("Chairman Roe. The committee will come to order.", "Roe"),
        ("Ada Roe, on behalf of the group. – Madam President, no.", "Ada Roe"),
        ("Ada Roe (00:12): Welcome back.", "Ada Roe"),
        ("**Ada Roe:** Welcome back.", "Ada Roe"),
        (">> ROE: Welcome back.", "ROE"),
        ("Ursula van der Roe: No.", "Ursula van der Roe"),
    ],
)
def test_the_name_in_a_label_is_without_titles_and_what_describes_its_bearer(line, name):
    label = read_label(line, 0, len(line))
    assert label and line[slice(*label.name)] == name
    assert not line[label.end :].startswith((":", " "))


@pytest.mark.parametrize(
    "line",
    [
        "UNIDENTIFIED MALE: I saw it go.",
        "MR. DEPUTY CHAIRMAN: Please, please.",
        "THE COURT: Overruled.",
        "HIS HONOUR: Yes.",
        "Several Hon. Members: Oh!",
        "An Ceann Comhairle: Time is up.",
        "The SPEAKER pro tempore. The gentleman is recognized.",
        "Speaker 1: It is late.",
        "PROSPECTIVE JUROR NO. 4: I have a cold.",
        "ADA ROE AND BEN LOW: Good morning!",
        "Q. Where do you work?",
        "Q    Is it late?",
        "A: It is.",
    ],
)
def test_a_label_that_names_nobody_has_no_name(line):
    label = read_label(line, 0, len(line))
    assert label and label.name is None and label.formal


@pytest.mark.parametrize(
    "line",
    [
        "Claim: The bridge is closed.",
        "Note: the bridge is closed.",
        "Why it matters: The bridge is closed.",
        "The Big Picture: The bridge is closed.",
        "The mayor said: The bridge is closed.",
        "De Roe, now 88, remembers it. Reached by telephone, he said: “No.”",
        "https://example.org: the bridge",
        "10:30 is late.",
        "A mayor spoke.",
    ],
)
def test_what_stands_before_a_colon_is_no_label_by_that_alone(line):
    assert read_label(line, 0, len(line)) is None


def test_a_word_that_heads_a_list_is_a_name_where_somebody_has_it():
    line = "PRICE: Nine million."
    assert read_label(line, 0, len(line)) is None
    assert read_label(line, 0, len(line), {"price"})
    assert speakers("TOM PRICE, MAYOR: Nine.\n\nADA ROE, HOST: Nine?\n\nPRICE: Nine million.") == [
        "TOM PRICE",
        "ADA ROE",
        "PRICE",
    ]


def test_a_line_can_be_a_label_and_an_examiner_is_named_before_questions():
    assert read_label_line("Mr Speaker", 0, 10) and not read_label_line("It rained.", 0, 10)
    for line, name in [
        ("BY MR. ROE:", "ROE"),
        ("<EXAMINATION BY MS LOW", "LOW"),
        ("CROSS-EXAMINATION BY MR LOW [9.47 am]", "LOW"),
    ]:
        assert line[slice(*examiner(line, 0, len(line)))] == name
    assert examiner("By the harbour it rained.", 0, 25) is None


CONGRESS = """Mud in the harbour

Mr. LOW. Mr. Speaker, I rise to speak of mud.

It was not so when I was a boy.

The SPEAKER pro tempore. The gentleman from Ohio is recognized.

Ms. ROE of Ohio. I yield two minutes to the gentleman.

Mr. LOW. I thank the gentlewoman from Ohio."""
HANSARD = """The Harbour Bill

Ada Roe (Derby North) (Lab)

I beg to move amendment 3. The harbour is full of mud.

It has been full of mud since I was a girl.

The Minister for Ports
(Ben Low)

I am grateful. There is mud, and there is a plan.

Mr Speaker

Order.

Ada Roe

Will he give way?

Ben Low

No."""
COURT = """Day 3

OTIS FARROW, called as a witness, having been first duly sworn, testified as follows:

DIRECT EXAMINATION

BY MR. QUIGLEY:

Q. Where do you work?

A. At the mill.

They let me go.

MS. DELACROIX: Objection.

THE COURT: Overruled.

THE WITNESS: I wrote it on the sheet.

CROSS-EXAMINATION

BY MS. DELACROIX:

Q. You were let go for drinking?

A. For talking."""
AUSTRALIAN = """<GRAHAM PETTIT, SWORN [9.47 am]

<EXAMINATION BY MS ROE

MS ROE: Mr Pettit, you are the head of the bank?---I am.

And you have been so since 2009?---Since the March of 2009.

HIS HONOUR: Is this about the mud?

MS ROE: It is, your Honour. I have no further questions."""


def test_turns_of_the_congress_of_parliament_and_of_courts():
    assert speakers(CONGRESS) == ["LOW", None, "ROE", "LOW"]
    assert turns(CONGRESS)[0][2] == "Mr. Speaker, I rise to speak of mud. / It was not so when I was a boy."
    assert speakers(COURT) == ["QUIGLEY", "OTIS FARROW", "DELACROIX", None, "OTIS FARROW", "DELACROIX", "OTIS FARROW"]
    assert turns(COURT)[1][2] == "At the mill. / They let me go."
    assert [kind(text) for text in (CONGRESS, COURT, AUSTRALIAN)] == ["parliament", "court", "court"]


def test_a_witness_who_is_called_answers():
    text = COURT.replace("OTIS FARROW, called as a witness, having been first duly sworn, testified as follows:", "{}")
    called = text.format("MR. QUIGLEY: Your Honor, the plaintiff calls Otis B. Farrow.")
    assert [turns(called)[k][1] for k in (0, 1, 2)] == ["QUIGLEY", "QUIGLEY", "Otis B. Farrow"]
    nobody = text.format("THE CLERK: All rise.")
    assert speakers(nobody)[:3] == [None, "QUIGLEY", None]


def test_labels_on_lines_of_their_own():
    assert speakers(HANSARD) == ["Ada Roe", "Ben Low", None, "Ada Roe", "Ben Low"]
    assert turns(HANSARD)[0][2].endswith("mud. / It has been full of mud since I was a girl.")


def test_what_stands_first_below_a_label_is_said_whatever_it_says():
    text = HANSARD.replace("Will he give way?", "The minister calls the mud “a detail”. It is none.")
    assert turns(text)[3] == ("Ada Roe", "Ada Roe", "The minister calls the mud “a detail”. It is none.")


def test_an_answer_behind_its_question_in_one_paragraph_is_the_witness_s():
    assert turns(AUSTRALIAN)[:4] == [
        ("MS ROE", "ROE", "Mr Pettit, you are the head of the bank?"),
        ("", "GRAHAM PETTIT", "I am."),
        ("MS ROE", "ROE", "And you have been so since 2009?"),
        ("", "GRAHAM PETTIT", "Since the March of 2009."),
    ]


def test_a_question_in_parliament_is_its_asker_s():
    text = (
        "Oats\n\nMr. Bantry asked the Secretary of State for Scotland whether he will fix the price.\n\n"
        "The Under-Secretary of State for Scotland (Mr. Frayne): I will.\n\nMr. Bantry: When?\n\nMr. Frayne: Soon."
    )
    assert turns(text)[0] == ("Mr. Bantry", "Bantry", "whether he will fix the price.")
    assert speakers(text) == ["Bantry", "Frayne", "Bantry", "Frayne"]


STAGE = """Morning programme

ROE: It is late.

(END VIDEO CLIP)

LOW (voice-over): It is early.

[crosstalk]

We all agree on that.

ROE: Do we?"""


def test_stage_directions_are_furniture_and_no_part_of_a_turn():
    article = from_text(STAGE, "a")
    assert [STAGE[slice(*p.span)] for p in article.paragraphs if p.kind == "furniture"] == [
        "(END VIDEO CLIP)",
        "[crosstalk]",
    ]
    assert turns(STAGE)[1][2] == "It is early. / We all agree on that."
    story = "It rained\n\nThe council met on Monday in the rain.\n\n(It always rains.)\n\nNobody minded it at all."
    assert "furniture" not in {p.kind for p in from_text(story, "b").paragraphs}


def test_headings_procedure_and_times_are_in_no_turn():
    text = (
        "Mr. ROE: It is late.\n\nCOASTAL ROADS BILL\n\nQuestion put and agreed to.\n\nMs. LOW: It is early.\n\n"
        "Mr. ROE: It is not.\n\nHouse adjourned at 4.52 p.m."
    )
    assert [content for _, _, content in turns(text)] == ["It is late.", "It is early.", "It is not."]


INTERVIEW = """Questions for a bell-ringer

Ada Roe came to Antwerp for a weekend and never went home. She spoke to Ben Low in the tower.

{ask}Why do people expect a man?

{answer}Because the name on the door is my husband's. I ring, he counts.

He counts well, and he is afraid of heights.

{ask}You trained under Carl Ely. Was he a tyrant?

{answer}He was kind. He said "Again" to me forty times.

Ely, now 88, remembers it differently. "Fifty times," he said by telephone. "Roe was counting in Czech."

{ask}What do the neighbours say to you?

{answer}One writes to me every year. I have framed her letters.

{ask}And will you stop?

{answer}I will, in May.

Roe rings again on Sunday."""


@pytest.mark.parametrize(("ask", "answer"), [("Q: ", "A: "), ("BL: ", "AR: "), ("", "")])
def test_narration_between_the_turns_of_an_interview_is_in_none(ask, answer):
    text = INTERVIEW.format(ask=ask, answer=answer)
    said = " ".join(content for _, _, content in turns(text))
    assert "He counts well" in said and "I will, in May." in said
    assert "remembers it differently" not in said and "Fifty times" not in said and "on Sunday" not in said
    assert ("Why do people" in said) == bool(ask)  # without labels, the questions are the reporter's own words
    assert kind(text) == "interview"


def test_labels_that_are_initials_name_nobody_by_themselves():
    assert set(speakers(INTERVIEW.format(ask="BL: ", answer="AR: "))) == {None}
    assert speakers("ROE: It is late.\n\nLI: It is early.\n\nROE: Is it?") == ["ROE", "LI", "ROE"]


def test_answers_in_quotation_marks_are_quotations_and_no_turns():
    text = "A talk with Ada Roe\n\nAda Roe rings the bells. She spoke to Ben Low.\n\n" + "\n\n".join(
        f"Do you like number {k}?\n\n“I do, but my husband counts.” She laughs." for k in range(4)
    )
    assert turns(text) == [] and kind(text) == "interview"
    labelled = "\n\n".join(f"Q: Do you like number {k}?\n\nA: “I do.” She laughs. “I count.”" for k in range(3))
    assert {content for _, _, content in turns(labelled)} == {"“I do.” / “I count.”"}


def test_questions_and_answers_of_a_story_are_no_interview():
    explainer = "How the toll works\n\n" + "\n\n".join(
        f"What is rule {k}?\n\nThe rule says that drivers pay at the gate. It was made in May." for k in range(5)
    )
    assert turns(explainer) == [] and kind(explainer) == "article"


@pytest.mark.parametrize(
    "text",
    [
        "Bridge: council meets\n\nFerry: no tickets\n\nPort: closed",
        "Roe: 1,769.\n\nLow: 1,501.\n\nRoe: 547.\n\nLow: 46.",
        "Fact check\n\nCLAIM: The bridge is closed.\n\nFACTS: It is open.\n\nCLAIM: It is old.\n\nFACTS: It is new.",
        "Three films\n\nDirector: Ada Roe\n\nStarring: Ben Low\n\nDirector: Carl Ely\n\nStarring: Ben Low",
        "LONDON — It rained.\n\nPARIS — It snowed.\n\nROME — It was hot.",
        "ROE: It is late.\n\nLOW: It is not.",
        "The walk\n\nSimien View\n\nIt was cold.\n\nBoy in Simiens\n\nIt was hot.\n\nSimien View\n\nIt was late.",
    ],
)
def test_lists_datelines_and_a_colon_now_and_then_are_no_transcript(text):
    assert turns(text) == [] and kind(text) == "article"


def test_what_heads_a_part_of_a_speech_is_no_label():
    text = (
        "Ada Roe: Tell us.\n\nBen Low: First, the smell.\n\nSecond Point: the colour.\n\nAda Roe: And?\n\nBen Low: Mud."
    )
    assert speakers(text) == ["Ada Roe", "Ben Low", "Ada Roe", "Ben Low"]


def test_a_story_behind_a_transcript_is_in_no_turn():
    text = (
        "Panel on tolls\n\nA panel argued on Saturday about the plan of the mayor to close the old bridge for good.\n\n"
        "Ada Roe: We should close it.\n\nBen Low: I would not.\n\nAda Roe: I would.\n\n"
        "A disproportionate share of the tolls would be paid by drivers."
    )
    assert turns(text)[-1][2] == "I would."


def test_the_first_turn_is_no_headline():
    text = "ADA ROE, HOST: Who left it open?\n\nBEN LOW, FARMER: Not me.\n\nROE: Then who was it?\n\nLOW: The goat."
    assert speakers(text) == ["ADA ROE", "BEN LOW", "ROE", "LOW"]
    assert from_text(text, "a").title is None or from_text(text, "a").paragraphs[0].kind == "body"


ADVICE = """Dear Agnes: Husband flies first class

DEAR AGNES: My husband bought tickets to India. I sit at the back. -- SECOND RATE

DEAR SECOND RATE: Of course you should be happy.

Upgrade your seat!

DEAR AGNES: My boss eats my lunch.

— Hungry in Hull

DEAR HUNGRY: Put mustard in it.

Write to Agnes Low at agnes@example.org."""


def test_a_letter_is_whose_it_is_signed_and_the_answer_by_whom_it_is_to():
    assert turns(ADVICE) == [
        ("SECOND RATE", "SECOND RATE", "My husband bought tickets to India. I sit at the back."),
        ("", "AGNES", "Of course you should be happy. / Upgrade your seat!"),
        ("Hungry in Hull", "Hungry in Hull", "My boss eats my lunch."),
        ("", "AGNES", "Put mustard in it."),
    ]
    assert kind(ADVICE) == "letters"


LETTERS = """Letters

Bring back the ferry

Sir, — I have lived on the island for 30 years.

The ferry was never late until it was new.

Col. Jane Roe (retd)
Derby

To the Editor:

Your article quotes Mayor Ben Low as saying that drivers “will get used to it.” I have not.

KOFI A. MENSAH
Hoboken, N.J., May 4, 2019

The writer is a retired toll collector.

Enough of the ferry

We have heard nothing else since May.

Tom Birch, via email

Dear Editor,

My thanks to the man who found my dog.

Name and address supplied"""


def test_a_letter_without_a_dash_is_signed_by_whom_the_answer_is_to():
    text = "Dear Ingrid, She takes my clothes. Should I change the locks? Bare in Bergen\n\nDear Bare, Borrow her car."
    assert [(name, said) for _, name, said in turns(text)] == [
        ("Bare in Bergen", "She takes my clothes. Should I change the locks?"),
        ("Ingrid", "Borrow her car."),
    ]


def test_a_letter_to_the_editor_is_whose_who_signs_below():
    assert turns(LETTERS) == [
        (
            "Jane Roe",
            "Jane Roe",
            "I have lived on the island for 30 years. / The ferry was never late until it was new.",
        ),
        (
            "KOFI A. MENSAH",
            "KOFI A. MENSAH",
            "Your article quotes Mayor Ben Low as saying that drivers “will get used to it.” I have not.",
        ),
        ("Tom Birch", "Tom Birch", "We have heard nothing else since May."),
        ("Name and address supplied", None, "My thanks to the man who found my dog."),
    ]
    assert kind(LETTERS) == "letters"


@pytest.mark.parametrize(
    "stamps",
    [
        ["10.42am", "10.50am", "11:02"],
        ["15.42 GMT", "3.42pm GMT15:42", "14:58"],
        ["May 6, 10:42 a.m. ET", "10:42 a.m. ET, May 6, 2022", "2h ago"],
        ["3:45 p.m.", "4 p.m.", "4:15 p.m."],
        ["21:04 — Sale approved by one vote", "Posted at 14:05", "Updated at 11.04am BST"],
    ],
)
def test_lines_that_are_times_make_a_live_blog(stamps):
    lines = [line for stamp in stamps for line in (stamp, "The bridge was closed, the council said.")]
    assert kind_of("Bridge closes", lines, []) == "liveblog"
    assert kind_of("Bridge closes", lines[:4], []) == "article"


def test_a_story_that_tells_hour_by_hour_is_no_live_blog():
    lines = [f"{hour}:00 pm — Police repeat the name of the suspect, several times." for hour in range(1, 6)]
    assert kind_of("The night on the bridge", lines, []) == "article"
    assert kind_of("Live: the night on the bridge", lines, []) == "liveblog"


def test_the_kinds_of_what_is_said():
    assert (
        kind("Press conference\n\nROE: Good morning.\n\nQUESTION: Is it late?\n\nROE: It is.\n\nQUESTION: Why?")
        == "briefing"
    )
    assert (
        kind("On air\n\nGOVERNOR ROE: Good.\n\nQ Is it late?\n\nGOVERNOR ROE: It is.\n\nQ Why?\n\nGOVERNOR ROE: Ask.")
        == "briefing"
    )
    assert kind("Magazine\n\nQ: Is it late?\n\nA: It is.\n\nQ: Why?\n\nA: Ask.") == "interview"
    assert kind("On air\n\nROE: Good morning.\n\nLOW: Is it late?\n\nROE: It is.") == "interview"
    story = "It rained.\n\n" + "The council met on Monday, and nobody came. " * 20
    assert kind(f"{story}\n\nROE: It is late.\n\nLOW: It is early.\n\nROE: It is not.") == "article"


PIECES = (
    "ROE: LOW: Q. A: Q |MR. LOW: |The Minister (Ada Roe)|: |(|)|[x]|<|---|— |** |Ada Roe|Ben Low, Derby|DEAR AGNES:|"
    "SIR – |BY MR. LOW:|ADA LOW, sworn|It is late. |Is it? |Do you?|I do.|“No.”|’|10.42|\n|\n\n| "
).split("|")


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_turns_lie_in_body_paragraphs_in_order_and_never_overlap(pieces):
    text = "".join(pieces)
    article = from_text(text, "a") if text.strip() else None
    if not article:
        return
    spans = [span for turn in article.turns for span in turn.content]
    body = article.spans("body")
    assert all(any(a <= start < end <= b for a, b in body) for start, end in spans)
    assert spans == sorted(spans) and all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(text[slice(*turn.name)].strip() for turn in article.turns if turn.name)
