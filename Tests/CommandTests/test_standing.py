"""Nobody with one machine keeps an agent out, ends the process, or makes the log useless."""

import contextlib
import os
import re
import resource
import socket
import statistics
import threading
import time
from urllib.parse import urlsplit

import pytest
from support.client import Client
from support.crowd import HALF_SENT, Crowd, sign_in_request
from support.people import ADMINISTRATOR, PASSWORD, add_user, set_up
from support.waiting import until

#: LONG_TESTS=1 runs what takes minutes: once a week, and before a release.
LONG = bool(os.environ.get("LONG_TESTS"))
WHOLE = b"GET /livez HTTP/1.1\r\nHost: h\r\n\r\n"
#: After so many seconds memory that is free is the system's again.
SETTLED = 70
#: Of the crowd's clients.
CROWD = 5000


@pytest.fixture(params=["embedded", "postgres"])
def engine(request) -> dict:
    """The settings of a database."""
    return {} if request.param == "embedded" else {"database_address": request.getfixturevalue("postgres").address()}


def connect(url: str, sent: bytes = b"") -> socket.socket:
    parts = urlsplit(url)
    connection = socket.create_connection((parts.hostname, parts.port), timeout=20)
    connection.sendall(sent)
    return connection


def read_all(connection: socket.socket) -> bytes:
    answer = b""
    try:
        while received := connection.recv(65_536):
            answer += received
    except ConnectionResetError:
        pass
    return answer


def seconds(action) -> float:
    start = time.monotonic()
    action()
    return time.monotonic() - start


# The process lives.


@pytest.mark.parametrize("kind", ["idle", "half-sent", "real"])
@pytest.mark.parametrize("open_files", [256, 1024])
def test_the_process_outlives_a_crowd(serve, engine, open_files, kind):
    """With few descriptors, thousands of clients: idle, half-sent and real ones."""
    server = serve(open_files=open_files, **engine)
    administrator = set_up(server)
    sent = {"idle": b"", "half-sent": HALF_SENT, "real": sign_in_request(server.url, "nobody")}[kind]
    with Crowd(server.url, CROWD, sent):
        time.sleep(4)
        assert server.is_alive
    assert seconds(lambda: until(lambda: administrator.is_signed_in)) < 5
    assert Client(server.url).sign_in(ADMINISTRATOR, PASSWORD).status == 303
    said = [line for line in server.errors.splitlines() if "connections are at their limit" in line]
    assert len(said) <= 1 and (said or kind == "real")
    assert server.stop() == 0


def test_a_configuration_that_cannot_fit_is_refused(serve):
    for settings in ({"open_files": 64}, {"open_files": 256, "server_connections": 1000}, {"open_files": 1024, "hashing_queue": 5000}):
        with pytest.raises(AssertionError, match="(open files|connections)"):
            serve(**settings)


# Agents are answered.


def test_agents_are_answered_beside_unfinished_requests(server, administrator):
    with Crowd(server.url, 2000, HALF_SENT):
        time.sleep(1)
        times = [seconds(lambda: administrator.get("/session")) for _ in range(50)]
        assert administrator.is_signed_in
    assert max(times) < 1, sorted(times)[-5:]


def test_a_request_that_trickles_is_ended(server):
    connection = connect(server.url, HALF_SENT)
    start = time.monotonic()
    try:
        while time.monotonic() - start < 20:
            connection.sendall(b"a")
            time.sleep(0.5)
    except OSError:
        pass
    assert 8 < time.monotonic() - start < 14


def test_a_head_that_trickles_is_ended(server):
    connection = connect(server.url, b"GET /sign-in HTTP/1.1\r\n")
    start = time.monotonic()
    try:
        while time.monotonic() - start < 20:
            connection.sendall(b"X: y\r\n")
            time.sleep(0.5)
    except OSError:
        pass
    assert 8 < time.monotonic() - start < 14


