"""Each view in light and dark, at 1280 and 800 pixels: nothing overflows, nothing is hard to read.

``TOOLKIT_PICTURES=docs/explore pytest tests/test_explore_pictures.py`` writes the pictures of the documentation.
"""

import os
from functools import partial
from pathlib import Path

import pytest
from jupyter_page import VIEW
from test_explore_browser import OPTION, TAB, browser, click, opened, place, type_into  # noqa: F401 (fixtures)

TABS = ("Actors", "Quotes", "Figures", "Statistics", "Search", "Corrections")

# Visible text whose contrast with what is painted behind it is under 4.5 to 1 (WCAG 2.1, 1.4.3).
FAINT = """
const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
const over = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
};
const light = (rgb) => rgb.map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, k) => sum + c * [0.2126, 0.7152, 0.0722][k], 0);
const found = [];
for (const e of arguments[0].querySelectorAll('*')) {
    if (!e.checkVisibility() || e.disabled || e.closest('svg')) continue;
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const behind = [];
    for (let up = e; up; up = up.parentElement) behind.unshift(getComputedStyle(up).backgroundColor);
    const [a, b] = [light(over(['white', ...behind])), light(over(['white', ...behind, getComputedStyle(e).color]))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(`${ratio.toFixed(1)}: ${e.className} ${e.textContent.slice(0, 40)}`);
}
return found;
"""
WIDE = """const root = arguments[0]; const right = root.getBoundingClientRect().right + 1;
return [...root.querySelectorAll('*')].filter(e => e.checkVisibility() && !e.closest('.table, svg, .name, .text'))
    .filter(e => e.getBoundingClientRect().right > right).map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def pictures(tmp_path):
    folder = Path(os.environ.get("TOOLKIT_PICTURES") or tmp_path).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def looked_at(browser, pictures, kind, name, element):  # noqa: F811
    """Take the picture of an element, and hold that it can be read."""
    shown = browser.js(f"const e = {element}; e.scrollIntoView({{block: 'start'}}); return e")
    browser.picture(shown, pictures / f"{name}-{kind}")
    assert browser.js(FAINT, shown) == [], (name, kind)
    assert browser.js(WIDE, shown) == [], (name, kind)


def test_every_view_can_be_read_in_light_and_dark_wide_and_narrow(opened, browser, pictures):  # noqa: F811
    page = opened(
        "import toolkit\na = toolkit.analyse('river-dam.txt')\na",
        "view = toolkit.explore(a)\nview",
        "toolkit.explore(['../island-ferry.txt', 'river-dam.txt', '../school-phones.txt'])",
    )
    for command in ("application:toggle-left-area", "statusbar:toggle"):
        page.command(command)
    click(browser, TAB, "Quotes")
    click(browser, OPTION, "strongly condemns")
    type_into(browser, ".correct input", "River Council")
    click(browser, f"{VIEW}.querySelector('.correct button')")
    browser.wait(f"{TAB}.textContent.includes('(1)')", "Corrections")
    click(browser, TAB, "Search")
    type_into(browser, ".search input", "water*\n")
    browser.wait(f"{VIEW}.querySelector('.kwic [role=option]')")
    click(browser, TAB, "Actors")
    click(browser, OPTION, "Tomás Okafor-Lind")
    click(browser, TAB, "Statistics")
    browser.wait(f"{VIEW}.querySelector('.statistics table')")
    for width, height in ((1280, 1000), (800, 1420)):
        browser.driver.set_window_size(width, height)
        for theme in ("Light", "Dark"):
            page.theme(theme)
            look = partial(looked_at, browser, pictures, f"{theme.lower()}-{width}.webp")
            for tab in TABS:
                click(browser, TAB, tab)
                browser.wait(f"{VIEW}.querySelector('.panel:not([hidden])').textContent.length > 40")
                look(tab.lower(), VIEW)
            click(browser, f"{VIEW}.querySelectorAll('.top button')[1]")
            browser.wait("document.querySelector('dialog[open] pre.command')")
            look("code", "document.querySelector('dialog[open]')")
            click(browser, "document.querySelector('dialog[open] .close')")
            look("card", "document.querySelector('.toolkit-card')")
            look("articles", "document.querySelector('.articles').closest('.toolkit-explore')")
    page.theme("Light")
    for command in ("application:toggle-left-area", "statusbar:toggle"):
        page.command(command)
