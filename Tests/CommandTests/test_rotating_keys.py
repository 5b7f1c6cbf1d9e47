"""`gatehouse key rotate` while people sign in."""

import shutil
import sqlite3
import threading
from contextlib import closing

import pytest
from support.client import Client
from support.people import PASSWORD, add_user, enrol, signed_in
from support.phone import Phone
from support.server import Server, command

SEALED = ("password", "totp", "totp_enrolment", "signing_key")


def key_ids(folder) -> list[str]:
    """The ids in the key file, the current one first."""
    lines = (folder / "gatehouse.keys").read_text().splitlines()
    return [line.split()[0] for line in lines if not line.startswith("#")]


def ids_in_use(folder) -> set[str]:
    with closing(sqlite3.connect(folder / "gatehouse.sqlite")) as database:
        return {row[0] for table in SEALED for row in database.execute(f"SELECT key_id FROM {table}")}


def rotate(folder):
    done = command("key", "rotate", folder=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Sealed ")


def copy(folder, name: str):
    """A backup of data folder, database and key file, as `sqlite3 .backup` makes it."""
    target = folder.with_name(name)
    target.mkdir()
    with closing(sqlite3.connect(folder / "gatehouse.sqlite")) as database:
        with closing(sqlite3.connect(target / "gatehouse.sqlite")) as backup:
            database.backup(backup)
    shutil.copy2(folder / "gatehouse.keys", target)
    return target


class Shift(threading.Thread):
    """Somebody who signs in and out until told to stop."""

    def __init__(self, url: str, name: str, phone: Phone | None):
        super().__init__()
        self.url, self.name_, self.phone = url, name, phone
        self.answers = []
        self.is_over = threading.Event()

    def run(self):
        while not self.is_over.is_set():
            client = Client(self.url)
            first = client.sign_in(self.name_, PASSWORD)
            # The second step begins and is given up: codes are too few to use one in every round.
            self.answers.append((first.status, first.location))
            if self.phone:
                client.post("/sign-in/cancel", page="/sign-in/code")

    def expects(self) -> set:
        return {(303, "/sign-in/code" if self.phone else "/")}


@pytest.fixture
def crew(server, administrator) -> dict[str, Phone | None]:
    """Three users, one of them with two factors; another has begun to switch it on."""
    phones = {}
    for name in ("anna", "bence", "csilla"):
        add_user(administrator, name)
        phones[name] = None
    phones["anna"] = enrol(signed_in(server, "anna"))
    signed_in(server, "bence").get("/profile/two-factor")
    return phones


def test_people_sign_in_before_during_and_after(server, folder, crew):
    shifts = [Shift(server.url, name, phone) for name, phone in crew.items()]
    for shift in shifts:
        shift.start()
    before = key_ids(folder)
    for _ in range(5):
        rotate(folder)
    for shift in shifts:
        shift.is_over.set()
        shift.join()
    for shift in shifts:
        assert shift.answers and set(shift.answers) == shift.expects()
    assert set(key_ids(folder)).isdisjoint(before)
    assert ids_in_use(folder) == {key_ids(folder)[0]}
    signed_in(server, "anna", crew["anna"])
    signed_in(server, "bence")


def test_pending_enrolment_survives(server, folder, administrator):
    add_user(administrator, "dora")
    client = signed_in(server, "dora")
    key = client.get("/profile/two-factor").text.split('<code class="key">')[1].split("<")[0]
    rotate(folder)
    phone = Phone(key=key.replace(" ", ""))
    assert client.post("/profile/two-factor", code=phone.code()).status == 303


def test_old_backup_is_worthless_without_its_key(server, folder, crew):
    """A database from before the rotations cannot be read with the key file of today, nor today's with the old key file."""
    old = copy(folder, "old")
    rotate(folder)
    rotate(folder)
    new = copy(folder, "new")
    old_keys, new_keys = old / "gatehouse.keys", new / "gatehouse.keys"
    old_keys.rename(folder.with_name("keys"))
    new_keys.rename(old_keys)
    folder.with_name("keys").rename(new_keys)
    for mixture in (old, new):
        with Server(mixture) as stranger:
            answer = Client(stranger.url).sign_in("csilla", PASSWORD)
            assert answer.status == 503
            assert not any("gatehouse-session=" in cookie for cookie in answer.cookies)
            assert "cannot be opened" in stranger.errors and PASSWORD not in stranger.errors


def test_key_file_stays_its_owners_alone(server, folder, administrator):
    rotate(folder)
    for file in folder.iterdir():
        assert file.stat().st_mode & 0o777 == 0o600, file.name
    assert not list(folder.glob("*.next"))
    assert len(key_ids(folder)) == 2
