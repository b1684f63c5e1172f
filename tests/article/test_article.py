"""What each paragraph is: headline, body or furniture; who wrote it, and when."""

import pickle
import re
import time

import pytest
from conftest import SHARED
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import text as texts
from toolkit.article import from_text
from toolkit.article.byline import signature
from toolkit.article.furniture import RULES, is_furniture, is_shouted

BODY = [
    "The harbour bridge will close to lorries on Monday, the council of Port Ellery said, after divers found cracks.",
    "“We would rather close it a week too early than a day too late,” said Ingrid Solheim, who runs the works.",
    "Drivers will have to use the ferry. It takes forty minutes and does not sail in fog.",
]


def kinds(*lines):
    article = from_text("\n\n".join(lines), "a")
    return [p.kind for p in article.paragraphs]


def kind_in_story(line):
    """What ``line`` is between two paragraphs of a story."""
    return kinds("Harbour bridge to close", BODY[0], BODY[1], line, BODY[2])[3]


FURNITURE = """
CLICK HERE TO READ MORE FROM THE ELLERY TIMES
Click here to read more…
Click here for the latest from the trial.
To donate to the appeal, click here.
Tap here to subscribe
Read more: Ferry crews vote on strike
READ MORE: FERRY CREWS VOTE ON STRIKE
READ MORE
Read more »
Read the full story here.
Read the rest of the story at the Ellery Times.
See more here
Find out more
Watch the video above.
Watch the full interview below:
Related Content
RELATED CONTENT
Related stories
Related: Ferry crews vote on strike
RELATED | Ferry crews vote on strike
[Read more: Ferry crews vote on strike]
More from Ellery Times
More on this story
Most read
Trending Now
You may also like
Editor's picks
Recommended
Don’t miss: The week in pictures
WATCH: Divers film the cracks below the waterline
Advertisement
ADVERTISEMENT
Story continues below
Story continues below advertisement
Article continues after advertisement
Continue reading the main story
Skip Advertisement
Scroll down for video
Sponsored content
Sign up for our free newsletter
Sign up here for the Morning Tide newsletter and get the news in your inbox.
For more stories like this, sign up for our newsletter.
Subscribe now
Subscribe to our podcast on Spotify.
Get the best of the Ellery Times delivered to your inbox
Enter your email address
Follow us on Facebook
Follow Ingrid Solheim on Twitter @isolheim.
Follow @ellerytimes
Share this article
Share on WhatsApp
Leave a comment
12 comments
Join the conversation
Photo by Amara Nwosu/Getty Images
Photo: Amara Nwosu
PHOTO: AMARA NWOSU
Picture: PA
(Photo by Amara Nwosu/Getty Images)
(Getty Images)
Getty Images
Amara Nwosu via Getty Images
AP Photo/Amara Nwosu
Amara Nwosu/Reuters
Photograph: Amara Nwosu/AFP/Getty Images
Image credit: Amara Nwosu
Credit: Ellery Harbour Trust
Image source, Getty Images
File photo
FILE - The bridge at Port Ellery in winter fog.
Divers climb out of the water below the bridge in Port Ellery on Friday. (AP Photo/Amara Nwosu)
© 2024 Ellery Times. All rights reserved.
Copyright 2024 The Associated Press. All rights reserved.
All rights reserved.
This material may not be published, broadcast, rewritten or redistributed.
This article was originally published on Harbour Watch.
This story has been updated with comments from the council.
A version of this article appeared in print on Friday.
(Reporting by Amara Nwosu in Port Ellery; Editing by Tom Byrne)
Amara Nwosu contributed reporting.
Additional reporting by Tom Byrne
5 min read
* * *
FERRY CREWS VOTE TO STRIKE OVER PAY AND NIGHT SHIFTS
McCONNELL AND MPs CLASH OVER PLAN FOR NEW BRIDGE TOLL
WHO PAYS FOR THE NEW BRIDGE AT PORT ELLERY?
MINISTER CALLS CRITICS OF THE BRIDGE ‘A DISGRACE’ IN RADIO INTERVIEW
""".strip().splitlines()

