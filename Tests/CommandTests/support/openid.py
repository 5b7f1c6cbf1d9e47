"""Applications as the shell makes them, and the way of their users from a request to an application's address."""

import json
import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

from support.client import Answer, Client
from support.server import Server, command
from support.waiting import until

REDIRECT = "https://crm.example.org/signed-in"
FAREWELL = "https://crm.example.org/signed-out"


@dataclass
class Registered:
    """What an application's owner knows."""

    client_id: str
    secret: str | None
    redirect: str
    #: Everything that the shell says of it.
    report: dict


def register(
    server: Server, client_id: str, *options: str, template: str = "web", redirect: str | None = REDIRECT,
    farewell: str = FAREWELL, name: str | None = None,
) -> Registered:
    """Adds an application that is open to everybody, unless the options say otherwise. The server has its keys from then on."""
    until(lambda: Client(server.url).get("/oauth2/jwks").status == 200)
    if redirect is not None:
        options = ("--redirect", redirect, "--post-logout", farewell, "--allow", "everybody", *options)
    done = command(
        "application", "add", client_id, "--template", template, "--name", name or f"Application {client_id}", *options,
        folder=server.folder)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    return Registered(client_id, report.get("secret"), redirect, report)


def discovered(server: Server) -> dict:
    answer = Client(server.url).get("/.well-known/openid-configuration")
    assert answer.status == 200
    return json.loads(answer.text)


def leads_to(answer: Answer) -> str | None:
    """Where a browser goes on to by itself."""
    if answer.location:
        return answer.location
    refresh = re.fullmatch(r"0; url=(.*)", answer.header("Refresh") or "")
    return refresh[1] if refresh else None


def follow(client: Client, address: str) -> Answer:
    """Opens an address of the server, and goes on until a page waits for somebody, or another site comes next."""
    for _ in range(8):
        address = urljoin(client.url, address)
        answer = client.get(address.removeprefix(client.url))
        target = leads_to(answer)
        if target is None or not urljoin(client.url, target).startswith(client.url + "/"):
            return answer
        address = target
    raise AssertionError(f"it goes round in circles: {address}")


def answered(client: Client, address: str) -> str:
    """The application's address that a request of somebody signed in leads to, with the answer in it."""
    answer = follow(client, address)
    target = leads_to(answer)
    assert target, f"{answer.status} {answer.inside('h1')} {answer.inside('p')}"
    return target


def parameters(address: str) -> dict[str, str]:
    """The parameters of an answer; none may come twice."""
    found = parse_qs(urlsplit(address).query, keep_blank_values=True)
    assert all(len(values) == 1 for values in found.values()), found
    return {name: values[0] for name, values in found.items()}


def posted(answer: Answer) -> tuple[str, dict[str, str]]:
    """The form that takes an answer to an application: where to, and its fields."""
    form = re.search(r'<form[^>]*id="leaves"[^>]*action="([^"]*)"[^>]*>(.*?)</form>', answer.text, re.DOTALL)
    assert form, answer.text
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form[2])
    return unescape(form[1]), {unescape(name): unescape(value) for name, value in fields}
