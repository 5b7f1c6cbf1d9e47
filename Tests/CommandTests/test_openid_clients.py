"""Sign-on as clients see it that others wrote: Authlib and requests_oauth2client drive it, joserfc verifies what is signed."""

import base64
import json
import random
import time
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.jwk import KeySet
from requests_oauth2client import OAuth2Client
from requests_oauth2client.exceptions import InvalidGrant
from support.client import Client
from support.openid import FAREWELL, REDIRECT, Registered, answered, discovered, leads_to, parameters, register
from support.people import add_user, enrol, set_up, signed_in
from support.server import Server

ALGORITHMS = ["RS256", "ES256", "EdDSA"]
VERIFIER = "a-verifier-of-the-right-length~with-words.in-it"


@dataclass
class SignedOn:
    """An application that somebody has signed in to."""

    session: OAuth2Session
    metadata: dict
    registered: Registered
    nonce: str
    #: What came in the address.
    answer: dict[str, str]
    token: dict

    def claims(self, token: str | None = None) -> dict:
        """The ID token's claims, after joserfc has verified it by the published keys, and Authlib has judged them."""
        token = token or self.token["id_token"]
        published = requests.get(self.metadata["jwks_uri"], timeout=10).json()
        algorithm = self.registered.report["algorithm"]
        header = jws.extract_compact(token.encode()).headers()
        assert header == {"alg": algorithm, "kid": header["kid"]} | ({"typ": "JWT"} if "typ" in header else {})
        assert [key["alg"] for key in published["keys"] if key["kid"] == header["kid"]] == [algorithm]
        verified = jwt.decode(token, KeySet.import_key_set(published), algorithms=[algorithm])
        CodeIDToken(
            verified.claims, verified.header,
            {
                "iss": {"essential": True, "value": self.metadata["issuer"]},
                "aud": {"essential": True, "value": self.registered.client_id},
            },
            {"nonce": verified.claims.get("nonce") and self.nonce, "client_id": self.registered.client_id},
        ).validate(leeway=0)
        return verified.claims

    def userinfo(self) -> requests.Response:
        return requests.get(
            self.metadata["userinfo_endpoint"], headers={"Authorization": f"Bearer {self.token['access_token']}"}, timeout=10)


def session(registered: Registered, scope: str = "openid profile email", method: str | None = None) -> OAuth2Session:
    return OAuth2Session(
        registered.client_id, registered.secret, scope=scope, redirect_uri=registered.redirect,
        code_challenge_method="S256", token_endpoint_auth_method=method)


def sign_on(server: Server, registered: Registered, browser: Client, method: str | None = None, **more: str) -> SignedOn:
    """What Authlib does for an application whose user is signed in already."""
    client = session(registered, more.pop("scope", "openid profile email"), method)
    metadata = discovered(server)
    nonce = "n-" + random.randbytes(12).hex()
    address, state = client.create_authorization_url(
        metadata["authorization_endpoint"], code_verifier=VERIFIER, nonce=nonce, **more)
    back = answered(browser, address)
    assert back.startswith(registered.redirect + "?")
    answer = parameters(back)
    assert answer["iss"] == metadata["issuer"] and answer["state"] == state
    token = client.fetch_token(
        metadata["token_endpoint"], authorization_response=back, state=state, code_verifier=VERIFIER)
    return SignedOn(client, metadata, registered, nonce, answer, token)


@pytest.fixture
def anna(server, administrator) -> Client:
    """Signed in with two factors."""
    add_user(administrator, "anna", displayName="Őrsi Anna", email="anna@example.org")
    browser = signed_in(server, "anna")
    enrol(browser)
    return browser


def test_discovery(server):
    """The document says where everything is, and everything is there."""
    metadata = discovered(server)
    assert metadata["issuer"] == server.url
    assert {"S256"} == set(metadata["code_challenge_methods_supported"])
    for name, address in metadata.items():
        if name.endswith("_endpoint"):
            assert requests.get(address, timeout=10, allow_redirects=False).status_code != 404, name


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_somebody_signs_on(server, anna, algorithm):
    begun = int(time.time())
    crm = sign_on(server, register(server, "crm", "--algorithm", algorithm), anna)
    assert crm.token["token_type"] == "Bearer" and crm.token["expires_in"] == 600
    assert set(crm.token["scope"].split()) == {"openid", "profile", "email"}
    claims = crm.claims()
    assert claims["nonce"] == crm.nonce
    assert claims["exp"] - claims["iat"] == 600 and begun - 1 <= claims["iat"] <= time.time() + 1
    assert claims["auth_time"] <= claims["iat"]
    assert claims["acr"] == "urn:gatehouse:2fa" and set(claims["amr"]) == {"pwd", "otp", "mfa"} and claims["sid"]
    told = crm.userinfo()
    assert told.headers["Content-Type"].startswith("application/json")
    assert told.json() == {
        "sub": claims["sub"], "name": "Őrsi Anna", "preferred_username": "anna", "locale": "en",
        "email": "anna@example.org", "email_verified": False,
    }


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_no_other_signature_is_good(server, anna, algorithm):
    """The second opinion can say no: another key of the set, another claim."""
    crm = sign_on(server, register(server, "crm", "--algorithm", algorithm), anna)
    header, claims, signature = crm.token["id_token"].split(".")
    changed = json.loads(base64.urlsafe_b64decode(claims + "==")) | {"sub": "somebody else"}
    forged = ".".join([header, base64.urlsafe_b64encode(json.dumps(changed).encode()).decode().rstrip("="), signature])
    with pytest.raises(Exception, match="(?i)signature"):
        crm.claims(forged)


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_both_ways_to_show_a_secret(server, anna, method):
    assert sign_on(server, register(server, "crm"), anna, method).claims()["sub"]