NO_FURNITURE = """
He resigned.
No one was hurt.
“No.”
It rained.
What comes next
The road to the ferry
More in sorrow
A TOWN WITHOUT A BRIDGE
THE LAST FERRY
“CLOSE THE BRIDGE NOW, BEFORE SOMEBODY DROWNS IN THE HARBOUR!”
‘CLOSE THE BRIDGE NOW, BEFORE SOMEBODY DROWNS IN THE HARBOUR’
"READ MY LIPS"
“READ MY LIPS: NO NEW TOLLS ON ANY BRIDGE OF OURS”
WE WILL NOT PAY A PENNY FOR THEIR BRIDGE!
NOBODY ASKED US ABOUT THE BRIDGE OR THE TOLL.
PORT ELLERY (AP) — The bridge will close on Monday.
PORT ELLERY, Nov 12 (Reuters) - The bridge will close on Monday.
WASHINGTON — The bridge will close on Monday.
“Click here to vote,” the flyer read.
Phishing e-mails that told voters to click here were sent to thousands of people in the town.
Read together, the two reports leave little doubt.
Read aloud in court, the letter took ten minutes.
More than forty drivers signed a letter of protest.
More from habit than hope, she opened the shop.
Related cases are before the courts in three counties.
Related: that is how the two families of the harbour describe each other, and it is not meant kindly, people say.
Follow the money, the prosecutor told the jury.
Follow-up visits are planned, she wrote on Facebook.
Like many drivers, he posts pictures of the queue on Facebook every day.
Join him on any street in Port Ellery and people stop to talk.
Find out who knew, she said, and you will know who paid.
Share prices of the ferry company rose by a tenth on Friday.
Share the road, the sign says, and nobody does.
Sign-up sheets were taken from the noticeboard of the church.
Subscribers to the ferry's season ticket will get their money back.
Register of Deeds staff found no e-mails on Friday.
Photos by local artists were shown in the chapel during the summer.
Photographs show cracks as wide as a hand.
Images of the cracks spread on social media within hours.
Pictures of the bridge from 1931 hang in the town hall.
Video of the collapse was shown to the jury.
Credit is due to the divers, she said.
Getty Images is suing the council for using a photograph of the bridge.
Reuters reported on Thursday that the toll would double.
Copyright law of 1988 has failed the town's musicians, a study says.
Copyright was never the point, said the singer.
This report was published on Friday, two years after the accident, and blames the council.
This post was published on the page of the ferry company on Friday.
This story begins with a storm.
Writing by hand helps children to remember, teachers in the town say.
Reporting by the Ellery Times last year showed that the council knew.
Advertisement revenue fell by a third, the paper said.
Comments by the minister made matters worse.
Scrolling at midnight harms teenagers, the study says.
Jump to conclusions, said the judge, and you will be wrong.
Get a grip, she told the council.
Getting the newsletter out took her a week.
Updated figures are due on Monday.
By Friday the queue was two miles long.
Watch your step, the warden shouted.
Watching the divers above the bridge, the crowd fell silent.
Editors of three papers wrote to the minister.
To register, drivers need a licence and the ferry's own form.
The White House did not immediately respond to a request for comment.
He was found dead. Police said nothing more.
Total cost: 14 million
Nov. 12 was a Friday.
— Ingrid Solheim, engineer
""".strip().splitlines()


@pytest.mark.parametrize("line", FURNITURE)
def test_what_a_page_adds_is_furniture(line):
    assert kind_in_story(line) == "furniture"


@pytest.mark.parametrize(("example", "rule"), RULES.items())
def test_each_rule_of_furniture_matches_its_example(example, rule):
    assert re.fullmatch(rule, example, re.IGNORECASE) and is_furniture(example)


