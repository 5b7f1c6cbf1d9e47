"""A line to PostgreSQL that can be cut between a commit and its answer: the server has done it, and nobody is told."""

import socket
import threading

COMMITTED = b"COMMIT\0"


class CommitCutter:
    """Passes on what both sides say, and reads the server's messages on the way. Encrypted lines cannot be read."""

    def __init__(self, port: int):
        self._server = ("127.0.0.1", port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._left = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def arm(self, number: int = 1):
        """Of the commits that succeed from here on, the answer to this one is lost, and the connection with it."""
        with self._lock:
            self._left = number

    def disarm(self) -> bool:
        """Whether it has cut since it was armed."""
        with self._lock:
            has_cut, self._left = self._left == 0, 0
        return has_cut

    def close(self):
        self._listener.close()

    def _listen(self):
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._server)
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=(client, server, self._requests), daemon=True).start()
            threading.Thread(target=self._pass_on, args=(server, client, self._answers), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, pieces):
        try:
            for piece in pieces(source):
                target.sendall(piece)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def _requests(self, source: socket.socket):
        while piece := source.recv(65536):
            yield piece

    def _answers(self, source: socket.socket):
        """Message by message: a type of one byte, and a length that counts itself."""
        with source.makefile("rb") as stream:
            while len(head := stream.read(5)) == 5:
                body = stream.read(int.from_bytes(head[1:]) - 4)
                if head[:1] == b"C" and body == COMMITTED and self._cuts():
                    return
                yield head + body

    def _cuts(self) -> bool:
        with self._lock:
            if self._left == 0:
                return False
            self._left -= 1
            return self._left == 0
