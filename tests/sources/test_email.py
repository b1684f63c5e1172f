"""E-mails and mailboxes: subject, sender, date and text; what is quoted, signed and attached is left out."""

import mailbox
import time
from email.message import EmailMessage

import pytest

from toolkit.sources import PassedOver, articles, read, read_many

STORY = "The ferry to Orla Island will run again from Monday, the harbour master said."
QUOTE = "“It did not stop once,” Ben Low told reporters on the pier, and waved."


def message(text=None, html=None, **headers):
    """Return a message, plain, in HTML, or both."""
    made = EmailMessage()
    known = {
        "Subject": "Ferry runs again",
        "From": "Ellery Herald <news@example.org>",
        "To": "Cy Orr <orr@example.org>",
    }
    for name, value in {**known, "Date": "Fri, 05 Jul 2019 09:31:00 +0200", **headers}.items():
        made[name.replace("_", "-")] = value
    if text is not None:
        made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html") if text is not None else made.set_content(html, subtype="html")
    return made


def body(article):
    """Return the body paragraphs of an article."""
    return [article.text[a:b] for a, b in article.spans("body")]


@pytest.fixture
def mail(put):
    """Write a message and return its article."""
    return lambda made, name="ferry.eml": read(put(name, made.as_bytes()))


def test_subject_sender_and_date(mail):
    article = mail(message(f"{STORY}\n\n{QUOTE}\n", List_Id="<news.example.org>"))
    assert (article.title, article.outlet) == ("Ferry runs again", "Ellery Herald")
    assert article.published == "2019-07-05T09:31:00+02:00"
    assert article.meta["from"] == "Ellery Herald <news@example.org>"
    assert article.meta["list"] == "<news.example.org>"
    assert body(article) == [STORY, QUOTE]


def test_characters_of_headers_and_texts(mail):
    made = message(
        "Zoë Achterberg paid nine pounds for it, she said on Friday.\n", Subject="Café «Orla» to reopen – again"
    )
    article = mail(made)
    assert article.title == "Café «Orla» to reopen – again"
    assert "Zoë Achterberg" in article.text


def test_cut_lines_are_joined(mail):
    cut = "The ferry to Orla Island will run again\nfrom Monday, the harbour master said.\n\n" + QUOTE.replace(
        ", and", ",\nand"
    )
    assert body(mail(message(cut))) == [STORY, QUOTE]


def test_answers_lose_what_they_quote_and_the_signature(mail):
    wrote = "On Mon, 1 Jul 2019 at 10:31, Ada Roe <roe@example.org>\nwrote:"
    text = f"{STORY}\n\n{wrote}\n\n> Does it run?\n> Ada\n\n{QUOTE}\n-- \nBen Low\n"
    article = mail(message(text, Subject="Re: AW: Ferry runs again"))
    assert article.title == "Ferry runs again"
    assert body(article) == [STORY, QUOTE]
    quoted = f"<div class='gmail_quote'>{wrote}<blockquote>Does it run?</blockquote></div>"
    html = f"<p>{STORY}</p><p>{QUOTE}</p>{quoted}"
    assert body(mail(message(html=html))) == [STORY, QUOTE]


def test_newsletter_that_was_sent_on_keeps_its_text(mail):
    html = f"<div>See below</div><div class='gmail_quote'><p>{STORY}</p><p>{QUOTE}</p></div>"
    assert body(mail(message(html=html)))[-2:] == [STORY, QUOTE]


def test_newsletter_in_html(mail):
    html = (
        "<html><head><style>p {color: red}</style><title>x</title></head><body>"
        "<div style='display: none; max-height:0'>A preview&zwnj;&nbsp;&zwnj;</div>"
        "<table><tr><td><h1>Ferry runs again</h1></td></tr>"
        f"<tr><td><p>The ferry to Orla Island will run again<br>from Monday, the harbour <b>master</b> said.</p>"
        f"<p>{QUOTE}</p></td></tr><tr><td>&#847; &zwnj;</td></tr></table><script>x()</script></body></html>"
    )
    article = mail(message("Your mail program shows no HTML.\n", html))
    assert article.title == "Ferry runs again"
    assert "A preview" not in article.text and "color" not in article.text and "x()" not in article.text
    assert body(article)[-1] == QUOTE