@pytest.mark.parametrize("line", NO_FURNITURE)
def test_what_belongs_to_the_story_is_not_furniture(line):
    assert kind_in_story(line) == "body"


@pytest.mark.parametrize(
    "headline",
    [
        "Harbour bridge to close",
        "HARBOUR BRIDGE TO CLOSE AFTER DIVERS FIND CRACKS",
        "Who pays for the bridge?",
        "‘Close it now’: divers warn of cracks in bridge",
        "“Close it now,” says engineer",
        "Bridge ‘a danger’, says engineer",
        "Harbour Bridge To Close, Engineer Says.",
        "Ellery's bridge is the oldest in the U.S.",
        "Close it!",
    ],
)
def test_headline_is_the_title(headline):
    article = from_text("\n\n".join([headline, *BODY]), "a")
    assert article.title == headline
    assert [p.kind for p in article.paragraphs] == ["headline", "body", "body", "body"]


@pytest.mark.parametrize(
    "first",
    [
        "The bridge is closed.",
        "It is closed, she said.",
        "“Close it now,” she said.",
        "“Who closed it?” she asked.",
        "PORT ELLERY (AP) — The bridge is closed",
        "The council said this:",
    ],
)
def test_first_paragraph_that_is_a_sentence_is_body(first):
    article = from_text("\n\n".join([first, *BODY]), "a")
    assert article.title is None
    assert article.paragraphs[0].kind == "body"


def test_a_single_line_is_all_body():
    article = from_text("Harbour bridge to close", "row")
    assert article.title is None
    assert [p.kind for p in article.paragraphs] == ["body"]


def test_lines_without_sentences_have_no_headline():
    assert kinds("Milk", "Bread and butter", "Six eggs") == ["body"] * 3


def test_text_of_furniture_alone_stays_an_article():
    assert kinds("Advertisement", "Related Content") == ["body"] * 2


def test_line_under_the_headline_that_is_no_sentence_belongs_to_it():
    article = from_text("\n".join(["Harbour bridge to close", "Divers find cracks below the waterline", *BODY]), "a")
    assert [p.kind for p in article.paragraphs][:3] == ["headline", "headline", "body"]
    assert article.title == "Harbour bridge to close"


def test_sentence_under_the_headline_is_body_though_it_ends_in_an_abbreviation():
    sentence = "The Port Ellery Times said on Friday that no other harbour bridge has cost its town so much in the U.S."
    article = from_text("\n".join(["Harbour bridge to close", sentence, BODY[0] + " " + BODY[1]]), "a")
    assert [p.kind for p in article.paragraphs] == ["headline", "body", "body"]


def test_markdown_headline_has_a_plain_title_and_keeps_its_text():
    text = "# Harbour bridge to close\n\n" + "\n\n".join(BODY)
    article = from_text(text, "a")
    assert article.title == "Harbour bridge to close"
    start, end = article.paragraphs[0].span
    assert text[start:end] == "# Harbour bridge to close"


def test_article_written_in_capitals_is_not_furniture():
    lines = [line.upper().rstrip(".") for line in BODY]
    assert kinds("HARBOUR BRIDGE TO CLOSE", *lines).count("furniture") == 0


def test_sign_in_capitals_after_a_colon_is_quoted_not_a_teaser():
    assert kind_in_story("WE BUY OLD GOLD AND SILVER HERE") == "furniture"
    assert kinds("Bridge to close", BODY[0], "The sign reads:", "WE BUY OLD GOLD AND SILVER HERE", BODY[2])[3] == "body"


