"""A PostgreSQL server of the test's own, real and on a free port, that can be hurt."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from support.waiting import until

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]

#: The server refuses to run as root.
AS_OWNER = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []

SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
# The machine stays up: what the system has is not lost.
fsync = off
max_connections = 100
max_wal_senders = 10
hot_standby = on
wal_keep_size = 512MB
log_min_messages = log
"""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Postgres:
    """One server. It is started when it is made, and gone with its files after `close()`."""

    def __init__(self, standby_of: "Postgres | None" = None):
        self.folder = Path(tempfile.mkdtemp(prefix="gatehouse-postgres-", dir="/tmp"))
        if AS_OWNER:
            shutil.chown(self.folder, "postgres")
        self.port = free_port()
        if standby_of:
            self._copy(standby_of)
        else:
            self._run("initdb", "--username", "owner", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync")
            self._configure(SETTINGS)
        self._configure(f"port = {self.port}")
        self.start()
        if not standby_of:
            self.sql("CREATE DATABASE gatehouse", database="postgres")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    def address(self, user: str = "owner", database: str = "gatehouse", parameters: str = "") -> str:
        return f"postgres://{user}@127.0.0.1:{self.port}/{database}{parameters}"

    def sql(self, text: str, database: str = "gatehouse") -> list[list[str]]:
        run = subprocess.run(
            ["psql", self.address(database=database), "-X", "-q", "-A", "-t", "-F", "\x1f", "-R", "\x1e", "-v", "ON_ERROR_STOP=1", "-c", text],
            capture_output=True, text=True, timeout=30)
        assert run.returncode == 0, run.stderr
        rows = run.stdout.removesuffix("\n")
        return [row.split("\x1f") for row in rows.split("\x1e")] if rows else []

    def start(self):
        """The remains of a killed server may be in the way for a moment."""
        until(lambda: self._is_there or self._control("start", check=False) == 0)

    def stop(self, mode: str = "fast"):
        self._control("stop", "--mode", mode)

    def promote(self):
        """Takes over, and waits for no standby until there is one."""
        self.configure("synchronous_standby_names = ''")
        self._control("promote")

    def kill(self):
        """As a power failure would: no goodbye."""
        process = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(process, signal.SIGKILL)

    def start_again(self):
        """After a kill: once the children have noticed."""
        until(lambda: not self._is_there)
        self.start()

    def restart(self):
        self._control("restart", "--mode", "fast", "--log", self.folder / "log")

    def wait_for(self, standby: "Postgres"):
        """From here on every commit waits for this standby."""
        until(lambda: self.sql("SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'", database="postgres"))
        self.configure("synchronous_standby_names = '*'")
        until(lambda: self.sql("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'", database="postgres"))

    def rebuild_as_standby(self, of: "Postgres"):
        """A copy of the new primary in the place of what was lost, on the same port."""
        self._control("stop", "--mode", "immediate", check=False)
        until(lambda: not self._is_there)
        shutil.rmtree(self.data)
        self._copy(of)
        self._configure(f"port = {self.port}\nsynchronous_standby_names = ''")
        self.start()

    def terminate_backends(self):
        self.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gatehouse'")

    def close(self):
        self._control("stop", "--mode", "immediate", check=False)
        until(lambda: not self._is_there)
        shutil.rmtree(self.folder, ignore_errors=True)

    def configure(self, text: str):
        self._configure(text)
        self._control("reload")

    def take(self, *files: Path):
        """Copies files into the data folder, for the server's eyes only."""
        for file in files:
            copy = Path(shutil.copy(file, self.data))
            copy.chmod(0o600)
            if AS_OWNER:
                shutil.chown(copy, "postgres")

    @property
    def _is_there(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _copy(self, primary: "Postgres"):
        subprocess.run(
            [*AS_OWNER, PROGRAMS / "pg_basebackup", "--pgdata", self.data, "--write-recovery-conf", "--checkpoint", "fast",
             "--no-sync", "--dbname", primary.address(database="postgres", parameters="?application_name=standby")],
            check=True, capture_output=True, timeout=60)

    def _configure(self, text: str):
        with open(self.data / "postgresql.conf", "a") as file:
            file.write(text + "\n")

    def _control(self, *arguments: str, check: bool = True) -> int:
        wait = ["--wait", "--log", self.folder / "log"] if arguments[0] == "start" else []
        return self._run("pg_ctl", *wait, *arguments, check=check)

    def _run(self, program: str, *arguments, check: bool = True) -> int:
        return subprocess.run(
            [*AS_OWNER, PROGRAMS / program, "--pgdata", self.data, *arguments], check=check, timeout=60,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder).returncode


class Network:
    """A line to a server that can be made to stall: nothing is refused, nothing arrives."""

    def __init__(self, port: int):
        self.port = free_port()
        self._process = subprocess.Popen(
            ["socat", f"TCP-LISTEN:{self.port},bind=127.0.0.1,fork,reuseaddr", f"TCP:127.0.0.1:{port}"],
            start_new_session=True)
        until(self._listens)

    def stall(self):
        os.killpg(self._process.pid, signal.SIGSTOP)

    def go_on(self):
        os.killpg(self._process.pid, signal.SIGCONT)

    def close(self):
        self.go_on()
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(10)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def seconds_until(condition) -> float:
    start = time.monotonic()
    until(condition)
    return time.monotonic() - start
