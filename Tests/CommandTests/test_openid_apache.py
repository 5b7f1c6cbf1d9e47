"""A site behind Apache's mod_auth_openidc, with the configuration that the application's page shows to be pasted."""

import html
import re

import pytest
from support.apache import Apache
from support.client import Client
from support.openid import Registered, answered, leads_to, parameters, register
from support.people import add_user, enrol, signed_in


@pytest.fixture
def apache():
    apache = Apache()
    yield apache
    apache.close()


def snippet(administrator: Client, registered: Registered) -> str:
    """What the page of an application says is to be pasted into Apache's configuration, with the secret put in."""
    page = administrator.get(f"/applications/{registered.report['id']}")
    shown = re.search(r'<code[^>]*id="paste-snippet"[^>]*>(.*?)</code>', page.text, re.DOTALL)
    assert shown, page.text
    return html.unescape(shown[1]).replace("SECRET", registered.secret)


@pytest.mark.parametrize("template", ["web", "old-web"])
@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_signing_on(server, administrator, apache, algorithm, template):
    add_user(administrator, "anna", displayName="Orsi Anna")
    browser = signed_in(server, "anna")
    enrol(browser)
    site = register(
        server, "site", "--algorithm", algorithm, template=template, redirect=f"{apache.url}/signed-in", farewell=f"{apache.url}/bye")
    apache.start(snippet(administrator, site))
    # It sends nobody to a sign-in who is not a browser that opens a page.
    visitor = Client(apache.url, headers={"Accept": "text/html"})
    asked = visitor.get("/page").location
    assert asked, apache.log()
    assert asked.startswith(f"{server.url}/oauth2/authorize?")
    assert ("code_challenge" in parameters(asked)) == (template == "web")
    back = answered(browser, asked)
    home = visitor.get(back.removeprefix(apache.url))
    assert home.location == f"{apache.url}/page", apache.log()
    page = visitor.get("/page")
    assert page.status == 200 and "what only those see" in page.text
    assert (page.header("X-Signed-In"), page.header("X-Name")) == ("anna", "Orsi Anna")
    # The same answer once more, from a browser that never asked.
    assert Client(apache.url, headers=visitor.headers).get(back.removeprefix(apache.url)).status >= 400
    goodbye = visitor.get(f"/signed-in?logout={apache.url}/bye").location
    assert goodbye.startswith(f"{server.url}/oauth2/end-session?")
    answer = browser.get(goodbye.removeprefix(server.url))
    assert leads_to(answer) == f"{apache.url}/bye" and not browser.is_signed_in
    assert visitor.get("/bye").text == "signed out\n"
    assert visitor.get("/page").location.startswith(f"{server.url}/oauth2/authorize?")
