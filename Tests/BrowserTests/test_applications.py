"""An application in the pages: added, looked at, given a second secret, stopped; in both languages, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect
from support.people import ADMINISTRATOR
from test_keyboard import Keyboard
from test_procedures import choose_language

LABELS = {
    "en": {
        "menu": ("Tools", "Applications"), "add": "Add an application", "web": "Web application", "name": "Name",
        "redirects": "Sign-in addresses (redirect URI)", "people": "People", "everybody": "Everybody", "button": "Add",
        "back": "Done", "issue": "Make a new secret", "copy": "Copy", "copied": "Copied.", "disable": "Disable",
        "disable it": "Disable it", "disabled": "disabled",
    },
    "hu": {
        "menu": ("Eszközök", "Alkalmazások"), "add": "Új alkalmazás felvétele", "web": "Webalkalmazás", "name": "Név",
        "redirects": "Bejelentkezési címek (redirect URI)", "people": "Felhasználók", "everybody": "Mindenki",
        "button": "Felvétel", "back": "Kész", "issue": "Új titkos kulcs készítése", "copy": "Másolás",
        "copied": "Kimásolva.", "disable": "Letiltás", "disable it": "Letiltás", "disabled": "letiltva",
    },
}


@pytest.fixture
def labels(words):
    return LABELS[words.code]


def test_from_adding_to_disabling(visit, words, labels, javascript):
    visitor = visit(words, java_script_enabled=javascript)
    choose_language(visitor, words)
    visitor.sign_in(ADMINISTRATOR)
    page = visitor.page
    visitor.choose(*labels["menu"])
    page.get_by_role("link", name=labels["add"], exact=True).click()
    page.get_by_role("link", name=labels["web"], exact=True).click()
    visitor.fill(labels["redirects"], "http://crm.example.org/signed-in")
    visitor.press(labels["button"])
    # What was typed stays, and the reason stands beside it.
    expect(page.get_by_label(labels["redirects"], exact=True)).to_have_value("http://crm.example.org/signed-in")
    visitor.expect_text("127.0.0.1, [::1]")
    name = f"CRM {words.code} {javascript}"
    visitor.fill(labels["name"], name)
    visitor.fill(labels["redirects"], "https://crm.example.org/signed-in")
    page.get_by_label(labels["people"], exact=True).select_option(label=labels["everybody"])
    visitor.press(labels["button"])
    secret = page.locator("#paste-secret").inner_text()
    assert re.fullmatch(r"gh_cs_[\w-]{43}", secret)
    page.get_by_role("link", name=labels["back"], exact=True).click()
    expect(visitor.heading()).to_have_text(name)
    assert secret not in page.content()
    assert "OIDCRedirectURI https://crm.example.org/signed-in" in page.locator("#paste-snippet").inner_text()
    visitor.press(labels["issue"])
    assert page.locator("#paste-secret").inner_text() != secret
    page.get_by_role("link", name=labels["back"], exact=True).click()
    page.get_by_role("link", name=labels["disable"], exact=True).click()
    visitor.press(labels["disable it"])
    expect(page.locator(".state-line")).to_contain_text(labels["disabled"])


def test_by_keyboard(visit, words, labels, javascript):
    visitor = visit(words, java_script_enabled=javascript)
    choose_language(visitor, words)
    visitor.sign_in(ADMINISTRATOR).open("/applications/new")
    keyboard = Keyboard(visitor.page)
    keyboard.go_to(labels["web"]).press("Enter")
    visitor.expect_path("/applications/new/web")
    name = f"Keyboard {words.code} {javascript}"
    keyboard.starts_in(labels["name"]).type(name)
    keyboard.go_to(labels["redirects"]).type("https://crm.example.org/a").press("Enter").type("https://crm.example.org/b")
    keyboard.go_to(labels["button"]).press("Enter")
    expect(visitor.page.locator("#paste-secret")).to_be_visible()
    keyboard.go_to(labels["back"]).press("Enter")
    expect(visitor.heading()).to_have_text(name)
    expect(visitor.page.locator("#redirects")).to_have_value("https://crm.example.org/a\nhttps://crm.example.org/b")


def test_copying(visit, words, labels):
    visitor = visit(words, permissions=["clipboard-read", "clipboard-write"])
    choose_language(visitor, words)
    visitor.sign_in(ADMINISTRATOR).open("/applications/new/machine")
    visitor.fill(labels["name"], f"Machine {words.code}")
    visitor.press(labels["button"])
    row = visitor.page.locator(".paste", has=visitor.page.locator("#paste-secret"))
    row.get_by_role("button", name=labels["copy"]).click()
    expect(row).to_contain_text(labels["copied"])
    assert visitor.page.evaluate("navigator.clipboard.readText()") == row.locator("code").inner_text()
