"""A real Chromium for tests of pages, and axe-core to look for what shuts people out."""

import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
import pytest

FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--no-first-run --disable-dev-shm-usage --hide-scrollbars --force-color-profile=srgb --lang=en-US"
)
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")


def programs():
    """Chromium and its driver. Where they are missing CI fails, and elsewhere the tests say so and do not run."""
    found = [shutil.which(name) for name in ("chromium", "chromedriver")]
    if not all(found):
        missing = "pages are NOT tested in a browser: it needs `apt-get install chromium chromium-driver`"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return found


def start(*flags):
    """A Chromium with its console and its network watched."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    program, driver = programs()
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS.split(), *flags):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))


@contextmanager
def chromium():
    """A Chromium for pages of the file system, that reaches nothing else."""
    opened = start("--proxy-server=127.0.0.1:9")
    try:
        opened.set_script_timeout(120)
        yield opened
    finally:
        opened.quit()


def show(browser, page, *, width=1280, height=900, scheme="light"):
    """Open a page of the file system as a phone or a desk has it, in light or dark."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    for kind in ("browser", "performance"):
        browser.get_log(kind)
    browser.get(Path(page).absolute().as_uri())


def violations(browser, within=None):
    """What axe-core finds wrong in the page that is shown, or in an element of it: the first places, by rule."""
    browser.execute_script(AXE.read_text("utf-8"))
    run = (
        "const [within, done] = arguments;"
        "axe.run(within ?? document).then(done, (error) => done({passes: [], error: String(error)}))"
    )
    found = browser.execute_async_script(run, within)
    assert found["passes"], found
    return {rule["id"]: [node["html"] for node in rule["nodes"]][:3] for rule in found["violations"]}


def asked(browser):
    """What kinds of addresses were asked for since the page was opened."""
    said = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = [entry["params"]["request"]["url"] for entry in said if entry["method"] == "Network.requestWillBeSent"]
    return {url.partition(":")[0] for url in urls}


if __name__ == "__main__":  # PAGE PICTURE: what the page looks like when it is opened
    import io
    import sys

    from PIL import Image

    with chromium() as opened:
        show(opened, sys.argv[1], width=980, height=1500)
        shown = Image.open(io.BytesIO(opened.get_screenshot_as_png())).convert("RGB")
        shown.quantize(96).save(sys.argv[2], optimize=True)
