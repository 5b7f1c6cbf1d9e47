"""Each setting and each command is seen to work: one without a test fails here."""

import re
import sqlite3
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from support.client import Client
from support.people import ADMINISTRATOR, PASSWORD, add_user, enrol, set_up, signed_in
from support.server import PROJECT, binary, command

#: By setting: the test, or the transcript, that sees what it does.
SEEN = {
    "server.host": "test_it_listens_on_the_address_that_is_set",
    "server.port": "Scripts/port.txt",
    "server.publicUrl": "test_links_are_made_with_the_public_address",
    "data.folder": "Scripts/data-folder.txt",
    "database.address": "test_a_role_that_owns_nothing_runs_the_service",
    "database.passwordFile": "test_the_password_comes_from_a_file",
    "database.connections": "test_no_more_connections_to_the_database_are_made_than_are_set",
    "database.waitSeconds": "test_the_database_goes_away_and_comes_back",
    "keys.file": "Scripts/key-file.txt",
    "branding.productName": "test_every_page_bears_the_organisations_names",
    "branding.organisationName": "test_every_page_bears_the_organisations_names",
    "branding.logoFile": "Scripts/branding.txt",
    "branding.language": "test_the_language_of_those_who_chose_none_is_the_installations",
    "branding.messagesFolder": "Scripts/branding.txt",
    "server.trustedProxies": "test_the_visitors_address_is_believed_from_trusted_proxies_alone",
    "guessing.floorAddresses": "test_the_floor_is_not_shut_out_by_strangers",
    "sessions.idleMinutes": "test_a_session_ends_when_its_settings_say_so",
    "sessions.hours": "test_a_session_ends_when_its_settings_say_so",
    "hashing.memoryKib": "test_hashes_cost_what_is_set",
    "hashing.passes": "test_hashes_cost_what_is_set",
    "hashing.memory": "test_hashes_keep_their_memory_while_others_wait_or_do_not",
    "hashing.workers": "test_unknown_inactive_and_known_users_cost_the_same",
    "hashing.queue": "test_a_configuration_that_cannot_fit_is_refused",
    "server.connections": "test_a_configuration_that_cannot_fit_is_refused",
    "log.level": "test_the_log_tells_as_much_as_is_set",
}

#: By command likewise.
RUN = {
    "setup-link": "Scripts/setup-link.txt",
    "key rotate": "test_old_backup_is_worthless_without_its_key",
    "signing-key list": "test_rotated_while_the_server_runs",
    "signing-key rotate": "test_replaced_while_the_server_runs",
    "user unlock": "test_a_locked_user_is_let_in_from_the_shell",
    "user clear-two-factor": "test_two_factors_are_cleared_from_the_shell",
    "database migrate": "test_a_role_that_owns_nothing_runs_the_service",
    "database copy": "test_a_copy_from_or_to_a_server_that_is_not_there_ends",
    "configuration": "test_reference_is_up_to_date",
}


def test_every_setting_and_every_command_has_its_test():
    settings = re.findall(r"^\| `([\w.]+)`", (PROJECT / "Docs/configuration.md").read_text(), re.M)
    assert set(settings) == set(SEEN)
    assert set(commands()) == set(RUN)
    texts = "".join(path.read_text() for path in PROJECT.glob("Tests/*/test_*.py"))
    for name in [*SEEN.values(), *RUN.values()]:
        found = (PROJECT / "Tests/CommandTests" / name).exists() if "/" in name else f"def {name}(" in texts
        assert found, f"{name} is no test"


def test_every_command_that_works_on_an_installation_is_told_where_it_is():
    options = {name: set(re.findall("--(?:config|data)(?= )", help_of(*name.split()))) for name in [*commands(), "serve"]}
    without = {name for name, found in options.items() if found != {"--config", "--data"}}
    assert without == {"database copy", "configuration"}
    assert not any(options[name] for name in without)
    said = (PROJECT / "Docs/configuration.md").read_text().partition("takes `--config` and `--data` but ")[2].partition(". ")[0]
    assert set(re.findall("`([a-z ]+)`", said)) == without


def help_of(*command: str) -> str:
    return subprocess.run([binary(), *command, "--help"], capture_output=True, text=True, timeout=30).stdout


def commands(*above: str) -> list[str]:
    """Every command that ends by itself, as its help lists it."""
    names = re.findall(r"^  ([a-z-]+) +", help_of(*above).partition("SUBCOMMANDS:")[2].partition("\n\n")[0], re.M)
    found = [below for name in names if name != "serve" for below in commands(*above, name)]
    return found if names else [" ".join(above)]


def of_database(server, statement: str) -> list:
    with closing(sqlite3.connect(server.database)) as database, database:
        return database.execute(statement).fetchall()


def test_it_listens_on_the_address_that_is_set(serve):
    server = serve(server_host="127.0.0.2", server_public_url="http://127.0.0.1:1")
    port = server.line_after("It listens on 127.0.0.2, port ").rstrip(".")
    assert Client(f"http://127.0.0.2:{port}").get("/livez").status == 200
    with pytest.raises(ConnectionRefusedError):
        Client(f"http://127.0.0.1:{port}").get("/livez")


def test_links_are_made_with_the_public_address(serve):
    server = serve(server_public_url="https://sign-in.example")
    assert server.line_after("https://sign-in.example/setup/")