def test_without_a_secret(server, anna):
    """A page's own program: bound by its challenge alone."""
    spa = register(server, "spa", template="browser-only")
    assert spa.secret is None
    assert sign_on(server, spa, anna).claims()["aud"] == "spa"


def test_refresh(server, anna):
    crm = sign_on(server, register(server, "crm"), anna)
    first = crm.claims()
    before = dict(crm.token)
    after = crm.session.refresh_token(crm.metadata["token_endpoint"])
    assert after["access_token"] != before["access_token"] and after["refresh_token"] != before["refresh_token"]
    same = {name: crm.claims(after["id_token"])[name] for name in ("iss", "sub", "aud", "auth_time", "sid", "acr", "amr")}
    assert same == {name: first[name] for name in same}
    # The second before last is nobody's any more: whoever brings it ends everything.
    last = crm.session.refresh_token(crm.metadata["token_endpoint"], refresh_token=after["refresh_token"])
    with pytest.raises(OAuthError) as refused:
        crm.session.refresh_token(crm.metadata["token_endpoint"], refresh_token=before["refresh_token"])
    assert refused.value.error == "invalid_grant"
    with pytest.raises(OAuthError):
        crm.session.refresh_token(crm.metadata["token_endpoint"], refresh_token=last["refresh_token"])
    crm.token = last
    assert crm.userinfo().status_code == 401


def test_lasting_access(server, anna):
    """It goes on after a sign-out; what hangs on the session does not."""
    desk = register(server, "desk", "--scope", "openid", "--scope", "offline_access", "--ownership", "own")
    crm = sign_on(server, register(server, "crm"), anna)
    lasting = sign_on(server, desk, anna, scope="openid offline_access")
    anna.post("/sign-out", page="/profile")
    assert lasting.session.refresh_token(lasting.metadata["token_endpoint"])["access_token"]
    assert crm.userinfo().status_code == 401
    with pytest.raises(OAuthError):
        crm.session.refresh_token(crm.metadata["token_endpoint"])


def test_revocation_and_introspection(server, anna):
    crm = sign_on(server, register(server, "crm"), anna)
    api = session(register(server, "api", template="api", redirect=None))
    other = session(register(server, "other"))
    where, token = crm.metadata["introspection_endpoint"], crm.token["access_token"]
    facts = api.introspect_token(where, token=token).json()
    assert facts["active"] is True and facts["client_id"] == "crm" and facts["username"] == "anna"
    assert facts["sub"] == crm.claims()["sub"] and facts["exp"] <= time.time() + 600
    assert crm.session.introspect_token(where, token=token).json()["active"] is True
    assert other.introspect_token(where, token=token).json() == {"active": False}
    # Another application gives nothing back that is not its own.
    assert other.revoke_token(crm.metadata["revocation_endpoint"], token=token).status_code == 200
    assert crm.userinfo().status_code == 200
    gone = crm.session.revoke_token(
        crm.metadata["revocation_endpoint"], token=crm.token["refresh_token"], token_type_hint="refresh_token")
    assert gone.status_code == 200
    assert crm.userinfo().status_code == 401
    assert api.introspect_token(where, token=token).json() == {"active": False}


def test_a_machine(server, anna):
    registered = register(server, "sync", "--scope", "calls.read", template="machine", redirect=None)
    machine = OAuth2Session("sync", registered.secret, scope="calls.read")
    token = machine.fetch_token(discovered(server)["token_endpoint"], grant_type="client_credentials")
    assert token["scope"] == "calls.read" and not {"refresh_token", "id_token"} & set(token)
    api = session(register(server, "api", template="api", redirect=None))
    facts = api.introspect_token(discovered(server)["introspection_endpoint"], token=token["access_token"]).json()
    assert facts["client_id"] == facts["sub"] == "sync" and "username" not in facts
    with pytest.raises(OAuthError) as refused:
        OAuth2Session("sync", registered.secret, scope="calls.write").fetch_token(
            discovered(server)["token_endpoint"], grant_type="client_credentials")
    assert refused.value.error == "invalid_scope"


