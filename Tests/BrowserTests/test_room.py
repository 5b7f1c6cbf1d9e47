"""Tables have the room they need, on every width and on paper."""

import pytest
from playwright.sync_api import expect
from support.people import ADMINISTRATOR, add_user, enrol, signed_in

ADDRESS = "annamaria.kovacsne.szentgyorgyi@danube-contact-centre.example"
#: Words that stand on several lines although nothing in them allows a break.
BROKEN = """() => {
    const range = document.createRange();
    const broken = [];
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
        if (!node.parentElement.checkVisibility()) continue;
        for (const word of node.data.matchAll(/[^\\s-]+/g)) {
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) broken.push(word[0]);
        }
    }
    return broken;
}"""
#: Labels of a list's cards that have less room than their longest word.
NARROW = """() => [...document.querySelectorAll("tbody td[data-label]")].filter(cell => {
    if (getComputedStyle(cell).display !== "grid") return false;
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = getComputedStyle(cell, "::before").font;
    const word = Math.max(...cell.dataset.label.split(" ").map(word => pen.measureText(word).width));
    return word > parseFloat(getComputedStyle(cell).gridTemplateColumns);
}).map(cell => cell.dataset.label)"""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def administrator(house):
    """Somebody with a long address is in the list, and what they did in the log."""
    administrator = signed_in(house, ADMINISTRATOR)
    add_user(administrator, "kovacsne", displayName="Kovácsné Szentgyörgyi Annamária", email=ADDRESS)
    enrol(signed_in(house, "kovacsne"))
    return administrator


@pytest.mark.parametrize("width", [320, 360, 600, 833, 960, 1024, 1200, 1310, 1440])
@pytest.mark.parametrize("path", ["/users", "/activity"])
def test_nothing_runs_out_and_no_word_is_broken(visit, administrator, words, path, width):
    visitor = visit(words, viewport={"width": width, "height": 900})
    visitor.open("/sign-in").page.get_by_role("button", name=words.endonym, exact=True).click()
    visitor.sign_in(ADMINISTRATOR).open(path)
    assert not visitor.page.evaluate(SIDEWAYS)
    assert visitor.page.evaluate(BROKEN) == []
    assert visitor.page.evaluate(NARROW) == []


@pytest.mark.parametrize("width", [1024, 1200, 1440])
def test_log_shows_all_its_columns_where_it_has_the_room(visit, administrator, words, width):
    visitor = visit(words, viewport={"width": width, "height": 900})
    visitor.open("/sign-in").page.get_by_role("button", name=words.endonym, exact=True).click()
    frame = visitor.sign_in(ADMINISTRATOR).open("/activity").page.locator(".table-frame")
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")


def test_card_has_no_line_for_what_is_empty(visit, administrator):
    page = visit(viewport={"width": 360, "height": 900}).sign_in(ADMINISTRATOR).open("/activity").page
    notes = page.locator("td.column-note")
    assert {note.inner_text() == "" for note in notes.all()} == {True, False}
    for note in notes.all():
        assert note.is_visible() == (note.inner_text() != "")


def test_list_is_a_table_where_it_has_the_room(visit, administrator):
    visitor = visit().sign_in(ADMINISTRATOR).open("/users")
    for width, shown in [(1440, "table-row"), (1024, "table-row"), (833, "table-row"), (360, "block")]:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        assert visitor.page.locator("tbody tr").first.evaluate("row => getComputedStyle(row).display") == shown, width


@pytest.mark.parametrize("width", [718, 1047], ids=["upright", "across"])
@pytest.mark.parametrize("path", ["/users", "/activity"])
def test_paper_has_the_table_and_nothing_else(visit, administrator, words, path, width):
    """On the widths of a sheet of A4, with its margins."""
    visitor = visit(words, viewport={"width": width, "height": 900})
    visitor.open("/sign-in").page.get_by_role("button", name=words.endonym, exact=True).click()
    page = visitor.sign_in(ADMINISTRATOR).open(path).page
    page.emulate_media(media="print")
    assert page.locator("tbody tr").first.evaluate("row => getComputedStyle(row).display") == "table-row"
    expect(page.locator("thead")).to_be_visible()
    for part in (".side", ".menu", ".foot", ".filter, .toolbar", "main button >> nth=0"):
        expect(page.locator(part)).not_to_be_visible()
    assert not page.evaluate(SIDEWAYS)
    assert page.evaluate(BROKEN) == []


def test_colours_of_the_system_hide_no_state(visit, administrator):
    """With the system's own colours, what a shade says is said by a line."""
    visitor = visit(forced_colors="active").sign_in(ADMINISTRATOR).open("/users")
    outline = "element => getComputedStyle(element).outlineStyle"
    for current, other in [('.menu a[aria-current]', ".menu a:not([aria-current])"),
                           (".languages [aria-current]", ".languages button:not([aria-current])")]:
        assert visitor.page.locator(current).evaluate(outline) == "solid"
        assert visitor.page.locator(other).first.evaluate(outline) == "none"
