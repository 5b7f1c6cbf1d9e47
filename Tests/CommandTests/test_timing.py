"""How long an answer takes tells nobody whether an account exists (ASVS 6.3.8)."""

import secrets
import statistics
import time

import pytest
from support.client import Client
from support.people import PASSWORD, add_user

USERS = 15
#: Fewer than the misses from which on one has to wait.
ATTEMPTS = 2


def add_users(administrator, kind: str) -> list[str]:
    names = [f"{kind}{number}" for number in range(USERS)]
    for name in names:
        if kind == "waiting":
            administrator.post("/users/new", name=name)
            continue
        path = add_user(administrator, name)
        if kind == "inactive":
            administrator.post(path, name=name)
    return names


def milliseconds(url: str, name: str) -> float:
    client = Client(url)
    csrf = client.get("/sign-in").field("csrf")
    start = time.perf_counter()
    answer = client.post_only("/sign-in", csrf=csrf, userName=name, password="never anybody's password")
    elapsed = (time.perf_counter() - start) * 1000
    assert answer.status == 401
    assert "The user name or the password is wrong." in answer.text
    return elapsed


@pytest.fixture
def server(serve):
    return serve(hashing_workers=1)


def test_unknown_inactive_and_known_users_cost_the_same(server, administrator):
    names = {kind: add_users(administrator, kind) for kind in ("known", "inactive", "waiting")}
    assert Client(server.url).sign_in("inactive0", PASSWORD).status == 401
    names["inactive"] = names["inactive"][1:]
    names["unknown"] = [f"nobody{secrets.token_hex(4)}" for _ in range(USERS)]
    times = {kind: [] for kind in names}
    for _ in range(ATTEMPTS):
        for turn in range(USERS - 1):
            for kind, several in names.items():
                times[kind].append(milliseconds(server.url, several[turn]))
    medians = {kind: statistics.median(values) for kind, values in times.items()}
    print({kind: f"{median:.1f} ms" for kind, median in medians.items()})
    # A hash more would be a factor of nearly two, a hash less one of three and more.
    assert max(medians.values()) < 1.6 * min(medians.values()), medians
