"""Wrong codes, and what people are told."""

import pytest
from playwright.sync_api import expect
from support.people import ADMINISTRATOR, enrol, signed_in
from words import ENGLISH

WRONG = {
    "en": "This number is not right. Read the newest one in the app",
    "hu": "Ez a szám nem megfelelő. Olvassa le a legfrissebbet az alkalmazásból",
}
#: Nine or ten time steps away, also where one ends before the code has arrived: both are about 5 minutes.
CLOCK = {
    ("en", -280): "your phone's clock is about 5 min behind",
    ("en", 300): "your phone's clock is about 5 min ahead",
    ("hu", -280): "a telefon órája körülbelül 5 percet késik",
    ("hu", 300): "a telefon órája körülbelül 5 percet siet",
}


def error(visitor, words):
    """The message beside the field: the field is marked, described by it, and focused."""
    field = visitor.page.get_by_label(words.number, exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    return visitor.page.locator("#" + field.get_attribute("aria-describedby").split()[0])


@pytest.fixture
def second_step(visit, house, new_user, words):
    """A user with two factors who has proven the password, and the phone."""
    name = new_user(words)
    phone = enrol(signed_in(house, name))
    visitor = visit(words)
    visitor.prove_password(name)
    return visitor, phone


def test_wrong_code_says_what_may_be_wrong(second_step, words):
    visitor, phone = second_step
    visitor.enter_code(phone.wrong_code())
    expect(error(visitor, words)).to_contain_text(WRONG[words.code])
    visitor.enter_code(phone.code())
    visitor.expect_signed_in()


@pytest.mark.parametrize("seconds", [-280, 300])
def test_clock_that_is_off_is_told(second_step, words, seconds):
    visitor, phone = second_step
    visitor.enter_code(phone.code_with_clock_off(seconds))
    expect(error(visitor, words)).to_contain_text(CLOCK[words.code, seconds])
    visitor.expect_path("/sign-in/code")


def test_code_works_once(visit, house, new_user):
    name = new_user()
    phone = enrol(signed_in(house, name))
    code = phone.code()
    for expected in ("/", "/sign-in/code"):
        visitor = visit()
        visitor.prove_password(name)
        visitor.enter_code(code)
        visitor.expect_path(expected)
    expect(error(visitor, ENGLISH)).to_contain_text("This number has been used already.")


@pytest.mark.parametrize(
    "typed, told",
    [
        ("", "Enter the 6-digit number from the authenticator app."),
        ("12345", "The number has exactly 6 digits, 0 to 9."),
        ("1234567", "The number has exactly 6 digits, 0 to 9."),
        ("12a456", "The number has exactly 6 digits, 0 to 9."),
        ("一二三四五六", "The number has exactly 6 digits, 0 to 9."),
        ("-123456", "The number has exactly 6 digits, 0 to 9."),
    ],
)
def test_what_is_no_code(visit, house, new_user, typed, told):
    name = new_user()
    enrol(signed_in(house, name))
    visitor = visit()
    visitor.prove_password(name)
    visitor.enter_code(typed)
    expect(error(visitor, ENGLISH)).to_have_text(told)


def test_wrong_code_while_switching_on_keeps_the_key(visit, new_user, words):
    visitor = visit(words).sign_in(new_user(words))
    visitor.choose(words.user_profile, words.disabled_entry)
    key = visitor.key()
    visitor.enter_code("12345", words.change)
    error(visitor, words)
    assert visitor.key() == key
    visitor.page.reload()
    assert visitor.key() == key


def test_wrong_code_while_switching_off_changes_nothing(visit, house, new_user, words):
    name = new_user(words)
    phone = enrol(signed_in(house, name))
    visitor = visit(words).sign_in(name, phone)
    visitor.choose(words.user_profile, words.enabled_entry)
    visitor.enter_code(phone.wrong_code(), words.change)
    expect(error(visitor, words)).to_contain_text(WRONG[words.code])
    expect(visitor.page.get_by_text(words.enabled_entry, exact=True)).to_be_attached()


def test_wrong_password_says_never_which(visit, new_user, words):
    visitor = visit(words)
    texts = []
    for name in (new_user(words), "nobody-at-all"):
        visitor.prove_password(name, "not the password of anybody")
        texts.append(visitor.page.get_by_role("alert").inner_text())
        expect(visitor.page.get_by_label(words.user_name, exact=True)).to_have_value(name)
        expect(visitor.page.get_by_label(words.password, exact=True)).to_have_value("")
    assert texts[0] == texts[1]


def test_name_that_looks_like_another_is_asked_about(visit, new_user, javascript):
    name = new_user()
    visitor = visit(java_script_enabled=javascript).sign_in(ADMINISTRATOR)
    visitor.page.goto("/users/new")
    # The e is Cyrillic.
    visitor.fill(ENGLISH.user_name, name.replace("e", "е"))
    visitor.press("Add")
    question = visitor.page.get_by_role("alert")
    expect(question).to_contain_text(f"This looks like the name of another user, {name},")
    box = question.get_by_role("checkbox", name="Both names are meant", exact=True)
    expect(box).not_to_be_checked()
    box.check()
    visitor.press("Add")
    expect(visitor.page.locator("code.copyable")).to_be_visible()


UNSEEN = {"en": "turns the direction of reading", "hu": "megfordítja az olvasás irányát"}


def test_display_name_that_turns_a_sentence_round_is_refused_by_name(visit, new_user, words):
    visitor = visit(words).sign_in(new_user(words))
    visitor.page.goto("/profile")
    field = visitor.page.locator("#displayName")
    field.fill("Anna \u202evoK")
    visitor.press(words.save)
    expect(visitor.page.locator("#displayName-error")).to_contain_text(UNSEEN[words.code])
    expect(field).to_have_value("Anna voK")
    visitor.press(words.save)
    expect(visitor.notice()).to_be_visible()
