"""An installation moves from the embedded database to PostgreSQL and back."""

import random
import socket
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from support.people import add_user, enrol, set_up, signed_in
from support.postgres import Postgres
from support.server import binary, command, environment

USERS = 100_000
TABLES = {
    "user_account": "id", "user_word": "word, user_id", "password": "user_id", "password_reset": "user_id", "session": "id",
    "sign_in": "token_digest", "known_browser": "user_id, token_digest", "authenticator": "id", "totp": "id", "totp_enrolment": "session_id",
    "guessing": "account, source", "activity": "id", "setup": "id", "activity_tally": "scope, action, subject",
    "former_name": "user_id, name_key", "name_folding": "id", "security_policy": "id", "sign_in_proof": "token_digest, proof",
    "signing_key": "kid", "application": "id", "application_redirect": "application_id, kind, uri",
    "application_scope": "application_id, scope", "application_grant": "application_id, grant_type",
    "application_address": "application_id, address_range", "application_secret": "id", "authorization_request": "id_digest",
    "access_grant": "id", "access_token": "digest", "refresh_token": "digest",
    "opened_application": "session_id, application_id", "consent": "user_id, application_id",
}


def copy(source, target) -> subprocess.CompletedProcess:
    return subprocess.run(
        [binary(), "database", "copy", "--from", str(source), "--to", str(target)], env=environment(), capture_output=True,
        text=True, timeout=600)


def crowd(folder: Path, count: int):
    """So many users more, straight into the tables."""
    with closing(sqlite3.connect(folder / "gatehouse.sqlite")) as database, database:
        people = [(f"019b0000-0000-7000-8000-{number:012x}", f"agent{number:06}") for number in range(count)]
        database.executemany(
            "INSERT INTO user_account (id, name, name_key, name_look, display_name, display_key, display_look, email, language, "
            "created_at) VALUES (?1, ?2, ?2, ?2, 'Ágota ' || ?2, 'agota ' || ?2, 'agota ' || ?2, '', 'hu', 1)", people)
        database.executemany("INSERT INTO user_word (word, user_id) VALUES (?2, ?1)", people)
        database.executemany(
            "INSERT INTO password (user_id, hash, key_id, changed_at) VALUES (?1, CAST(?2 || x'00ff' AS BLOB), 'k', 1)", people)


def embedded_rows(folder: Path, table: str) -> list[list[str]]:
    """Every value as PostgreSQL's client writes it."""
    def text(value) -> str:
        return "\\x" + value.hex() if isinstance(value, bytes) else "" if value is None else str(value)

    with closing(sqlite3.connect(folder / "gatehouse.sqlite")) as database:
        return [[text(value) for value in row] for row in database.execute(f"SELECT * FROM {table} ORDER BY {TABLES[table]}")]


def server_rows(postgres: Postgres, table: str) -> list[list[str]]:
    return postgres.sql(f"SELECT * FROM {table} ORDER BY {TABLES[table]}")


@pytest.fixture
def lived_in(folder, serve):
    """A set-up installation with two factors, stopped, and a hundred thousand users."""
    server = serve()
    administrator = set_up(server)
    add_user(administrator, "anna")
    phone = enrol(signed_in(server, "anna"))
    server.stop()
    return phone


def test_there_and_back(folder, serve, lived_in, postgres, tmp_path):
    crowd(folder, USERS)
    there = copy(folder, postgres.address())
    assert there.returncode == 0, there.stderr
    assert f"user_account: {USERS + 2}" in there.stdout
    for table in TABLES:
        assert server_rows(postgres, table) == embedded_rows(folder, table), table
    back = copy(postgres.address(), tmp_path / "back")
    assert back.returncode == 0, back.stderr
    for table in TABLES:
        assert embedded_rows(tmp_path / "back", table) == embedded_rows(folder, table), table
    server = serve(database_address=postgres.address())
    signed_in(server, "anna", lived_in)


def test_interrupted_it_copies_nothing(folder, lived_in, postgres):
    crowd(folder, 5_000)
    begin = time.monotonic()
    assert copy(folder, postgres.address()).returncode == 0
    length = time.monotonic() - begin
    complete = {table: len(embedded_rows(folder, table)) for table in TABLES}
    for _ in range(10):
        postgres.sql("DROP DATABASE gatehouse WITH (FORCE)", database="postgres")
        postgres.sql("CREATE DATABASE gatehouse", database="postgres")
        process = subprocess.Popen(
            [binary(), "database", "copy", "--from", folder, "--to", postgres.address()], env=environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0.05, length * 1.1))
        process.kill()
        process.wait()
        made = {row[0] for row in postgres.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
        arrived = {table: len(server_rows(postgres, table)) if table in made else 0 for table in TABLES}
        nothing = {table: 0 for table in TABLES}
        assert arrived in (complete, nothing, nothing | {"setup": 1, "name_folding": 1, "security_policy": 1}), arrived


def test_the_source_may_be_in_use(folder, serve, postgres):
    server = serve()
    administrator = set_up(server)
    assert copy(folder, postgres.address()).returncode == 0
    assert administrator.is_signed_in


def test_a_target_in_use_is_refused(folder, lived_in, postgres):
    assert copy(folder, postgres.address()).returncode == 0
    before = {table: server_rows(postgres, table) for table in TABLES}
    again = copy(folder, postgres.address())
    assert again.returncode == 1 and "holds data already" in again.stderr
    assert {table: server_rows(postgres, table) for table in TABLES} == before


def test_what_cannot_be_copied(folder, lived_in, tmp_path, postgres):
    assert "the folder of --from" in copy(tmp_path / "nothing", postgres.address()).stderr
    assert not (tmp_path / "nothing").exists()
    assert "no address" in copy(folder, "mysql://x").stderr
    refused = copy(folder, "postgres://owner:swordfish@127.0.0.1:1/gatehouse")
    assert "does not answer" in refused.stderr and "swordfish" not in refused.stderr
    with closing(sqlite3.connect(folder / "gatehouse.sqlite")) as database, database:
        database.execute("DELETE FROM schema_step WHERE name = 'm0007-setup'")
    assert "another version" in copy(folder, postgres.address()).stderr


def test_a_copy_from_or_to_a_server_that_is_not_there_ends(folder, administrator, server, tmp_path):
    """Nobody listens, or nobody answers: told within seconds, with nothing done."""
    server.stop()
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        for address in ("postgres://owner@127.0.0.1:1/gatehouse", f"postgres://owner@127.0.0.1:{silent.getsockname()[1]}/gatehouse"):
            for places in (("--from", address, "--to", tmp_path / "new"), ("--from", folder, "--to", address)):
                start = time.monotonic()
                copy = command("database", "copy", *places, folder=folder)
                assert copy.returncode == 1 and "does not answer" in copy.stderr
                assert time.monotonic() - start < 15
