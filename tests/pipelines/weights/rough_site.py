"""A web server that treats its visitors badly, by the dice: for the download torture."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CHUNK = 1 << 16

#: How often each thing happens, of all requests.
CHANCES = {
    "good": 40,
    "drop": 15,
    "stall": 8,
    "too long": 8,
    "too short": 8,
    "416": 5,
    "429": 8,
    "503": 8,
}


@dataclass
class RoughSite:
    """One file, which changes from `old` to `new` once `change_after` bytes of it were sent.

    `change_after` None: it is `new` from the beginning. `met` counts what visitors met with.
    """

    dice: random.Random
    new: bytes
    old: bytes = b""
    change_after: int | None = None
    address: str = ""
    met: Counter[str] = field(default_factory=Counter)
    closing: threading.Event = field(default_factory=threading.Event)
    _sent: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def content(self) -> tuple[bytes, str]:
        """What is on the server now, and its ETag."""
        with self._lock:
            if self.change_after is None or self._sent >= self.change_after:
                return self.new, '"new"'
            return self.old, '"old"'

    def change(self) -> None:
        """Change the file now."""
        with self._lock:
            self.change_after = None

    def deal(self, with_range: bool) -> str:
        """What the next visitor meets with."""
        with self._lock:
            (fate,) = self.dice.choices(list(CHANCES), list(CHANCES.values()))
            if fate == "416" and not with_range:
                fate = "good"
            self.met[fate] += 1
            return fate

    def cut(self, length: int) -> int:
        """Bytes before the connection breaks."""
        with self._lock:
            return self.dice.randrange(0, max(1, length))

    def sent(self, count: int) -> None:
        with self._lock:
            self._sent += count


def _handler_of(site: RoughSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            self.close_connection = True
            fate = site.deal("Range" in self.headers)
            content, etag = site.content()
            if fate in ("416", "429", "503"):
                self._refuse(int(fate), len(content))
                return
            start = 0
            if "Range" in self.headers and self.headers.get("If-Range") == etag:
                start = int(self.headers["Range"].removeprefix("bytes=").rstrip("-"))
            if start >= len(content):
                self._refuse(416, len(content))
                return
            body = content[start:]
            announced = len(body)
            if fate == "too long":
                announced += site.cut(len(body)) + 1
            elif fate == "too short":
                announced = site.cut(len(body))
            self.send_response(206 if start else 200)
            if start:
                end, total = len(content) - 1, len(content)
                self.send_header("Content-Range", f"bytes {start}-{end}/{total}")
            self.send_header("ETag", etag)
            self.send_header("Content-Length", str(announced))
            self.end_headers()
            if fate in ("drop", "stall"):
                body = body[: site.cut(len(body))]
            with suppress(OSError):
                self._send(body)
                if fate == "stall":
                    site.closing.wait(1)

        def _refuse(self, status: int, total: int) -> None:
            self.send_response(status)
            if status == 416:
                self.send_header("Content-Range", f"bytes */{total}")
            elif status == 429:
                self.send_header("Retry-After", "0")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _send(self, body: bytes) -> None:
            for at in range(0, len(body), CHUNK):
                piece = body[at : at + CHUNK]
                self.wfile.write(piece)
                site.sent(len(piece))
                time.sleep(0.0005)  # slow enough to be killed in the middle

    return Handler


@contextmanager
def open_site(site: RoughSite) -> Iterator[None]:
    """Serve on this machine until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(site))
    server.daemon_threads = True
    server.block_on_close = False
    site.address = f"http://127.0.0.1:{server.server_port}/file"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
