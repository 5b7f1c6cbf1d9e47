"""Somebody at a browser, who sees words and clicks on them."""

import itertools
import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect
from support.people import PASSWORD
from support.phone import Phone
from words import Words

#: Milliseconds: for a machine that does much else.
PATIENCE = 45_000
expect.set_options(timeout=PATIENCE)

STORED = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases()).map(known => known.name)]"""


class Visitor:
    """One browser with a page, and with everything it complained about."""

    _numbers = itertools.count()

    def __init__(self, browser: Browser, url: str, words: Words, folder: Path, **options):
        self.words = words
        self.url = url
        self.folder = folder
        self.context = browser.new_context(base_url=url, locale=words.code, **options)
        self.heard: list[str] = []
        self.context.on("console", lambda message: self._hear(message.type, message.text))
        self.context.on("weberror", lambda error: self.heard.append(str(error.error)))
        self.context.on("response", self._check_response)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()

    def _hear(self, kind: str, text: str):
        # The browser reports every page that is not a success, also those that tests ask for.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.heard.append(text)

    def _check_response(self, response):
        if response.status >= 400 and response.request.resource_type != "document":
            self.heard.append(f"{response.status} {response.url}")

    def complaints(self) -> list[str]:
        """Errors and violations of the content security policy, and what was left in the browser's storage."""
        if self.page.url.startswith("http"):
            self.heard += [f"stored: {name}" for name in self.page.evaluate(STORED)]
        return self.heard

    def close(self):
        self.context.close()

    # Looking

    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def notice(self) -> Locator:
        return self.page.get_by_role("status")

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def key(self) -> str:
        """The key to type in, behind its disclosure: in groups of four."""
        disclosure = self.page.locator(".enrol-key")
        if disclosure.get_attribute("open") is None:
            disclosure.locator("summary").click()
        return self.page.locator("code.key").inner_text()

    def picture(self) -> Path:
        """A screenshot of the whole page."""
        path = self.folder / f"picture-{next(self._numbers)}.png"
        self.page.screenshot(path=path, full_page=True)
        return path

    # Acting

    def open(self, path: str) -> "Visitor":
        self.page.goto(path)
        return self

    def press(self, button: str):
        self.page.get_by_role("main").get_by_role("button", name=button, exact=True).click()

    def choose(self, group: str, entry: str):
        """In the product menu, chooses *group › entry* by its visible words."""
        self.menu().get_by_role("list", name=group, exact=True).get_by_text(entry, exact=True).click()

    def menu(self) -> Locator:
        """The product menu. A small screen shows it when it is asked for."""
        button = self.page.get_by_role("button", name=self.words.menu, exact=True)
        if button.is_visible():
            button.click()
        return self.page.get_by_role("navigation").filter(has_text=self.words.user_profile)

    def fill(self, label: str, text: str):
        self.page.get_by_label(label, exact=True).fill(text)

    def prove_password(self, name: str, password: str = PASSWORD):
        self.open("/sign-in")
        self.fill(self.words.user_name, name)
        self.fill(self.words.password, password)
        self.press(self.words.sign_in)

    def enter_code(self, code: str, button: str | None = None):
        self.fill(self.words.number, code)
        self.press(button or self.words.sign_in)

    def sign_in(self, name: str, phone: Phone | None = None) -> "Visitor":
        self.prove_password(name)
        if phone:
            self.enter_code(phone.code())
        self.expect_signed_in()
        return self

    def sign_out(self):
        self.menu().get_by_role("button", name=self.words.sign_out, exact=True).click()

    # Expecting

    def expect_signed_in(self):
        self.expect_path("/")

    def expect_path(self, path: str):
        """The page of this path, whatever it leads on to."""
        expect(self.page).to_have_url(re.compile(r"^\w+://[^/]+" + re.escape(path) + r"(\?next=[^&]*)?$"))

    def expect_text(self, text: str):
        expect(self.page.get_by_role("main")).to_contain_text(text)
