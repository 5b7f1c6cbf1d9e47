"""A walk to every page there is, as an administrator of the given house."""

import sqlite3
from contextlib import closing

from support.people import ADMINISTRATOR, add_user, set_up
from support.phone import Phone
from visitor import Visitor


class Tour:
    """Yields the name of each page while the visitor stands before it."""

    def __init__(self, server, visitor: Visitor, language: str):
        self.server = server
        self.visitor = visitor
        self.page = visitor.page
        self.language = language

    def __iter__(self):
        yield from self.first_start()
        yield from self.outside()
        yield from self.first_step()
        yield from self.own_pages()
        yield from self.two_factor()
        yield from self.user_management()
        yield from self.others()

    def at(self, name: str, path: str):
        self.visitor.open(path)
        yield name

    def first_start(self):
        path = self.server.setup_link
        yield from self.at("set-up", path)
        self.submit()
        yield "set-up, everything wrong"
        self.administrator = set_up(self.server)
        add_user(self.administrator, "anna", language=self.language, displayName="Kovácsné Szentgyörgyi Annamária")
        self.administrator.post("/profile", displayName="Katalin Őrsi", email="", language=self.language)
        yield from self.at("set-up, closed", path)

    def outside(self):
        yield from self.at("sign-in", "/sign-in")
        yield from self.at("help, outside", "/help")
        yield from self.at("not found", "/nowhere")
        yield from self.at("password link, expired", "/password-reset/" + "A" * 43)
        answer = self.administrator.post("/users/new", name="bence", language=self.language)
        yield from self.at("password link", answer.text.split(self.server.url)[1].split("<")[0])
        self.submit()
        yield "password link, too short"

    def first_step(self):
        self.visitor.prove_password("katalin", "wrong")
        yield "sign-in, wrong"
        self.visitor.sign_in(ADMINISTRATOR)
        yield "home"

    def own_pages(self):
        yield from self.at("profile", "/profile")
        self.visitor.fill(EMAIL[self.language], "nobody@")
        self.visitor.press(self.visitor.words.save)
        yield "profile, wrong"
        yield from self.at("password", "/profile/password")
        self.visitor.press(self.visitor.words.change)
        yield "password, wrong"
        yield from self.at("sessions", "/profile/sessions")

    def two_factor(self):
        words = self.visitor.words
        yield from self.at("two-factor, disabled", "/profile/two-factor")
        self.visitor.enter_code("1", words.change)
        yield "two-factor, wrong code"
        phone = phone_on_page(self.visitor)
        self.visitor.enter_code(phone.code(), words.change)
        yield "two-factor, enabled"
        self.visitor.sign_out()
        yield "sign-in, signed out"
        self.visitor.prove_password(ADMINISTRATOR)
        yield "code"
        self.visitor.enter_code(phone.wrong_code())
        yield "code, wrong"
        self.visitor.enter_code(phone.code())
        self.visitor.expect_signed_in()

    def user_management(self):
        yield from self.at("users", "/users")
        yield from self.at("users, none found", "/users?search=nobody")
        yield from self.at("new user", "/users/new")
        self.submit()
        yield "new user, wrong"
        self.visitor.open("/users")
        self.page.get_by_role("link", name="anna", exact=True).click()
        yield "user"
        path = self.page.url
        yield from self.at("confirm", path + "/password-reset")
        self.submit()
        yield "reset link"
        yield from self.at("confirm two-factor", path + "/clear-two-factor")
        yield from self.at("users, oneself", "/users")
        self.page.get_by_role("link", name=ADMINISTRATOR, exact=True).click()
        yield "user, oneself"

    def others(self):
        yield from self.at("activity", "/activity")
        yield from self.at("activity, unreadable filter", "/activity?from=yesterday")
        yield from self.at("activity, nothing found", "/activity?user=nobody")
        yield from self.at("help", "/help")
        self._forget_proof()
        yield from self.at("step-up", "/users/new")
        self.visitor.press(STEP_UP[self.language])
        yield "step-up, wrong"
        yield from self.at("error", "/users/nobody")

    def submit(self):
        """Sends the page's first form as it is."""
        self.page.locator("main button[type=submit]").first.click()

    def _forget_proof(self):
        """As if the sign-in were more than 15 minutes ago."""
        with closing(sqlite3.connect(self.server.database)) as database, database:
            database.execute("UPDATE session SET proven_at = proven_at - 1000000")


EMAIL = {"en": "E-mail address (optional)", "hu": "E-mail-cím (nem kötelező)"}
STEP_UP = {"en": "Continue", "hu": "Tovább"}


def phone_on_page(visitor: Visitor):
    return Phone.reading(visitor.page.locator('a[href^="otpauth:"]').get_attribute("href"))
