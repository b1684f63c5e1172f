"""Reads HTML as strictly as tests want it: every tag closes in its order, no link lies in a link."""

from html.parser import HTMLParser


class Reader(HTMLParser):
    """Collects a page's text and, for each piece of it, the attributes of the elements around it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.pieces = "", [], []

    def handle_starttag(self, tag, attrs):
        assert tag != "a" or all(t != "a" for t, _ in self.open), "a link in a link"
        assert len(dict(attrs)) == len(attrs)
        self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.pieces.append((len(self.text), data, [a for _, a in self.open]))
        self.text += data


def read(html):
    """Read HTML and return the reader, which has its text and what stands around each piece of it."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


def marked_with(reader, name, value):
    """Return the offsets inside elements that carry this attribute."""
    return {
        at + k
        for at, data, around in reader.pieces
        if any(a.get(name) == value for a in around)
        for k in range(len(data))
    }
