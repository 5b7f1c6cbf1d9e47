"""`kill -9` under load, again and again: every acknowledged change is there afterwards, and nothing is there by halves."""

import random
import sqlite3
import threading
from contextlib import closing

from support.people import add_user, set_up
from support.worker import Worker

ROUNDS = 100
WORKERS = 4

#: Each finds what must not be. An authenticator is there exactly if it was switched on after it was last switched off.
IMPOSSIBLE = {
    "half-enabled authenticators": """
        SELECT u.name FROM user_account u WHERE (SELECT count(*) FROM authenticator t JOIN totp USING (id) WHERE t.user_id = u.id) <>
            (SELECT count(*) FILTER (WHERE action = 'two-factor.enabled') - count(*) FILTER (WHERE action = 'two-factor.disabled')
             FROM activity a WHERE a.record = u.id)""",
    "enrolments that go on after the authenticator is enabled": """
        SELECT e.session_id FROM totp_enrolment e JOIN session s ON s.id = e.session_id JOIN authenticator t USING (user_id)""",
    "sessions that nobody signed in to": """
        SELECT s.id FROM session s WHERE NOT EXISTS
            (SELECT * FROM activity a WHERE a.action = 'sign-in.completed' AND a.record = s.id)""",
    "sign-ins completed without a session having been recorded": """
        SELECT i.user_id FROM sign_in i WHERE i.completed_at IS NOT NULL AND NOT EXISTS
            (SELECT * FROM activity a WHERE a.action = 'sign-in.completed' AND a.user_id = i.user_id AND a.methods LIKE '%otp%')""",
    "rows that point to nothing": "PRAGMA foreign_key_check",
}


def check_database(path):
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for what, query in IMPOSSIBLE.items():
            assert database.execute(query).fetchall() == [], what


def forgive_misses(path):
    """An attempt that the power cut short counts as a miss: ten rounds of that, and a worker would be locked out for half an hour."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM guessing")


def work_until_power_fails(server, workers, chance: random.Random):
    progress = threading.Semaphore(0)
    threads = [threading.Thread(target=worker.work, args=(server.url, progress)) for worker in workers]
    for thread in threads:
        thread.start()
    for _ in range(chance.randint(1, 12)):
        assert progress.acquire(timeout=30), "nothing is acknowledged any more"
    # Not right after an acknowledgement, but anywhere in what comes next.
    threading.Event().wait(chance.uniform(0, 0.05))
    server.kill()
    for thread in threads:
        thread.join()


def test_power_failures(serve):
    chance = random.Random()
    first = serve()
    administrator = set_up(first)
    names = [f"worker{number}" for number in range(WORKERS)]
    for name in names:
        add_user(administrator, name)
    workers = [Worker(first.url, name) for name in names]
    first.kill()
    for number in range(ROUNDS):
        server = serve()
        check_database(server.database)
        forgive_misses(server.database)
        work_until_power_fails(server, workers, chance)
        failures = [failure for worker in workers for failure in worker.failures]
        assert not failures, f"round {number}: {failures}"
    last = serve()
    for worker in workers:
        worker.client.url = last.url
        worker.check()
    check_database(last.database)
    acknowledged = sum(worker.acknowledged for worker in workers)
    print(f"{acknowledged} acknowledged changes survived {ROUNDS} power failures")
    assert acknowledged >= ROUNDS
