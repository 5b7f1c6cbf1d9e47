"""Somebody who works with Gatehouse while its power fails, and remembers what was acknowledged."""

import threading
from http.client import HTTPException

from support.client import Client
from support.people import PASSWORD, phone_of
from support.phone import Phone

#: What a client sees of a power failure.
PowerFailure = (OSError, HTTPException)


class Worker:
    """Signs in, changes the profile, switches two-factor authentication on and off; one change at a time.

    A change is in the air from when it is sent until it is answered. After a failure an acknowledged change must be there, and
    one that was in the air either there or not, but whole.
    """

    def __init__(self, name: str):
        self.name = name
        self.client = Client("")
        self.phone: Phone | None = None
        #: The phone after the change in the air.
        self.next_phone: Phone | None = None
        self.display_names = {""}
        self.changes = 0
        self.failures: list[str] = []

    def work(self, url: str, acknowledged: threading.Semaphore):
        """Checks what is left from before, and goes on until the power fails."""
        self.client.url = url
        try:
            self.check()
            while True:
                for step in (self.change_profile, self.switch_on, self.change_profile, self.sign_in, self.switch_off):
                    step()
                    self.changes += 1
                    acknowledged.release()
        except PowerFailure:
            pass
        except AssertionError as failure:
            self.failures.append(f"{self.name}: {failure}")
        finally:
            # Nobody waits for one who has stopped.
            acknowledged.release(1000)

    def check(self):
        """The session of before goes on, unless its successor was in the air; profile and authenticator are as remembered."""
        page = self.client.get("/profile")
        if page.status != 200:
            assert self.is_renewing, f"the acknowledged session is gone: {page.status} {page.location}"
            self.sign_in()
            page = self.client.get("/profile")
        assert page.field("displayName") in self.display_names, f"{page.field('displayName')} is none of {self.display_names}"
        self.display_names = {page.field("displayName")}

    @property
    def is_renewing(self) -> bool:
        """Whether a change was in the air that gives this browser a new session."""
        return self.in_the_air

    in_the_air = False

    def change_profile(self):
        name = f"{self.name} {self.changes}"
        self.display_names.add(name)
        answer = self.client.post("/profile", displayName=name, email="", language="en")
        assert answer.status == 303, answer.status
        self.display_names = {name}

    def sign_in(self):
        """From another browser, that this one then becomes: with a code exactly if two-factor authentication is on."""
        client = Client(self.client.url)
        answer = client.sign_in(self.name, PASSWORD)
        if self.in_the_air:
            self._settle(needs_code=answer.location == "/sign-in/code")
        assert answer.location == ("/sign-in/code" if self.phone else "/"), (answer.status, answer.location)
        if self.phone:
            answer = client.post("/sign-in/code", code=self.phone.code())
        assert (answer.status, answer.location) == (303, "/"), (answer.status, answer.text)
        self.client = client

    def switch_on(self):
        if self.phone is None:
            self._switch(phone_of(self.client), using=None)

    def switch_off(self):
        if self.phone:
            self._switch(None, using=self.phone)

    def _switch(self, next_phone: Phone | None, using: Phone | None):
        self.next_phone, self.in_the_air = next_phone, True
        answer = self.client.post("/profile/two-factor", code=(using or next_phone).code())
        assert answer.status == 303, (answer.status, answer.text)
        self.phone, self.in_the_air = next_phone, False

    def _settle(self, needs_code: bool):
        """The change that was in the air has happened, or it has not: the sign-in tells which."""
        if needs_code != (self.phone is not None):
            self.phone = self.next_phone
        self.in_the_air = False
