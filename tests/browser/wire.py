"""The wire between a browser and the chat: a TCP proxy that can be cut, and mended again.

What goes over it goes untouched, so the chat sees the proxy's port as its own host.
"""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

HEAD_BYTES = 65_536


class Wire:
    """Listens on a port of its own and passes every connection on to the chat's.

    Without `websockets`, a request to upgrade to one is answered with 400, as some companies'
    proxies do; long polling goes through.
    """

    def __init__(self, to_port: int, *, websockets: bool = True) -> None:
        self.to_port = to_port
        self.websockets = websockets
        self.refused_upgrades = 0
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = _listen(0)
        self.port = int(self._listener.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._accept_from(self._listener)

    def cut(self) -> None:
        """Drop every connection and refuse new ones."""
        _shut(self._listener)
        with self._lock:
            for one in self._open:
                _shut(one)
            self._open.clear()

    def mend(self) -> None:
        """Take connections again, on the same port."""
        self._listener = _listen(self.port)
        self._accept_from(self._listener)

    def _accept_from(self, listener: socket.socket) -> None:
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        with suppress(OSError):
            head = near.recv(HEAD_BYTES)
            if not self.websockets and b"\r\nupgrade: websocket" in head.lower():
                self.refused_upgrades += 1
                near.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                _shut(near)
                return
            far = socket.create_connection(("127.0.0.1", self.to_port))
            with self._lock:
                self._open |= {near, far}
            far.sendall(head)
            threading.Thread(target=self._pump, args=(far, near), daemon=True).start()
            self._pump(near, far)
            return
        _shut(near)

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(HEAD_BYTES):
                sink.sendall(data)
        with self._lock:
            self._open -= {source, sink}
        _shut(source)
        _shut(sink)


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen()
    return listener


def _shut(one: socket.socket) -> None:
    """Close at once, also while another thread waits for it."""
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
