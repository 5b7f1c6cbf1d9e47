"""What the OpenID certification asks of a provider: each test has the name of the suite's module, and asserts what that asserts.

The suite itself is a program of others and is not run here. The plans are *Config*, *Basic*, *Form Post* and *RP-Initiated Logout*.
"""

import base64
import json
import re
import secrets
import time
from urllib.parse import urlencode

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import KeySet
from support.client import Client
from support.openid import FAREWELL, REDIRECT, answered, discovered, follow, leads_to, parameters, posted, register
from support.people import PASSWORD, add_user, set_up, signed_in
from support.server import Server


class Provider:
    """A house with an application from before PKCE, as the suite is one, and a user."""

    def __init__(self, server: Server):
        self.server = server
        add_user(set_up(server), "anna", displayName="Őrsi Anna", email="anna@example.org")
        self.metadata = discovered(server)
        self.client = register(server, "suite", "--pkce", "optional", template="old-web")
        self.second = register(server, "suite-2", "--pkce", "optional", template="old-web", redirect="https://second.example.org/")

    def address(self, registered=None, **more: str | None) -> str:
        """A request, with these changes; None leaves a parameter out."""
        registered = registered or self.client
        asked = {
            "response_type": "code", "client_id": registered.client_id, "redirect_uri": registered.redirect,
            "scope": "openid", "state": secrets.token_urlsafe(8), "nonce": secrets.token_urlsafe(8),
        } | more
        return "/oauth2/authorize?" + urlencode({name: value for name, value in asked.items() if value is not None})

    def answer(self, browser: Client, registered=None, **more: str | None) -> dict[str, str]:
        found = parameters(answered(browser, self.address(registered, **more)))
        assert found["iss"] == self.metadata["issuer"]
        return found

    def redeem(self, code: str, registered=None, method: str = "client_secret_basic", **more: str) -> requests.Response:
        registered = registered or self.client
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": registered.redirect} | more
        return self.ask_token(form, registered, method)

    def refresh(self, token: str, registered=None) -> requests.Response:
        return self.ask_token({"grant_type": "refresh_token", "refresh_token": token}, registered or self.client)

    def ask_token(self, form: dict, registered, method: str = "client_secret_basic") -> requests.Response:
        credentials = (registered.client_id, registered.secret)
        if method == "client_secret_post":
            form, credentials = form | dict(zip(("client_id", "client_secret"), credentials)), None
        answer = requests.post(self.metadata["token_endpoint"], data=form, auth=credentials, timeout=10)
        assert answer.headers["Cache-Control"] == "no-store" and answer.headers["Content-Type"].startswith("application/json")
        return answer

    def tokens(self, browser: Client, registered=None, **more: str | None) -> dict:
        answer = self.redeem(self.answer(browser, registered, **more)["code"], registered)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def claims(self, tokens: dict) -> dict:
        keys = KeySet.import_key_set(requests.get(self.metadata["jwks_uri"], timeout=10).json())
        return jwt.decode(tokens["id_token"], keys, algorithms=["RS256"]).claims

    def userinfo(self, tokens: dict, send=requests.get, **more) -> requests.Response:
        return send(self.metadata["userinfo_endpoint"], headers=bearer(tokens), timeout=10, **more)


def bearer(tokens: dict) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens['access_token']}"}


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("provider") / "data") as server:
        yield Provider(server)


@pytest.fixture
def anna(provider) -> Client:
    return signed_in(provider.server, "anna")


@pytest.fixture
def nobody(provider) -> Client:
    return Client(provider.server.url)


def signs_in(browser: Client, page_path: str) -> str:
    """Signs in where an application has led to. Returns the address that leads on to the application."""
    answer = browser.post(page_path, userName="anna", password=PASSWORD)
    assert answer.status == 303, answer.text
    return leads_to(follow(browser, answer.location))


