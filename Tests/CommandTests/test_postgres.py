"""The same product on PostgreSQL: from the first start to what the operator is told."""

import re
import subprocess
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from support.client import Client
from support.people import ADMINISTRATOR, PASSWORD, add_user, enrol, reset_path, set_up, signed_in, user_path
from support.postgres import Postgres, seconds_until
from support.server import Server, command, waiting
from support.waiting import until


@pytest.fixture
def replicas(postgres, serve) -> list[Server]:
    first = serve(database_address=postgres.address(), database_wait_seconds=10)
    assert first.setup_link
    second = serve(database_address=postgres.address(), database_wait_seconds=10)
    # Each start prints a link, and only the last one holds.
    assert second.setup_link
    return [second, first]


def test_signing_in_with_two_factors(replicas):
    """Set up behind one replica, enrolled behind the other, and signed in again behind the first."""
    administrator = set_up(replicas[0])
    add_user(administrator, "anna")
    anna = signed_in(replicas[1], "anna")
    phone = enrol(anna)
    again = signed_in(replicas[0], "anna", phone)
    again.url = replicas[1].url
    assert again.is_signed_in
    again.post_only("/sign-out", csrf=again.get("/profile").field("csrf"))
    assert not again.is_signed_in


def at_once(count: int, act) -> list:
    """All begin at the same moment, half of them behind each replica."""
    gate = threading.Barrier(count)

    def wait_and_act(number: int):
        gate.wait()
        return act(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(wait_and_act, range(count)))


def test_one_code_signs_in_once(replicas):
    administrator = set_up(replicas[0])
    add_user(administrator, "anna")
    anna = signed_in(replicas[0], "anna")
    phone = enrol(anna)
    clients = [Client(replicas[number % 2].url) for number in range(64)]
    for client in clients:
        assert client.sign_in("anna", PASSWORD).location == "/sign-in/code"
    forms = [client.get("/sign-in/code").field("csrf") for client in clients]
    code = phone.code()
    answers = at_once(64, lambda number: clients[number].post_only("/sign-in/code", csrf=forms[number], code=code))
    statuses = Counter(answer.status for answer in answers)
    assert statuses[303] == 1 and set(statuses) <= {303, 401, 429}, statuses
    assert sum(client.is_signed_in for client in clients) == 1


def test_one_reset_link_sets_one_password(replicas):
    administrator = set_up(replicas[0])
    path = reset_path(administrator.post("/users/new", name="anna", language="en"))
    clients = [Client(replicas[number % 2].url) for number in range(64)]
    forms = [client.get(path).field("csrf") for client in clients]
    token = path.rsplit("/", 1)[-1]
    answers = at_once(64, lambda number: clients[number].post_only(
        "/password-reset", csrf=forms[number], token=token, password=f"seven lanterns and {number} bridges"))
    winners = [number for number, answer in enumerate(answers) if answer.location == "/sign-in"]
    assert len(winners) == 1
    assert Client(replicas[0].url).sign_in("anna", f"seven lanterns and {winners[0]} bridges").location == "/"


def test_one_set_up_link_makes_one_administrator(replicas, postgres):
    path = "/setup/" + replicas[0].setup_link.rsplit("/", 1)[-1]
    clients = [Client(replicas[number % 2].url) for number in range(64)]
    forms = [client.get(path).field("csrf") for client in clients]
    at_once(64, lambda number: clients[number].post_only(
        "/setup", csrf=forms[number], token=path.rsplit("/", 1)[-1], userName=f"admin{number}", displayName="", email="",
        password=PASSWORD))
    assert postgres.sql("SELECT count(*) FROM user_account") == [["1"]]


