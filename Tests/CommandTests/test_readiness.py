"""Ready means that somebody could sign in now. Whatever is in the way is told, bounded, and over when it is over."""

import os
import shutil
import sqlite3
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from support.client import Client
from support.people import ADMINISTRATOR, PASSWORD, set_up
from support.postgres import AS_OWNER, Postgres, free_port, seconds_until
from support.server import Server, command, waiting
from support.waiting import until


def is_ready(server) -> bool:
    answer = Client(server.url).get("/readyz")
    assert answer.elapsed < 7
    return answer.status == 200


def attempt(server):
    return Client(server.url).sign_in(ADMINISTRATOR, PASSWORD)


def check_trouble(server, reason: str):
    """Not ready, people are told so in time, and the log says why: what, not values."""
    until(lambda: not is_ready(server))
    answer = attempt(server)
    assert answer.status == 503 and answer.header("Retry-After") and answer.elapsed < 7
    assert reason in server.errors
    assert PASSWORD not in server.errors


def check_end(server):
    assert seconds_until(lambda: is_ready(server)) < 10
    assert attempt(server).status == 303
    assert "ready again" in server.errors


# PostgreSQL.


def test_a_database_that_only_reads(postgres, serve):
    server = serve(database_address=postgres.address())
    set_up(server)
    only_reads = "ALTER DATABASE gatehouse SET default_transaction_read_only = {}"
    try:
        postgres.sql(only_reads.format("on"), database="postgres")
        postgres.terminate_backends()
        check_trouble(server, "the database only reads")
    finally:
        postgres.sql(only_reads.format("off"), database="postgres")
        postgres.terminate_backends()
    check_end(server)


def test_a_new_replica_of_a_database_that_only_reads_is_not_ready(postgres, serve, folder):
    serve(database_address=postgres.address()).stop()
    postgres.sql("ALTER DATABASE gatehouse SET default_transaction_read_only = on", database="postgres")
    with waiting(folder, database_address=postgres.address()) as (process, said):
        until(lambda: "waiting for the database: the database only reads" in said())
        postgres.sql("ALTER DATABASE gatehouse SET default_transaction_read_only = off", database="postgres")
        postgres.terminate_backends()
        assert process.stdout.readline().startswith("Gatehouse is ready on ")
        assert said().count("waiting") == 1


def test_a_standby_only_reads(postgres, serve, folder):
    """Nothing serializable runs on one, which PostgreSQL says in other words."""
    serve(database_address=postgres.address()).stop()
    standby = Postgres(standby_of=postgres)
    try:
        with waiting(folder, database_address=standby.address()) as (process, said):
            until(lambda: "waiting for the database: the database only reads" in said())
            before = connections_made(standby)
            time.sleep(3)
            # Eight may try, each at most seven times a second.
            assert connections_made(standby) - before < 200
            standby.promote()
            assert process.stdout.readline().startswith("Gatehouse is ready on ")
    finally:
        standby.close()


def connections_made(database: Postgres) -> int:
    """Whether anybody asks again and again without a pause."""
    return int(database.sql("SELECT sessions FROM pg_stat_database WHERE datname = 'gatehouse'")[0][0])


def test_a_role_without_its_rights(postgres, serve):
    server = serve(database_address=postgres.address())
    set_up(server)
    postgres.sql("DROP ROLE IF EXISTS narrow")
    postgres.sql("CREATE ROLE narrow LOGIN")
    postgres.sql("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO narrow")
    narrow = serve(database_address=postgres.address("narrow"))
    assert is_ready(narrow)
    postgres.sql("REVOKE INSERT ON session FROM narrow")
    until(lambda: not is_ready(narrow))
    assert "42501" in narrow.errors
    postgres.sql("GRANT INSERT ON session TO narrow")
    assert seconds_until(lambda: is_ready(narrow)) < 10
    narrow.stop()
    postgres.sql("DROP OWNED BY narrow")


def test_a_server_waits_for_a_database_that_is_away_at_its_start(postgres, folder):
    postgres.stop()
    with waiting(folder, database_address=postgres.address(), database_wait_seconds=1) as (process, said):
        until(lambda: "waiting for the database: the database does not answer" in said())
        time.sleep(3)
        assert process.poll() is None
        postgres.start()
        assert process.stdout.readline().startswith("Gatehouse is ready on ")


def test_a_refused_password_is_told_from_an_absent_server_and_read_again(postgres, serve, folder, tmp_path):
    password = tmp_path / "password"
    password.write_text("swordfish of the test\n")
    postgres.sql("DROP ROLE IF EXISTS changing")
    postgres.sql("CREATE ROLE changing LOGIN SUPERUSER PASSWORD 'swordfish of the test'")
    hba = postgres.data / "pg_hba.conf"
    open_to_all = hba.read_text()
    try:
        hba.write_text("host all changing 127.0.0.1/32 scram-sha-256\n" + open_to_all)
        postgres.configure("")
        server = serve(database_address=postgres.address("changing"), database_password_file=password)
        set_up(server)
        postgres.sql("ALTER ROLE changing PASSWORD 'another swordfish'")
        postgres.terminate_backends()
        check_trouble(server, "the database refuses the role or its password (28P01)")
        password.write_text("another swordfish\n")
        check_end(server)
        assert "swordfish" not in server.errors
    finally:
        hba.write_text(open_to_all)
        postgres.configure("")


