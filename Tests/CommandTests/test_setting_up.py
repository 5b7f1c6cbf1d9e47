"""The set-up link: one at a time, once, and never again after set-up."""

from urllib.parse import urlsplit

from support.client import Client
from support.people import ADMINISTRATOR, PASSWORD, set_up, signed_in
from support.server import command


def path_of(link: str) -> str:
    return urlsplit(link.strip()).path


def status_of(server, link: str) -> int:
    return Client(server.url).get(path_of(link)).status


def test_new_link_replaces_the_earlier_one(server):
    first = server.setup_link
    second = command("setup-link", folder=server.folder).stdout
    assert status_of(server, first) == 410
    assert status_of(server, second) == 200


def test_looking_at_the_link_does_not_use_it_up(server):
    assert [status_of(server, server.setup_link) for _ in range(3)] == [200, 200, 200]


def test_restart_prints_a_new_link_until_set_up(serve):
    server = serve()
    first = server.setup_link
    server.stop()
    again = serve()
    assert path_of(again.setup_link) != path_of(first)
    assert status_of(again, first) == 410
    set_up(again)
    again.stop()
    last = serve()
    signed_in(last, ADMINISTRATOR)
    last.stop()
    assert not [line for line in last.output if "/setup/" in line]


def test_after_set_up_there_is_no_further_link(server):
    set_up(server)
    done = command("setup-link", folder=server.folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Error: Set-up is done and stays closed. Administrators are added by administrators.\n"
    assert status_of(server, server.setup_link) == 410


def test_link_makes_one_administrator_only(server):
    path = path_of(server.setup_link)
    form = {"token": path.rsplit("/", 1)[-1], "displayName": "", "email": "", "password": PASSWORD}
    waiting = Client(server.url)
    csrf = waiting.get(path).field("csrf")
    set_up(server)
    answer = waiting.post_only("/setup", csrf=csrf, userName="mallory", **form)
    assert answer.status == 410
    assert Client(server.url).sign_in("mallory", PASSWORD).status == 401


def test_there_is_no_default_account(server):
    for name in ("admin", "root", "gatehouse"):
        assert Client(server.url).sign_in(name, name).status == 401
