"""What a source reports somebody else to say is that other one's."""

from made_quotes import speaker


def test_what_a_source_reports_of_somebody_is_that_one_s():
    text = """According to three people in the room, Walt Dunleavy told them they should “find a smaller office.”
"""
    assert speaker(text, "smaller office") == "Walt Dunleavy"