def proves_again(browser: Client, page) -> str:
    """Shows the password once more where a page asks for it. Returns the address that leads on to the application."""
    assert page.status == 200 and 'action="/step-up"' in page.text, page.text
    answer = browser.post_only("/step-up", csrf=page.field("csrf"), next=page.field("next"), password=PASSWORD)
    assert answer.status == 303, answer.text
    return leads_to(follow(browser, answer.location))


# Config

def test_oidcc_discovery_endpoint_verification(provider):
    answer = requests.get(provider.server.url + "/.well-known/openid-configuration", timeout=10)
    assert answer.status_code == 200 and answer.headers["Content-Type"].split(";")[0] == "application/json"
    metadata = answer.json()
    assert metadata["issuer"] == provider.server.url
    assert metadata["response_types_supported"] == ["code"]
    assert metadata["subject_types_supported"] == ["public"]
    assert "RS256" in metadata["id_token_signing_alg_values_supported"]
    assert "none" not in metadata["id_token_signing_alg_values_supported"]
    assert "openid" in metadata["scopes_supported"]
    assert metadata["claims_parameter_supported"] is True
    assert metadata["request_parameter_supported"] is metadata["request_uri_parameter_supported"] is False
    assert set(metadata["response_modes_supported"]) == {"query", "form_post"}
    for name, value in metadata.items():
        assert value is not None and value != "" and value != []
        if name.endswith(("_endpoint", "_uri")):
            assert value.startswith(metadata["issuer"] + "/"), name
    keys = requests.get(metadata["jwks_uri"], timeout=10).json()["keys"]
    assert len({key["kid"] for key in keys}) == len(keys)
    assert not {"d", "p", "q", "dp", "dq", "qi", "k"} & {member for key in keys for member in key}


# Basic

def test_oidcc_server(provider, anna):
    now = int(time.time())
    answer = provider.answer(anna, state="a state", nonce="a nonce")
    assert answer["state"] == "a state" and len(answer["code"]) >= 22
    tokens = provider.redeem(answer["code"]).json()
    assert tokens["token_type"].lower() == "bearer" and tokens["expires_in"] > 0
    assert len(tokens["access_token"]) >= 22 and re.fullmatch(r"[\x20-\x7e]+", tokens["access_token"])
    claims = provider.claims(tokens)
    assert claims["iss"] == provider.metadata["issuer"] and claims["aud"] == "suite" and claims["nonce"] == "a nonce"
    assert now - 5 <= claims["iat"] <= now + 5 < claims["exp"]
    assert claims["sub"].isascii() and 0 < len(claims["sub"]) <= 255
    assert provider.userinfo(tokens).json()["sub"] == claims["sub"]


def test_oidcc_response_type_missing(provider, anna):
    answer = provider.answer(anna, response_type=None, state="kept")
    assert answer["error"] == "invalid_request" and answer["state"] == "kept" and "code" not in answer


@pytest.mark.parametrize("kind", ["token", "id_token", "code token", "code id_token", "none", "code code"])
def test_other_response_types(provider, anna, kind):
    assert provider.answer(anna, response_type=kind)["error"] == "unsupported_response_type"


def test_oidcc_userinfo_get(provider, anna):
    assert provider.userinfo(provider.tokens(anna)).status_code == 200


def test_oidcc_userinfo_post_header(provider, anna):
    assert provider.userinfo(provider.tokens(anna), requests.post).json()["sub"]


def test_oidcc_userinfo_post_body(provider, anna):
    """Not offered: a token is taken from the header only. The suite skips the module then."""
    tokens = provider.tokens(anna)
    answer = requests.post(
        provider.metadata["userinfo_endpoint"], data={"access_token": tokens["access_token"]}, timeout=10)
    assert answer.status_code == 401 and answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_userinfo_without_a_good_token(provider):
    for headers in ({}, {"Authorization": "Bearer gh_at_" + "A" * 43}, {"Authorization": "Bearer"}, {"Authorization": "Basic YTpi"}):
        answer = requests.get(provider.metadata["userinfo_endpoint"], headers=headers, timeout=10)
        assert answer.status_code == 401 and answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_oidcc_ensure_request_without_nonce_succeeds_for_code_flow(provider, anna):
    assert "nonce" not in provider.claims(provider.tokens(anna, nonce=None))