def test_plain_part_is_read_where_it_says_as_much(mail):
    assert body(mail(message(f"{STORY}\n\n{QUOTE}\n", f"<p>{STORY} {QUOTE}</p>"))) == [STORY, QUOTE]


def test_attached_files_and_messages_are_named_and_left_out(mail):
    made = message(STORY)
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="plan.pdf")
    made.add_attachment("Not this.", filename="notes.txt")
    made.add_attachment(message("Nor this.", Subject="Older news"))
    article = mail(made)
    assert article.text == f"Ferry runs again\n\n{STORY}"
    assert article.notes == ("attached files are left out: plan.pdf, notes.txt, Older news",)


def test_encrypted_and_empty_messages_are_refused(put, refused):
    assert refused(put("a.eml", message("\n").as_bytes())) == "a.eml is an e-mail without a text"
    armoured = message("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n")
    assert refused(put("a.eml", armoured.as_bytes())) == "a.eml is an encrypted e-mail: save its text"
    sealed = message().as_bytes().replace(b"Subject:", b"Content-Type: multipart/encrypted; boundary=x\nSubject:")
    assert "encrypted" in refused(put("a.eml", sealed))


def test_mailbox_gives_each_message_and_names_those_without_a_text(put, tmp_path):
    box = mailbox.mbox(tmp_path / "box.mbox")
    for made in (message(STORY), message("\n", Subject="Nothing"), message(f"From Monday it runs.\n\n{QUOTE}")):
        box.add(made)
    box.close()
    for path in (tmp_path / "box.mbox", put("inbox", (tmp_path / "box.mbox").read_bytes())):
        found = list(read_many([path]))
        assert [getattr(item, "text", None) or item.name for item in found] == [
            f"Ferry runs again\n\n{STORY}",
            f"message 2 of {path.name}",
            f"Ferry runs again\n\nFrom Monday it runs.\n\n{QUOTE}",
        ]
        assert [item.id for item in found if not isinstance(item, PassedOver)] == [f"{path.stem}-1", f"{path.stem}-3"]


def test_name_that_lies_changes_nothing(mail):
    for name in ("ferry.txt", "ferry", "ferry.html"):
        assert mail(message(STORY), name).outlet == "Ellery Herald"


def test_nothing_that_a_message_names_is_fetched(mail, elsewhere):
    html = f"<link rel=stylesheet href='{elsewhere.url}/a.css'><p>{STORY}<img src='{elsewhere.url}/track.gif'></p>"
    assert STORY in mail(message(html=html)).text
    assert elsewhere.asked == []


@pytest.mark.parametrize(
    "data",
    [
        b"From: a\nTo: b\nSubject: =?utf-8?q?=FF?=\nDate: yesterday\n\nIt rained all day long, said Ben Low.\n",
        b"From: =?x-no?b?zzz?=\nTo: <<\nSubject: \xff\xfe\nContent-Type: text/plain; charset=no-such\n\nIt rained.\n",
        b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\nno parts, but it rained\n",
        b"From: a\nTo: b\nSubject: c\nContent-Transfer-Encoding: base64\n\n!!!!\n",
    ],
)
def test_broken_messages_are_read_or_refused(put, data):
    assert len(list(read_many([put("a.eml", data)]))) == 1


def test_deep_and_long_messages_take_seconds(put):
    deep = b"From: a\nTo: b\nSubject: c\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (k, k) for k in range(400)
    )
    began = time.process_time()
    assert len(list(read_many([put("deep.eml", deep)]))) == 1
    assert sum(1 for _ in articles(put("long.eml", message((STORY + "\n\n") * 10_000).as_bytes()))) == 1
    assert time.process_time() - began < 20
