"""Acronyms of roles: who is called "the UNO" or "the OC"."""

import toolkit


def test_the_acronym_of_a_role_is_nobody_by_itself_and_means_who_has_the_role():
    text = """District Executive Officer (DEO) Ola Berg closed the bridge on Friday, said the DEO’s office.

“It was not safe,” the DEO told reporters. “We will open it in May.”
"""
    analysis = toolkit.analyse(toolkit.read(text=text))
    assert "DEO" not in {actor.name for actor in analysis.actors}
    (berg,) = (actor for actor in analysis.actors if actor.name == "Ola Berg")
    assert "the DEO" in {text[slice(*mention.span)] for mention in berg.mentions}
    assert {quote.speaker for quote in analysis.quotes if quote.kind == "direct"} == {berg.id}


def test_a_body_beside_a_name_stays_one():
    text = "Ola Berg of the United Nations Office (UNO) spoke. The UNO said it would act. UNO chief Ada Roe agreed."
    names = {actor.name for actor in toolkit.analyse(toolkit.read(text=text)).actors if actor.type == "ORG"}
    assert names == {"United Nations Office"}


def test_the_initials_of_a_role_before_a_name_mean_who_has_it():
    text = """Deputy Public Prosecutor Ola Berg spoke in court on Friday.

“It was not safe,” said DPP Berg. “They knew it,” the DPP added.
"""
    analysis = toolkit.analyse(toolkit.read(text=text))
    assert {actor.name for actor in analysis.actors if actor.type == "PER"} == {"Ola Berg"}
    assert {quote.speaker for quote in analysis.quotes if quote.kind == "direct"} == {analysis.actors[0].id}


def test_an_acronym_behind_a_name_and_with_an_article_is_a_role():
    text = "Ola Berg, OC of Orla Police Station, denied it on Friday.\n\n“It was safe,” the OC said.\n"
    analysis = toolkit.analyse(toolkit.read(text=text))
    (berg,) = (actor for actor in analysis.actors if actor.type == "PER")
    assert [quote.speaker for quote in analysis.quotes if quote.kind == "direct"] == [berg.id]