def test_oidcc_ensure_request_without_state_succeeds(provider, anna):
    assert set(provider.answer(anna, state=None)) == {"code", "iss"}


@pytest.mark.parametrize("scope, claims", [
    ("openid", set()), ("openid profile", {"name", "preferred_username", "locale"}), ("openid email", {"email", "email_verified"}),
    ("openid address", set()), ("openid phone", set()),
    ("openid profile email address phone", {"name", "preferred_username", "locale", "email", "email_verified"}),
], ids=["openid", "profile", "email", "address", "phone", "all"])
def test_oidcc_scope(provider, anna, scope, claims):
    told = provider.userinfo(provider.tokens(anna, scope=scope)).json()
    assert set(told) == claims | {"sub"}
    for name, value in told.items():
        assert type(value) is (bool if name == "email_verified" else str) and value != "", name


def test_oidcc_ensure_other_scope_order_succeeds(provider, anna):
    assert set(provider.tokens(anna, scope="email profile openid")["scope"].split()) == {"openid", "profile", "email"}


@pytest.mark.parametrize("more", [
    {"display": "page"}, {"display": "popup"}, {"extra": "foobar"}, {"login_hint": "anna"}, {"ui_locales": "se hu-HU"},
    {"claims_locales": "se"}, {"acr_values": "urn:gatehouse:1fa 1 2"}, {"max_age": "10000"}, {"prompt": ""},
], ids=lambda more: f"oidcc-{next(iter(more))}-{next(iter(more.values()))}")
def test_never_an_error(provider, anna, more):
    """Modules `display-page`, `display-popup`, `ensure-request-with-unknown-parameter-succeeds`, `login-hint`, `ui-locales`,
    `claims-locales`, `ensure-request-with-acr-values-succeeds`, `max-age-10000`."""
    claims = provider.claims(provider.tokens(anna, **more))
    assert claims["auth_time"] and claims["acr"] == "urn:gatehouse:1fa"


def test_oidcc_prompt_login(provider, anna):
    before = provider.claims(provider.tokens(anna))
    time.sleep(1.1)
    back = proves_again(anna, follow(anna, provider.address(prompt="login")))
    after = provider.claims(provider.redeem(parameters(back)["code"]).json())
    assert after["auth_time"] > before["auth_time"] and after["sub"] == before["sub"]


def test_oidcc_prompt_none_not_logged_in(provider, nobody):
    assert provider.answer(nobody, prompt="none")["error"] == "login_required"


def test_oidcc_prompt_none_logged_in(provider, anna):
    before = provider.claims(provider.tokens(anna))
    after = provider.claims(provider.tokens(anna, prompt="none"))
    assert (after["sub"], after["auth_time"]) == (before["sub"], before["auth_time"])


def test_prompt_none_stands_alone(provider, anna):
    assert provider.answer(anna, prompt="none login")["error"] == "invalid_request"


def test_oidcc_max_age_1(provider, anna):
    before = provider.claims(provider.tokens(anna))
    time.sleep(2.1)
    assert provider.answer(anna, max_age="1", prompt="none")["error"] == "login_required"
    back = proves_again(anna, follow(anna, provider.address(max_age="1")))
    after = provider.claims(provider.redeem(parameters(back)["code"]).json())
    assert after["auth_time"] > before["auth_time"]


def test_oidcc_id_token_hint(provider, anna):
    tokens = provider.tokens(anna)
    again = provider.tokens(anna, prompt="none", id_token_hint=tokens["id_token"])
    assert provider.claims(again)["sub"] == provider.claims(tokens)["sub"]


