"""A browser as far as a conversation needs one: it keeps cookies and sends forms with their hidden field."""

import html
import http.client
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    text: str
    #: In seconds.
    elapsed: float

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def location(self) -> str | None:
        return self.header("Location")

    @property
    def cookies(self) -> list[str]:
        return [value for key, value in self.headers if key.lower() == "set-cookie"]

    def field(self, name: str) -> str | None:
        """The value of the first input of this name."""
        found = re.search(rf'<input[^>]*name="{name}"[^>]*?value="([^"]*)"', self.text)
        return html.unescape(found[1]) if found else None

    def inside(self, tag: str) -> list[str]:
        """The texts of all elements of this kind that have no elements inside."""
        return [html.unescape(text) for text in re.findall(rf"<{tag}\b[^>]*>([^<]*)</{tag}>", self.text)]


@dataclass
class Client:
    """One browser. Cookies are sent although the address is no `https`, as browsers do for the machine itself."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    language: str = "en"
    #: Beside those that every browser sends.
    headers: dict[str, str] = field(default_factory=dict)
    #: Called with every answer.
    watch: list = field(default_factory=list)

    def get(self, path: str) -> Answer:
        return self._send("GET", path)

    def post(self, path: str, page: str | None = None, **fields: str) -> Answer:
        """Sends the form that stands on `page`, by default at the same path. There must be one."""
        answer = self.get(page or path)
        csrf = answer.field("csrf")
        assert csrf, f"there is no form on {page or path}: {answer.status} {answer.location}"
        return self.post_only(path, csrf=csrf, **fields)

    def post_only(self, path: str, **fields: str) -> Answer:
        """Sends just these fields."""
        return self._send("POST", path, urlencode(fields))

    def sign_in(self, name: str, password: str, code: str | None = None) -> Answer:
        """The first step, and the second if a code is given."""
        answer = self.post("/sign-in", userName=name, password=password)
        return self.post("/sign-in/code", code=code) if code and answer.location == "/sign-in/code" else answer

    @property
    def is_signed_in(self) -> bool:
        return self.get("/session").status == 200

    def _send(self, method: str, path: str, body: str | None = None) -> Answer:
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        start = time.monotonic()
        try:
            connection.request(method, path, body, self._headers(body is not None))
            response = connection.getresponse()
            answer = Answer(response.status, response.getheaders(), response.read().decode(), time.monotonic() - start)
        finally:
            connection.close()
        self._keep(answer.cookies)
        for watcher in self.watch:
            watcher(answer)
        return answer

    def _headers(self, has_form: bool) -> dict[str, str]:
        headers = {"User-Agent": "Mozilla/5.0 Firefox/140.0 (Windows)", "Accept-Language": self.language}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if has_form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Sec-Fetch-Site"] = "same-origin"
        return headers | self.headers

    def _keep(self, cookies: list[str]):
        for cookie in cookies:
            name, _, value = cookie.split(";")[0].partition("=")
            if "Max-Age=0" in cookie:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
