"""Everything by keyboard alone: no test here touches the mouse."""

import pytest
from playwright.sync_api import expect
from support.people import PASSWORD
from support.phone import Phone

NAMES = """() => {
    const element = document.activeElement;
    const label = element.labels && element.labels[0];
    return (label || element).innerText.trim() || element.getAttribute("aria-label") || "";
}"""


class Keyboard:
    def __init__(self, page):
        self.page = page

    def go_to(self, name: str) -> "Keyboard":
        """Presses Tab until what has this name is focused, and is seen to be."""
        for _ in range(40):
            if self.page.evaluate(NAMES) == name:
                assert self.page.evaluate("document.activeElement.matches(':focus-visible')")
                return self
            self.page.keyboard.press("Tab")
        pytest.fail(f"“{name}” cannot be reached")

    def starts_in(self, name: str) -> "Keyboard":
        """The page itself puts the cursor there; what is typed before that is lost."""
        expect(self.page.get_by_label(name, exact=True)).to_be_focused()
        return self

    def type(self, text: str) -> "Keyboard":
        self.page.keyboard.type(text)
        return self

    def press(self, key: str) -> "Keyboard":
        self.page.keyboard.press(key)
        return self


def test_signing_in_and_switching_on(visit, new_user, words, javascript):
    name = new_user(words)
    visitor = visit(words, java_script_enabled=javascript).open("/sign-in")
    keyboard = Keyboard(visitor.page)
    keyboard.starts_in(words.user_name).type(name).press("Tab").type(PASSWORD).press("Enter")
    visitor.expect_signed_in()
    keyboard.go_to(words.disabled_entry).press("Enter")
    visitor.expect_path("/profile/two-factor")
    phone = Phone.scanning(visitor.picture())
    keyboard.go_to(words.number).type(phone.code())
    keyboard.go_to(words.change).press("Space")
    expect(visitor.page.get_by_text(words.enabled_entry, exact=True)).to_be_attached()
    keyboard.go_to(words.sign_out).press("Enter")
    visitor.expect_path("/sign-in")
    keyboard.go_to(words.user_name).type(name).press("Tab").type(PASSWORD).press("Enter")
    visitor.expect_path("/sign-in/code")
    keyboard.starts_in(words.number).type(phone.code()).press("Enter")
    visitor.expect_signed_in()


def test_menu_on_a_small_screen(visit, new_user, words, javascript):
    """It opens and closes by keyboard, also without JavaScript."""
    viewport = {"width": 360, "height": 740}
    visitor = visit(words, viewport=viewport, java_script_enabled=javascript).sign_in(new_user(words))
    entry = visitor.page.get_by_text(words.disabled_entry, exact=True)
    expect(entry).not_to_be_visible()
    keyboard = Keyboard(visitor.page)
    keyboard.go_to(words.menu).press("Enter")
    expect(entry).to_be_visible()
    keyboard.press("Escape")
    expect(entry).not_to_be_visible()
    keyboard.press("Enter").go_to(words.disabled_entry).press("Enter")
    visitor.expect_path("/profile/two-factor")


def test_skipping_to_the_content(visit, new_user):
    visitor = visit().sign_in(new_user())
    Keyboard(visitor.page).go_to("Skip to content").press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "content"
