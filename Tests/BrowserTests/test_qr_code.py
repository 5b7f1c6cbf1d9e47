"""The picture and the key beside it: what an app reads is what a person types."""

import pytest
from playwright.sync_api import expect
from support.phone import Phone


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_picture_is_scanned_from_the_screen(visit, new_user, words, scheme, width):
    name = new_user(words)
    visitor = visit(words, color_scheme=scheme, viewport={"width": width, "height": 900}).sign_in(name)
    visitor.choose(words.user_profile, words.disabled_entry)
    phone = Phone.scanning(visitor.picture())
    assert phone.label == f"Gatehouse:{name}"
    assert phone.issuer == "Gatehouse"
    assert len(phone.key) == 32
    groups = visitor.key().split()
    assert "".join(groups) == phone.key
    assert {len(group) for group in groups} == {4}
    visitor.expect_text(phone.label)
    link = visitor.page.get_by_role("link", name=KEY_LINK[words.code])
    assert Phone.reading(link.get_attribute("href")).key == phone.key


RECOLOURED = """() => {
    const dark = "background-color: #181a1b !important; color: #e8e6e3 !important; border-color: #736b5e !important;";
    for (const rule of [`* { ${dark} fill: #e8e6e3 !important; stroke: #e8e6e3 !important }`,
                        "[fill='#fff'] { fill: #181a1b !important }"])
        document.styleSheets[0].insertRule(rule);
}"""


def test_picture_survives_what_recolours_the_page(visit, new_user):
    """Extensions that make every page dark recolour its drawings; a picture they leave alone."""
    visitor = visit().sign_in(new_user())
    visitor.open("/profile/two-factor")
    visitor.page.evaluate(RECOLOURED)
    key = Phone.scanning(visitor.picture()).key
    assert visitor.key().replace(" ", "") == key


@pytest.mark.parametrize("size", [(1440, 900), (1024, 900)])
def test_picture_field_and_button_are_on_one_screen(visit, new_user, words, size):
    visitor = visit(words, viewport={"width": size[0], "height": size[1]}).sign_in(new_user(words))
    visitor.choose(words.user_profile, words.disabled_entry)
    page = visitor.page
    expect(page.get_by_label(words.number, exact=True)).to_be_focused()
    assert page.evaluate("scrollY") == 0
    boxes = [page.locator(part).bounding_box() for part in (".qr", "#code", ".enrol-enter button[type=submit] >> nth=0")]
    assert all(box["y"] >= 0 and box["y"] + box["height"] <= size[1] for box in boxes), boxes
    assert boxes[0]["x"] + boxes[0]["width"] < boxes[1]["x"], "the picture is not beside the field"
    expect(page.locator("code.key")).not_to_be_visible()


def test_every_enrolment_has_a_key_of_its_own(visit, new_user):
    keys = set()
    for _ in range(2):
        visitor = visit().sign_in(new_user())
        visitor.open("/profile/two-factor")
        for _ in range(2):
            keys.add(Phone.scanning(visitor.picture()).key)
            visitor.press("Cancel")
            visitor.expect_path("/profile")
            visitor.open("/profile/two-factor")
    assert len(keys) == 4


KEY_LINK = {
    "en": "Reading this on the phone itself? Open it in the app",
    "hu": "A telefonján olvassa ezt az oldalt? Nyissa meg az alkalmazásban",
}
