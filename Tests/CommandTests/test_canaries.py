"""No password, code, key or token in any file, log or answer but where it belongs (ASVS 16.2.5)."""

import base64
import re

import pytest
from support.client import Client
from support.people import PASSWORD, add_user, enrol, reset_path, set_password, set_up, signed_in, user_path
from support.server import command

NEW_PASSWORD = "canary: a new one, sung softly"
MISTYPED = "canary-typed-into-the-wrong-field"


class Conversation:
    """Everything people do once, and every secret that came up in it."""

    def __init__(self, server):
        self.server = server
        self.secrets: dict[str, str] = {}
        self.codes: set[str] = set()
        self.pages: list[str] = []

    def watched(self, client: Client) -> Client:
        client.watch.append(self._look)
        return client

    def _look(self, answer):
        self.pages.append(answer.text)
        for cookie in answer.cookies:
            name, _, value = cookie.split(";")[0].partition("=")
            if value and name.removeprefix("__Host-gatehouse-") in ("session", "sign-in", "browser"):
                self.secrets[f"{name} {len(self.secrets)}"] = value

    def code(self, phone) -> str:
        code = phone.code()
        self.codes.add(code)
        return code

    def hold(self):
        administrator = self.watched(set_up(self.server))
        self.secrets |= {"password": PASSWORD, "new password": NEW_PASSWORD, "mistyped": MISTYPED}
        self.secrets["set-up token"] = self.server.setup_link.rsplit("/", 1)[-1]
        add_user(administrator, "anna")
        anna = self.watched(signed_in(self.server, "anna"))
        phone = enrol(anna)
        self.secrets["key of the app"] = phone.key
        again = self.watched(Client(self.server.url))
        again.sign_in("anna", MISTYPED)
        again.sign_in(MISTYPED, MISTYPED)
        again.sign_in("anna", PASSWORD, self.code(phone))
        again.post("/profile/password", currentPassword=MISTYPED, newPassword=NEW_PASSWORD)
        again.post("/profile/password", currentPassword=PASSWORD, newPassword=NEW_PASSWORD)
        again.post("/step-up", password=NEW_PASSWORD, code=self.code(phone))
        again.post("/profile/two-factor", code=self.code(phone))
        self._link(administrator)

    def _link(self, administrator: Client):
        path = user_path(administrator, "anna")
        link = reset_path(administrator.post(f"{path}/password-reset"))
        self.secrets["password link"] = link.rsplit("/", 1)[-1]
        set_password(self.watched(Client(self.server.url)), link, NEW_PASSWORD)
        administrator.get("/activity")


def forms(secret: str) -> set[bytes]:
    """The secret as text, and as the bytes that the text may stand for."""
    found = {secret.encode(), base64.b64encode(secret.encode()), secret.encode().hex().encode()}
    for alphabet in (base64.b32decode, base64.urlsafe_b64decode):
        try:
            decoded = alphabet(secret + "=" * (-len(secret) % 4))
        except ValueError:
            continue
        found |= {decoded, decoded.hex().encode(), base64.b64encode(decoded)} if len(decoded) >= 16 else set()
    return found


def leaks(content: bytes, secrets: dict[str, str]) -> list[str]:
    return [name for name, secret in secrets.items() if any(form in content for form in forms(secret))]


@pytest.fixture
def conversation(serve) -> Conversation:
    conversation = Conversation(serve(log_level="debug"))
    conversation.hold()
    return conversation


def files(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_of_the_data_folder(conversation, folder):
    """While it runs, with its journal, and afterwards."""
    running = files(folder)
    assert {"gatehouse.sqlite", "gatehouse.sqlite-wal", "gatehouse.keys"} <= set(running)
    conversation.server.stop()
    keys = [line.split()[1] for line in running["gatehouse.keys"].decode().splitlines() if not line.startswith("#")]
    for name, content in [*running.items(), *files(folder).items()]:
        assert leaks(content, conversation.secrets) == [], name
        assert b"$argon2" not in content, name
        if name != "gatehouse.keys":
            assert leaks(content, {"sealing key": keys[0]}) == [], name


def test_standard_output_and_error(conversation, folder):
    rotation = command("key", "rotate", folder=folder, log_level="debug")
    conversation.server.stop()
    output, errors = "\n".join(conversation.server.output), conversation.server.errors
    assert "answered" in errors
    # The set-up link is printed for the operator: that is where it belongs.
    assert leaks(output.encode(), conversation.secrets) == ["set-up token"]
    assert leaks(errors.encode(), conversation.secrets) == []
    assert leaks((rotation.stdout + rotation.stderr).encode(), conversation.secrets) == []
    assert conversation.codes.isdisjoint(re.findall(r"\b\d{6}\b", output + errors))


def test_answers(conversation):
    """Nothing that was typed into a secret field comes back, and no page shows a token of a cookie."""
    typed = {name: conversation.secrets[name] for name in ("password", "new password")}
    cookies = {name: secret for name, secret in conversation.secrets.items() if name.startswith("__Host-")}
    assert cookies
    for page in conversation.pages:
        assert leaks(page.encode(), typed | cookies) == []
        assert conversation.codes.isdisjoint(re.findall(r"\b\d{6}\b", page))


def test_scan_finds_what_is_there():
    """The scan itself: a canary in any of its forms is found."""
    token = base64.urlsafe_b64encode(bytes(range(32))).decode().rstrip("=")
    assert leaks(b"..." + bytes(range(32)), {"token": token}) == ["token"]
    assert leaks(token.encode(), {"token": token}) == ["token"]
    assert leaks(b"nothing", {"token": token}) == []
