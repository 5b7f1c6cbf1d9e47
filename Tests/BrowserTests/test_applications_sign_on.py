"""Somebody at a browser signs on to applications that others wrote: the pages in between, and what the application learns."""

import itertools
import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect
from relying_party import RelyingParty
from support.people import PASSWORD, enrol, signed_in
from test_every_page import wrong
from test_keyboard import Keyboard
from tour import phone_on_page

LABELS = {
    "en": {
        "go on": "Go on", "other": "Use another account", "cancel": "Cancel", "consent": "Go on to {}?", "leaving": "On to {}",
        "sign out?": "Sign out?", "stay": "Stay signed in", "needs two": "{} needs two factors", "button": "Continue",
        "switch on": "Switch on two-factor authentication", "told": ("your name", "e-mail", "30 days"),
    },
    "hu": {
        "go on": "Tovább", "other": "Másik fiók használata", "cancel": "Mégse", "consent": "Továbblép ide: {}?",
        "leaving": "Tovább ide: {}", "sign out?": "Kijelentkezik?", "stay": "Bejelentkezve maradok",
        "needs two": "Kétlépcsős azonosítás kell: {}", "button": "Tovább", "switch on": "A kétlépcsős azonosítás bekapcsolása",
        "told": ("a nevét", "e-mail", "30 napig"),
    },
}
NUMBERS = itertools.count(1)
PICTURES = os.environ.get("SCREENSHOTS")


@pytest.fixture
def labels(words):
    return LABELS[words.code]


@pytest.fixture
def application(house):
    """Starts applications that the house knows."""
    started = []

    def start(name: str, *options: str, **more) -> RelyingParty:
        started.append(RelyingParty(house, f"{name} {next(NUMBERS)}", *options, **more))
        return started[-1]

    yield start
    for each in started:
        each.close()


@pytest.fixture
def anna(new_user, house, words):
    """A user with two factors: name and phone."""
    name = new_user(words, displayName="Őrsi Anna")
    return name, enrol(signed_in(house, name))


def signs_in(visitor, user):
    """On the sign-in page, to which the application has led."""
    name, phone = user
    expect(visitor.page).to_have_url(re.compile(r"/sign-in\?"))
    visitor.fill(visitor.words.user_name, name)
    visitor.fill(visitor.words.password, PASSWORD)
    visitor.press(visitor.words.sign_in)
    visitor.enter_code(phone.code())


def expect_in(visitor, application, said: str = "Signed in: Őrsi Anna", page=None):
    """Back in the application, which knows the name."""
    page = page or visitor.page
    expect(page).to_have_url(application.url + "/")
    expect(page.locator("#said")).to_have_text(said)


def test_signing_on(visit, application, anna, words, javascript):
    crm = application("CRM")
    visitor = visit(words, java_script_enabled=javascript)
    visitor.page.goto(crm.url)
    visitor.page.get_by_role("link", name="Sign in").click()
    signs_in(visitor, anna)
    # The page in between goes on by itself, by a header: also without JavaScript.
    expect_in(visitor, crm)
    assert crm.methods == ["GET"]
    # Asked again, nobody is asked anything; nor by a second application.
    other = application("Wallboard")
    for each in (crm, other):
        visitor.page.goto(f"{each.url}/sign-in")
        expect_in(visitor, each)
        visitor.page.goto(f"{each.url}/sign-in?prompt=none")
        expect_in(visitor, each)


def test_answer_in_a_form(visit, application, anna, words, labels, javascript):
    crm = application("CRM")
    visitor = visit(words, java_script_enabled=javascript)
    visitor.page.goto(f"{crm.url}/sign-in?response_mode=form_post")
    signs_in(visitor, anna)
    if not javascript:
        expect(visitor.heading()).to_have_text(labels["leaving"].format(crm.name))
        visitor.press(labels["go on"])
    expect_in(visitor, crm)
    assert crm.methods == ["POST"]


