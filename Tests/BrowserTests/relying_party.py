"""A small web application on a port of its own: Flask, with Authlib as its client. It knows of Gatehouse what discovery says."""

import html
import re
import secrets
import threading

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, request, session
from support.openid import register
from support.server import Server
from werkzeug.serving import make_server

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title><link rel="icon" href="data:,"></head>
<body><h1>{name}</h1><p id="said">{said}</p>{links}</body></html>"""


class RelyingParty:
    """Its pages say whose name they know; `/asks` looks whether the access token is still good."""

    def __init__(self, server: Server, name: str, *options: str, template: str = "web"):
        self.name = name
        self.tokens: dict[str, dict] = {}
        #: How each answer came: the method of its request.
        self.methods: list[str] = []
        client_id = re.sub(r"\W+", "-", name.lower())
        pages = Flask(client_id)
        self._server = make_server("127.0.0.1", 0, pages, threaded=True)
        # By name, so that for a browser it is another site than the server, which has an address.
        self.url = f"http://localhost:{self._server.server_port}"
        self.registered = register(
            server, client_id, *options, template=template, name=name, redirect=f"{self.url}/signed-in", farewell=self.url + "/")
        # Cookies know no ports: each application on this machine needs a name of its own.
        pages.config |= {"SECRET_KEY": secrets.token_hex(), "SESSION_COOKIE_NAME": f"{client_id}-session"}
        self._client = OAuth(pages).register(
            "gatehouse", client_id=client_id, client_secret=self.registered.secret,
            server_metadata_url=f"{server.url}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256"})
        for path, page in {
            "/": self._home, "/sign-in": self._sign_in, "/signed-in": self._signed_in, "/sign-out": self._sign_out, "/asks": self._asks,
        }.items():
            pages.add_url_rule(path, path, page, methods=["GET", "POST"])
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    @property
    def _token(self) -> dict | None:
        return self.tokens.get(session.get("id", ""))

    def _home(self):
        if token := self._token:
            return self._page(f"Signed in: {token['userinfo']['name']}", '<a href="/sign-out">Sign out</a>')
        return self._page("Nobody is signed in.", '<a href="/sign-in">Sign in</a>')

    def _sign_in(self):
        """Whatever is in the query goes along: `prompt`, `response_mode`."""
        return self._client.authorize_redirect(f"{self.url}/signed-in", **request.args)

    def _signed_in(self):
        self.methods.append(request.method)
        try:
            token = self._client.authorize_access_token()
        except OAuthError as error:
            return self._page(f"Not signed in: {error.error}")
        # The name is told at userinfo, not in the ID token.
        token["userinfo"] = self._client.userinfo(token=token)
        session["id"] = secrets.token_hex()
        self.tokens[session["id"]] = token
        return redirect("/")

    def _sign_out(self):
        return self._client.logout_redirect(f"{self.url}/", id_token_hint=self.tokens.pop(session.pop("id"))["id_token"])

    def _asks(self):
        answer = self._client.get(
            self._client.load_server_metadata()["userinfo_endpoint"], token=self._token)
        return self._page("Good" if answer.status_code == 200 else f"No good: {answer.status_code}")

    def _page(self, said: str, links: str = "") -> str:
        return PAGE.format(name=html.escape(self.name), said=html.escape(said), links=links)