def test_id_token_hint_of_somebody_else(provider, anna):
    other = signed_in(provider.server, "katalin")
    assert provider.answer(other, prompt="none", id_token_hint=provider.tokens(anna)["id_token"])["error"] == "login_required"


def test_oidcc_login_hint_while_nobody_is_signed_in(provider, nobody):
    """The name is filled in, whoever it is: nobody learns whether there is such a user."""
    for name in ("anna", "no-such-user"):
        page = follow(nobody, provider.address(login_hint=name))
        assert page.status == 200 and page.field("userName") == name
        assert page.text.count("problem") == follow(nobody, provider.address(login_hint="x")).text.count("problem")


def test_oidcc_server_signs_in_on_the_way(provider, nobody):
    """From nothing: the sign-in page, and from there to the application."""
    answer = nobody.get(provider.address())
    assert answer.status == 303 and answer.location.startswith("/sign-in?")
    assert parameters(signs_in(nobody, answer.location))["code"]


def test_oidcc_codereuse(provider, anna):
    code = provider.answer(anna)["code"]
    tokens = provider.redeem(code).json()
    again = provider.redeem(code)
    assert again.status_code == 400 and again.json()["error"] == "invalid_grant"
    # What was given for it first is dead.
    assert provider.userinfo(tokens).status_code == 401


@pytest.mark.parametrize("redirect", [
    REDIRECT + "/", REDIRECT + "?x=1", REDIRECT + "#x", REDIRECT.upper(), "https://evil.example.org/", "", None,
    REDIRECT.replace("crm", "crm.example.org@evil"), REDIRECT.replace("signed-in", "x/../signed-in"), "javascript:alert(1)",
])
def test_oidcc_ensure_registered_redirect_uri(provider, anna, nobody, redirect):
    """A page, and no way to anywhere else; whoever looks at it."""
    for browser in (anna, nobody):
        for prompt in ("none", None):
            answer = browser.get(provider.address(redirect_uri=redirect, prompt=prompt))
            assert answer.status == 400 and leads_to(answer) is None
            assert "evil" not in answer.text and 'href="javascript' not in answer.text


def test_oidcc_ensure_post_request_succeeds(provider, anna):
    path, query = provider.address().split("?")
    answer = anna._send("POST", path, query)
    assert answer.status == 303
    assert parameters(leads_to(follow(anna, answer.location)))["code"]


def test_oidcc_server_client_secret_post(provider, anna):
    assert provider.redeem(provider.answer(anna)["code"], method="client_secret_post").status_code == 200


def test_oidcc_both_ways_at_once(provider, anna):
    code = provider.answer(anna)["code"]
    assert provider.redeem(code, client_secret=provider.client.secret).json()["error"] == "invalid_client"
    assert provider.redeem(code, client_id="suite").status_code == 200


def test_oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported(provider, anna):
    head, body = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (
        {"alg": "none"}, {"client_id": "suite", "response_type": "code", "redirect_uri": "https://evil.example.org/"}))
    assert provider.answer(anna, request=f"{head}.{body}.")["error"] == "request_not_supported"


def test_oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported(provider, anna):
    assert provider.answer(anna, request_uri="https://crm.example.org/request")["error"] == "request_uri_not_supported"


def test_registration_not_supported(provider, anna):
    assert provider.answer(anna, registration="{}")["error"] == "registration_not_supported"


def test_oidcc_claims_essential(provider, anna):
    wanted = json.dumps({"userinfo": {"name": {"essential": True}}, "id_token": {"auth_time": {"essential": True}}})
    tokens = provider.tokens(anna, claims=wanted)
    assert provider.userinfo(tokens).json()["name"] == "Őrsi Anna"
    assert provider.claims(tokens)["auth_time"]


