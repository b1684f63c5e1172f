"""Web pages in all encodings, saved in one file, without a story, damaged, or made to do harm."""

import email.message
import time

import pytest
from made_pages import CAFE, FOOT, HEADLINE, MENU, STORY, article, between, lines, page, paragraphs, refusal

from toolkit.errors import InputError
from toolkit.sources import read

SAID = page(paragraphs(*CAFE))
UNSAID = SAID.replace("<meta charset='utf-8'>", "")
OLDER = SAID.replace("meta charset='utf-8'", "meta http-equiv=Content-Type content='text/html; charset=windows-1252'")


@pytest.mark.parametrize(
    "data, charset",
    [
        (SAID.replace("utf-8", "windows-1252").encode("cp1252"), None),
        (SAID.replace("utf-8", "iso-8859-1").encode("cp1252"), None),
        (UNSAID.encode("cp1252"), "windows-1252"),
        (UNSAID.encode("utf-8"), None),
        (SAID.replace("utf-8", "iso-8859-1").encode("utf-8"), "latin-1"),
        (SAID.encode("utf-8-sig"), None),
        (SAID.encode("utf-16"), None),
        (SAID.replace("utf-8", "no-such-thing").encode("cp1252"), "nor-this"),
        (OLDER.encode("cp1252"), None),
        (f"<?xml version='1.0' encoding='windows-1252'?>{UNSAID}".encode("cp1252"), None),
    ],
)
def test_encoding_is_the_true_one_of_those_that_are_said(data, charset):
    assert lines(article(data, charset=charset)) == [HEADLINE, *CAFE]


def test_pages_in_other_scripts_are_decoded_as_they_say():
    text = "Мост закроют в понедельник, сообщила мэрия города. Водителям придётся ехать через паром. "
    data = page(paragraphs(*[text * 3] * 5)).replace("utf-8", "windows-1251").encode("cp1251")
    found = article(data)
    assert text.strip() in found.text and found.language == "ru"


def saved(*parts, address="https://herald.example/bridge"):
    """A page that Chrome saved in one file, its parts of these types."""
    message = email.message.EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = address
    message["Subject"] = HEADLINE
    message["Date"] = "Fri, 6 May 2022 10:00:00 -0000"
    message.make_related()
    for kind, place, data in parts:
        message.add_related(data, *kind.split("/"), cte="quoted-printable" if kind.startswith("text") else "base64")
        list(message.iter_parts())[-1]["Content-Location"] = place
    return message.as_bytes().replace(b"MIME-Version: 1.0\n", b"")


def test_mhtml_is_the_page_without_its_frames_and_pictures(tmp_path):
    advert = paragraphs(*["Buy this boat today, it is the best boat that you have ever seen, and it is cheap."] * 9)
    data = saved(
        ("text/html", "cid:frame", f"<html><body>{advert}</body></html>".encode()),
        (
            "text/html",
            "https://herald.example/bridge",
            page(paragraphs(*CAFE)).replace("utf-8", "windows-1252").encode("cp1252"),
        ),
        ("image/png", "https://herald.example/a.png", b"\x89PNG\r\n"),
    )
    path = tmp_path / "bridge.mhtml"
    path.write_bytes(data)
    found = read(path)
    assert lines(found) == [HEADLINE, *CAFE]
    assert (found.id, found.origin, found.url) == ("bridge", "bridge.mhtml", "https://herald.example/bridge")


def test_mhtml_without_a_page(tmp_path):
    path = tmp_path / "picture.mhtml"
    path.write_bytes(saved(("image/png", "https://herald.example/a.png", b"\x89PNG\r\n")))
    with pytest.raises(InputError, match=r"^picture.mhtml is a saved web page .* without a page in it"):
        read(path)


CONSENT = (
    "<h1>Before you continue</h1><p>We and our 842 partners store and access information on a device, such as "
    "cookies, and process "
    "personal data, such as unique identifiers, for personalised ads and content measurement.</p><p>You may accept "
    "or manage your choices "
    "by clicking below, or at any time in the privacy policy page.</p><button>Accept all</button><p>Manage options. "
    "Reject all.</p>"
)
WALL = (
    "<h1>We value your privacy</h1><p>We and our 842 partners store and/or access information on a device.</p>"
    "<p>With your permission our partners may use precise geolocation data. You can change this at any time.</p>"
)
LOGIN = (
    "<h1>Log in</h1><p>Log in to your account to continue reading.</p><form><input name=a><p>Forgot your "
    "password?</p></form>"
)
PAYWALL = "<p>Subscribe now to continue reading. Already a subscriber? Log in here. Start your free trial today.</p>"
LINKS = "".join(f"<li><h3><a href='/{k}'>Headline number {k} of the day in our town</a></h3></li>" for k in range(40))
TEASERS = "".join(
    f"<div class='item'><h3><a href='/{k}'>Headline number {k} of the day</a></h3><p>Something number {k} happened "
    f"in our town on "
    "Friday, and officials will look into it.</p></div>"
    for k in range(20)
)


