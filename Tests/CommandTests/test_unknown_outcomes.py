"""A commit whose answer is lost, or that no standby has confirmed: it is never acknowledged, never made twice, and found when it is
asked for again."""

import threading
from dataclasses import dataclass

import pytest

from support.client import Answer, Client
from support.cutter import CommitCutter
from support.people import ADMINISTRATOR, PASSWORD, add_user, phone_of, set_up
from support.waiting import until

#: More than any request has.
MOST_COMMITS = 8
NEW_PASSWORD = "lanterns under seven bridges"


@dataclass
class House:
    postgres: object
    server: object

    def count(self, table: str, where: str) -> int:
        return int(self.postgres.sql(f"SELECT count(*) FROM {table} WHERE {where}")[0][0])

    def entries(self, action: str) -> int:
        return self.count("activity", f"action = '{action}'")

    def browser(self, name: str = ADMINISTRATOR) -> Client:
        """Signed in anew, as somebody who has done nothing yet."""
        client = Client(self.server.url)
        assert client.sign_in(name, PASSWORD).location == "/"
        return client


class AddingAUser:
    """`begin` makes all ready; `act` is the one request; `done` counts what it has changed, `noted` what the log says of that."""

    action = "user.added"

    def begin(self, house: House, number: int):
        self.house, self.name = house, f"user{number}"
        self.client = house.browser()
        self.csrf = self.client.get("/users/new").field("csrf")

    def act(self) -> Answer:
        return self.client.post_only("/users/new", csrf=self.csrf, name=self.name, language="en")

    def is_acknowledged(self, answer: Answer) -> bool:
        return answer.status == 200

    def done(self) -> int:
        return self.house.count("user_account", f"name = '{self.name}'")

    def again(self):
        """Found: nobody else can have that name any more."""
        expected = 422 if self.done() else 200
        assert self.client.post("/users/new", name=self.name, language="en").status == expected
        assert self.done() == 1


class SigningIn:
    action = "sign-in.completed"

    def begin(self, house: House, number: int):
        self.house, self.before = house, house.count("session", "true")
        self.client = Client(house.server.url)
        self.csrf = self.client.get("/sign-in").field("csrf")

    def act(self) -> Answer:
        return self.client.post_only("/sign-in", csrf=self.csrf, userName=ADMINISTRATOR, password=PASSWORD)

    def is_acknowledged(self, answer: Answer) -> bool:
        return answer.location == "/"

    def done(self) -> int:
        return self.house.count("session", "true") - self.before

    def again(self):
        before = self.done()
        assert Client(self.house.server.url).sign_in(ADMINISTRATOR, PASSWORD).location == "/"
        assert self.done() == before + 1


class ChangingAPassword:
    action = "password.changed"

    def begin(self, house: House, number: int):
        self.house, self.name = house, f"changing{number}"
        self.client = _add(house, self.name)
        self.csrf = self.client.get("/profile/password").field("csrf")
        self.before = self._stored()

    def _stored(self) -> list[list[str]]:
        return self.house.postgres.sql(
            f"SELECT hash FROM password JOIN user_account ON id = user_id WHERE name = '{self.name}'")

    def act(self) -> Answer:
        return self.client.post_only(
            "/profile/password", csrf=self.csrf, currentPassword=PASSWORD, newPassword=NEW_PASSWORD)

    def is_acknowledged(self, answer: Answer) -> bool:
        return answer.location == "/profile"

    def done(self) -> int:
        return int(self._stored() != self.before)

    def again(self):
        """One of both signs in, and it is the stored one."""
        works = {
            password: Client(self.house.server.url).sign_in(self.name, password).location == "/"
            for password in (PASSWORD, NEW_PASSWORD)}
        assert works == {PASSWORD: not self.done(), NEW_PASSWORD: bool(self.done())}


class SwitchingTwoFactorOn:
    action = "two-factor.enabled"

    def begin(self, house: House, number: int):
        self.house, self.name = house, f"switching{number}"
        self.client = _add(house, self.name)
        self.phone = phone_of(self.client)
        self.csrf = self.client.get("/profile/two-factor").field("csrf")

    def act(self) -> Answer:
        return self.client.post_only("/profile/two-factor", csrf=self.csrf, code=self.phone.code())

    def is_acknowledged(self, answer: Answer) -> bool:
        return answer.status == 303

    def done(self) -> int:
        return self.house.count("authenticator JOIN user_account ON user_account.id = user_id", f"user_account.name = '{self.name}'")

    def again(self):
        answer = Client(self.house.server.url).sign_in(self.name, PASSWORD)
        assert answer.location == ("/sign-in/code" if self.done() else "/")


CHANGES = [AddingAUser, SigningIn, ChangingAPassword, SwitchingTwoFactorOn]


def _add(house: House, name: str) -> Client:
    add_user(house.browser(), name)
    return house.browser(name)


def check_could_not(answer: Answer):
    assert answer.status == 503 and answer.header("Retry-After"), answer.status
    assert not [cookie for cookie in answer.cookies if "gatehouse-session=" in cookie and "Max-Age=0" not in cookie]


@pytest.mark.parametrize("kind", CHANGES, ids=lambda kind: kind.__name__)
def test_a_line_that_is_cut_between_a_commit_and_its_answer(postgres, serve, kind):
    """Each commit of the request in its turn, until one more than it has: then it is acknowledged."""
    cutter = CommitCutter(postgres.port)
    try:
        address = postgres.address(parameters="?sslmode=disable&gssencmode=disable")
        server = serve(database_address=address.replace(f":{postgres.port}/", f":{cutter.port}/"))
        house = House(postgres, server)
        set_up(server)
        unacknowledged = 0
        for number in range(1, MOST_COMMITS):
            change = kind()
            change.begin(house, number)
            noted = house.entries(kind.action)
            cutter.arm(number)
            answer = change.act()
            is_cut = cutter.disarm()
            done = change.done()
            assert done in (0, 1) and house.entries(kind.action) - noted == done, f"commit {number}"
            if change.is_acknowledged(answer):
                assert done == 1, f"an acknowledged change is lost: commit {number}"
            else:
                check_could_not(answer)
                unacknowledged += done
            change.again()
            if not is_cut:
                break
        assert not is_cut and change.is_acknowledged(answer), "it never came to an end"
        assert unacknowledged == 1, "its own commit was never the one that was cut"
    finally:
        cutter.close()


@pytest.mark.parametrize("end", ["pg_cancel_backend", "pg_terminate_backend"])
@pytest.mark.parametrize("kind", [AddingAUser, SwitchingTwoFactorOn], ids=lambda kind: kind.__name__)
def test_a_commit_that_is_ended_while_it_waits_for_a_standby(postgres, serve, kind, end):
    """PostgreSQL has committed here and only warns: nobody knows whether the standby has it, so it is not acknowledged."""
    server = serve(database_address=postgres.address())
    house = House(postgres, server)
    set_up(server)
    change = kind()
    change.begin(house, 1)
    noted = house.entries(kind.action)
    answers = []
    acting = threading.Thread(target=lambda: answers.append(change.act()))
    postgres.configure("synchronous_standby_names = 'absent'")
    try:
        until(lambda: postgres.sql("SHOW synchronous_standby_names") == [["absent"]])
        acting.start()
        until(lambda: postgres.sql(
            f"SELECT {end}(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'") or not acting.is_alive())
        acting.join(30)
    finally:
        postgres.configure("synchronous_standby_names = ''")
    check_could_not(answers[0])
    assert change.done() == 1 and house.entries(kind.action) - noted == 1
    change.again()
