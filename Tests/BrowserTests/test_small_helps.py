"""What small scripts add. Without them the pages are whole, and show nothing that does nothing."""

from playwright.sync_api import expect
from support.people import ADMINISTRATOR, PASSWORD, enrol, signed_in
from words import ENGLISH

SHOW = {"en": "Show password", "hu": "Jelszó megjelenítése"}
COPY = {"en": "Copy", "hu": "Másolás"}
COPIED = {"en": "Copied.", "hu": "Kimásolva."}
ANOTHER = {"en": "Add another", "hu": "Még egy felvétele"}
HELP = {"en": "Help", "hu": "Súgó"}


def test_password_is_shown_to_who_asks(visit, new_user, words):
    name = new_user(words)
    visitor = visit(words).open("/sign-in")
    visitor.fill(words.user_name, name)
    field = visitor.page.get_by_label(words.password, exact=True)
    field.fill(PASSWORD)
    expect(field).to_have_attribute("type", "password")
    button = visitor.page.get_by_role("button", name=SHOW[words.code], exact=True)
    for pressed, kind in [("true", "text"), ("false", "password"), ("true", "text")]:
        button.click()
        expect(button).to_have_attribute("aria-pressed", pressed)
        expect(field).to_have_attribute("type", kind)
        expect(field).to_have_value(PASSWORD)
    visitor.press(words.sign_in)
    visitor.expect_signed_in()


def test_buttons_of_scripts_are_not_there_without_them(visit, house, words):
    visitor = visit(words, java_script_enabled=False)
    visitor.open("/sign-in").page.get_by_role("button", name=words.endonym, exact=True).click()
    expect(visitor.page.get_by_role("button", name=SHOW[words.code])).to_have_count(0)
    visitor.sign_in(ADMINISTRATOR).open("/users/new")
    visitor.fill(words.user_name, f"without-{words.code}")
    visitor.page.locator("main button[type=submit]").click()
    expect(visitor.page.get_by_role("button", name=COPY[words.code])).to_have_count(0)
    assert "/password-reset/" in visitor.page.locator("code").inner_text()


def test_adding_many(visit, house, words):
    """Two clicks a user: add, and the next."""
    visitor = visit(words, permissions=["clipboard-read", "clipboard-write"])
    visitor.open("/sign-in").page.get_by_role("button", name=words.endonym, exact=True).click()
    visitor.sign_in(ADMINISTRATOR).open("/users/new")
    for number in range(3):
        expect(visitor.page.get_by_label(words.user_name, exact=True)).to_be_focused()
        visitor.fill(words.user_name, f"many-{words.code}-{number}")
        visitor.page.locator("main button[type=submit]").click()
        link = visitor.page.locator("code").inner_text()
        visitor.press(COPY[words.code])
        expect(visitor.page.get_by_text(COPIED[words.code], exact=True)).to_be_visible()
        assert visitor.page.evaluate("navigator.clipboard.readText()") == link
        visitor.page.get_by_role("link", name=ANOTHER[words.code], exact=True).click()
        visitor.expect_path("/users/new")


def test_user_name_stands_there_after_a_password_link(visit, house, words):
    administrator = signed_in(house, ADMINISTRATOR)
    name = f"fresh-{words.code}"
    answer = administrator.post("/users/new", name=name, language=words.code)
    visitor = visit(words).open(answer.text.split(house.url)[1].split("<")[0])
    visitor.page.locator("[name=password]").fill(PASSWORD)
    visitor.page.locator("main button[type=submit]").click()
    visitor.expect_path("/sign-in")
    expect(visitor.page.get_by_label(words.user_name, exact=True)).to_have_value(name)
    expect(visitor.page.get_by_label(words.password, exact=True)).to_be_focused()
    visitor.fill(words.password, PASSWORD)
    visitor.press(words.sign_in)
    visitor.expect_signed_in()


def test_help_is_at_hand_on_both_steps(visit, house, new_user, words):
    name = new_user(words)
    phone = enrol(signed_in(house, name))
    visitor = visit(words).open("/sign-in")
    visitor.page.get_by_role("link", name=HELP[words.code], exact=True).click()
    expect(visitor.heading()).to_have_text(HELP[words.code])
    visitor.prove_password(name)
    visitor.expect_path("/sign-in/code")
    visitor.page.get_by_role("link", name=HELP[words.code], exact=True).click()
    visitor.expect_path("/help")
    # And back to the step one was at.
    visitor.page.get_by_role("link", name=BACK[words.code], exact=True).click()
    visitor.expect_path("/sign-in/code")
    visitor.enter_code(phone.code())
    visitor.expect_signed_in()


def test_titles_begin_with_the_mistake(visit, new_user):
    visitor = visit()
    visitor.prove_password(new_user(), "wrong")
    expect(visitor.page).to_have_title("Error: Sign in – Gatehouse")
    visitor.prove_password(new_user())
    visitor.expect_signed_in()
    visitor.open("/profile/two-factor").enter_code("1", ENGLISH.change)
    expect(visitor.page).to_have_title("Error: Two-factor authentication – Gatehouse")


BACK = {"en": "To the sign-in page", "hu": "Ugrás a bejelentkezéshez"}
