"""Starts the real binary with settings of its own, on a free port, and stops what it started."""

import os
import resource
import signal
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
PATIENCE = 30


def binary() -> Path:
    """The binary under test: BINARY_UNDER_TEST, or the debug build."""
    path = Path(os.environ.get("BINARY_UNDER_TEST", PROJECT / ".build/debug/gatehouse")).resolve()
    assert path.exists(), f"{path} is missing: build it first, or set BINARY_UNDER_TEST"
    return path


def environment(**settings) -> dict[str, str]:
    """This process's environment without Gatehouse's settings, and with these: `server_port=1` is `GATEHOUSE_SERVER_PORT`."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GATEHOUSE_")}
    return inherited | {f"GATEHOUSE_{name.upper()}": str(value) for name, value in settings.items()}


def command(*arguments: str, folder: Path, **settings) -> subprocess.CompletedProcess:
    """Runs a command that ends by itself, on the installation in `folder`."""
    return subprocess.run(
        [binary(), *arguments], env=environment(data_folder=folder, **settings), capture_output=True, text=True,
        timeout=PATIENCE)


class Server:
    """One run of `gatehouse serve`."""

    def __init__(self, folder: Path, *arguments: str, open_files: int | None = None, through=(), **settings):
        """`open_files` bounds the files and connections that the process may have open; `through` is a program that runs it."""
        self.folder = folder
        self.output: list[str] = []
        self._grown = threading.Condition()
        self._errors = open(folder.with_name(folder.name + ".stderr"), "a+")
        self.process = subprocess.Popen(
            [*through, binary(), "serve", "--port", "0", "--data", folder, *arguments], env=environment(**settings),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._errors, text=True, bufsize=1,
            preexec_fn=open_files and (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (open_files, open_files))))
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self.url = self.line_after("Gatehouse is ready on ")
        except AssertionError:
            self.kill()
            raise

    def _read(self):
        for line in self.process.stdout:
            with self._grown:
                self.output.append(line.rstrip("\n"))
                self._grown.notify_all()
        with self._grown:
            self.output.append("(end)")
            self._grown.notify_all()

    def line_after(self, beginning: str) -> str:
        """Waits for a line of standard output, and returns its rest."""

        def found():
            return next((line for line in self.output if line.startswith(beginning)), None)

        with self._grown:
            self._grown.wait_for(lambda: found() is not None or "(end)" in self.output, timeout=PATIENCE)
        assert found() is not None, f"never said “{beginning}”; it said: {self.output} {self.errors}"
        return found().removeprefix(beginning)

    @property
    def setup_link(self) -> str:
        """The link printed at a first start."""
        return f"{self.url}/setup/" + self.line_after(f"{self.url}/setup/")

    @property
    def errors(self) -> str:
        return Path(self._errors.name).read_text()

    @property
    def database(self) -> Path:
        return self.folder / "gatehouse.sqlite"

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def kill(self):
        """As a power failure would: no goodbye."""
        self.process.kill()
        self._ended()

    def stop(self) -> int:
        """Asks the server to stop. Returns its exit status."""
        if self.is_alive:
            self.process.send_signal(signal.SIGTERM)
        self._ended()
        return self.process.returncode

    def _ended(self):
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            self._reader.join(PATIENCE)
            self._errors.close()
            self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


@contextmanager
def waiting(folder, **settings):
    """A server that is not ready yet: its process, and what it says on standard error."""
    said = folder.with_name("waiting.stderr")
    with open(said, "w") as errors:
        process = subprocess.Popen(
            [binary(), "serve", "--port", "0"], env=environment(data_folder=folder, **settings), stderr=errors,
            stdout=subprocess.PIPE, text=True)
    try:
        yield process, said.read_text
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