@pytest.mark.parametrize(
    "line, names",
    [
        ("By Amara Nwosu", "Amara Nwosu"),
        ("BY AMARA NWOSU", "Amara Nwosu"),
        ("By Amara Nwosu and Tom Byrne", "Amara Nwosu and Tom Byrne"),
        ("By Amara Nwosu, Tom Byrne and Li Na", "Amara Nwosu, Tom Byrne and Li Na"),
        ("By Amara Nwosu, Harbour Correspondent", "Amara Nwosu"),
        ("By Amara Nwosu in Port Ellery", "Amara Nwosu"),
        ("By AMARA NWOSU Associated Press", "Amara Nwosu"),
        ("By Aisha al-Rashid, CNN", "Aisha al-Rashid"),
        ("By Jane O’Neill and Seán Ó Briain, PA", "Jane O’Neill and Seán Ó Briain"),
        ("By Édouard Nguyễn-Łęcki", "Édouard Nguyễn-Łęcki"),
        ("Amara Nwosu, Reuters", "Amara Nwosu"),
        ("Amara Nwosu in Port Ellery", "Amara Nwosu"),
        ("Amara Nwosu in Paris and Tom Byrne in Rome", "Amara Nwosu and Tom Byrne"),
        ("Amara Nwosu, Political Editor", "Amara Nwosu"),
        ("By Associated Press", "Associated Press"),
    ],
)
def test_byline_is_furniture_and_names_the_authors(line, names):
    article = from_text("\n\n".join(["Harbour bridge to close", line, *BODY]), "a")
    assert article.byline == names
    assert [p.kind for p in article.paragraphs][:3] == ["headline", "furniture", "body"]


@pytest.mark.parametrize(
    "line",
    ["By the Numbers", "By Friday the bridge was closed.", "Harbour in fog", "Amara Nwosu was there.", "Port Ellery"],
)
def test_other_lines_under_the_headline_are_no_bylines(line):
    article = from_text("\n\n".join(["Harbour bridge to close", line, *BODY]), "a")
    assert article.byline is None
    assert article.paragraphs[1].kind != "furniture"


# Days and times worked out by hand.
@pytest.mark.parametrize(
    "line, published",
    [
        ("Friday, 12 November 2021", "2021-11-12"),
        ("November 12, 2021", "2021-11-12"),
        ("Nov. 12, 2021", "2021-11-12"),
        ("12th November 2021", "2021-11-12"),
        ("2021-11-12", "2021-11-12"),
        ("2021-11-12T15:45:00Z", "2021-11-12T15:45+00:00"),
        ("Nov. 12, 2021 3:45 PM EST", "2021-11-12T15:45-05:00"),
        ("Published 3:45 PM EST, Fri November 12, 2021", "2021-11-12T15:45-05:00"),
        ("Fri 12 Nov 2021 15.45 GMT", "2021-11-12T15:45+00:00"),
        ("12 Nov 2021, 12:05 am", "2021-11-12T00:05"),
        ("November 12, 2021 at 3:45 p.m. ET", "2021-11-12T15:45-05:00"),
        ("Published: Nov 12, 2021 | Updated: Nov 13, 2021", "2021-11-12"),
        ("Updated Nov 13, 2021", "2021-11-13"),
        ("November 2021", "2021-11"),
        ("13/11/2021", "2021-11-13"),
        ("11/12/2021", None),  # the day or the month first?
        ("Friday 12 November", None),
        ("Published 3:45 PM EST", None),
        ("Updated 4 hours ago", None),
        ("November 31, 2021", None),
    ],
)
def test_date_line_is_furniture_and_gives_the_date(line, published):
    article = from_text("\n\n".join(["Harbour bridge to close", line, *BODY]), "a")
    assert article.published == published
    no_such_day = line == "November 31, 2021"
    assert article.paragraphs[1].kind == ("headline" if no_such_day else "furniture")


@pytest.mark.parametrize("line", ["7 p.m.", "2021", "12 November", "Friday", "May", "Updated", "Nov. 12 was a Friday."])
def test_other_lines_are_no_dates(line):
    assert signature(line) is None