def test_a_database_that_sorts_otherwise_is_refused(postgres, folder):
    """Whatever it says of its collation: this one says C."""
    postgres.sql("DROP DATABASE IF EXISTS sorted", database="postgres")
    postgres.sql(
        "CREATE DATABASE sorted TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'hu' LOCALE 'C'",
        database="postgres")
    done = command("serve", "--port", "0", folder=folder, database_address=postgres.address(database="sorted"))
    postgres.sql("DROP DATABASE sorted", database="postgres")
    assert done.returncode == 1 and "LOCALE_PROVIDER libc LOCALE 'C'" in done.stderr


@contextmanager
def pgbouncer(postgres, mode: str, folder):
    """PgBouncer before the database; gives the address."""
    port = free_port()
    home = postgres.folder / f"pgbouncer-{mode}"
    home.mkdir(exist_ok=True)
    (home / "users").write_text('"owner" ""\n')
    (home / "ini").write_text(
        f"[databases]\ngatehouse = host=127.0.0.1 port={postgres.port} dbname=gatehouse\n[pgbouncer]\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nauth_type = trust\nauth_file = {home}/users\n"
        f"unix_socket_dir =\npool_mode = {mode}\nignore_startup_parameters = extra_float_digits\n")
    process = subprocess.Popen(
        [*AS_OWNER, "pgbouncer", home / "ini"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=home)
    address = f"postgres://owner@127.0.0.1:{port}/gatehouse"
    try:
        until(lambda: subprocess.run(["psql", address, "-c", "SELECT 1"], capture_output=True).returncode == 0)
        yield address
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.skipif(not shutil.which("pgbouncer"), reason="no PgBouncer")
def test_a_pooler_of_transactions_is_refused_and_one_of_sessions_is_not(postgres, serve, folder):
    with pgbouncer(postgres, "transaction", folder) as address:
        done = command("serve", "--port", "0", folder=folder, database_address=address)
        assert done.returncode == 1 and "pool_mode = session" in done.stderr, done.stderr
    with pgbouncer(postgres, "session", folder) as address:
        server = serve(database_address=address)
        assert set_up(server).is_signed_in
        server.stop()


def test_a_crowd_that_asks_costs_one_check_a_second(postgres, serve):
    server = serve(database_address=postgres.address())
    assert is_ready(server)

    def taken_back() -> int:
        time.sleep(1.2)
        return int(postgres.sql("SELECT xact_rollback FROM pg_stat_database WHERE datname = 'gatehouse'")[0][0])

    before = taken_back()
    start = time.monotonic()
    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(lambda _: is_ready(server), range(400)))
    assert taken_back() - before <= time.monotonic() - start + 2


# The embedded database.


@contextmanager
def locked(server):
    """Somebody else is writing, and does not come to an end."""
    database = sqlite3.connect(server.database, isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        database.execute("ROLLBACK")
        database.close()


def test_a_database_that_is_locked_from_outside_answers_everybody_within_one_bound(serve):
    server = serve()
    set_up(server)
    with locked(server):
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: attempt(server), range(8)))
        assert {answer.status for answer in answers} == {503}
        assert max(answer.elapsed for answer in answers) < 7, [answer.elapsed for answer in answers]
        check_trouble(server, "the database is locked by another process")
    check_end(server)


def test_a_server_waits_for_a_locked_database_at_its_start(serve, folder):
    server = serve()
    server.stop()
    with locked(server), waiting(folder, database_wait_seconds=1) as (process, said):
        until(lambda: "waiting for the database: the database is locked by another process" in said())
        assert process.poll() is None


def test_a_disk_that_is_full(folder, serve):
    folder.mkdir(mode=0o700)
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs", folder]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("no file system can be mounted here")
    server = None
    try:
        server = serve()
        set_up(server)
        with open(folder / "filler", "wb", buffering=0) as filler:
            with pytest.raises(OSError, match="No space left"):
                while True:
                    filler.write(bytes(4096))
        until(lambda: not is_ready(server))
        assert "the data folder's disk is full" in server.errors
        assert attempt(server).status in {303, 503}
        (folder / "filler").unlink()
        check_end(server)
    finally:
        if server:
            server.stop()
        subprocess.run(["umount", "--lazy", folder])


# The key file.


def test_a_key_file_that_is_gone(serve, folder):
    server = serve()
    set_up(server)
    (folder / "gatehouse.keys").rename(folder / "elsewhere")
    check_trouble(server, "key file: missing")
    (folder / "elsewhere").rename(folder / "gatehouse.keys")
    check_end(server)


def test_another_installations_key_file(serve, folder, tmp_path):
    other = tmp_path / "other"
    with Server(other):
        pass
    server = serve()
    set_up(server)
    shutil.copy2(folder / "gatehouse.keys", folder / "own")
    shutil.copy2(other / "gatehouse.keys", folder / "gatehouse.keys")
    check_trouble(server, "cannot be opened")
    (folder / "own").rename(folder / "gatehouse.keys")
    check_end(server)
