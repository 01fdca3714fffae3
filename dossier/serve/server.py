"""The server of a preview: on the loopback interface, for whoever asks for it by its own name.

No page of the web can read the preview through a name that it points here (DNS rebinding), since the Host header has to
be this machine's. The server opens no file: what it gives are the pages of the site.
"""

from __future__ import annotations

import errno
import os
import socketserver
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Final, cast
from urllib.parse import unquote, urlsplit

from dossier.build import Outcome
from dossier.files import NoProject, read_files
from dossier.serve.preview import SCRIPT, Preview
from dossier.serve.watcher import Watcher

HOST: Final = "127.0.0.1"
_NAMES: Final = (HOST, "localhost")
_HTTP: Final = 80
"""The port that an address leaves out."""
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_EVENTS: Final = "/.dossier/events"
_RELOAD: Final = b"""\
// Reloads the page when the preview has another state than the one in which the page was made.
const made = new URL(document.currentScript.src).search.slice(1);
new EventSource("/.dossier/events").onmessage = event => { if (event.data !== made) location.reload(); };
"""


class PortTaken(Exception):
    """Something else listens on the port."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "dossier"
    sys_version = ""

    def do_GET(self) -> None:
        server = cast("Server", self.server)
        path = unquote(urlsplit(self.path).path)
        if self.headers.get("Host", "") not in server.names:
            self._answer(
                HTTPStatus.MISDIRECTED_REQUEST, b"This preview answers on its own machine only.\n", "text/plain"
            )
        elif path == _EVENTS:
            self._events(server.preview)
        elif path == SCRIPT:
            self._answer(HTTPStatus.OK, _RELOAD, "text/javascript")
        else:
            name = path.removeprefix("/")
            name += "index.html" if not name or name.endswith("/") else ""
            status, data = server.preview.page(name)
            found = status == HTTPStatus.OK or name.endswith(".html")
            kind = guess_type(name)[0] or "application/octet-stream" if found else "text/plain"
            self._answer(status, data, kind)

    do_HEAD = do_GET  # noqa: N815

    def _answer(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        text = kind.startswith("text/") or kind in {"application/json", "application/xml"}
        self.send_response(status)
        self._headers(f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _headers(self, kind: str) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _events(self, preview: Preview) -> None:
        """Tell the state at once and whenever it changes (HTML Living Standard, server-sent events)."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self._headers("text/event-stream")
        self.end_headers()
        seen = ""
        while self.command != "HEAD" and (state := preview.wait(seen)):
            self.wfile.write(f"data: {state}\n\n".encode() if state != seen else b": still here\n\n")
            self.wfile.flush()
            seen = state

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: only the command line prints."""


class Server(ThreadingHTTPServer):
    """Serves a preview on the loopback interface until shut down; raises PortTaken, MissingExtra and NoProject."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere it would let two servers share a port

    def __init__(self, root: Path, port: int, told: Callable[[Outcome], None]) -> None:
        read_files(root)  # a folder that holds no dossier is refused at once
        self._watcher = Watcher(root, self._refresh)  # before the first reading, so that no change is missed
        try:
            self.preview = Preview(root, told)
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            self._watcher.stop()
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
            raise PortTaken(f"port {port} is in use, or not ours to use; name another: --port {port + 1}") from None
        except BaseException:
            self._watcher.stop()
            raise
        named = {f"{name}:{self.server_port}" for name in _NAMES}
        self.names = named | set(_NAMES) if self.server_port == _HTTP else named
        self._watcher.start()

    def _refresh(self) -> None:
        try:
            self.preview.refresh()
        except NoProject as gone:
            self.preview.lose(str(gone))

    def server_bind(self) -> None:
        """Bind, without asking the network for the name of this machine."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    @property
    def address(self) -> str:
        """Where to open the preview."""
        return f"http://{HOST}:{self.server_port}/"

    def server_close(self) -> None:
        """Stop watching, let every open page go, and free the port."""
        self._watcher.stop()
        self.preview.stop()
        super().server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A page that was closed before it was sent is no fault; anything else is ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]
