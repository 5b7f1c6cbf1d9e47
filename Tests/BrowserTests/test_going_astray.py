"""Back, refresh, several tabs and several users: nothing ever lowers what is required."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect
from support.people import ADMINISTRATOR, PASSWORD, enrol, signed_in, user_path
from support.phone import Phone
from visitor import Visitor
from words import ENGLISH


@pytest.fixture
def anna(house, new_user):
    name = new_user()
    return name, enrol(signed_in(house, name))


def test_refresh_of_the_second_step(visit, anna):
    name, phone = anna
    visitor = visit()
    visitor.prove_password(name)
    visitor.expect_path("/sign-in/code")
    visitor.page.reload()
    visitor.expect_path("/sign-in/code")
    visitor.enter_code(phone.code())
    visitor.expect_signed_in()


def test_refresh_of_a_wrong_code_is_another_miss_and_nothing_else(visit, anna):
    name, phone = anna
    visitor = visit()
    visitor.prove_password(name)
    visitor.enter_code(phone.wrong_code())
    expect(visitor.page.locator("#code-error")).to_be_visible()
    visitor.page.reload()
    visitor.expect_path("/sign-in/code")
    visitor.enter_code(phone.code())
    visitor.expect_signed_in()


def test_back_after_signing_in(visit, anna, javascript):
    name, phone = anna
    visitor = visit(java_script_enabled=javascript).sign_in(name, phone)
    visitor.page.go_back()
    visitor.open("/")
    visitor.expect_signed_in()


def test_back_after_signing_out_shows_nothing(visit, anna, javascript):
    name, phone = anna
    visitor = visit(java_script_enabled=javascript).sign_in(name, phone)
    visitor.open("/profile")
    visitor.sign_out()
    visitor.expect_path("/sign-in")
    visitor.page.go_back()
    visitor.expect_path("/sign-in")
    assert name not in visitor.text()


def test_second_step_cannot_be_skipped(visit, anna):
    name, _ = anna
    visitor = visit()
    visitor.prove_password(name)
    for path in ("/", "/profile", "/profile/two-factor", "/profile/password", "/users", "/activity"):
        visitor.open(path).expect_path("/sign-in/code")
    assert visitor.page.goto("/session").status == 401


def test_starting_again(visit, anna, new_user):
    name, phone = anna
    visitor = visit()
    visitor.prove_password(name)
    visitor.press("Start again")
    visitor.expect_path("/sign-in")
    visitor.open("/sign-in/code").expect_path("/sign-in")
    visitor.sign_in(new_user())


def test_second_step_in_two_tabs(visit, anna):
    """Whoever finishes in one tab is signed in in the other as well; the same code is no error there."""
    name, phone = anna
    visitor = visit()
    visitor.prove_password(name)
    first, second = visitor.page, visitor.context.new_page()
    second.goto("/sign-in/code")
    code = phone.code()
    for tab in (first, second):
        tab.get_by_label(ENGLISH.number, exact=True).fill(code)
        tab.get_by_role("main").get_by_role("button", name=ENGLISH.sign_in, exact=True).click()
        expect(tab).to_have_url("/")


def test_two_users_in_two_tabs(visit, anna, new_user):
    """The second to sign in takes the browser over; the first one's half-done sign-in never becomes the second one's."""
    name, phone = anna
    other = new_user()
    visitor = visit()
    visitor.prove_password(name)
    tab = visitor.context.new_page()
    waiting, visitor.page = visitor.page, tab
    visitor.sign_in(other)
    assert f'"user":"{other}"' in tab.request.get("/session").text()
    visitor.page = waiting
    visitor.enter_code(phone.code())
    visitor.expect_signed_in()
    assert f'"user":"{name}"' in tab.request.get("/session").text()
    tab.reload()
    expect(tab.get_by_text(other)).to_have_count(0)


def test_switching_on_in_two_tabs(visit, new_user):
    """Both show the same key; the code in the second tab, a moment later, changes nothing."""
    visitor = visit().sign_in(new_user())
    visitor.choose(ENGLISH.user_profile, ENGLISH.disabled_entry)
    first, second = visitor.page, visitor.context.new_page()
    second.goto("/profile/two-factor")
    phone = Phone.scanning(visitor.picture())
    assert second.locator("code.key").text_content().replace(" ", "") == phone.key
    visitor.enter_code(phone.code(), ENGLISH.change)
    expect(visitor.notice()).to_contain_text("Two-factor authentication is on.")
    visitor.page = second
    visitor.enter_code(phone.code(), ENGLISH.change)
    visitor.page = first
    visitor.open("/")
    expect(visitor.page.get_by_text(ENGLISH.enabled_entry, exact=True)).to_be_attached()


def test_switching_on_ends_the_other_sessions(visit, new_user):
    name = new_user()
    elsewhere, visitor = visit().sign_in(name), visit().sign_in(name)
    visitor.choose(ENGLISH.user_profile, ENGLISH.disabled_entry)
    visitor.enter_code(Phone.scanning(visitor.picture()).code(), ENGLISH.change)
    expect(visitor.notice()).to_be_visible()
    elsewhere.open("/profile").expect_path("/sign-in")
    expect(elsewhere.notice()).to_contain_text("Your session has ended.")


@pytest.fixture
def keeping_browser(launch):
    """A browser as people have it: it puts pages away whole, and brings them back without asking anybody."""
    browser = launch(ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


def end_elsewhere(house, name):
    signed_in(house, name).post("/profile/sessions/end-others", page="/profile/sessions")


def inactivate(house, name):
    administrator = signed_in(house, ADMINISTRATOR)
    path = user_path(administrator, name)
    assert administrator.post(path, page="/help", name=name, language="en").status == 303


def let_expire(house, name):
    with closing(sqlite3.connect(house.database)) as database, database:
        database.execute("UPDATE session SET last_used_at = 1, started_at = 1")


@pytest.mark.parametrize("end", [end_elsewhere, inactivate, let_expire])
def test_back_shows_nobodys_data_however_the_session_has_ended(keeping_browser, house, new_user, tmp_path, end):
    name = new_user()
    visitor = Visitor(keeping_browser, house.url, ENGLISH, tmp_path).sign_in(name)
    visitor.open("/profile").open("/help")
    end(house, name)
    visitor.page.go_back(wait_until="commit")
    visitor.expect_path("/sign-in")
    assert name not in visitor.text()


@pytest.mark.parametrize("notice", ["signs out", "is told"])
def test_back_without_javascript_once_the_browser_knows(keeping_browser, house, new_user, tmp_path, notice):
    """Until it has been told, it cannot know: that is the limit. Afterwards it asks for every page anew."""
    name = new_user()
    visitor = Visitor(keeping_browser, house.url, ENGLISH, tmp_path, java_script_enabled=False).sign_in(name)
    visitor.open("/profile").open("/help")
    if notice == "signs out":
        visitor.sign_out()
    else:
        end_elsewhere(house, name)
        visitor.open("/profile/sessions")
    visitor.expect_path("/sign-in")
    for path in ("/help", "/sign-in"):
        visitor.page.go_back(wait_until="commit")
        visitor.expect_path(path)
        assert name not in visitor.text()


def test_page_that_was_put_away_is_empty(keeping_browser, house, new_user, tmp_path):
    """Not even for the moment until the server has answered is it to be seen."""
    visitor = Visitor(keeping_browser, house.url, ENGLISH, tmp_path).sign_in(new_user())
    visitor.open("/profile")
    visitor.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    expect(visitor.page.locator("body")).not_to_be_visible()
    visitor.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    expect(visitor.page.locator("body")).to_be_visible()


def test_signing_out_in_another_tab_after_a_step_up(visit, anna):
    """The other tab was open before the session got its new token."""
    name, phone = anna
    visitor = visit().sign_in(name, phone)
    visitor.open("/profile")
    first, second = visitor.page, visitor.context.new_page()
    second.goto("/step-up?next=/profile")
    visitor.page = second
    visitor.fill("Current password", PASSWORD)
    visitor.fill(ENGLISH.number, phone.code())
    visitor.press("Continue")
    visitor.expect_path("/profile")
    visitor.page = first
    visitor.sign_out()
    visitor.expect_path("/sign-in")
    assert first.request.get("/session").status == 401


def test_a_language_keeps_the_place(visit, new_user, javascript):
    """Also on a one-time link, and on the page that was wanted before signing in."""
    visitor = visit(java_script_enabled=javascript)
    visitor.open("/profile/sessions").expect_path("/sign-in")
    visitor.page.get_by_role("button", name="Magyar").click()
    visitor.page.get_by_role("button", name="English").click()
    visitor.fill("User name", new_user())
    visitor.fill("Password", PASSWORD)
    visitor.press(ENGLISH.sign_in)
    visitor.expect_path("/profile/sessions")
    visitor.open("/help")
    visitor.page.get_by_role("button", name="Magyar").click()
    visitor.expect_path("/help")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "hu")


def test_a_language_keeps_what_was_typed(visit, house, javascript):
    """Also while a form waits for a step-up. Passwords are typed again; the Enter key goes on doing what it did."""
    visitor = visit(java_script_enabled=javascript).open("/sign-in")
    visitor.fill("User name", ADMINISTRATOR)
    visitor.fill("Password", "half a pass")
    visitor.page.get_by_role("button", name="Magyar").click()
    expect(visitor.page.get_by_label("Felhasználónév", exact=True)).to_have_value(ADMINISTRATOR)
    expect(visitor.page.get_by_label("Jelszó", exact=True)).to_have_value("")
    visitor.page.get_by_role("button", name="English").click()
    visitor.fill("Password", PASSWORD)
    visitor.page.keyboard.press("Enter")
    visitor.expect_path("/")
    visitor.open("/users/new")
    visitor.fill("User name", "dorottya")
    visitor.page.get_by_label("Administrator").check()
    visitor.page.get_by_role("button", name="Magyar").click()
    expect(visitor.page.get_by_label("Felhasználónév", exact=True)).to_have_value("dorottya")
    expect(visitor.page.get_by_label("Rendszergazda")).to_be_checked()
    with closing(sqlite3.connect(house.database)) as database, database:
        database.execute("UPDATE session SET proven_at = proven_at - 1000000")
    visitor.press("Felvétel")
    expect(visitor.heading()).to_have_text("Valóban Ön az?")
    visitor.page.get_by_role("button", name="English").click()
    expect(visitor.heading()).to_have_text("Is it really you?")
    visitor.fill("Current password", PASSWORD)
    visitor.press("Continue")
    expect(visitor.page.get_by_label("User name", exact=True)).to_have_value("dorottya")
    expect(visitor.page.get_by_label("Administrator")).to_be_checked()
    visitor.open("/language").expect_path("/")


def test_what_was_typed_survives_a_step_up(visit, house, javascript):
    visitor = visit(java_script_enabled=javascript).sign_in(ADMINISTRATOR)
    visitor.open("/users/new")
    visitor.fill("User name", "cecilia")
    visitor.page.get_by_label("Administrator").check()
    with closing(sqlite3.connect(house.database)) as database, database:
        database.execute("UPDATE session SET proven_at = proven_at - 1000000")
    visitor.press("Add")
    expect(visitor.heading()).to_have_text("Is it really you?")
    visitor.fill("Current password", PASSWORD)
    visitor.press("Continue")
    expect(visitor.notice()).to_contain_text("it has not been saved yet")
    expect(visitor.page.get_by_label("User name", exact=True)).to_have_value("cecilia")
    expect(visitor.page.get_by_label("Administrator")).to_be_checked()
    visitor.open("/users")
    assert "cecilia" not in visitor.text()