def test_no_more_connections_to_the_database_are_made_than_are_set(postgres, serve):
    server = serve(database_address=postgres.address(), database_connections=2)
    set_up(server)
    for _ in range(10):
        Client(server.url).sign_in("nobody", "wrong")
    backends = postgres.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'gatehouse'")
    assert 1 <= int(backends[0][0]) <= 4


def test_the_language_of_those_who_chose_none_is_the_installations(serve):
    client = Client(serve(branding_language="hu").url, language="de")
    assert '<html lang="hu">' in client.get("/sign-in").text


def test_the_visitors_address_is_believed_from_trusted_proxies_alone(serve, folder):
    for proxies, address in (("127.0.0.1", "203.0.113.9"), ("192.0.2.1", "127.0.0.1")):
        server = serve(server_trusted_proxies=proxies)
        client = Client(server.url, headers={"X-Forwarded-For": "203.0.113.9"})
        client.sign_in("nobody", "wrong")
        assert of_database(server, "SELECT address FROM activity WHERE action = 'sign-in.refused'")[-1] == (address,)
        server.stop()


def test_the_floor_is_not_shut_out_by_strangers(serve):
    server = serve(server_trusted_proxies="127.0.0.1", guessing_floor_addresses="198.51.100.0/24")
    set_up(server)
    Client(server.url).sign_in(ADMINISTRATOR, "wrong")
    of_database(server, f"UPDATE guessing SET locked_until = {(time.time() + 1200) * 1000:.0f}")
    assert Client(server.url).sign_in(ADMINISTRATOR, PASSWORD).status == 429
    floor = Client(server.url, headers={"X-Forwarded-For": "198.51.100.7"})
    assert floor.sign_in(ADMINISTRATOR, PASSWORD).status == 303


@pytest.mark.parametrize(
    ("settings", "column", "minutes"), [({"sessions_idle_minutes": 10}, "last_used_at", 10), ({"sessions_hours": 1}, "started_at", 60)])
def test_a_session_ends_when_its_settings_say_so(serve, settings, column, minutes):
    server = serve(**settings)
    client = set_up(server)
    of_database(server, f"UPDATE session SET {column} = {column} - {minutes * 60_000 - 20_000}")
    assert client.is_signed_in
    of_database(server, f"UPDATE session SET {column} = {column} - {minutes * 60_000 + 21_000}")
    assert not client.is_signed_in


def test_hashes_cost_what_is_set(serve):
    """A dearer hash is slower: ten times the work."""
    times = []
    for passes in (2, 20):
        server = serve(hashing_passes=passes, hashing_memory_kib=65_536)
        if passes == 2:
            set_up(server)
        times.append(min(Client(server.url).sign_in(f"nobody{number}", "wrong").elapsed for number in range(2)))
        server.stop()
    assert times[1] > 2 * times[0], times


def test_hashes_keep_their_memory_while_others_wait_or_do_not(serve):
    """What is kept is marked for the kernel: zeroes in a child process, as nothing else here is."""
    for setting in ("kept", "system"):
        server = serve(hashing_memory=setting, hashing_memory_kib=131_072, hashing_workers=1)
        if setting == "kept":
            set_up(server)
        with ThreadPoolExecutor(6) as crowd:
            guesses = [crowd.submit(Client(server.url).sign_in, f"nobody{number}", "wrong") for number in range(6)]
            seen = False
            while not all(guess.done() for guess in guesses):
                maps = Path(f"/proc/{server.process.pid}/smaps").read_text()
                seen |= bool(re.search("^VmFlags:.* wf", maps, re.M))
        assert seen == (setting == "kept")
        server.stop()


def test_the_log_tells_as_much_as_is_set(serve):
    for level, tells in (("debug", True), ("error", False)):
        server = serve(log_level=level)
        before = server.errors
        Client(server.url).get("/livez")
        server.stop()
        assert ("answered" in server.errors.removeprefix(before)) == tells


def test_a_locked_user_is_let_in_from_the_shell(server, folder, administrator):
    add_user(administrator, "anna")
    Client(server.url).sign_in("anna", "wrong")
    of_database(server, f"UPDATE guessing SET locked_until = {(time.time() + 1200) * 1000:.0f}")
    assert Client(server.url).sign_in("anna", PASSWORD).status == 429
    assert command("user", "unlock", "anna", folder=folder).stdout == "anna is unlocked.\n"
    assert command("user", "unlock", "anna", folder=folder).stdout == "anna was not locked.\n"
    assert signed_in(server, "anna").is_signed_in
    assert command("user", "unlock", "nobody", folder=folder).returncode == 1


def test_two_factors_are_cleared_from_the_shell(server, folder, administrator):
    add_user(administrator, "anna")
    anna = signed_in(server, "anna")
    enrol(anna)
    assert "is off" in command("user", "clear-two-factor", "anna", folder=folder).stdout
    assert not anna.is_signed_in
    anna = signed_in(server, "anna")
    assert "was off" in command("user", "clear-two-factor", "anna", folder=folder).stdout
    # Blocked by somebody who knew the password: that goes too, unless it is to stay.
    for arguments, still_works in ((["--keep-password"], True), ([], False)):
        enrol(anna)
        of_database(server, "UPDATE authenticator SET disabled_at = 1")
        cleared = command("user", "clear-two-factor", "anna", *arguments, folder=folder).stdout
        assert ("/password-reset/" in cleared) != still_works
        anna = Client(server.url)
        assert (anna.sign_in("anna", PASSWORD).status == 303) == still_works