def test_agreeing_by_keyboard(visit, application, anna, words, labels, javascript):
    """Somebody else's application: the person is asked once; declining leads back as well."""
    crm = application("Partner", "--ownership", "foreign")
    name, phone = anna
    visitor = visit(words, java_script_enabled=javascript)
    visitor.page.goto(f"{crm.url}/sign-in")
    keyboard = Keyboard(visitor.page)
    keyboard.starts_in(words.user_name).type(name).press("Tab").type(PASSWORD).press("Enter")
    keyboard.starts_in(words.number).type(phone.code()).press("Enter")
    expect(visitor.heading()).to_have_text(labels["consent"].format(crm.name))
    visitor.expect_text(crm.url.removeprefix("http://"))
    keyboard.go_to(labels["cancel"]).press("Enter")
    expect(visitor.page.locator("#said")).to_have_text("Not signed in: access_denied")
    visitor.page.goto(f"{crm.url}/sign-in")
    expect(visitor.heading()).to_have_text(labels["consent"].format(crm.name))
    keyboard.go_to(labels["go on"]).press("Enter")
    expect_in(visitor, crm)
    visitor.page.goto(f"{crm.url}/sign-in?prompt=none")
    expect_in(visitor, crm)


def test_with_another_account(visit, application, anna, new_user, words, labels):
    crm = application("Partner", "--ownership", "foreign")
    visitor = visit(words).sign_in(new_user(words))
    visitor.page.goto(f"{crm.url}/sign-in")
    visitor.press(labels["other"])
    signs_in(visitor, anna)
    visitor.press(labels["go on"])
    expect_in(visitor, crm)


def test_signing_out_ends_all(visit, application, anna, words):
    crm, other = application("CRM"), application("Wallboard")
    visitor = visit(words)
    visitor.page.goto(f"{crm.url}/sign-in")
    signs_in(visitor, anna)
    expect_in(visitor, crm)
    visitor.page.goto(f"{other.url}/sign-in")
    expect_in(visitor, other)
    visitor.page.goto(f"{other.url}/asks")
    expect(visitor.page.locator("#said")).to_have_text("Good")
    visitor.page.goto(crm.url)
    visitor.page.get_by_role("link", name="Sign out").click()
    expect(visitor.page.locator("#said")).to_have_text("Nobody is signed in.")
    visitor.page.goto(f"{other.url}/asks")
    expect(visitor.page.locator("#said")).to_have_text("No good: 401")
    visitor.page.goto(f"{crm.url}/sign-in?prompt=none")
    expect(visitor.page.locator("#said")).to_have_text("Not signed in: login_required")


def test_two_tabs(visit, application, anna, words, javascript):
    """Each comes back to its own application, whichever was first."""
    crm, other = application("CRM"), application("Wallboard")
    visitor = visit(words, java_script_enabled=javascript)
    first, second = visitor.page, visitor.context.new_page()
    first.goto(f"{crm.url}/sign-in")
    second.goto(f"{other.url}/sign-in")
    visitor.page = second
    signs_in(visitor, anna)
    expect_in(visitor, other)
    # The first still shows the sign-in. Whatever is typed there leads on: nobody signs in twice.
    visitor.page = first
    visitor.fill(words.user_name, anna[0])
    visitor.fill(words.password, "something else")
    visitor.press(words.sign_in)
    expect_in(visitor, crm)
    for each in (crm, other):
        first.goto(f"{each.url}/asks")
        expect(first.locator("#said")).to_have_text("Good")


def test_tabs_that_overtake_each_other(visit, application, anna, words):
    """Both have proven the password before one of them asks for the code: the later one has begun anew, and leads on."""
    crm, other = application("CRM"), application("Wallboard")
    visitor = visit(words)
    first, second = visitor.page, visitor.context.new_page()
    name, phone = anna
    for page, each in ((first, crm), (second, other)):
        visitor.page = page
        page.goto(f"{each.url}/sign-in")
        visitor.fill(words.user_name, name)
        visitor.fill(words.password, PASSWORD)
        visitor.press(words.sign_in)
        expect(page.get_by_label(words.number, exact=True)).to_be_visible()
    visitor.enter_code(phone.code())
    expect_in(visitor, other)
    # The application that waits asks once more, and nobody is asked anything.
    first.goto(f"{crm.url}/sign-in")
    expect_in(visitor, crm, page=first)


