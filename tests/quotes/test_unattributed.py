"""Quotations that the reader credits to nobody: whose they are all the same."""

from made_quotes import speaker


def test_a_turn_of_an_interview_is_its_label_s_whoever_laughs_behind_it():
    text = """An hour with Zora Lind

Q: Do you play less Bach?

A: “More.” She laughs. “But softer.”

Q: And Liszt?

A: “Never before lunch. My mother forbade it.”
"""
    assert speaker(text, "More.") == "Zora Lind"


def test_who_stands_right_behind_a_quotation_says_it():
    text = """“No,” María Abascal said.

“Is that a no for the year?” Yevgeny Stern asked.

“It is a no for this call.”
"""
    assert speaker(text, "Is that a no") == "Yevgeny Stern"
