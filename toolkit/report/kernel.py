"""The Jupyter kernel that runs a report's notebook: this very Python, shut off from the user's own settings."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from toolkit.errors import ReportError

UNIX_SOCKETS = os.name == "posix"  # elsewhere kernels talk over ports of this machine, with a key
# What would make two runs differ: the order of sets, the clock's zone, the language.
_SETTINGS = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


class Kernel:
    """A running kernel, to be used as a context: it ends with it.

    It starts at once and gets ready while the caller goes on. It talks over Unix sockets in a folder of its
    own rather than over network ports, so that nobody else on the machine can listen to the text.

    Parameters
    ----------
    warm_up
        Code to run first, unseen by the notebook.
    safe_path
        Whether to import nothing from the working directory.
    """

    def __init__(self, warm_up: str = "", *, safe_path: bool = False) -> None:
        from jupyter_client.blocking.client import BlockingKernelClient

        self.folder = tempfile.mkdtemp(prefix="toolkit-")
        self._safe_path = safe_path
        self._client: Any = None
        self.manager: Any = None
        try:
            self._start()
            self._client = BlockingKernelClient(connection_file=f"{self.folder}/kernel.json")
            self._client.load_connection_file()
            self._client.start_channels(stdin=False, hb=False)
            self._pending = self._client.execute(warm_up, silent=True)
        except BaseException:
            self.close()
            raise

    def _start(self) -> None:
        """Start the kernel's process."""
        from jupyter_core.utils import run_sync

        where: dict[str, Any] = {"connection_file": f"{self.folder}/kernel.json"}
        if UNIX_SOCKETS:
            where |= {"transport": "ipc", "ip": f"{self.folder}/kernel"}
        self.manager = _manager(kernel_name="python3", kernel_spec_manager=_this_python(self._safe_path), **where)
        with open(f"{self.folder}/kernel.log", "wb") as log:  # what it says in starting and stopping is no result
            run_sync(self.manager.start_kernel)(env=self._environment(), stdout=log, stderr=log)

    def _environment(self) -> dict[str, str]:
        """Return the environment with fixed settings, and without the user's start-up files."""
        own = {**_SETTINGS, "IPYTHONDIR": self.folder}
        if not _has_list_of_fonts():  # matplotlib would leave one in the user's folders
            own["MPLCONFIGDIR"] = self.folder
        given = {name: value for name, value in os.environ.items() if name != "JPY_SESSION_NAME"}  # nobody looks on
        return {**given, **own, **({"PYTHONSAFEPATH": "1"} if self._safe_path else {})}

    def run(self, code: str) -> None:
        """Run code that the notebook does not see, and wait for it.

        Raises
        ------
        ReportError
            If the code fails, or the kernel has died.
        """
        wanted = self._client.execute(code, silent=True, stop_on_error=False)
        reply: dict[str, Any] = {}
        while reply.get("parent_header", {}).get("msg_id") != wanted:
            try:
                reply = self._client.get_shell_msg(timeout=1)
            except Exception as error:  # queue.Empty: nothing yet
                if not self.alive():
                    raise ReportError("the notebook's kernel died") from error
        if reply["content"]["status"] != "ok":
            raise ReportError(f"{reply['content'].get('ename')}: {reply['content'].get('evalue')}")

    def disconnect(self) -> None:
        """Close what papermill left open to the kernel: sockets, threads and memory for each notebook that it ran."""
        while self.manager.clients:
            self.manager.clients.pop().stop_channels()

    def alive(self) -> bool:
        """Return whether the kernel still runs."""
        from jupyter_core.utils import run_sync

        return run_sync(self.manager.is_alive)()

    def close(self) -> None:
        """End the kernel and remove its folder."""
        from jupyter_core.utils import run_sync

        if self._client is not None:
            self._client.stop_channels()
        if self.manager is not None and self.manager.has_kernel:
            run_sync(self.manager.shutdown_kernel)(now=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> "Kernel":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _has_list_of_fonts() -> bool:
    """Return whether matplotlib has made its list of the machine's fonts before, where it looks for it."""
    home = os.environ.get("MPLCONFIGDIR") or os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    usual = [Path(home), Path(home) / "matplotlib", Path(os.path.expanduser("~/.matplotlib"))]
    return any(path for folder in usual for path in folder.glob("fontlist-*.json"))


def _manager(**options: Any) -> Any:
    """Return a manager of a kernel that remembers which clients it was asked for."""
    from jupyter_client.manager import AsyncKernelManager

    class Manager(AsyncKernelManager):
        """Remembers its clients."""

        clients: list[Any]

        def client(self, **kwargs: Any) -> Any:
            """Return a client of the kernel, and remember it."""
            self.clients.append(super().client(**kwargs))
            return self.clients[-1]

    manager = Manager(**options)
    manager.clients = []
    return manager


def _this_python(safe_path: bool) -> Any:
    """Return a specification manager that knows one kernel, whatever is installed: the Python that runs the toolkit."""
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

    class ThisPython(KernelSpecManager):
        """Knows one kernel."""

        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            """Return the kernel, whatever its name."""
            argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            argv += ["--HistoryManager.enabled=False", "--log-level=ERROR"]
            argv += ["--IPKernelApp.ignore_cwd=True"] if safe_path else []
            return KernelSpec(argv=argv, display_name="Python 3 (ipykernel)", language="python")

    return ThisPython()