def test_wrong_codes_never_exceed_the_limit(replicas, postgres):
    administrator = set_up(replicas[0])
    add_user(administrator, "anna")
    phone = enrol(signed_in(replicas[0], "anna"))
    clients = [Client(replicas[number % 2].url) for number in range(64)]
    for client in clients:
        assert client.sign_in("anna", PASSWORD).location == "/sign-in/code"
    forms = [client.get("/sign-in/code").field("csrf") for client in clients]
    wrong = phone.wrong_code()
    at_once(64, lambda number: clients[number].post_only("/sign-in/code", csrf=forms[number], code=wrong))
    # Three misses are free of delay; the third sets the first delay.
    assert postgres.sql("SELECT max(misses) FROM guessing") == [["3"]]
    assert postgres.sql("SELECT misses FROM authenticator") == [["3"]]


def test_many_replicas_start_at_once_and_migrate_once(postgres, folder, serve):
    serve(database_address=postgres.address()).stop()
    postgres.sql("DROP SCHEMA public CASCADE")
    postgres.sql("CREATE SCHEMA public")
    with ThreadPoolExecutor(6) as pool:
        servers = list(pool.map(lambda _: serve(database_address=postgres.address()), range(6)))
    assert all(Client(server.url).get("/readyz").status == 200 for server in servers)


def test_the_database_goes_away_and_comes_back(postgres, serve):
    server = serve(database_address=postgres.address(), database_wait_seconds=1)
    administrator = set_up(server)
    postgres.stop()
    assert administrator.get("/livez").status == 200
    ready = administrator.get("/readyz")
    assert (ready.status, ready.elapsed < 3) == (503, True)
    page = administrator.get("/profile")
    assert page.status == 503 and page.header("Retry-After") and page.elapsed < 3
    assert "cannot do this at the moment" in page.text
    assert Client(server.url, language="hu").post("/sign-in", userName=ADMINISTRATOR, password=PASSWORD).status == 503
    postgres.start()
    assert seconds_until(lambda: administrator.get("/readyz").status == 200) < 10
    assert administrator.is_signed_in


