"""Replicas and PostgreSQL are hurt under load, again and again: every acknowledged change is there afterwards, no request hangs, and
the service comes back without help."""

import os
import random
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from support.client import Client
from support.people import add_user, set_up
from support.postgres import Network, Postgres, seconds_until
from support.server import Server
from support.worker import POWER_FAILURE, Worker
from test_crashing import IMPOSSIBLE

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "20"))
WORKERS = 4
#: How long a request may wait for the database, and what hashing and a busy machine add to that, in seconds.
WAIT, SLACK = 1, 4
BACK_WITHIN = 10


@dataclass
class Site:
    """Two replicas on one database, and people who work on both."""

    folder: Path
    address: str
    replicas: list[Server] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)

    def open(self, database: Postgres):
        self.start_replica()
        assert self.replicas[0].setup_link
        self.start_replica()
        assert self.replicas[1].setup_link
        administrator = set_up(self.replicas[1])
        for number in range(WORKERS):
            add_user(administrator, f"worker{number}")
            self.workers.append(Worker(self.replicas[number % 2].url, f"worker{number}"))
        self.check(database)

    def start_replica(self):
        self.replicas.append(Server(self.folder, database_address=self.address, database_wait_seconds=WAIT))

    def restart_replica(self, number: int):
        self.replicas[number].kill()
        fresh = Server(self.folder, database_address=self.address, database_wait_seconds=WAIT)
        self.replicas[number] = fresh

    def work_until(self, fault):
        """Everybody works; after a few acknowledged changes comes the fault, in the middle of others."""
        progress, stop = threading.Semaphore(0), threading.Event()
        threads = [
            threading.Thread(target=worker.work, args=(self.replicas[number % 2].url, progress, stop))
            for number, worker in enumerate(self.workers)]
        for thread in threads:
            thread.start()
        for _ in range(random.randint(1, 8)):
            assert progress.acquire(timeout=30), f"nothing is acknowledged any more: {self.failures}"
        threading.Event().wait(random.uniform(0, 0.05))
        fault()
        stop.set()
        for thread in threads:
            thread.join(WAIT + SLACK + 30)
            assert not thread.is_alive(), "a request hangs"
        assert not self.failures, self.failures

    @property
    def failures(self) -> list[str]:
        return [failure for worker in self.workers for failure in worker.failures]

    def wait_until_back(self):
        """Every replica is ready, and somebody's page is shown again."""
        took = seconds_until(lambda: all(self._answers(replica) for replica in self.replicas))
        assert took < BACK_WITHIN, f"back after {took:.1f} s"

    def _answers(self, replica: Server) -> bool:
        try:
            client = Client(replica.url)
            return client.get("/readyz").status == 200 and client.get("/sign-in").status == 200
        except POWER_FAILURE:
            return False

    def check(self, database: Postgres):
        database.sql("DELETE FROM guessing")
        for what, query in IMPOSSIBLE.items():
            if not query.startswith("PRAGMA"):
                assert database.sql(query) == [], what

    def close(self):
        for replica in self.replicas:
            if replica.is_alive:
                replica.stop()

    def finish(self, database: Postgres):
        """Everybody looks once more, and nobody ever waited longer than the bound."""
        for number, worker in enumerate(self.workers):
            worker.client.url = self.replicas[number % 2].url
            worker.check()
        self.check(database)
        slowest = max(worker.slowest for worker in self.workers)
        assert slowest < WAIT + SLACK, f"an answer took {slowest:.1f} s"
        acknowledged = sum(worker.acknowledged for worker in self.workers)
        print(f"{acknowledged} acknowledged changes; the slowest answer took {slowest:.1f} s")
        assert acknowledged >= ROUNDS


@pytest.fixture
def site(folder, postgres):
    site = Site(folder, postgres.address())
    site.open(postgres)
    yield site
    site.close()


def test_a_replica_is_killed(site, postgres):
    for number in range(ROUNDS):
        site.work_until(site.replicas[number % 2].kill)
        site.restart_replica(number % 2)
        site.wait_until_back()
        site.check(postgres)
    site.finish(postgres)


def test_postgres_is_killed(site, postgres):
    for _ in range(ROUNDS):
        site.work_until(postgres.kill)
        postgres.start_again()
        site.wait_until_back()
        site.check(postgres)
    site.finish(postgres)


def test_postgres_is_restarted(site, postgres):
    for _ in range(ROUNDS):
        site.work_until(postgres.restart)
        site.wait_until_back()
        site.check(postgres)
    site.finish(postgres)


def test_connections_are_cut(site, postgres):
    for _ in range(ROUNDS):
        site.work_until(postgres.terminate_backends)
        site.wait_until_back()
        site.check(postgres)
    site.finish(postgres)


def test_the_network_stalls(folder, postgres):
    network = Network(postgres.port)
    address = postgres.address().replace(f":{postgres.port}/", f":{network.port}/")
    site = Site(folder, address)
    try:
        site.open(postgres)
        for _ in range(ROUNDS):

            def stall():
                network.stall()
                # Longer than anybody may wait.
                threading.Event().wait(WAIT + random.uniform(0.1, 1))

            site.work_until(stall)
            network.go_on()
            site.wait_until_back()
            site.check(postgres)
        site.finish(postgres)
    finally:
        network.close()
        site.close()


def test_a_standby_takes_over(folder):
    """Real streaming replication, and every commit waits for the standby."""
    primary = Postgres()
    servers = [primary]
    site = None
    try:
        standby = Postgres(standby_of=primary)
        servers.append(standby)
        primary.wait_for(standby)
        ports = [primary.port, standby.port]
        hosts = ",".join(f"127.0.0.1:{port}" for port in ports)
        site = Site(folder, f"postgres://owner@{hosts}/gatehouse?target_session_attrs=read-write")
        site.open(primary)
        for _ in range(ROUNDS):
            site.work_until(primary.kill)
            standby.promote()
            site.wait_until_back()
            site.check(standby)
            lost, primary = primary, standby
            lost.rebuild_as_standby(of=primary)
            standby = lost
            primary.wait_for(standby)
        site.finish(primary)
    finally:
        if site:
            site.close()
        for server in servers:
            server.close()