def bare(body, title="Herald", head=""):
    """A page without the frame of a site."""
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "text, words",
    [
        (bare(CONSENT), "is a consent page, without the story"),
        (bare(WALL, "Before you continue"), "is a consent page, without the story"),
        (bare(MENU + LOGIN + FOOT), "asks for an account and shows no story"),
        (page(PAYWALL), "asks for an account and shows no story"),
        (bare(f"{MENU}<h1>Page not found</h1><p>What you look for is not here.</p>{FOOT}", "404"), "is an error page"),
        (bare("<h1>Access Denied</h1><p>Reference #18.2f</p>", "Access Denied"), "is an error page"),
        (bare("<p>Enable JavaScript and cookies to continue</p>", "Just a moment..."), "is an error page"),
        (bare(f"<ul>{LINKS}</ul>"), "is a page of links"),
        (bare(f"<main>{TEASERS}</main>"), "is a page of links"),
        (bare("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"), "a script"),
        ("<html><frameset><frame src='menu.html'><frame src='story.html'></frameset></html>", "is a set of frames"),
        (
            bare("", head="<meta http-equiv='refresh' content='0; url=https://a.example/b'>"),
            "leads to https://a.example/b",
        ),
        (bare(""), "without a story"),
        ("<html></html>", "without a story"),
        ("<!DOCTYPE html>", "without a story"),
    ],
)
def test_page_without_a_story_is_refused_by_what_it_is(text, words):
    assert words in refusal(text)


def test_beginning_of_a_story_is_read_and_said_to_be_one():
    found = article(page(paragraphs(*STORY[:3]) + f"<div class='wall'>{PAYWALL}</div>"))
    assert [line for line in lines(found, "body") if line in STORY] == list(STORY[:3])
    assert any("beginning" in note for note in found.notes)
    assert not article(page(paragraphs(*STORY * 2) + f"<div class='wall'>{PAYWALL}</div>")).notes


def test_story_about_cookies_or_passwords_is_a_story():
    about = [
        "Regulators fined the company because its sites use cookies before readers accept all or reject all of them.",
        "“We value your privacy,” the notice on the page says, but what follows is a list of 842 partners, they found.",
        "To continue reading, users had to create a free account or log in with one that they already had elsewhere.",
    ]
    assert lines(article(page(paragraphs(*about, *STORY))), "body") == [*about, *STORY]


def test_short_news_is_a_story():
    found = article(page(paragraphs("The Harbour Bridge has been closed, police said. More soon.")))
    assert lines(found)[1] == "The Harbour Bridge has been closed, police said. More soon."


def test_page_of_100_mb_is_refused_by_its_size(tmp_path):
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.write(b"<!DOCTYPE html><html><body>")
        for _ in range(100):
            file.write(b"<p>It rained on Friday.</p>" * 40_000)
    began = time.monotonic()
    with pytest.raises(InputError, match=r"^large.html is larger than \d+ MB"):
        read(path)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        "<p>" + "<div>" * 50_000 + STORY[0],
        page("<span>" * 20_000 + paragraphs(*STORY)),
        page(paragraphs(*STORY) + "<p>" + "a" * 1_000_000 + "</p>"),
        page(paragraphs(*STORY) + "".join(f"<a href='/{k}'>Link number {k}</a>" for k in range(10_000))),
        page(paragraphs(*(f"{k}: {line}" for k in range(1000) for line in STORY))),
        page(paragraphs(*STORY * 1000)),
        page("<br>".join(STORY * 500)),
        page("<table>" + "<tr><td>1</td><td>2</td></tr>" * 20_000 + "</table>"),
        page(paragraphs(*STORY) + "<blockquote>— " * 3000),
        page(paragraphs("— " * 50_000, "“" * 50_000, "(@" * 50_000, *STORY)),
    ],
)
def test_odd_pages_take_no_more_than_seconds(text):
    began = time.process_time()
    try:
        article(text)
    except InputError as error:
        assert "\n" not in str(error)
    assert time.process_time() - began < 10 * max(1, len(text) / 2**20)


def test_page_that_is_nested_too_deeply_for_the_parser_says_that_its_end_is_missing():
    found = article(between("<div>" * 300 + "</div>" * 300))
    assert lines(found) == [HEADLINE, *STORY[:3]]
    assert any("not read" in note for note in found.notes)
    assert not article(page()).notes


def test_entities_of_a_document_type_are_not_expanded():
    bomb = "".join(f"<!ENTITY a{k} '{f'&a{k - 1};' * 10}'>" for k in range(1, 12))
    text = page(paragraphs(*STORY, "&a11;"), start=f"<!DOCTYPE html [<!ENTITY a0 'ha'>{bomb}]>")
    assert len(article(text).text) < 5000


def test_control_characters_and_zero_bytes_do_no_harm():
    body = paragraphs(*(line.replace(" ", " \x00\x0b\x1b", 1) for line in STORY), "&#0;&#8;&#x1F;")
    assert [" ".join(line.split()) for line in lines(article(page(body)))] == [HEADLINE, *STORY]
