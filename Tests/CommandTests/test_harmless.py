"""Commands do no harm: whoever runs them, wherever, and however often."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import time

import pytest
from support.client import Client
from support.people import ADMINISTRATOR, PASSWORD, add_user, set_up, signed_in
from support.server import PROJECT, Server, binary, command, environment
from support.waiting import until

GUIDE = PROJECT / "Docs/operator-guide.md"
UNIT = PROJECT / "Packaging/gatehouse.service"
NOBODY = 65534

as_root = pytest.mark.skipif(os.getuid() != 0, reason="only root works for others")


def state(folder) -> dict:
    return {file.name: (file.stat().st_uid, file.stat().st_mode, file.stat().st_mtime_ns) for file in folder.iterdir()}


@as_root
@pytest.mark.parametrize("words", [
    ("key", "rotate"), ("setup-link",), ("user", "unlock", ADMINISTRATOR), ("user", "clear-two-factor", ADMINISTRATOR),
    ("database", "migrate")])
@pytest.mark.parametrize("foreign", ["folder", "gatehouse.keys", "gatehouse.sqlite"])
def test_commands_refuse_to_run_as_somebody_else(serve, folder, words, foreign):
    serve().stop()
    os.chown(folder if foreign == "folder" else folder / foreign, NOBODY, -1)
    before = state(folder)
    done = command(*words, folder=folder)
    assert done.returncode == 1 and "belongs to nobody, and this runs as root" in done.stderr, done.stderr
    assert "sudo -u nobody" in done.stderr
    assert state(folder) == before


@as_root
def test_a_copy_is_not_made_for_somebody_else(serve, folder, tmp_path):
    serve().stop()
    other = tmp_path / "other"
    other.mkdir()
    os.chown(other, NOBODY, -1)
    done = command("database", "copy", "--from", str(folder), "--to", str(other), folder=folder)
    assert done.returncode == 1 and "sudo -u nobody" in done.stderr
    assert not list(other.iterdir())


def test_a_second_server_on_the_folder_is_refused(serve, folder):
    first = serve()
    link = first.setup_link
    second = command("serve", "--port", "0", folder=folder)
    assert second.returncode == 1 and f"Another server runs on the data folder {folder}" in second.stderr
    assert Client(first.url).get("/setup/" + link.rsplit("/", 1)[-1]).status == 200
    first.kill()
    assert serve().setup_link


def test_the_link_leads_to_where_the_server_runs(serve, folder):
    server = serve()
    assert command("setup-link", folder=folder).stdout.startswith(server.url + "/setup/")
    server.kill()
    assert command("setup-link", folder=folder).stdout.startswith("http://127.0.0.1:8080/setup/")
    again = serve()
    assert command("setup-link", folder=folder, server_public_url="https://gate.example").stdout.startswith("https://gate.example/")
    again.stop()
    assert not (folder / "gatehouse.address").exists()


def test_every_command_takes_the_folder(serve, folder, tmp_path):
    administrator = set_up(serve())
    add_user(administrator, "anna")
    elsewhere = tmp_path / "elsewhere"
    for words, answer in {
        ("user", "unlock", "anna"): "anna was not locked.", ("key", "rotate"): " secrets under a new key",
        ("user", "clear-two-factor", "anna"): "Two-factor authentication was off for anna.",
        ("database", "migrate"): "up to date",
    }.items():
        done = command(*words, "--data", str(folder), folder=elsewhere)
        assert answer in done.stdout, done.stderr
    assert not elsewhere.exists()


@pytest.mark.parametrize("signal_", [signal.SIGHUP, signal.SIGQUIT])
def test_other_ends_are_clean_stops(folder, signal_):
    # Whoever runs these tests may have them ignore it, as nohup does.
    previous = signal.signal(signal_, signal.SIG_DFL)
    try:
        server = Server(folder)
    finally:
        signal.signal(signal_, previous)
    with server:
        server.process.send_signal(signal_)
        server.process.wait(20)
        assert server.stop() == 0
    assert server.output[-2:] == ["Stopped.", "(end)"]
    with sqlite3.connect(server.database) as database:
        assert database.execute("SELECT count(*) FROM activity WHERE action = 'server.stopped'").fetchone() == (1,)


def test_a_terminal_that_goes_away_leaves_what_nohup_started(folder):
    previous = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        server = Server(folder)
    finally:
        signal.signal(signal.SIGHUP, previous)
    with server:
        server.process.send_signal(signal.SIGHUP)
        time.sleep(0.5)
        assert Client(server.url).get("/livez").status == 200


def test_nobody_has_to_listen(folder):
    """Standard output that was closed ends nothing."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [binary(), "serve", "--port", str(port)], env=environment(data_folder=folder), stdout=subprocess.PIPE)
    process.stdout.close()
    try:
        client = Client(f"http://127.0.0.1:{port}")
        until(lambda: _answers(client))
    finally:
        process.terminate()
    assert process.wait(20) == 0


def _answers(client: Client) -> bool:
    try:
        return client.get("/readyz").status == 200
    except OSError:
        return False


def test_the_guides_backup_works_again_and_again(serve, folder):
    server = serve()
    set_up(server)
    section = GUIDE.read_text().split("## Backup and restore")[1]
    lines = re.search(r"```sh\n(.*?)```", section, re.S)[1]
    lines = lines.replace("sudo -u gatehouse ", "").replace("/var/lib/gatehouse", str(folder))
    for number in range(3):
        add_user(signed_in(server, ADMINISTRATOR), f"anna{number}")
        done = subprocess.run(["sh", "-euc", lines], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        with sqlite3.connect(folder / "backup.sqlite") as backup:
            assert backup.execute("SELECT count(*) FROM user_account").fetchone() == (number + 2,)
    assert (folder / "backup.sqlite").stat().st_mode & 0o777 == 0o600


# The unit.


def test_the_guide_quotes_the_unit():
    assert f"```ini\n{UNIT.read_text()}```" in GUIDE.read_text()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd")
def test_the_unit_is_closed():
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", UNIT], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd")
@pytest.mark.skipif(not shutil.which("strace"), reason="no strace")
def test_the_unit_lets_the_server_ask_the_system_for_what_it_needs(folder, tmp_path):
    """From the start over a sign-in to the stop: all calls that the server makes are among those that the filter lets pass."""
    trace = tmp_path / "trace"
    server = Server(folder, through=["strace", "-f", "-qq", "-e", "signal=none", "-o", str(trace)])
    administrator = set_up(server)
    add_user(administrator, "anna")
    assert signed_in(server, "anna").is_signed_in and administrator.get("/readyz").status == 200
    os.kill(int(trace.read_text().split()[0]), signal.SIGTERM)
    server.process.wait(20)
    used = set(re.findall(r"^\d+ +(\w+)\(", trace.read_text(), re.M))
    # SQLite gives its files to the database's owner, as root only.
    assert used - allowed() - {"fchown"} == set()


def allowed() -> set[str]:
    """What the unit's filters leave of the system's calls."""
    calls: set[str] = set()
    for line in re.findall(r"^SystemCallFilter=(.*)", UNIT.read_text(), re.M):
        found = {call for group in line.removeprefix("~").split() for call in members(group)}
        calls = calls - found if line.startswith("~") else calls | found
    return calls


def members(group: str) -> set[str]:
    told = subprocess.run(["systemd-analyze", "--no-pager", "syscall-filter", group], capture_output=True, text=True).stdout
    names = re.findall(r"^ {4}(@?[\w-]+)$", told, re.M)
    if not group.startswith("@"):
        return {group}
    return {call for name in names for call in (members(name) if name.startswith("@") else {name})}