@pytest.mark.parametrize(
    ("path", "status"), [("/nowhere", b"404"), ("/profile", b"303"), ("/livez", b"405"), ("/sign-in", b"413")])
def test_a_refused_body_is_not_read(server, path, status):
    """The answer comes although nothing of the body has, and the connection ends."""
    head = f"POST {path} HTTP/1.1\r\nHost: h\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 10000000\r\n\r\n"
    connection = connect(server.url, head.encode())
    answer = read_all(connection)
    assert answer.startswith(b"HTTP/1.1 " + status) and b"onnection: close" in answer, answer[:300]


def test_a_request_that_is_sent_ahead_has_a_deadline_too(server):
    """Behind a whole request, one whose body never comes."""
    connection = connect(server.url, WHOLE + HALF_SENT)
    connection.settimeout(25)
    assert seconds(lambda: read_all(connection)) < 20


@pytest.mark.parametrize(
    "head", [b"GET /livez HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n", b"CONNECT h:1 HTTP/1.1\r\nHost: h:1\r\n\r\n"])
def test_what_ends_the_parsing_ends_the_connection(server, head):
    """Whatever comes behind it is not HTTP: kept for later it would fill the memory."""
    connection = connect(server.url, head)
    sent = 0
    with pytest.raises((ConnectionResetError, BrokenPipeError)):
        while sent < 200_000_000:
            sent += connection.send(bytes(100_000))
    assert sent < 20_000_000
    answer = connect(server.url, head)
    assert b"connection: close" in read_all(answer).lower()


def test_strangers_who_never_pause_do_not_shut_out_who_comes(serve):
    """All connections are being answered, and each sends its next request while the last one is held back."""
    server = serve(open_files=256)
    administrator = set_up(server)
    request = sign_in_request(server.url, "nobody")
    leaving = threading.Event()

    def hold():
        connection = None
        while not leaving.is_set():
            try:
                if connection is None:
                    connection = connect(server.url, request)
                    connection.settimeout(0.5)
                leaving.wait(0.02)
                connection.sendall(request)
                while not leaving.is_set():
                    try:
                        answered = connection.recv(65_536)
                        break
                    except TimeoutError:
                        pass
                if not answered:
                    raise ConnectionResetError
            except OSError:
                connection = None
                leaving.wait(0.2)

    strangers = [threading.Thread(target=hold, daemon=True) for _ in range(300)]
    for stranger in strangers:
        stranger.start()
    try:
        time.sleep(15)
        came = 0
        for _ in range(20):
            with contextlib.suppress(OSError):
                came += administrator.is_signed_in
        assert came == 20
    finally:
        leaving.set()
        for stranger in strangers:
            stranger.join()


def test_nobody_waits_for_a_client_that_reads_nothing(server):
    style = re.search(r'href="(/assets/[^"]+\.css)"', Client(server.url).get("/sign-in").text)[1]
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect((urlsplit(server.url).hostname, urlsplit(server.url).port))
    connection.settimeout(5)
    end = time.monotonic() + 60
    with pytest.raises((ConnectionResetError, BrokenPipeError)):
        while time.monotonic() < end:
            try:
                connection.send(f"GET {style} HTTP/1.1\r\nHost: h\r\n\r\n".encode() * 8)
            except TimeoutError:
                pass
            time.sleep(0.2)


def test_a_stop_is_not_held_up_by_unfinished_requests(server, administrator):
    connections = [connect(server.url, sent) for sent in (HALF_SENT, WHOLE + HALF_SENT) for _ in range(50)]
    assert seconds(lambda: server.stop()) < 5
    assert server.process.returncode == 0
    for connection in connections:
        connection.close()


