"""Run JupyterLab on a working copy of the notebooks, shut off from the network but for this machine's browser."""

import json
import os
import secrets
import shutil
import socket
import sys
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.errors import InputError
from toolkit.files import make_folder, replacing
from toolkit.report import notebooks

FOLDER = "toolkit-lab"
FIRST = "explore.ipynb"
PORT = 8888  # tried first

# Nothing asks other hosts: no news, no look for updates, no list of extensions to install.
QUIET = [
    "--LabApp.news_url=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
    "--LabApp.expose_app_in_browser=True",  # lets the view put its code into a cell
    "--Application.log_level=WARN",
]
PAGE = {"buildCheck": False, "buildAvailable": False}  # a look for extensions to build takes seconds
NO_NEWS = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}  # nor the question about news


def copy(folder: Path) -> list[str]:
    """Put notebooks and sample articles into a folder; what is there already stays as it is.

    Returns
    -------
    list of str
        The names of the files that are new.

    Raises
    ------
    InputError
        If the folder is the originals' own, or cannot be written.
    """
    originals = notebooks.folder()
    if folder.resolve() == originals.resolve():
        raise InputError(f"{folder} holds the originals: give another folder")
    new = []
    try:
        make_folder(folder)
        for top, ending in ((originals, "*.ipynb"), (_samples(), "**/*.txt"), (_samples(), "**/*.toml")):
            for source in sorted(top.glob(ending)):
                name = source.relative_to(top)
                if not (folder / name).exists():
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    with replacing(folder / name) as part:
                        shutil.copyfile(source, part)
                    new.append(name.as_posix())
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}") from error
    return new


def start(folder: Path, *, browser: bool = True) -> None:
    """Copy the notebooks, say where, and run JupyterLab there until it is ended (Ctrl+C).

    Raises
    ------
    InputError
        As `copy` does.
    """
    new = copy(folder)
    root = folder.resolve()
    port, token = free_port(), os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(24)
    os.environ["JUPYTER_TOKEN"] = token  # not on the command line, which others on the machine can see
    kept = "" if new else " (as you left it)"
    print(f"The working copy{kept}: {root}")
    print(f"JupyterLab: http://127.0.0.1:{port}/lab/tree/{FIRST}?token={token}")
    print("End it with Ctrl+C.", flush=True)
    from jupyterlab.labapp import LabApp

    sys.argv[0] = "jupyter-lab"
    with TemporaryDirectory() as settings:  # which extensions are off is read from settings folders alone
        (Path(settings) / "labconfig").mkdir()
        (Path(settings) / "labconfig" / "page_config.json").write_text(json.dumps(NO_NEWS))
        others = os.environ.get("JUPYTER_CONFIG_PATH")
        os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, (settings, others)))
        LabApp.launch_instance(_arguments(root, port, browser=browser))


def _arguments(root: Path, port: int, *, browser: bool) -> list[str]:
    """Return JupyterLab's command line."""
    arguments = [
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/lab/tree/{FIRST}",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.tornado_settings={ {'page_config_data': PAGE} }",
        *QUIET,
    ]
    if not browser:
        arguments.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")  # as in a container; it listens to this machine alone
    return arguments


def free_port() -> int:
    """Return a port nobody listens on, the usual one where it is free."""
    for port in (PORT, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise InputError("no network port is free on this machine")


def _samples() -> Path:
    """Return the folder of the sample articles."""
    return Path(str(files("toolkit"))) / "samples"
