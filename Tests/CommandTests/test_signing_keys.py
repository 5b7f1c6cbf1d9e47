"""The keys that sign tokens: made by the server, published, and changed from the shell. joserfc is the second opinion on what is published."""

import json
import sqlite3
import time
from contextlib import closing

from joserfc.jwk import KeySet
from support.client import Client
from support.server import command

PUBLIC = {"RSA": {"n", "e"}, "EC": {"crv", "x", "y"}, "OKP": {"crv", "x"}}


def published(server) -> dict[str, dict]:
    """The published keys by their ids, as soon as there are some."""
    for _ in range(150):
        answer = Client(server.url).get("/oauth2/jwks")
        if answer.status == 200:
            return {key["kid"]: key for key in json.loads(answer.text)["keys"]}
        assert (answer.status, answer.header("Retry-After")) == (503, "5")
        time.sleep(0.1)
    raise AssertionError("there are no keys")


def becomes(server, ids: set[str]):
    """A replica looks once a second."""
    end = time.monotonic() + 5
    while (found := set(published(server))) != ids:
        assert time.monotonic() < end, (found, ids)
        time.sleep(0.1)


def signing_key(folder, *arguments: str) -> dict[str, set[str]]:
    """The ids that the command prints, by what they do."""
    done = command("signing-key", *arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    phases: dict[str, set[str]] = {}
    for key in json.loads(done.stdout):
        phases.setdefault(key["phase"], set()).add(key["kid"])
    return phases


def actions(folder) -> dict[str, int]:
    """How many entries of the activity log there are of each."""
    with closing(sqlite3.connect(folder / "gatehouse.sqlite")) as database:
        return dict(
            database.execute("SELECT action, count(*) FROM activity WHERE action LIKE 'signing-key.%' GROUP BY action"))


def test_another_library_reads_what_is_published(server):
    keys = published(server)
    assert sorted(key["alg"] for key in keys.values()) == ["ES256", "EdDSA", "RS256"]
    read = KeySet.import_key_set({"keys": list(keys.values())})
    for key in read.keys:
        assert not key.is_private
        assert key.thumbprint() == key.kid
        assert set(keys[key.kid]) == PUBLIC[key.key_type] | {"kty", "use", "alg", "kid"}
    assert len(next(key for key in keys.values() if key["alg"] == "RS256")["n"]) == 512


def test_discovery_names_the_public_address(serve):
    server = serve(server_public_url="https://sign-in.example")
    port = server.line_after("It listens on 127.0.0.1, port ").removesuffix(".")
    answer = Client(f"http://127.0.0.1:{port}").get("/.well-known/openid-configuration")
    document = json.loads(answer.text)
    assert answer.header("Content-Type") == "application/json"
    assert document["issuer"] == "https://sign-in.example"
    assert document["jwks_uri"] == "https://sign-in.example/oauth2/jwks"


def test_a_restart_keeps_the_keys(serve):
    server = serve()
    before = published(server)
    server.stop()
    assert published(serve()) == before


def test_rotated_while_the_server_runs(server):
    first = set(published(server))
    assert signing_key(server.folder, "list") == {"signing": first}
    phases = signing_key(server.folder, "rotate")
    assert phases["signing"] == first and len(phases["waiting"]) == 3
    becomes(server, first | phases["waiting"])
    # Asked again, it makes no more of them.
    assert signing_key(server.folder, "rotate") == phases


def test_replaced_while_the_server_runs(server):
    first = set(published(server))
    signing_key(server.folder, "rotate")
    phases = signing_key(server.folder, "rotate", "--now")
    assert set(phases) == {"signing"} and len(phases["signing"]) == 3 and phases["signing"].isdisjoint(first)
    becomes(server, phases["signing"])
    assert actions(server.folder) == {"signing-key.made": 9, "signing-key.all-withdrawn": 1}


def test_the_key_file_is_rotated_and_they_go_on(server):
    keys = published(server)
    for _ in range(2):
        assert command("key", "rotate", folder=server.folder).returncode == 0
    # A successor is sealed beside them, and all of them open.
    phases = signing_key(server.folder, "rotate")
    assert phases["signing"] == set(keys)
    with closing(sqlite3.connect(server.folder / "gatehouse.sqlite")) as database:
        ids = {row[0] for row in database.execute("SELECT key_id FROM signing_key")}
    assert ids == {(server.folder / "gatehouse.keys").read_text().splitlines()[1].split()[0]}
