"""The three procedures of the product's description, step by step as written, in both languages, with and without JavaScript.

What the steps say is in quotation marks; each is done by clicking on the words it names.
"""

from playwright.sync_api import expect
from support.people import ADMINISTRATOR, signed_in, enrol
from support.phone import Phone


def switch_on(visitor, words) -> Phone:
    # “In the product menu, choose User profile › Two-factor authentication (disabled). The entry itself shows the state.”
    visitor.choose(words.user_profile, words.disabled_entry)
    # “The page shows a QR code. … scan it from the screen. The app shows a 6-digit number.”
    phone = Phone.scanning(visitor.picture())
    # “Enter the 6-digit number in the text field and press Change.”
    visitor.fill(words.number, phone.code())
    visitor.press(words.change)
    return phone


def test_switching_it_on(visit, new_user, words, javascript):
    name = new_user(words)
    visitor = visit(words, java_script_enabled=javascript).sign_in(name)
    phone = switch_on(visitor, words)
    expect(visitor.page.get_by_text(words.enabled_entry, exact=True)).to_be_attached()
    # “From then on sign-in asks for a code.”
    visitor.sign_out()
    visitor.prove_password(name)
    visitor.expect_path("/sign-in/code")
    visitor.enter_code(phone.code())
    visitor.expect_signed_in()


def test_switching_it_off(visit, house, new_user, words, javascript):
    name = new_user(words)
    phone = enrol(signed_in(house, name))
    visitor = visit(words, java_script_enabled=javascript).sign_in(name, phone)
    # “In the product menu, choose User profile › Two-factor authentication (enabled).”
    visitor.choose(words.user_profile, words.enabled_entry)
    # “Open the authenticator app and read the 6-digit number. Enter it in the text field and press Change.”
    visitor.fill(words.number, phone.code())
    visitor.press(words.change)
    expect(visitor.page.get_by_text(words.disabled_entry, exact=True)).to_be_attached()
    visitor.sign_out()
    visitor.sign_in(name)


def test_switching_it_off_for_one_user(visit, house, new_user, words, javascript):
    name = new_user(words, displayName="Anna Kovács")
    anna = signed_in(house, name)
    enrol(anna)
    visitor = visit(words, java_script_enabled=javascript)
    choose_language(visitor, words)
    visitor.sign_in(ADMINISTRATOR)
    # “In the product menu, choose User management › Users.”
    visitor.choose(words.user_management, words.users)
    # “Select the user.”
    visitor.page.get_by_role("link", name=name, exact=True).click()
    # “In the Default settings pane, clear the Two-factor authentication checkbox.”
    pane = visitor.page.get_by_role("region", name=words.default_settings)
    box = pane.get_by_role("checkbox", name=words.two_factor, exact=True)
    expect(pane).to_contain_text(words.administrator_tip)
    expect(box).to_be_checked()
    box.uncheck()
    # It takes effect when it is saved, after a page that says what will happen.
    pane.get_by_role("button", name=words.save, exact=True).click()
    visitor.expect_text("Anna Kovács")
    visitor.press(words.switch_it_off)
    expect(visitor.notice()).to_contain_text("Anna Kovács")
    expect(box).not_to_be_checked()
    assert not anna.is_signed_in
    visitor.sign_out()
    visit(words).sign_in(name)


def test_nobody_else_can_switch_it_on(visit, new_user, words):
    name = new_user(words)
    visitor = visit(words)
    choose_language(visitor, words)
    visitor.sign_in(ADMINISTRATOR)
    visitor.choose(words.user_management, words.users)
    visitor.page.get_by_role("link", name=name, exact=True).click()
    box = visitor.page.get_by_role("checkbox", name=words.two_factor, exact=True)
    expect(box).to_be_disabled()
    expect(box).to_have_accessible_description(description_of(words))


def test_users_without_the_right_do_not_see_user_management(visit, new_user, words):
    visitor = visit(words).sign_in(new_user(words))
    assert words.user_management not in visitor.text()
    assert visitor.page.goto("/users").status == 403


def test_both_warnings_stand_on_the_page(visit, house, new_user, words):
    """On the page for switching it on and in the guide; where nothing is downloaded, only the first."""
    name = new_user(words)
    visitor = visit(words).sign_in(name)
    visitor.choose(words.user_profile, words.disabled_entry)
    expect_warnings(visitor, words)
    phone = switch_on(visitor, words)
    visitor.expect_text(words.phone_warning)
    expect(visitor.page.get_by_text(words.wifi_warning)).to_have_count(0)
    visitor.fill(words.number, phone.code())
    visitor.press(words.change)
    expect(visitor.page.get_by_text(words.disabled_entry, exact=True)).to_be_attached()
    visitor.open("/help")
    expect_warnings(visitor, words)


def expect_warnings(visitor, words):
    expect(visitor.page.locator(".callout-warning").get_by_text(words.warning)).to_have_count(2)
    visitor.expect_text(words.phone_warning)
    visitor.expect_text(words.wifi_warning)


def choose_language(visitor, words):
    visitor.open("/sign-in").page.get_by_role("button", name=words.endonym, exact=True).click()


def description_of(words) -> str:
    return {
        "en": "Only the user can switch it on, in User profile › Two-factor authentication (disabled).",
        "hu": "Csak a felhasználó kapcsolhatja be: Felhasználói profil › Kétlépcsős azonosítás (kikapcsolva).",
    }[words.code]