def test_byline_and_date_on_one_line_and_on_two():
    one = from_text("\n".join(["Bridge to close", "By Amara Nwosu | Nov. 12, 2021 | 3 min read", *BODY]), "a")
    two = from_text("\n".join(["Bridge to close", "Amara Nwosu", "Published 12 November 2021", *BODY]), "a")
    assert (one.byline, one.published) == (two.byline, two.published) == ("Amara Nwosu", "2021-11-12")
    assert [p.kind for p in two.paragraphs][:4] == ["headline", "furniture", "furniture", "body"]


def test_publication_wins_over_a_later_change():
    article = from_text("\n".join(["Bridge to close", "Updated Nov 13, 2021", "Published Nov 12, 2021", *BODY]), "a")
    assert article.published == "2021-11-12"


def test_dateline_stays_in_the_body_and_is_no_byline():
    article = from_text("\n".join(["Bridge to close", "PORT ELLERY (AP) — It will close on Monday.", *BODY]), "a")
    assert article.paragraphs[1].kind == "body"
    assert article.byline is None


def test_date_of_a_correction_is_not_the_date_of_the_article():
    assert (
        from_text("\n".join(["Bridge to close", *BODY, "Correction", "Friday, December 4, 2015"]), "a").published
        is None
    )


WORDS = (
    "By photo Photo of by via for / , ; : | ( ) [ ] . - — and AP Reuters Nov 12 2021 3:45 PM read more Follow @x a A ’"
)
WORDS = WORDS.split()


@settings(deadline=None)  # what tells languages is loaded once
@given(st.lists(st.sampled_from([*WORDS, " ", "\n", "\r", "\u2028"]), min_size=1, max_size=300))
def test_paragraphs_cover_all_that_is_not_blank(pieces):
    text = " ".join(pieces)
    article = from_text(text, "a")
    assert [p.span for p in article.paragraphs] == texts.lines(text)
    outside, at = "", 0
    for start, end in (p.span for p in article.paragraphs):
        assert text[start:end].strip() == text[start:end] != ""
        outside, at = outside + text[at:start], end
    assert not (outside + text[at:]).strip()


@given(st.text(alphabet="Aa1 ,./()[]-—’|:é@", max_size=2000), st.sampled_from(WORDS), st.integers(0, 400))
def test_no_line_takes_long(noise, word, times):
    line = (noise + (word + " ") * times).strip() or "x"
    began = time.process_time()
    is_furniture(line), is_shouted(line), signature(line), signature(line[:160]), is_furniture(line[:300])
    assert time.process_time() - began < 0.2


def test_quoted_spans_are_of_headline_and_body_alone():
    article = from_text("Bridge ‘unsafe’\n\n" + "\n\n".join(BODY) + "\n\nREAD MORE: “FERRY CREWS” VOTE ON STRIKE", "a")
    assert article.spans("furniture")
    assert [article.text[a:b].split()[0] for a, b in article.quoted] == ["‘unsafe’", "“We"]


def test_what_an_article_has_looked_up_changes_neither_equality_nor_pickling():
    asked, fresh = (from_text("\n\n".join(BODY), "a") for _ in range(2))
    assert asked.quoted and asked.sha256
    assert asked == fresh and hash(asked) == hash(fresh)
    again = pickle.loads(pickle.dumps(asked))
    assert again == fresh and again.quoted == fresh.quoted


def test_splitting_five_megabytes_takes_seconds_not_minutes():
    text = "\n".join(BODY) * 15_000
    assert len(text) > 4_500_000
    began = time.process_time()
    assert len(from_text(text, "a").paragraphs) > 30_000
    assert time.process_time() - began < 15


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not here")
def test_article_from_elsewhere_has_three_lines_of_furniture():
    article = from_text((SHARED / "articles/nato-condemns-belarus.txt").read_text(encoding="utf-8"), "nato")
    found = [article.text[a:b].split()[0] for a, b in article.spans("furniture")]
    assert found == ["BLINKEN", "CLICK", "Related"]
    assert len(article.spans("headline")) == 1 and article.spans("headline")[0][0] == 0
