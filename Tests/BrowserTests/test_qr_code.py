"""The picture and the key beside it: what an app reads is what a person types."""

import pytest
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
    groups = visitor.page.locator("code.key").inner_text().split()
    assert "".join(groups) == phone.key
    assert {len(group) for group in groups} == {4}
    visitor.expect_text(phone.label)
    link = visitor.page.get_by_role("link", name=KEY_LINK[words.code])
    assert Phone.reading(link.get_attribute("href")).key == phone.key


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
    "hu": "Magán a telefonon olvassa ezt? Nyissa meg az alkalmazásban",
}