class Sights:
    """The pages between an application and its user, each of them standing still."""

    def __init__(self, visitor, application, words, labels, user):
        self.visitor, self.page = visitor, visitor.page
        self.application, self.words, self.labels, self.user = application, words, labels, user

    def __iter__(self):
        crm = self.application("Partner & Co", "--ownership", "foreign", "--scope", "openid", "--scope", "profile", "--scope",
                               "email", "--scope", "offline_access")
        self.page.goto(f"{crm.url}/sign-in")
        signs_in(self.visitor, self.user)
        yield "consent"
        self.page.goto(f"{crm.url}/sign-in?scope=openid+profile+email+offline_access")
        told = self.page.get_by_role("main").get_by_role("listitem").all_inner_texts()
        assert all(words in text for words, text in zip(self.labels["told"], told, strict=True)), told
        yield "consent, lasting"
        # The application has nothing to say for a while: the browser stays where it is.
        self.page.route(f"{crm.url}/signed-in**", lambda route: route.fulfill(status=204))
        self.visitor.press(self.labels["go on"])
        expect(self.visitor.heading()).to_have_text(self.labels["leaving"].format(crm.name))
        yield "leaving"
        self.page.goto(f"{crm.url}/sign-in?response_mode=form_post&prompt=consent")
        self.visitor.press(self.labels["go on"])
        expect(self.visitor.heading()).to_have_text(self.labels["leaving"].format(crm.name))
        yield "posting"
        yield from self.refused()
        yield from self.asked()

    def refused(self):
        closed = self.application("Payroll", "--allow", "administrators")
        self.page.goto(f"{closed.url}/sign-in")
        yield "not admitted"
        far = self.application("Branch", "--address", "192.0.2.0/24")
        self.page.goto(f"{far.url}/sign-in")
        yield "not from here"
        self.page.goto(f"{self.visitor.url}/oauth2/authorize?client_id=nobody")
        yield "uncertain"

    def asked(self):
        self.page.goto(f"{self.visitor.url}/oauth2/end-session")
        expect(self.visitor.heading()).to_have_text(self.labels["sign out?"])
        yield "sign-out"
        self.page.get_by_role("link", name=self.labels["stay"]).click()
        self.visitor.expect_signed_in()


def look(visitor, words, name: str):
    """What is wrong with the page that stands there, in all its looks."""
    visitor.page.evaluate(AXE_SCRIPT)
    for width, scheme in itertools.product([1440, 360, 320], ["light", "dark"]):
        visitor.page.set_viewport_size({"width": width, "height": 800})
        visitor.page.emulate_media(color_scheme=scheme)
        where = f"{name}-{words.code}-{scheme}-{width}"
        if PICTURES:
            visitor.page.screenshot(path=Path(PICTURES, f"sign-on-{where}.png"), full_page=True)
        yield from (f"{where}: {problem}" for problem in wrong(visitor, words))


def test_every_page_in_between(visit, application, anna, words, labels):
    visitor = visit(words, reduced_motion="reduce")
    problems = []
    for name in Sights(visitor, application, words, labels, anna):
        problems += look(visitor, words, name)
    assert not problems, "\n".join(problems)


def test_second_factor_on_the_way(visit, application, new_user, words, labels):
    """An application that needs two factors, and somebody who has one: they switch it on, and go on."""
    crm = application("Recordings", "--level", "2fa")
    visitor = visit(words, reduced_motion="reduce")
    name = new_user(words, displayName="Őrsi Anna")
    visitor.page.goto(f"{crm.url}/sign-in")
    visitor.fill(words.user_name, name)
    visitor.fill(words.password, PASSWORD)
    visitor.press(words.sign_in)
    expect(visitor.heading()).to_have_text(labels["needs two"].format(crm.name))
    problems = list(look(visitor, words, "needs two factors"))
    assert not problems, "\n".join(problems)
    place = visitor.page.url
    visitor.page.get_by_role("link", name=labels["switch on"]).click()
    phone = phone_on_page(visitor)
    visitor.enter_code(phone.code(), words.change)
    visitor.page.goto(place)
    if "/step-up" in visitor.page.url:
        visitor.fill(words.password, PASSWORD)
        visitor.fill(words.number, phone.code())
        visitor.press(labels["button"])
    expect_in(visitor, crm)


def test_signed_out_by_a_stranger(visit, application, anna, words, labels):
    """A link that signs people out asks them first."""
    crm = application("CRM")
    visitor = visit(words)
    visitor.page.goto(f"{crm.url}/sign-in")
    signs_in(visitor, anna)
    expect_in(visitor, crm)
    visitor.page.goto(f"{visitor.url}/oauth2/end-session?client_id={crm.registered.client_id}")
    expect(visitor.heading()).to_have_text(labels["sign out?"])
    visitor.page.goto(f"{crm.url}/asks")
    expect(visitor.page.locator("#said")).to_have_text("Good")
    visitor.page.goto(f"{visitor.url}/oauth2/end-session")
    visitor.press(words.sign_out)
    visitor.expect_path("/sign-in")
    visitor.page.goto(f"{crm.url}/asks")
    expect(visitor.page.locator("#said")).to_have_text("No good: 401")
