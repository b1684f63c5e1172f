"""JupyterLab as a user has it: ``toolkit lab`` in a folder, a real Chromium on it, a notebook's cells and outputs."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import browser
import nbformat
from conftest import ROOT

WAIT = 120  # seconds for anything, on a busy machine
# What Chromium says of a page that is left with changes, and JupyterLab's debugger of a kernel that is restarted.
OTHERS = ("Blocked attempt to show a 'beforeunload'", "Could not restore the debugger state")
VIEW = "document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .toolkit-explore')"


@contextmanager
def lab(folder, home):
    """``toolkit lab FOLDER --no-browser`` with settings of its own; gives the address it prints, and its process."""
    names = ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    names += ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    settings = {name: str(home / name.lower()) for name in names}
    (home / "home").mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit.cli", "lab", str(folder), "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=(home / "lab.log").open("w"),
        encoding="utf-8",
        cwd=home,
        env={**os.environ, **settings, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    )
    try:
        said = "".join(process.stdout.readline() for _ in range(3))
        address = re.search(r"http://\S+", said)
        assert address, (home / "lab.log").read_text()
        _answers(address[0])
        yield address[0], said
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(WAIT)


def _answers(address):
    end = time.monotonic() + WAIT
    while True:
        try:
            return urllib.request.urlopen(address, timeout=WAIT).close()
        except OSError:
            assert time.monotonic() < end, "JupyterLab does not answer"
            time.sleep(0.3)


class Browser:
    """Chromium with its console and its network watched."""

    def __init__(self, downloads):
        self.driver = browser.start()
        self.driver.command_executor.client_config.timeout = 2 * WAIT
        self.driver.set_script_timeout(WAIT)
        self.driver.set_window_size(1280, 900)
        self.driver.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)}
        )

    def js(self, code, *given):
        return self.driver.execute_script(code, *given)

    def wait(self, code, *given, seconds=WAIT):
        """What the JavaScript expression is when it is first true."""
        end, last = time.monotonic() + seconds, None
        while time.monotonic() < end:
            try:
                if last := self.js(f"return {code}", *given):
                    return last
            except Exception as error:  # the page is being laid anew
                last = error
            time.sleep(0.1)
        raise AssertionError(f"waited {seconds} s in vain for: {code} ({last})")

    def errors(self):
        """What the page has said is wrong since the last time this was asked."""
        rows = [row["message"] for row in self.driver.get_log("browser") if row["level"] == "SEVERE"]
        return [row for row in rows if not any(words in row for words in OTHERS)]

    def hosts(self):
        """Hosts that anything was asked of since the last time this was asked."""
        rows = (json.loads(row["message"])["message"] for row in self.driver.get_log("performance"))
        urls = [
            row["params"].get("request", {}).get("url") or row["params"].get("url", "")
            for row in rows
            if row["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated")
        ]
        return {re.match(r"(?:https?|wss?)://([^/:]+)", url)[1] for url in urls if re.match(r"(?:https?|wss?)://", url)}

    def picture(self, element, path):
        """A WebP of an element, in 255 colours, without any other loss."""
        from io import BytesIO

        from PIL import Image

        time.sleep(0.4)  # bars grow
        image = Image.open(BytesIO(element.screenshot_as_png)).convert("RGB")
        few = image.quantize(255, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.convert("RGB").save(path, lossless=True, method=6)

    def close(self):
        self.driver.quit()


class Notebook:
    """A notebook that is open in JupyterLab."""

    def __init__(self, browser, address, name):
        self.browser, self.address, self.name = browser, address, name
        self.load()

    def load(self):
        """Open the notebook, or load the page anew."""
        b, token = self.browser, self.address.partition("?")[2]
        b.driver.get(f"{self.address.partition('/lab')[0]}/lab/tree/{self.name}?reset&{token}")
        b.wait("window.jupyterapp && document.querySelector('.jp-NotebookPanel .jp-Cell')")
        b.wait("!document.querySelector('#jupyterlab-splash')")
        b.wait(f"{self._panel}.context.isReady && {self._session}.isReady")
        b.wait(f"{self._session}.session?.kernel?.connectionStatus === 'connected'")
        b.wait(f"{self._session}.kernelDisplayStatus === 'idle'")

    _panel = "[...window.jupyterapp.shell.widgets('main')].find(w => w.context?.sessionContext)"
    _session = f"{_panel}.context.sessionContext"

    def command(self, name, given=None):
        """Run a command of JupyterLab's and wait until it is done."""
        done = self.browser.driver.execute_async_script(
            "const [name, given, done] = arguments;"
            "window.jupyterapp.commands.execute(name, given).then(() => done(''), error => done(String(error)))",
            name,
            given or {},
        )
        assert not done, done

    def run_all(self):
        """Run every cell and wait for the last one; no cell may fail."""
        self.browser.js("window.jupyterapp.commands.execute('notebook:run-all-cells'); return 1")
        cells = f"{self._panel}.content.widgets.filter(c => c.model.type === 'code')"
        idle = f"{self._session}.kernelDisplayStatus === 'idle'"
        self.browser.wait(f"({self.errors_js}).length || ({idle} && {cells}.every(c => c.model.executionCount))")
        assert self.browser.js(f"return {self.errors_js}") == []

    errors_js = (
        f"{_panel}.content.widgets.filter(c => c.model.type === 'code')"
        ".flatMap(c => c.model.outputs.toJSON()).filter(o => o.output_type === 'error').map(o => o.evalue)"
    )

    def run(self, number):
        """Run the code cell of this number (from 0, of the code cells) and give its output's text."""
        time.sleep(0.3)  # as a hand needs to get there: the view tells Python of a choice after 150 ms
        cell = f"{self._panel}.content.widgets.filter(c => c.model.type === 'code')[{number}]"
        before = self.browser.js(f"return {cell}.model.executionCount || 0")
        self.browser.js(
            f"const at = {self._panel}.content.widgets.indexOf({cell});"
            f"{self._panel}.content.deselectAll(); {self._panel}.content.activeCellIndex = at;"
            "window.jupyterapp.commands.execute('notebook:run-cell'); return 1"
        )
        self.browser.wait(f"({cell}.model.executionCount || 0) > {before}")
        self.browser.wait(f"{self._session}.kernelDisplayStatus === 'idle'")
        assert self.browser.js(f"return {self.errors_js}") == []
        return self.browser.js(
            f"return [...{cell}.outputArea.node.querySelectorAll('.jp-OutputArea-output')]"
            ".map(e => e.innerText).join('\\n')"
        ).strip()

    def theme(self, name):
        """Light or Dark."""
        self.command("apputils:change-theme", {"theme": f"JupyterLab {name}"})
        self.browser.wait("document.body.dataset.jpThemeLight === arguments[0]", str(name == "Light").lower())

    def save(self):
        self.command("docmanager:save")

    def restart(self):
        """Restart the kernel, as a user does, and wait until it is ready."""
        self.browser.driver.execute_async_script(
            f"const done = arguments[0]; {self._session}.restartKernel().then(() => done(''), e => done(String(e)))"
        )
        self.browser.wait(f"{self._session}.kernelDisplayStatus === 'idle'")

    def view(self):
        """Wait until the view is there and bring it to the top of the page."""
        self.browser.wait(f"{VIEW}?.querySelector('.text .marked, .articles')")
        self.browser.js(f"{VIEW}.scrollIntoView({{block: 'start'}})")


def write(folder, name, *cells):
    """A notebook of these code cells."""
    made = [nbformat.v4.new_code_cell(source, id=f"cell-{k}") for k, source in enumerate(cells)]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": kernel}), Path(folder) / name)
    return name