def test_an_application_signs_out(server, anna):
    crm = sign_on(server, register(server, "crm"), anna)
    other = sign_on(server, register(server, "other"), anna)
    query = urlencode({
        "id_token_hint": crm.token["id_token"], "post_logout_redirect_uri": FAREWELL, "state": "a & b"})
    answer = anna.get(f"/oauth2/end-session?{query}")
    target = leads_to(answer)
    assert target.startswith(FAREWELL + "?") and parameters(target) == {"state": "a & b"}
    assert not anna.is_signed_in
    assert crm.userinfo().status_code == other.userinfo().status_code == 401


def second_client(server: Server, registered: Registered) -> OAuth2Client:
    """It takes http for this machine only when it is told that this is a test."""
    return OAuth2Client.from_discovery_endpoint(
        issuer=server.url, client_id=registered.client_id, client_secret=registered.secret,
        redirect_uri=registered.redirect, id_token_signed_response_alg=registered.report["algorithm"], testing=True)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_another_client(server, anna, algorithm):
    """requests_oauth2client demands `iss` (RFC 9207), and verifies the ID token by itself."""
    client = second_client(server, register(server, "crm", "--algorithm", algorithm))
    assert client.authorization_response_iss_parameter_supported
    request = client.authorization_request(scope="openid profile", nonce="a nonce")
    assert request.code_challenge_method == "S256"
    code = request.validate_callback(answered(anna, request.uri))
    tokens = client.authorization_code(code)
    assert tokens.id_token.alg == algorithm and tokens.id_token.claims["nonce"] == "a nonce"
    assert client.userinfo(tokens)["name"] == "Őrsi Anna"
    refreshed = client.refresh_token(tokens)
    assert refreshed.access_token != tokens.access_token
    client.revoke_refresh_token(refreshed)
    with pytest.raises(InvalidGrant):
        client.refresh_token(refreshed)


# What is wrong

def wrong_requests(dice: random.Random, good: dict[str, str]) -> list[dict[str, str] | bytes]:
    """Requests to the token endpoint that are right but for one thing."""
    rubbish = ["", "\0", "é" * 300, "%", "a b", "gh_at_" + "A" * 43, "../../etc", "' OR 1=1 --", "x" * 4000, "\r\nSet-Cookie: a=b"]
    found = []
    while len(found) < 20:
        name = dice.choice(["grant_type", "code", "redirect_uri", "code_verifier", "client_id", "client_secret"])
        match dice.randrange(4):
            case 0: found.append({key: value for key, value in good.items() if key != name})
            case 1: found.append(good | {name: dice.choice(rubbish)})
            case 2: found.append((urlencode(good) + "&" + urlencode({name: good[name]})).encode())
            case 3: found.append(dice.randbytes(dice.randrange(1, 400)))
    return found


def test_malformed_requests(serve):
    """Each gets an error of OAuth's and changes nothing; the log has none of the secrets that came along."""
    server = serve(log_level="debug")
    add_user(set_up(server), "anna")
    browser = signed_in(server, "anna")
    crm = register(server, "crm")
    metadata = discovered(server)
    kept = sign_on(server, crm, browser)
    client = session(crm)
    address, _ = client.create_authorization_url(metadata["authorization_endpoint"], code_verifier=VERIFIER)
    code = parameters(answered(browser, address))["code"]
    good = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": crm.redirect, "code_verifier": VERIFIER,
        "client_id": "crm", "client_secret": crm.secret,
    }
    seed = random.randrange(2**32)
    for number, body in enumerate(wrong_requests(random.Random(seed), good)):
        answer = requests.post(
            metadata["token_endpoint"], data=body, timeout=10, headers={"Content-Type": "application/x-www-form-urlencoded"})
        assert answer.status_code in (400, 401, 429), (seed, number, answer.status_code)
        assert answer.json()["error"] in {
            "invalid_request", "invalid_client", "invalid_grant", "unsupported_grant_type"}, (seed, number)
        assert answer.headers["Cache-Control"] == "no-store"
    hint = kept.token["id_token"]
    browser.get(f"/oauth2/authorize?{urlencode({'client_id': 'crm', 'redirect_uri': REDIRECT, 'id_token_hint': hint})}")
    browser.get(f"/oauth2/end-session?{urlencode({'id_token_hint': hint + 'x'})}")
    assert client.fetch_token(metadata["token_endpoint"], code=code, code_verifier=VERIFIER)["access_token"], seed
    server.stop()
    said = "\n".join(server.output) + server.errors
    assert "answered" in said
    for secret in (code, VERIFIER, crm.secret, hint, *(kept.token[name] for name in ("access_token", "refresh_token")),
                   kept.answer["code"], client.token["access_token"]):
        assert secret not in said
        assert secret[8:30] not in said
