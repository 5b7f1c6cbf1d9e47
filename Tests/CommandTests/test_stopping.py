"""SIGTERM: requests in flight finish, and the exit status is 0."""

import signal
import sqlite3
import threading

from support.client import Client
from support.people import ADMINISTRATOR, PASSWORD, set_up
from support.waiting import until

#: One password hash takes about a second.
SLOW = {"hashing_memory_kib": 262_144, "hashing_passes": 8}


def charged_attempts(server) -> int:
    """Attempts that the server has begun to judge: they are counted before the password is hashed."""
    with sqlite3.connect(server.database) as database:
        return database.execute("SELECT count(*) FROM guessing WHERE misses > 0").fetchone()[0]


def test_sign_in_under_way_finishes(serve):
    server = serve(**SLOW)
    set_up(server)
    answers = []
    client = Client(server.url)
    request = threading.Thread(target=lambda: answers.append(client.sign_in(ADMINISTRATOR, PASSWORD)))
    request.start()
    until(lambda: charged_attempts(server) == 1)
    server.process.send_signal(signal.SIGTERM)
    request.join()
    assert server.stop() == 0
    assert [(answer.status, answer.location) for answer in answers] == [(303, "/")]
    assert server.output[-2:] == ["Stopped.", "(end)"]


def test_session_survives_a_restart(serve):
    server = serve()
    client = set_up(server)
    server.stop()
    client.url = serve().url
    assert client.is_signed_in


def test_interrupt_stops_as_well(server):
    server.process.send_signal(signal.SIGINT)
    assert server.stop() == 0


def test_start_and_stop_are_in_the_activity_log(serve):
    server = serve()
    set_up(server)
    server.stop()
    with sqlite3.connect(server.database) as database:
        actions = {row[0] for row in database.execute("SELECT action FROM activity WHERE interface = 'server'")}
    assert {"server.started", "server.stopped"} <= actions


def test_nothing_is_said_on_standard_error(server):
    set_up(server)
    server.stop()
    assert server.errors == ""
