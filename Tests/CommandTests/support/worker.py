"""Somebody who works with Gatehouse while its power fails, and remembers what was acknowledged."""

import threading
from http.client import HTTPException

from support.client import Answer, Client
from support.people import PASSWORD, phone_of
from support.phone import Phone



class Unavailable(HTTPException):
    """503: the server is there, its database is not."""


#: What a client sees of a power failure.
POWER_FAILURE = (OSError, HTTPException)


class Worker:
    """Signs in, changes the profile, switches two-factor authentication on and off: one change at a time.

    A change is in the air from when it is sent until it is answered. After a failure, what was acknowledged must be there; what
    was in the air is either there or not, but whole.
    """

    def __init__(self, url: str, name: str):
        self.name = name
        self.acknowledged = 0
        self.failures: list[str] = []
        #: The longest that an answer took, in seconds.
        self.slowest = 0.0
        self.client = self._browser(url)
        self.phone: Phone | None = None
        #: What the profile may say: the acknowledged name, and one in the air.
        self.display_names = {""}
        #: The phone that counts if the switch in the air has happened. Nothing is in the air without it.
        self.switching_to: list[Phone | None] = []
        self.sign_in()

    def work(self, url: str, progress: threading.Semaphore, stop: threading.Event | None = None):
        """Checks what is left from before, then goes on until the power fails. Every acknowledged change is told to `progress`."""
        self.client.url = url
        try:
            self.check()
            while True:
                for change in (self.change_profile, self.switch_on, self.sign_in_again, self.change_profile, self.switch_off):
                    if stop and stop.is_set():
                        return
                    change()
                    self.acknowledged += 1
                    progress.release()
        except POWER_FAILURE:
            if self.phone:
                self.phone.take_back()
        except AssertionError as failure:
            self.failures.append(f"{self.name}: {failure}")
            progress.release(1000)

    def check(self):
        """The acknowledged session lives on, unless the switch in the air has given it a new token; nothing else is lost."""
        page = self.client.get("/profile")
        if page.status != 200:
            assert self.switching_to, f"an acknowledged session is gone: {page.status} {page.location}"
            self.sign_in()
            page = self.client.get("/profile")
        self.switching_to = []
        state = "enabled" if self.phone else "disabled"
        assert f"Two-factor authentication ({state})" in page.text, f"it should be {state}"
        assert page.field("displayName") in self.display_names, f"{page.field('displayName')}, not {self.display_names}"

    def change_profile(self):
        name = f"{self.name} {self.acknowledged}"
        self.display_names.add(name)
        answer = self.client.post("/profile", displayName=name, email="", language="en")
        assert answer.status == 303, answer.status
        self.display_names = {name}

    def sign_in_again(self):
        if not (self.phone and self.phone.is_far_ahead):
            self.sign_in()

    def sign_in(self):
        """From another browser, which is this one from then on: with a code exactly if two-factor authentication is on."""
        client = self._browser(self.client.url)
        answer = client.sign_in(self.name, PASSWORD)
        if self.switching_to and (answer.location == "/sign-in/code") != bool(self.phone):
            self.phone = self.switching_to[0]
        if self.phone:
            assert answer.location == "/sign-in/code", f"no code was asked for: {answer.status} {answer.location}"
            answer = self._with_code(client, "/sign-in/code")
        assert (answer.status, answer.location) == (303, "/"), f"{answer.status} {answer.location} {answer.inside('p')}"
        self.client, self.switching_to = client, []

    def switch_on(self):
        if self.phone is None:
            phone = phone_of(self.client)
            self.switching_to = [phone]
            answer = self.client.post("/profile/two-factor", code=phone.code())
            self._switched(answer)

    def switch_off(self):
        if self.phone:
            self.switching_to = [None]
            self._switched(self._with_code(self.client, "/profile/two-factor"))

    def _browser(self, url: str) -> Client:
        return Client(url, watch=[self._watch])

    def _watch(self, answer: Answer):
        self.slowest = max(self.slowest, answer.elapsed)
        if answer.status == 503:
            assert answer.header("Retry-After"), "a 503 must say when to come again"
            raise Unavailable

    def _switched(self, answer: Answer):
        assert answer.status == 303, f"{answer.status} {answer.inside('p')}"
        [self.phone], self.switching_to = self.switching_to, []

    def _with_code(self, client: Client, path: str) -> Answer:
        """The code shown before the failure may have been taken, though nobody could say so any more."""
        answer = client.post(path, code=self.phone.code())
        return client.post(path, code=self.phone.code()) if "This number has been used already" in answer.text else answer
