"""Fixtures of the browser tests: a real server, Debian's Chromium, and visitors whose pages are watched for every mistake."""

import itertools
import os
import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "CommandTests"))

from support.people import ADMINISTRATOR, add_user, set_up, signed_in
from support.server import Server
from visitor import Visitor
from words import ENGLISH, HUNGARIAN, Words

USERS = itertools.count(1)


@pytest.fixture(scope="session")
def launch():
    """Starts the system's Chromium: nothing is downloaded."""
    path = shutil.which("chromium")
    assert path, "chromium is missing"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        yield lambda **options: playwright.chromium.launch(executable_path=path, args=arguments, **options)


@pytest.fixture(scope="session")
def browser(launch) -> Browser:
    browser = launch()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A server that is set up, for all tests of a file: each brings its own users."""
    with Server(tmp_path_factory.mktemp("house") / "data") as server:
        set_up(server)
        yield server


@pytest.fixture
def empty_house(tmp_path):
    """A server that nobody has set up yet."""
    with Server(tmp_path / "data") as server:
        yield server


@pytest.fixture(params=[ENGLISH, HUNGARIAN], ids=lambda words: words.code)
def words(request) -> Words:
    """Both languages."""
    return request.param


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request) -> bool:
    return request.param


@pytest.fixture
def new_user(house):
    """Adds a user whom no other test knows, and returns the name."""
    def add(words: Words = ENGLISH, **details: str) -> str:
        name = f"user{next(USERS)}"
        add_user(signed_in(house, ADMINISTRATOR), name, language=words.code, **details)
        return name

    return add


@pytest.fixture
def visit(browser, house, tmp_path):
    """Opens browsers; at the end, none of them may have anything to complain about."""
    visitors = []

    def open_browser(words: Words = ENGLISH, server: Server = house, **options) -> Visitor:
        visitors.append(Visitor(browser, server.url, words, tmp_path, **options))
        return visitors[-1]

    yield open_browser
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints()]
    for visitor in visitors:
        visitor.close()
    assert not complaints
