"""Strangers, thousands at once: plain sockets that send what they are told to and never wait for anybody."""

import resource
import select
import socket
import threading
import time
from urllib.parse import urlencode, urlsplit

from support.client import Client

#: Enough descriptors for the crowd itself.
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)

HALF_SENT = (
    b"POST /sign-in HTTP/1.1\r\nHost: h\r\nSec-Fetch-Site: same-origin\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\na")


def sign_in_request(url: str, name: str, password: str = "never anybody's password") -> bytes:
    """A sign-in as a new browser sends it: with a form token that belongs to its cookie."""
    client = Client(url)
    csrf = client.get("/sign-in").field("csrf")
    body = urlencode({"csrf": csrf, "userName": name, "password": password}).encode()
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    return (
        f"POST /sign-in HTTP/1.1\r\nHost: h\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookies}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body


class Crowd:
    """So many connections, each sending the same; one that is closed comes back. They stay until `leave()`."""

    def __init__(self, url: str, size: int, sent, *, resets: bool = False, every: float = 0):
        """`sent` is bytes, or makes them by number. With `resets` each is cut off as soon as it has sent; `every` spaces new ones out."""
        parts = urlsplit(url)
        self._address = (parts.hostname, parts.port)
        self._sent = sent if callable(sent) else lambda number: sent
        self._size, self._resets, self._every = size, resets, every
        self._made = 0
        self._poll = select.epoll()
        self._sockets: dict[int, tuple[socket.socket, int]] = {}
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def leave(self):
        self._left.set()
        self._thread.join()
        for connection, _ in self._sockets.values():
            connection.close()
        self._poll.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.leave()

    def _run(self):
        while not self._left.is_set():
            for _ in range(min(self._size - len(self._sockets), 200)):
                self._come()
                if self._every:
                    time.sleep(self._every)
            for descriptor, event in self._poll.poll(0.02, 1000):
                self._happen(descriptor, event)

    def _come(self):
        # Each of a crowd on one machine needs an address or a port of its own.
        connection = socket.socket()
        connection.setblocking(False)
        connection.bind((f"127.0.1.{self._made % 200 + 1}", 0))
        connection.connect_ex(self._address)
        self._sockets[connection.fileno()] = (connection, self._made)
        self._made += 1
        self._poll.register(connection, select.EPOLLOUT | select.EPOLLRDHUP)

    def _happen(self, descriptor: int, event: int):
        connection, number = self._sockets[descriptor]
        try:
            if event & (select.EPOLLHUP | select.EPOLLERR | select.EPOLLRDHUP):
                raise ConnectionError
            if event & select.EPOLLOUT:
                connection.send(self._sent(number))
                if self._resets:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                    raise ConnectionError
                self._poll.modify(descriptor, select.EPOLLIN | select.EPOLLRDHUP)
            elif event & select.EPOLLIN:
                connection.recv(65_536)
        except BlockingIOError:
            pass
        except OSError:
            self._poll.unregister(descriptor)
            del self._sockets[descriptor]
            connection.close()
