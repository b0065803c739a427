"""The local index on the air: TLS on loopback, and a proxy that leads the names of PyPI there and nowhere else."""

import json
import select
import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import trustme

from index_answers import Answer
from local_index import Index

HOSTS = ("upload.pypi.org", "test.pypi.org", "pypi.org")
PATIENCE = 30  # seconds after which a silent connection ends by itself


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the index of the running test."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else head and body of each answer are 40 ms apart
    timeout = PATIENCE
    server: "Server"

    def do_GET(self) -> None:
        """Answer, after all of the request is read: otherwise the client finds a broken connection."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        assert self.server.index, "no test is running"
        self.reply(self.server.index.answer(self.command, self.headers["Host"], self.path, self.headers, body))

    do_POST = do_GET  # noqa: N815

    def reply(self, answer: Answer) -> None:
        """Send it."""
        is_text = isinstance(answer.body, str)
        body = (answer.body if is_text else json.dumps(answer.body)).encode()
        self.send_response(answer.status, answer.reason)
        kind = "text/html" if is_text else "application/json"
        for name, value in {"Content-Type": kind, **(answer.headers or {}), "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


class Quiet(ThreadingHTTPServer):
    """A server that minds no client that goes away."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Show only what is wrong with the server itself."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class Server(Quiet):
    """The index; each test puts its own in."""

    index: Index | None = None


class Tunnel(BaseHTTPRequestHandler):
    """Leads a connection to the index, if it is meant for one of PyPI's names, and refuses every other."""

    disable_nagle_algorithm = True
    timeout = PATIENCE
    server: "Proxy"

    def do_CONNECT(self) -> None:
        """Pass on what both sides say, until one of them ends."""
        self.server.asked.append(self.path)
        if self.path not in {f"{host}:443" for host in HOSTS}:
            self.send_error(403)
            return
        with socket.create_connection(self.server.leads_to, PATIENCE) as index:
            index.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.send_response(200)
            self.end_headers()
            other = {self.connection: index, index: self.connection}
            while ready := select.select(list(other), [], [], PATIENCE)[0]:
                for side in ready:
                    said = side.recv(65536)
                    if not said:
                        return
                    other[side].sendall(said)

    def do_GET(self) -> None:
        """Nothing travels without TLS."""
        self.server.asked.append(self.path)
        self.send_error(403)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


class Proxy(Quiet):
    """The way from a client to the index."""

    def __init__(self, leads_to: tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), Tunnel)
        self.leads_to = leads_to
        self.asked: list[str] = []


@dataclass
class Local:
    """The servers of a test run, and the certificate to trust."""

    server: Server
    proxy: Proxy
    authority: Path
    address: str = field(init=False)

    def __post_init__(self) -> None:
        """The address under which the identity provider answers without a proxy."""
        self.address = f"https://127.0.0.1:{self.server.server_port}"


@contextmanager
def silent_port(answers: bool = False) -> Iterator[int]:
    """A port of this machine at which nobody answers: a connection is refused, or, with `answers`, waits for ever."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        if answers:
            reserved.listen()
        yield reserved.getsockname()[1]


@contextmanager
def serve(folder: Path) -> Iterator[Local]:
    """Serve both while the block runs; the certificate goes into the folder."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost", *HOSTS).configure_cert(context)
    server = Server(("127.0.0.1", 0), Handler)
    # The handshake is left to the connection's thread: one slow client must not hold up the others.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    proxy = Proxy(("127.0.0.1", server.server_port))
    for each in (server, proxy):
        threading.Thread(target=each.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield Local(server, proxy, folder / "ca.pem")
    finally:
        for each in (server, proxy):
            each.shutdown()
            each.server_close()
