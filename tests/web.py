"""A web server on loopback that answers exactly the bytes a test wants, and keeps what it was asked."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

Answer = bytes | Callable[[socket.socket], None]

HTML = b"<!doctype html><title>Pasar</title><p>Harga beras turun.</p>"


def answer(body: bytes = HTML, *headers: str, status: str = "200 OK", type: str = "text/html; charset=utf-8") -> bytes:
    """A whole HTTP answer with its length."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    if type:
        lines.append(f"Content-Type: {type}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def drip(head: bytes, piece: bytes, seconds: float, times: int) -> Answer:
    """An answer that comes piece by piece."""

    def send(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(times):
            time.sleep(seconds)
            connection.sendall(piece)

    return send


class WebServer:
    """Answers `pages[path]`; anything else is a 404. `requests` holds the head of every request."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Answer] = {}
        self.requests: list[str] = []
        self.most_at_once = 0
        self._open = 0
        self._lock = threading.Lock()
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def close(self) -> None:
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), contextlib.closing(connection):
            connection.settimeout(5)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                if not (piece := connection.recv(4096)):
                    return
                head += piece
            with self._lock:
                self._open += 1
                self.most_at_once = max(self.most_at_once, self._open)
                self.requests.append(head.decode("latin-1"))
            try:
                page = self.pages.get(head.split(b" ")[1].decode(), answer(b"no", status="404 Not Found"))
                if callable(page):
                    page(connection)
                else:
                    connection.sendall(page)
            finally:
                with self._lock:
                    self._open -= 1


def certificate(folder: Path, host: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """(a server's, a client's) TLS context around a fresh certificate for `host`, made with the openssl program."""
    import subprocess

    key, cert = folder / "key.pem", folder / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={host}"]
    extra = ["-addext", f"subjectAltName=DNS:{host}", "-keyout", str(key), "-out", str(cert)]
    subprocess.run([*command, *extra], check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(cert, key)
    return server, ssl.create_default_context(cafile=str(cert))


@contextlib.contextmanager
def running(tls: ssl.SSLContext | None = None) -> Iterator[WebServer]:
    server = WebServer(tls)
    yield server
    server.close()
