"""What no browser sends, on the real socket: nothing of it is answered by a session, and the server stays."""

import re
import socket
from urllib.parse import urlsplit

import pytest
from support.client import Client
from support.people import ADMINISTRATOR, PASSWORD, set_up
from support.server import Server

LINE = b"\r\n"
SMUGGLED = b"GET /session HTTP/1.1\r\nHost: h\r\n\r\n"


def head(first: str, *fields: str, end: bytes = LINE) -> bytes:
    return end.join([first.encode("latin-1"), *(field.encode("latin-1") for field in fields), b"", b""])


def post(*fields: str, body: bytes = b"") -> bytes:
    return head("POST /sign-in HTTP/1.1", "Host: h", "Sec-Fetch-Site: same-origin", *fields) + body


#: By name: what is sent.
STRANGE = {
    "content-length and chunked": post("Content-Length: 4", "Transfer-Encoding: chunked", body=b"0\r\n\r\n" + SMUGGLED),
    "chunked and content-length": post("Transfer-Encoding: chunked", "Content-Length: 6", body=b"0\r\n\r\nX" + SMUGGLED),
    "chunked twice": post("Transfer-Encoding: chunked", "Transfer-Encoding: identity", body=b"0\r\n\r\n" + SMUGGLED),
    "unknown transfer encoding": post("Transfer-Encoding: xchunked", body=SMUGGLED),
    "two content lengths": post("Content-Length: 0", f"Content-Length: {len(SMUGGLED)}", body=SMUGGLED),
    "list of content lengths": post(f"Content-Length: 0, {len(SMUGGLED)}", body=SMUGGLED),
    "negative content length": post("Content-Length: -1", body=SMUGGLED),
    "signed content length": post("Content-Length: +5", body=SMUGGLED),
    "enormous content length": post("Content-Length: 99999999999999999999999", body=b"x"),
    "endless chunk": post("Transfer-Encoding: chunked", body=b"ffffffffffffffffff\r\nx"),
    "chunk of no number": post("Transfer-Encoding: chunked", body=b"zz\r\nx\r\n0\r\n\r\n"),
    "two hosts": head("GET /session HTTP/1.1", "Host: a", "Host: b"),
    "no host": head("GET /session HTTP/1.1"),
    "bare line feeds": head("GET /session HTTP/1.1", "Host: h", end=b"\n"),
    "bare carriage returns": head("GET /session HTTP/1.1", "Host: h", end=b"\r"),
    "space before the colon": head("GET /session HTTP/1.1", "Host : h"),
    "folded field": head("GET /session HTTP/1.1", "Host: h", "Cookie: a=1", " b=2"),
    "zero byte in a field": head("GET /session HTTP/1.1", "Host: h", "Cookie: a=\0"),
    "field without a name": head("GET /session HTTP/1.1", "Host: h", ": x"),
    "huge field": head("GET /session HTTP/1.1", "Host: h", "Cookie: " + "a" * 200_000),
    "thousands of fields": head("GET /session HTTP/1.1", "Host: h", *(f"X-{number}: x" for number in range(20_000))),
    "huge path": head("GET /" + "a" * 200_000 + " HTTP/1.1", "Host: h"),
    "path beyond ASCII": head("GET /session\xff\xfe HTTP/1.1", "Host: h"),
    "path that climbs": head("GET /../../etc/passwd HTTP/1.1", "Host: h"),
    "no path": head("GET  HTTP/1.1", "Host: h"),
    "whole address": head("GET http://elsewhere.example/session HTTP/1.1", "Host: h"),
    "tunnel": head("CONNECT elsewhere.example:443 HTTP/1.1", "Host: elsewhere.example:443"),
    "made-up method": head("OPEN /session HTTP/1.1", "Host: h"),
    "HTTP/0.9": b"GET /session\r\n\r\n",
    "HTTP/9.9": head("GET /session HTTP/9.9", "Host: h"),
    "HTTP/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9),
    "TLS hello": bytes.fromhex("1603010200010001fc0303") + bytes(range(256)),
    "garbage": bytes(range(255, -1, -1)) * 20,
    "nothing": b"",
    "half a request": b"GET /session HT",
    "upgrade": head("GET /session HTTP/1.1", "Host: h", "Connection: Upgrade", "Upgrade: h2c", "HTTP2-Settings: AAAA"),
    "body that is too large": post("Content-Length: 70000", "Content-Type: application/x-www-form-urlencoded", body=b"a" * 70_000),
    "body of bytes": post("Content-Length: 256", "Content-Type: application/x-www-form-urlencoded", body=bytes(range(256))),
    "form in another type": post("Content-Length: 9", "Content-Type: application/json", body=b'{"a": 12}'),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A server that is set up, for all of them; and its process must outlive every one."""
    with Server(tmp_path_factory.mktemp("raw") / "data") as server:
        set_up(server)
        yield server
        assert server.stop() == 0


def exchange(url: str, *pieces: bytes) -> bytes:
    """Sends, says that this is all, and returns everything that came back."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
        answer = b""
        try:
            for piece in pieces:
                connection.sendall(piece)
            connection.shutdown(socket.SHUT_WR)
            while received := connection.recv(65_536):
                answer += received
        except (ConnectionResetError, BrokenPipeError):
            pass
        return answer


def statuses(answer: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3})", answer)]


