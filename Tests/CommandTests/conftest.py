"""Fixtures of the command's tests. Everything they start or write is gone afterwards."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from support.people import set_up
from support.postgres import Postgres
from support.server import Server


@pytest.fixture
def folder(tmp_path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def serve(folder):
    """Starts servers on the data folder; what still runs at the end is stopped."""
    servers = []

    def start(*arguments: str, **settings) -> Server:
        servers.append(Server(folder, *arguments, **settings))
        return servers[-1]

    yield start
    for server in servers:
        if server.is_alive:
            server.stop()


@pytest.fixture
def server(serve) -> Server:
    return serve()


@pytest.fixture
def administrator(server):
    """The first administrator, signed in."""
    return set_up(server)


@pytest.fixture(scope="module")
def postgres_server():
    """A PostgreSQL server for all tests of a file."""
    server = Postgres()
    yield server
    server.close()


@pytest.fixture
def postgres(postgres_server) -> Postgres:
    """The server, running, with an empty database."""
    postgres_server.start()
    postgres_server.sql("DROP DATABASE gatehouse WITH (FORCE)", database="postgres")
    postgres_server.sql("CREATE DATABASE gatehouse", database="postgres")
    return postgres_server