def test_oidcc_ensure_request_with_valid_pkce_succeeds(provider, anna):
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    pkce = {"code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method": "S256"}
    assert provider.redeem(provider.answer(anna, **pkce)["code"], code_verifier=verifier).status_code == 200
    for wrong in ({}, {"code_verifier": verifier.lower()}, {"code_verifier": pkce["code_challenge"]}):
        answer = provider.redeem(provider.answer(anna, **pkce)["code"], **wrong)
        assert answer.status_code == 400 and answer.json()["error"] == "invalid_grant"
    # A verifier for a request that had no challenge (RFC 9700 §4.8.2).
    assert provider.redeem(provider.answer(anna)["code"], code_verifier=verifier).json()["error"] == "invalid_grant"
    plain = provider.answer(anna, code_challenge=verifier, code_challenge_method="plain")
    assert plain["error"] == "invalid_request"


def test_oidcc_refresh_token(provider, anna):
    tokens = provider.tokens(anna)
    answer = provider.refresh(tokens["refresh_token"], provider.second)
    assert answer.status_code == 400 and answer.json()["error"] == "invalid_grant"
    after = provider.refresh(tokens["refresh_token"]).json()
    assert after["access_token"] != tokens["access_token"] and len(after["access_token"]) >= 22
    old, new = provider.claims(tokens), provider.claims(after)
    for name in ("iss", "sub", "aud", "auth_time", "acr", "amr", "sid"):
        assert old[name] == new[name], name
    assert new["iat"] >= old["iat"]


def test_oidcc_code_of_another_client(provider, anna):
    """It changes nothing for its own."""
    code = provider.answer(anna)["code"]
    for more in ({}, {"redirect_uri": REDIRECT}):
        assert provider.redeem(code, provider.second, **more).json()["error"] == "invalid_grant"
    assert provider.redeem(code).status_code == 200


@pytest.mark.parametrize("header", ["Basic", "Basic !", "Basic c3VpdGU6d3Jvbmc=", "Basic bm9ib2R5Ong="])
def test_wrong_secret(provider, header):
    answer = requests.post(
        provider.metadata["token_endpoint"], data={"grant_type": "authorization_code", "code": "x"},
        headers={"Authorization": header}, timeout=10)
    assert answer.status_code == 401 and answer.json()["error"] == "invalid_client"
    assert answer.headers["WWW-Authenticate"].startswith("Basic")


def test_token_endpoint_takes_posted_forms_only(provider):
    where = provider.metadata["token_endpoint"]
    assert requests.get(where, timeout=10).status_code == 405
    answer = requests.post(where, json={"grant_type": "authorization_code"}, timeout=10)
    assert answer.status_code in (400, 415) and answer.json()["error"] == "invalid_request"


def test_parameter_twice(provider, anna):
    address = provider.address()
    answer = answered(anna, address + "&scope=openid")
    assert parameters(answer)["error"] == "invalid_request"
    for name in ("client_id", "redirect_uri"):
        value = {"client_id": "suite", "redirect_uri": REDIRECT}[name]
        assert leads_to(anna.get(address + "&" + urlencode({name: value}))) is None


# Form Post

@pytest.mark.parametrize("more", [
    {}, {"nonce": None}, {"state": None}, {"response_type": None}, {"prompt": "none"}, {"max_age": "10000"},
    {"scope": "openid profile email"}, {"state": "\"'><script>alert(1)</script>&é"},
], ids=["server", "no nonce", "no state", "response-type-missing", "prompt none", "max age", "scopes", "hostile state"])
def test_form_post(provider, anna, more):
    page = follow(anna, provider.address(response_mode="form_post", **more))
    where, fields = posted(page)
    assert page.status == 200 and where == REDIRECT and fields["iss"] == provider.metadata["issuer"]
    assert fields.get("state") == more["state"] if "state" in more else fields["state"]
    assert "<script>alert" not in page.text
    assert "https://crm.example.org" in page.header("Content-Security-Policy")
    if "response_type" in more:
        assert fields["error"] == "invalid_request"
    else:
        assert provider.redeem(fields["code"]).status_code == 200