@pytest.mark.parametrize("name", STRANGE)
def test_strange_request_gets_no_session(house, name):
    answer = exchange(house.url, STRANGE[name])
    assert b"gatehouse-session=" not in answer
    assert not [status for status in statuses(answer) if 200 <= status < 300], answer[:500]
    assert 500 not in statuses(answer), answer[:500]
    assert house.is_alive and Client(house.url).get("/livez").status == 200


@pytest.mark.parametrize("name", [name for name, sent in STRANGE.items() if sent.endswith(SMUGGLED)])
def test_nothing_is_smuggled(house, name):
    """Where a body ends is not open to doubt: what comes after it is never answered as a request of its own."""
    assert len(statuses(exchange(house.url, STRANGE[name]))) <= 1


def test_a_second_host_is_refused(house):
    """RFC 9112 §3.2: a proxy may have looked at the one, and we at the other."""
    once = head("GET /livez HTTP/1.1", "Host: a", "Connection: close")
    twice = head("GET /livez HTTP/1.1", "Host: a", "Host: b", "Connection: close")
    assert statuses(exchange(house.url, once)) == [200]
    assert statuses(exchange(house.url, twice)) == [400]


def test_two_cookies_of_one_name_are_no_cookie(house):
    """A cookie from a neighbouring host cannot stand in for the session's."""
    client = Client(house.url)
    client.sign_in(ADMINISTRATOR, PASSWORD)
    session = "__Host-gatehouse-session=" + client.cookies["__Host-gatehouse-session"]
    once = head("GET /session HTTP/1.1", "Host: h", "Connection: close", f"Cookie: {session}")
    twice = head("GET /session HTTP/1.1", "Host: h", "Connection: close", f"Cookie: {session}; {session}")
    assert statuses(exchange(house.url, once)) == [200]
    assert statuses(exchange(house.url, twice)) == [401]


def test_two_requests_in_one_piece_are_two(house):
    request = head("GET /livez HTTP/1.1", "Host: h")
    assert statuses(exchange(house.url, request + request)) == [200, 200]


def test_request_in_many_pieces_is_one(house):
    request = head("GET /livez HTTP/1.1", "Host: h")
    assert statuses(exchange(house.url, *(bytes([byte]) for byte in request))) == [200]


def test_silent_connections_keep_nobody_out(house):
    parts = urlsplit(house.url)
    silent = [socket.create_connection((parts.hostname, parts.port)) for _ in range(200)]
    try:
        for connection in silent:
            connection.sendall(b"POST /sign-in HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\na")
        assert Client(house.url).sign_in(ADMINISTRATOR, PASSWORD).status == 303
    finally:
        for connection in silent:
            connection.close()
