"""From the printed link to the first sign-in."""

from playwright.sync_api import expect
from support.people import PASSWORD

FIELDS = {
    "en": ("User name", "Display name", "E-mail address (optional)", "Password", "Make the administrator"),
    "hu": ("Felhasználónév", "Megjelenített név", "E-mail-cím (nem kötelező)", "Jelszó", "Rendszergazda létrehozása"),
}


def test_first_administrator(visit, empty_house, words, javascript):
    user_name, display_name, email, password, button = FIELDS[words.code]
    visitor = visit(words, server=empty_house, java_script_enabled=javascript).open(empty_house.setup_link)
    # Too short: everything but the password stays as it was typed.
    visitor.fill(user_name, "Katalin")
    visitor.fill(display_name, "Katalin Őrsi")
    visitor.fill(email, "katalin@example.com")
    visitor.fill(password, "short")
    visitor.press(button)
    expect(visitor.page.get_by_label(password, exact=True)).to_be_focused()
    expect(visitor.page.get_by_label(display_name, exact=True)).to_have_value("Katalin Őrsi")
    visitor.fill(password, PASSWORD)
    visitor.press(button)
    # Set-up signs nobody in: the first sign-in is like every other.
    visitor.expect_path("/sign-in")
    visitor.sign_in("katalin")
    visitor.expect_text("Katalin Őrsi")
    visitor.choose(words.user_management, words.users)
    # The link has done its work.
    assert visitor.page.goto(empty_house.setup_link).status == 410
