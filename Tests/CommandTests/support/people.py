"""Who is there: the first administrator, users, and their phones, made as people would make them."""

import html
import re
from urllib.parse import urlsplit

from support.client import Client
from support.phone import Phone
from support.server import Server

ADMINISTRATOR = "katalin"
PASSWORD = "lanterns over seven bridges"


def set_up(server: Server, **details: str) -> Client:
    """Makes the first administrator behind the printed link, and signs in."""
    client = Client(server.url)
    path = urlsplit(server.setup_link).path
    form = {"userName": ADMINISTRATOR, "displayName": "Katalin Őrsi", "email": "", "password": PASSWORD} | details
    answer = client.post("/setup", page=path, token=path.rsplit("/", 1)[-1], **form)
    assert answer.status == 303, answer.text
    return signed_in(server, form["userName"])


def signed_in(server: Server, name: str, phone: Phone | None = None) -> Client:
    client = Client(server.url)
    answer = client.sign_in(name, PASSWORD, phone and phone.code())
    assert (answer.status, answer.location) == (303, "/"), answer.text
    return client


def reset_path(answer) -> str:
    """Where the password link on this page leads."""
    return urlsplit(re.search(r"http\S+/password-reset/[\w-]+", answer.text)[0]).path


def add_user(administrator: Client, name: str, language: str = "en", **details: str) -> str:
    """Adds a user who chooses the password with the link. Returns the path of the user's page."""
    answer = administrator.post("/users/new", name=name, language=language, **details)
    assert answer.status == 200, answer.text
    set_password(Client(administrator.url), reset_path(answer))
    return user_path(administrator, name)


def set_password(client: Client, path: str, password: str = PASSWORD):
    answer = client.post("/password-reset", page=path, token=path.rsplit("/", 1)[-1], password=password)
    assert answer.location == "/sign-in", answer.text


def user_path(administrator: Client, name: str) -> str:
    rows = re.findall(r'<a href="(/users/[\w-]+)[^"]*">([^<]*)</a>', administrator.get(f"/users?search={name}").text)
    return next(path for path, shown in rows if html.unescape(shown) == name)


def phone_of(client: Client) -> Phone:
    """A phone with the key that waits on the two-factor authentication page."""
    uri = re.search(r'href="(otpauth:[^"]*)"', client.get("/profile/two-factor").text)[1]
    return Phone.reading(html.unescape(uri))


def enrol(client: Client) -> Phone:
    """Switches two-factor authentication on."""
    phone = phone_of(client)
    answer = client.post("/profile/two-factor", code=phone.code())
    assert answer.status == 303, answer.text
    return phone
