"""An organisation's own product name, name and logo, everywhere."""

import pytest
from playwright.sync_api import expect
from support.people import ADMINISTRATOR
from support.phone import Phone
from support.server import Server
from tour import Tour

PRODUCT = "Őrház & Társa"
ORGANISATION = "Duna Ügyfélszolgálat <Kft.>"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="19" fill="#b00"/></svg>'


@pytest.fixture
def branded_house(tmp_path):
    logo = tmp_path / "logo.svg"
    logo.write_text(LOGO)
    settings = {"branding_product_name": PRODUCT, "branding_organisation_name": ORGANISATION, "branding_logo_file": logo}
    with Server(tmp_path / "data", **settings) as server:
        yield server


def test_every_page_bears_the_organisations_names(visit, branded_house, words):
    visitor = visit(words, server=branded_house)
    for name in Tour(branded_house, visitor, words.code):
        assert visitor.page.title().endswith(f" – {PRODUCT}"), name
        brand = visitor.page.get_by_role("banner")
        expect(brand).to_contain_text(PRODUCT)
        expect(brand).to_contain_text(ORGANISATION)
        logo = brand.locator("img")
        expect(logo).to_have_attribute("src", "/logo")
        assert logo.evaluate("image => image.complete && image.naturalWidth > 0"), name
        assert "Gatehouse" not in visitor.text(), name


def test_authenticator_apps_show_the_products_name(visit, branded_house, words):
    visitor = visit(words, server=branded_house)
    tour = Tour(branded_house, visitor, words.code)
    next(name for name in tour if name == "two-factor, disabled")
    phone = Phone.scanning(visitor.picture())
    assert (phone.issuer, phone.label) == (PRODUCT, f"{PRODUCT}:{ADMINISTRATOR}")
