"""Whom the narration mentions where, and whom "she" refers to: a weight's example each."""

import pytest
from made_quotes import discourse_of

ROE, COLE, LOW = "Ana Roe", "Eva Cole", "Ben Low"


def antecedent(text, pronoun="she", *, linked=None, sources=(), sex="she"):
    """The name of whom the text's last pronoun refers to."""
    discourse = discourse_of(text, ROE, COLE, LOW, sources=sources)
    ids = {actor.name: id for id, actor in discourse.actors.items()}
    id = discourse.antecedent(text.rindex(pronoun), sex, ids.get(linked))
    return discourse.actors[id].name if id else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Roe met Eva Cole in May. Then she said no.", ROE),  # the subject
        ("Eva Cole left. Ana Roe stayed. Then she said no.", ROE),  # the nearer
        ("Ana Roe asked Ben Low. There was a letter to Eva Cole. Then she said no.", ROE),  # no subject: behind "to"
        ("Ana Roe asked Ben Low. Eva Cole’s car broke down. Then she said no.", ROE),  # no subject: the owner
        ("Ana Roe came.\n\nEva Cole left. Then she said no.", COLE),  # the paragraph's own
        ("Eva Cole left.\n\nAna Roe came. Then Eva Cole spoke. Then she said no.", ROE),  # introduced there
        ("Eva Cole came. Ana Roe said Eva Cole was right when she said so.", COLE),  # "when she said"
        ("Ana Roe came. “Eva Cole slept,” it read. Then she said no.", ROE),  # not inside quotation marks
    ],
)
def test_she_refers_to_whom_the_narration_speaks_of(text, name):
    assert antecedent(text) == name


def test_who_spoke_before_outweighs_another_subject():
    text = "“No,” Ana Roe said. Then Eva Cole got up. Then she sat down."
    assert antecedent(text) == COLE
    assert antecedent(text, sources=[ROE]) == ROE


def test_the_reader_s_link_counts():
    text = "Ana Roe met Eva Cole in May. Then she said no."
    assert (antecedent(text), antecedent(text, linked=COLE)) == (ROE, COLE)


def test_a_title_tells_who_he_is_not():
    text = "Mrs Ana Roe came. Mr Eva Cole left. Then she said no."
    assert (antecedent(text), antecedent(text, sex="he")) == (ROE, COLE)


def test_who_is_a_woman_by_lists_alone_is_less_likely_he():
    text = "Outhwaite came. Jyoti Low left. Then he said no."
    discourse = discourse_of(text, "Outhwaite", "Jyoti Low")
    assert discourse.sexes == {"a1": None, "a2": "she"} and discourse.unsure == {"a1", "a2"}
    assert discourse.antecedent(text.index("he said"), "he") == "a1"
    assert discourse.antecedent(text.index("he said"), None) == "a2"


def test_the_paragraph_above_counts_more_than_those_further_up():
    text = "Outhwaite came.\n\nEva Cole left. Ben Low met Tom Low.\n\nOuthwaite stayed.\n\nThen she said no."
    discourse = discourse_of(text, "Outhwaite", "Eva Cole", "Ben Low", "Tom Low")
    assert discourse.antecedent(text.index("she said"), "she") == "a1"
    joined = text.replace("stayed.\n\nThen", "stayed.\n\nIt rained.\n\nThen")
    discourse = discourse_of(joined, "Outhwaite", "Eva Cole", "Ben Low", "Tom Low")
    assert discourse.antecedent(joined.index("she said"), "she") == "a2"


def test_he_is_nobody_where_the_text_has_women_alone():
    assert antecedent("Mrs Ana Roe came. Lady Eva Cole left. Then he said no.", "he", sex="he") is None


TEXT = "Ana Roe met Eva Cole. “Ben Low is late,” it said. She left for Westhaven."


def test_first_and_last_mentioned_are_the_narration_s_own():
    discourse = discourse_of(TEXT, ROE, COLE, "Ben Low", "ORG:Westhaven")
    end = len(TEXT)
    assert discourse.first_mentioned(0, end) == "a1"
    assert discourse.last_mentioned(0, end) == "a2"
    assert discourse.last_mentioned(0, end, "ORG") == "a4"
    assert discourse.last_mentioned(0, TEXT.index("Eva")) == "a1"
    assert discourse.first_mentioned(TEXT.index("“"), end) is None


def test_mentions_within_are_whole_ones():
    discourse = discourse_of(TEXT, ROE, COLE)
    start, end = TEXT.index("Ana"), TEXT.index("Cole")
    assert [id for _, id in discourse.mentions_within(start, end + 4)] == ["a1", "a2"]
    assert [id for _, id in discourse.mentions_within(start + 1, end + 4)] == ["a2"]
    assert [id for _, id in discourse.mentions_within(start, end + 3)] == ["a1"]


def test_a_reference_that_was_resolved_is_known_to_later_ones():
    discourse = discourse_of(TEXT, ROE, COLE)
    at = TEXT.index("She")
    assert discourse.actor_at(at) is None
    discourse.record_reference(at, "a2")
    assert discourse.actor_at(at) == "a2"
    assert discourse.antecedent(len(TEXT), "she") == "a2"


def test_of_two_who_have_a_role_the_one_mentioned_last_holds_it():
    text = "Mayor Ana Roe spoke. Mayor Eva Cole spoke. They left."
    discourse = discourse_of(text, ROE, COLE, Roe=["mayor"], Cole=["mayor"])
    assert discourse.role_holder("mayor", text.index("They")) == "a2"
    assert discourse.role_holder("mayor", text.index("Eva")) == "a1"
    assert discourse.role_holder("mayor", 0) is None
    assert discourse.role_holder("teacher", text.index("They")) is None


@pytest.mark.parametrize(
    ("label", "id"), [("COLE", "a2"), ("Eva Cole", "a2"), ("EC", "a2"), ("A", "a1"), ("cole", None), ("LOW", None)]
)
def test_a_transcript_s_label_means_surname_initials_or_who_answers(label, id):
    assert discourse_of(TEXT, ROE, COLE).speaker_of_label(label) == id
