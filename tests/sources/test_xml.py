"""XML that declares entities: neither a bomb nor another file gets into a text, and its markup is never one."""

import pytest

from toolkit.errors import InputError
from toolkit.sources import read

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Ada Roe said {}.</p></body></text></TEI>'
RSS = '<rss version="2.0"><channel><item><description>Ada Roe said {}.</description></item></channel></rss>'
NEWSML = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><p>{}</p></contentSet></newsItem>'
BOMB = '<!ENTITY a "so">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
FILE = '<!ENTITY i SYSTEM "file:///etc/hostname">'


@pytest.mark.parametrize("entities", [BOMB, FILE], ids=["bomb", "file"])
@pytest.mark.parametrize("markup", [TEI, RSS, NEWSML], ids=["tei", "rss", "newsml"])
def test_entities_of_its_own_are_refused_in_a_sentence(markup, entities, tmp_path):
    path = tmp_path / "story.xml"
    path.write_text(f'<?xml version="1.0"?><!DOCTYPE story [{entities}]>' + markup.format("&i;"), encoding="utf-8")
    with pytest.raises(
        InputError, match=r"^story.xml is XML with entities of its own .*: write out what they stand for$"
    ):
        read(path)


def test_entities_that_are_declared_and_not_used_do_no_harm(tmp_path):
    path = tmp_path / "story.xml"
    path.write_text('<!DOCTYPE TEI [<!ENTITY dash "-">]>' + TEI.format("it rained"), encoding="utf-8")
    assert read(path).text == "Ada Roe said it rained."