def test_form_post_while_nobody_is_signed_in(provider, nobody):
    _, fields = posted(follow(nobody, provider.address(response_mode="form_post", prompt="none")))
    assert fields["error"] == "login_required"


@pytest.mark.parametrize("mode", ["fragment", "jwt", "web_message"])
def test_other_response_modes(provider, anna, mode):
    assert leads_to(anna.get(provider.address(response_mode=mode))) is None


# RP-Initiated Logout

def logout(browser: Client, **fields: str):
    return browser.get("/oauth2/end-session?" + urlencode(fields))


def test_oidcc_rp_initiated_logout(provider, anna):
    tokens = provider.tokens(anna)
    answer = logout(anna, id_token_hint=tokens["id_token"], post_logout_redirect_uri=FAREWELL, state="kept & safe")
    assert leads_to(answer).split("?")[0] == FAREWELL and parameters(leads_to(answer)) == {"state": "kept & safe"}
    assert provider.answer(anna, prompt="none")["error"] == "login_required"
    assert provider.userinfo(tokens).status_code == 401


def test_oidcc_rp_initiated_logout_no_state(provider, anna):
    answer = logout(anna, id_token_hint=provider.tokens(anna)["id_token"], post_logout_redirect_uri=FAREWELL)
    assert leads_to(answer) == FAREWELL


@pytest.mark.parametrize("address", [
    FAREWELL + "?query=added", FAREWELL + "/", "https://evil.example.org/", REDIRECT, FAREWELL.replace("https", "http")])
def test_oidcc_rp_initiated_logout_bad_post_logout_redirect_uri(provider, anna, address):
    """Signed out, for the token proves who asks; but not sent there."""
    answer = logout(anna, id_token_hint=provider.tokens(anna)["id_token"], post_logout_redirect_uri=address)
    assert "example.org" not in (leads_to(answer) or "") and not anna.is_signed_in


def test_oidcc_rp_initiated_logout_modified_id_token_hint(provider, anna):
    hint = provider.tokens(anna)["id_token"]
    for changed in (hint[:-8] + "AAAAAAAA", hint.rsplit(".", 1)[0] + ".", "rubbish", hint + "x"):
        answer = logout(anna, id_token_hint=changed, post_logout_redirect_uri=FAREWELL)
        assert answer.status == 200 and leads_to(answer) is None and anna.is_signed_in


@pytest.mark.parametrize("fields", [
    {}, {"state": "only"}, {"post_logout_redirect_uri": FAREWELL}, {"post_logout_redirect_uri": FAREWELL, "client_id": "suite"},
], ids=["no-params", "only-state", "no-id-token-hint", "client id alone"])
def test_oidcc_rp_initiated_logout_is_agreed_to(provider, anna, fields):
    """Nothing ends before the person agrees, and then no application's address is opened."""
    page = logout(anna, **fields)
    assert page.status == 200 and leads_to(page) is None and anna.is_signed_in
    answer = anna.post_only("/oauth2/end-session/agree", csrf=page.field("csrf"), **fields)
    assert "example.org" not in (leads_to(answer) or "") and not anna.is_signed_in


def test_oidcc_rp_initiated_logout_no_post_logout_redirect_uri(provider, anna):
    answer = logout(anna, id_token_hint=provider.tokens(anna)["id_token"])
    assert leads_to(answer) == "/sign-in" and not anna.is_signed_in


def test_oidcc_rp_initiated_logout_of_another_session(provider, anna):
    """A token of one's own, sent to somebody else's browser."""
    other = signed_in(provider.server, "anna")
    hint = provider.tokens(other)["id_token"]
    assert leads_to(logout(anna, id_token_hint=hint, post_logout_redirect_uri=FAREWELL)) is None
    assert anna.is_signed_in and other.is_signed_in