def test_a_full_pool_answers_within_the_bound(postgres, serve):
    server = serve(database_address=postgres.address(), database_wait_seconds=1, database_connections=2)
    administrator = set_up(server)
    lock = subprocess.Popen(
        ["psql", postgres.address(), "-q", "-c", "BEGIN", "-c", "LOCK TABLE session", "-c", "SELECT pg_sleep(60)"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: postgres.sql("SELECT 1 FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted"))
        answers = at_once(16, lambda _: administrator.get("/session"))
        assert {answer.status for answer in answers} == {503}
        assert max(answer.elapsed for answer in answers) < 4
    finally:
        postgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'psql' AND pid <> pg_backend_pid()")
        lock.wait()
    assert seconds_until(lambda: administrator.get("/readyz").status == 200) < 10
    assert administrator.is_signed_in


def test_stopping_without_the_database_is_clean(postgres, serve):
    server = serve(database_address=postgres.address(), database_wait_seconds=1)
    postgres.stop()
    assert server.stop() == 0


def test_a_role_that_owns_nothing_runs_the_service(postgres, folder, serve):
    address = postgres.address
    postgres.sql("DROP ROLE IF EXISTS service")
    postgres.sql("CREATE ROLE service LOGIN")
    postgres.sql("ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO service")
    refused = command("serve", "--port", "0", folder=folder, database_address=address("service"))
    assert refused.returncode == 1 and "gatehouse database migrate" in refused.stderr
    assert "up to date" in command("database", "migrate", folder=folder, database_address=address()).stdout
    server = serve(database_address=address("service"))
    signed_in(server, ADMINISTRATOR) if set_up(server) else None
    with pytest.raises(AssertionError, match="must be owner of table session"):
        postgres.sql("SET ROLE service; DROP TABLE session")


def test_what_the_operator_is_told(postgres, folder, tmp_path):
    def told(address: str, **settings) -> str:
        run = command("serve", "--port", "0", folder=folder, database_address=address, database_wait_seconds=1, **settings)
        assert run.returncode == 1 and "swordfish" not in run.stdout + run.stderr
        return run.stderr

    def waits(address: str, reason: str):
        with waiting(folder, database_address=address, database_wait_seconds=1) as (process, said):
            until(lambda: reason in said())
            assert process.poll() is None and "swordfish" not in said()

    waits("postgres://owner:swordfish@127.0.0.1:1/gatehouse", "the database does not answer")
    waits(postgres.address(database="nowhere"), "the database server has no such database (3D000)")
    assert "database.address (GATEHOUSE_DATABASE_ADDRESS) is not valid" in told("postgres://owner:swordfish@[::1/x")
    assert "database.address (GATEHOUSE_DATABASE_ADDRESS) is not valid" in told("mysql://owner:swordfish@127.0.0.1/x")
    assert "database.passwordFile" in told(postgres.address(), database_password_file=tmp_path / "none")
    postgres.sql("DROP DATABASE IF EXISTS sorted", database="postgres")
    postgres.sql("CREATE DATABASE sorted TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'LATIN1'", database="postgres")
    assert "LOCALE 'C'" in told(postgres.address(database="sorted"))
    postgres.sql("DROP DATABASE sorted", database="postgres")


def test_the_services_role_can_neither_change_the_log_nor_reopen_set_up(postgres, folder, serve):
    postgres.sql("DROP ROLE IF EXISTS clerk")
    postgres.sql("CREATE ROLE clerk LOGIN")
    postgres.sql("ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO clerk")
    assert command("database", "migrate", folder=folder, database_address=postgres.address()).returncode == 0
    set_up(serve(database_address=postgres.address("clerk")))
    postgres.sql("INSERT INTO activity SELECT 'old', 0, interface, action, user_id, user_name, user_key, address, record, methods, details, 1"
                 " FROM activity LIMIT 1")

    def changed(statement: str) -> int:
        return len(postgres.sql(f"SET ROLE clerk; {statement} RETURNING 1"))

    count = postgres.sql("SELECT count(*) FROM activity")
    assert changed("UPDATE activity SET details = 'nothing happened'") == 0
    assert changed("DELETE FROM activity WHERE at > 0") == 0
    assert changed("UPDATE setup SET closed_at = NULL") == 0
    assert changed("DELETE FROM setup") == 0
    with pytest.raises(AssertionError, match="row-level security"):
        postgres.sql("SET ROLE clerk; INSERT INTO setup (id) VALUES (1)")
    assert changed("DELETE FROM security_policy") == 0
    assert postgres.sql("SELECT count(*) FROM activity") == count
    # What is past its time may go.
    assert changed("DELETE FROM activity") == 1


def test_replicas_go_by_the_session_limits_of_the_last_start(postgres, serve):
    first = serve(database_address=postgres.address(), sessions_idle_minutes=20)
    client = set_up(first)
    postgres.sql("UPDATE security_policy SET lock_after = 5")
    serve(database_address=postgres.address(), sessions_idle_minutes=10)
    assert postgres.sql("SELECT idle_seconds, absolute_seconds, lock_after FROM security_policy") == [["600", "43200", "5"]]
    postgres.sql(f"UPDATE session SET last_used_at = last_used_at - {11 * 60_000}")
    assert not client.is_signed_in


def test_a_replica_without_the_key_file_is_refused(postgres, folder, tmp_path, serve):
    serve(database_address=postgres.address())
    stranger = command("serve", "--port", "0", folder=tmp_path / "elsewhere", database_address=postgres.address())
    assert stranger.returncode == 1 and "is missing, and the database's secrets" in stranger.stderr
    assert not (tmp_path / "elsewhere" / "gatehouse.keys").exists()


def test_the_password_comes_from_a_file(postgres, folder, tmp_path, serve):
    password = tmp_path / "password"
    password.write_text("swordfish of the test\n")
    postgres.sql("DROP ROLE IF EXISTS keeper")
    postgres.sql("CREATE ROLE keeper LOGIN SUPERUSER PASSWORD 'swordfish of the test'")
    hba = postgres.data / "pg_hba.conf"
    open_to_all = hba.read_text()
    try:
        hba.write_text("host all keeper 127.0.0.1/32 scram-sha-256\n" + open_to_all)
        postgres.configure("")
        address = postgres.address("keeper")
        with waiting(folder, database_address=address, database_wait_seconds=1) as (_, said):
            until(lambda: "refuses the role or its password" in said())
        server = serve(database_address=address, database_password_file=password)
        set_up(server)
        assert "swordfish" not in "".join(server.output) + server.errors
    finally:
        hba.write_text(open_to_all)
        postgres.configure("")


def certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that vouches for itself, and its key."""
    path = folder / "server.crt"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "server.key", "-out", path],
        check=True, capture_output=True)
    return path


def test_the_line_can_be_encrypted_and_the_server_checked(postgres, folder, tmp_path, serve):
    own = certificate(tmp_path)
    (tmp_path / "other").mkdir()
    other = certificate(tmp_path / "other")
    postgres.take(own, own.with_suffix(".key"))
    postgres.configure("ssl = on\nssl_cert_file = 'server.crt'\nssl_key_file = 'server.key'")
    address = postgres.address(parameters=f"?sslmode=verify-full&sslrootcert={own}")
    server = serve(database_address=address)
    assert set_up(server).is_signed_in
    lines = postgres.sql(
        "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'gatehouse'")
    assert lines and all(line == ["t"] for line in lines)
    stranger = postgres.address(parameters=f"?sslmode=verify-full&sslrootcert={other}")
    with waiting(folder, database_address=stranger, database_wait_seconds=1) as (_, said):
        until(lambda: "the database does not answer" in said())
    postgres.configure("ssl = off")


def test_values_stay_out_of_the_log(postgres, serve):
    """PostgreSQL's own texts name the value that was in the way."""
    server = serve(database_address=postgres.address(), log_level="debug")
    administrator = set_up(server)
    postgres.sql("ALTER TABLE activity ADD CHECK (details <> 'x' AND user_name NOT LIKE 'canary%')")
    postgres.sql("ALTER TABLE user_account ADD CHECK (name NOT LIKE 'canary%')")
    assert administrator.post("/users/new", name="canary-of-the-log", language="en").status == 500
    assert administrator.get("/users?search=canary").status == 200
    server.stop()
    assert "PostgresFault 23514" in server.errors
    assert "canary" not in server.errors
    assert postgres.address() not in server.errors


def test_the_log_says_which_fault_a_database_had(postgres, serve):
    """Its code, in requests as in what is done every minute."""
    serve(database_address=postgres.address()).stop()
    postgres.sql("ALTER TABLE activity_tally RENAME TO elsewhere")
    server = serve(database_address=postgres.address())
    until(lambda: "housekeeping failed" in server.errors)
    assert "PostgresFault 42P01" in server.errors


def test_keys_are_rotated_while_replicas_run(replicas, postgres, folder):
    administrator = set_up(replicas[0])
    add_user(administrator, "anna")
    phone = enrol(signed_in(replicas[1], "anna"))
    rotated = command("key", "rotate", folder=folder, database_address=postgres.address())
    # Two passwords and an authenticator, and as many signing keys as there are by then.
    sealed = int(re.search(r"Sealed (\d+) secrets", rotated.stdout)[1])
    assert rotated.returncode == 0 and 3 <= sealed <= 6, rotated.stdout + rotated.stderr
    for replica in replicas:
        signed_in(replica, "anna", phone)


def test_an_ended_session_is_dead_on_every_replica(replicas):
    administrator = set_up(replicas[0])
    add_user(administrator, "anna")
    anna = signed_in(replicas[1], "anna")
    path = user_path(administrator, "anna")
    answer = administrator.post(f"{path}/password-reset", page=path)
    assert answer.status == 200, answer.status
    assert not anna.is_signed_in
