"""Signing in, as people really do it."""

import pytest
from playwright.sync_api import expect
from support.people import PASSWORD, enrol, signed_in
from words import ENGLISH, HUNGARIAN


def sessions(visitor) -> int:
    """How many sessions the user sees in the list of their own."""
    visitor.open("/profile/sessions")
    return visitor.page.get_by_role("main").get_by_role("listitem").count()


def user_with_phone(house, new_user, words=ENGLISH):
    name = new_user(words)
    client = signed_in(house, name)
    phone = enrol(client)
    client.post("/sign-out", page="/")
    return name, phone


def test_language_is_chosen_on_both_steps(visit, house, new_user, javascript):
    name, phone = user_with_phone(house, new_user)
    visitor = visit(ENGLISH, java_script_enabled=javascript).open("/sign-in")
    visitor.page.get_by_role("button", name="Magyar").click()
    expect(visitor.heading()).to_have_text("Bejelentkezés")
    visitor.fill(HUNGARIAN.user_name, name)
    visitor.fill(HUNGARIAN.password, PASSWORD)
    visitor.press(HUNGARIAN.sign_in)
    expect(visitor.heading()).to_have_text("Második lépés")
    visitor.page.get_by_role("button", name="English").click()
    expect(visitor.heading()).to_have_text("Second step")
    visitor.page.get_by_role("button", name="Magyar").click()
    expect(visitor.page.locator("html")).to_have_attribute("lang", "hu")
    visitor.fill(HUNGARIAN.number, phone.code())
    visitor.press(HUNGARIAN.sign_in)
    visitor.expect_signed_in()
    expect(visitor.heading()).to_have_text("Üdvözöljük!")


def test_browsers_language_is_the_first_choice(visit, words):
    visitor = visit(words).open("/sign-in")
    expect(visitor.page.locator("html")).to_have_attribute("lang", words.code)


def test_user_name_in_another_case(visit, new_user):
    visit().sign_in(new_user().upper())


def test_double_click_on_the_right_code_signs_in_once(visit, house, new_user, javascript):
    name, phone = user_with_phone(house, new_user)
    visitor = visit(java_script_enabled=javascript)
    visitor.prove_password(name)
    visitor.fill(ENGLISH.number, phone.code())
    visitor.page.get_by_role("main").get_by_role("button", name=ENGLISH.sign_in, exact=True).dblclick()
    visitor.expect_signed_in()
    assert sessions(visitor) == 1


def test_double_click_on_the_password_signs_in_once(visit, new_user, javascript):
    visitor = visit(java_script_enabled=javascript).open("/sign-in")
    visitor.fill(ENGLISH.user_name, new_user())
    visitor.fill(ENGLISH.password, PASSWORD)
    visitor.page.get_by_role("main").get_by_role("button", name=ENGLISH.sign_in, exact=True).dblclick()
    visitor.expect_signed_in()


@pytest.mark.parametrize("shape", [" {} {} ", "{}-{}", "\u2068{}\u202f{}\u2069\u200b"])
def test_code_is_pasted_as_it_was_copied(visit, house, new_user, shape):
    """As several apps show and copy it: “123 456”, with a space around it; as it is read out; with a chat's marks of direction."""
    name, phone = user_with_phone(house, new_user)
    visitor = visit()
    visitor.open("/sign-in")
    code = phone.code()
    copied = shape.format(code[:3], code[3:])
    visitor.fill(ENGLISH.user_name, copied)
    visitor.page.keyboard.press("ControlOrMeta+a")
    visitor.page.keyboard.press("ControlOrMeta+x")
    visitor.prove_password(name)
    visitor.page.get_by_label(ENGLISH.number, exact=True).focus()
    visitor.page.keyboard.press("ControlOrMeta+v")
    expect(visitor.page.get_by_label(ENGLISH.number, exact=True)).to_have_value(copied)
    visitor.page.keyboard.press("Enter")
    visitor.expect_signed_in()


def test_fields_tell_browsers_and_password_managers_what_they_are(visit, house, new_user):
    name, phone = user_with_phone(house, new_user)
    visitor = visit().open("/sign-in")
    expect(visitor.page.get_by_label(ENGLISH.user_name, exact=True)).to_have_attribute("autocomplete", "username")
    expect(visitor.page.get_by_label(ENGLISH.password, exact=True)).to_have_attribute("autocomplete", "current-password")
    visitor.prove_password(name)
    number = visitor.page.get_by_label(ENGLISH.number, exact=True)
    expect(number).to_have_attribute("autocomplete", "one-time-code")
    expect(number).to_have_attribute("inputmode", "numeric")
    expect(number).to_be_focused()


def test_cookies_are_bound_to_this_host_and_hidden_from_scripts(visit, house, new_user):
    name, phone = user_with_phone(house, new_user)
    visitor = visit().sign_in(name, phone)
    cookies = visitor.context.cookies()
    assert {"__Host-gatehouse-session", "__Host-gatehouse-browser"} <= {cookie["name"] for cookie in cookies}
    for cookie in cookies:
        assert cookie["httpOnly"] and cookie["secure"] and cookie["path"] == "/" and cookie["sameSite"] == "Lax"
    assert visitor.page.evaluate("document.cookie") == ""


def test_nothing_is_kept_in_the_browsers_storage(visit, house, new_user):
    """Checked for every visitor of every test; here it is seen that the check would find something."""
    visitor = visit().sign_in(new_user())
    assert visitor.complaints() == []
    visitor.page.evaluate("localStorage.setItem('canary', 'x')")
    assert visitor.complaints() == ["stored: canary"]
    # Signing out empties the storage, whoever put something there.
    visitor.sign_out()
    visitor.expect_path("/sign-in")
    visitor.heard.clear()