# The bytes are HTTP/1.


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("no host", b"GET /livez HTTP/1.1\r\n\r\n"),
        ("chunked HTTP/1.0", b"POST /sign-in HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ])
def test_a_request_that_is_no_http_is_refused_and_ends_the_connection(server, name, sent):
    assert read_all(connect(server.url, sent)).startswith(b"HTTP/1.1 400")


def test_requests_sent_ahead_stall_nobody(server, administrator):
    """RFC 9112 §9.3.2: a client may send ahead; how far is for the server to say."""
    request = b"GET /sign-in HTTP/1.1\r\nHost: h\r\n\r\n" * 1000
    with Crowd(server.url, 100, request):
        time.sleep(1)
        times = [seconds(lambda: administrator.get("/session")) for _ in range(20)]
    assert max(times) < 4, times
    answers = read_all(connect(server.url, request)).count(b"HTTP/1.1 200")
    assert 1 <= answers <= 8


# Known before strangers.


class Shift:
    """Agents who sign in at the desks where they did so before, some a second."""

    def __init__(self, server, administrator, size: int):
        self.url = server.url
        self.desks = []
        for number in range(size):
            add_user(administrator, f"agent{number}")
            desk = Client(server.url)
            assert desk.sign_in(f"agent{number}", PASSWORD).status == 303
            self.desks.append(desk)

    def start(self, seconds_between: float) -> tuple[list[float], list[int]]:
        """How long each sign-in took, and the statuses of their answers."""
        times, statuses = [0.0] * len(self.desks), [0] * len(self.desks)

        def sign_in(number: int):
            self.desks[number].cookies.pop("__Host-gatehouse-session", None)
            start = time.monotonic()
            try:
                statuses[number] = self.desks[number].sign_in(f"agent{number}", PASSWORD).status
            except OSError:
                statuses[number] = 599
            times[number] = time.monotonic() - start

        threads = []
        for number in range(len(self.desks)):
            threads.append(threading.Thread(target=sign_in, args=(number,)))
            threads[-1].start()
            time.sleep(seconds_between)
        for thread in threads:
            thread.join()
        return times, statuses


def test_the_shift_starts_beside_a_crowd_of_strangers(serve, engine):
    """Every agent gets in at the known desk, at once, while strangers sign in as fast as they can, and reset as fast as they can."""
    server = serve(**engine)
    shift = Shift(server, set_up(server), 300 if LONG else 40)
    alone, statuses = shift.start(0.2)
    assert set(statuses) == {303}
    requests = [sign_in_request(server.url, f"stranger{number}") for number in range(50)]
    with (
        Crowd(server.url, 1200, lambda number: requests[number % 50]),
        Crowd(server.url, 20, lambda number: requests[number % 50], resets=True, every=1 / 640),
    ):
        time.sleep(2)
        beside, statuses = shift.start(0.2)
    print(f"alone {statistics.median(alone) * 1000:.0f} ms, beside strangers {statistics.median(beside) * 1000:.0f} ms")
    assert set(statuses) == {303}
    assert max(beside) < 5, sorted(beside)[-5:]


def test_strangers_who_are_turned_away_leave_nothing(server, administrator):
    """What is written is bounded by what is hashed, and of what repeats itself only a few entries are."""
    requests = [sign_in_request(server.url, f"stranger{number}") for number in range(50)]
    with Crowd(server.url, 300, lambda number: requests[number % 50], resets=True):
        time.sleep(3)
    log = administrator.get("/activity?action=sign-in.refused").text
    assert log.count("st… (") <= 200 * 5


def test_session_checks_wait_for_no_stranger(postgres, serve):
    server = serve(database_address=postgres.address())
    administrator = set_up(server)
    requests = [sign_in_request(server.url, f"stranger{number}") for number in range(50)]
    with Crowd(server.url, 1000, lambda number: requests[number % 50]):
        time.sleep(1)
        answers = [administrator.get("/session") for _ in range(40)]
    assert [answer.status for answer in answers] == [200] * 40
    assert statistics.median(answer.elapsed for answer in answers) < 1


# Right, wrong, could not.


def test_a_hash_that_gets_no_memory_locks_nobody_out(serve):
    server = serve(hashing_memory_kib=524_288)
    set_up(server)
    size = int(open(f"/proc/{server.process.pid}/statm").read().split()[0]) * resource.getpagesize()
    resource.prlimit(server.process.pid, resource.RLIMIT_AS, (size + 300_000_000, resource.RLIM_INFINITY))
    for _ in range(12):
        answer = Client(server.url).sign_in(ADMINISTRATOR, PASSWORD)
        assert answer.status == 503 and answer.header("Retry-After")
    assert Client(server.url).get("/readyz").status == 503
    resource.prlimit(server.process.pid, resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)
    assert Client(server.url).sign_in(ADMINISTRATOR, PASSWORD).status == 303
    assert "no memory for a hash" in server.errors


# The log.


def test_what_one_session_repeats_is_a_few_entries(server, administrator):
    add_user(administrator, "anna")
    anna = Client(server.url)
    anna.sign_in("anna", PASSWORD)
    for _ in range(100):
        assert anna.get("/users").status == 403
        anna.get("/profile/two-factor")
        anna.post("/profile/two-factor/cancel", page="/help")
    log = administrator.get("/activity?user=anna").text
    assert log.count("Access refused<wbr></td>") == 5
    assert log.count("Two-factor authentication begun<wbr></td>") == 5


# Secrets.


def memory(server) -> bytes:
    """Everything that the process has written to its memory."""
    found = b""
    with open(f"/proc/{server.process.pid}/maps") as maps, open(f"/proc/{server.process.pid}/mem", "rb") as bytes_of:
        for line in maps:
            span, mode, *_ = line.split()
            if not mode.startswith("rw") or "[v" in line:
                continue
            start, end = (int(address, 16) for address in span.split("-"))
            try:
                bytes_of.seek(start)
                found += bytes_of.read(end - start)
            except OSError:
                pass
    return found


def test_a_wrong_password_does_not_stay_in_memory(server, administrator):
    typed = "a-password-that-nobody-else-types"
    Client(server.url).sign_in(ADMINISTRATOR, typed)
    for _ in range(5):
        Client(server.url).get("/sign-in")
    time.sleep(1.5)
    assert memory(server).count(typed.encode()) <= 1


def test_the_key_file_does_not_stay_in_memory(server, administrator, folder):
    """The key itself must, once for each place that uses it; the file's text need not."""
    text = (folder / "gatehouse.keys").read_text().split()[-1]
    assert memory(server).count(text.encode()) == 0


def test_there_are_no_core_dumps(server):
    limits = open(f"/proc/{server.process.pid}/limits").read()
    assert next(line for line in limits.splitlines() if line.startswith("Max core file size")).split()[4:6] == ["0", "0"]


# For a long time.


@pytest.mark.skipif(not LONG, reason="ten minutes: LONG_TESTS=1")
def test_ten_minutes_of_ten_thousand_hostile_connections(serve):
    server = serve()
    administrator = set_up(server)

    def descriptors() -> int:
        return len(os.listdir(f"/proc/{server.process.pid}/fd"))

    def kilobytes() -> int:
        with open(f"/proc/{server.process.pid}/smaps_rollup") as rollup:
            return int(next(line for line in rollup if line.startswith("Pss:")).split()[1])

    requests = [sign_in_request(server.url, f"stranger{number}") for number in range(50)]

    def hostile(number: int) -> bytes:
        return (HALF_SENT, b"", b"GET /sign-in HTTP/1.1\r\nHost: h\r\n\r\n" * 20, requests[number % 50])[number % 4]

    def storm(duration: float):
        with (
            Crowd(server.url, 5000, hostile),
            Crowd(server.url, 5000, hostile, resets=True, every=1 / 500),
        ):
            end = time.monotonic() + duration
            while time.monotonic() < end:
                assert server.is_alive
                time.sleep(1)
        assert administrator.is_signed_in

    storm(30)
    time.sleep(SETTLED)
    before = descriptors(), kilobytes()
    storm(600)
    time.sleep(SETTLED)
    assert descriptors() <= before[0] + 5
    assert kilobytes() <= before[1] * 1.1
