"""A real web server on this machine that misbehaves on request, and a file to get from it."""

import hashlib
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pipelines.progress import CancelToken, Progress, Report
from pipelines.spec import HttpsSource, Licence, Source, WeightFile

CONTENT = random.Random(0).randbytes(3_000_000)
LICENCE = Licence("MIT", "https://example.org")


@dataclass
class Site:
    """Files by path, and what goes wrong."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)  # answers before the first good one
    retry_after: str | None = None  # said with those answers
    token: str | None = None  # without this one, 403
    together: threading.Barrier | None = None  # visitors wait here for each other
    present: set[int] = field(default_factory=set)  # threads being served right now
    most_present: int = 0
    etag: str | None = '"one"'
    ranges: bool = True
    content_type: str = "application/octet-stream"
    drop_after: list[int] = field(default_factory=list)  # bytes sent before hanging up
    hang: bool = False
    pause_after: int | None = None  # bytes of a body sent before waiting for `released`
    paused: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    requests: list[dict[str, str]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"{self.address}/{path}"


def handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            path = self.path.lstrip("/")
            site.requests.append({"path": path, **{k.lower(): v for k, v in self.headers.items()}})
            site.present.add(threading.get_ident())
            site.most_present = max(site.most_present, len(site.present))
            try:
                self._serve(path)
            finally:
                site.present.discard(threading.get_ident())

        def _serve(self, path: str) -> None:
            if site.together is not None:
                site.together.wait(20)
            if site.hang:
                site.released.wait(30)
                self.close_connection = True
                return
            if path in site.redirects:
                target = site.redirects[path]
                target = target if target.startswith("http") else site.url(target)
                self._answer(302, b"", {"Location": target})
            elif site.token and self.headers.get("Authorization") != f"Bearer {site.token}":
                self._answer(403, b"")
            elif site.statuses:
                wish = {"Retry-After": site.retry_after} if site.retry_after else {}
                self._answer(site.statuses.pop(0), b"", wish)
            elif path not in site.files:
                self._answer(404, b"")
            else:
                self._send_file(site.files[path])

        def _send_file(self, content: bytes) -> None:
            headers = {"ETag": site.etag} if site.etag else {}
            wanted = self.headers.get("Range") if site.ranges else None
            if wanted and self.headers.get("If-Range") != site.etag:
                wanted = None
            if not wanted:
                self._answer(200, content, headers)
                return
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            if start >= len(content):
                self._answer(416, b"", {"Content-Range": f"bytes */{len(content)}"})
                return
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
            self._answer(206, content[start:], headers)

        def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            site.answers.append(status)
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Type", site.content_type)
            self.end_headers()
            if site.drop_after and body:
                body = body[: site.drop_after.pop(0)]
                self.close_connection = True
            try:
                for start in range(0, len(body), 65536):
                    if site.pause_after is not None and start >= site.pause_after:
                        site.paused.set()
                        site.released.wait(30)
                    self.wfile.write(body[start : start + 65536])
            except OSError:  # the client hung up: that is what cancel tests do
                self.close_connection = True

    return Handler


@contextmanager
def serving() -> Iterator[Site]:
    """A site at an address of this machine, for as long as the block lasts."""
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(site))
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


def weight(
    *urls: str, content: bytes = CONTENT, pinned: bool = True, name: str = "a.pth"
) -> WeightFile:
    return weight_from(
        *(HttpsSource(url) for url in urls), content=content, pinned=pinned, name=name
    )


def weight_from(
    *sources: Source, content: bytes = CONTENT, pinned: bool = True, name: str = "a.pth"
) -> WeightFile:
    digest = hashlib.sha256(content).hexdigest()
    title = f"Model {name.partition('.')[0].upper()}"
    return WeightFile(name, title, len(content), digest if pinned else None, LICENCE, sources)


def cancel_at(fraction: float) -> Progress:
    """A progress whose user presses cancel once the bar is at `fraction`."""
    token = CancelToken()

    def listen(report: Report) -> None:
        if report.fraction is not None and report.fraction >= fraction:
            token.cancel()

    return Progress(listen, token)


def cancel_with(part: Path, size: int) -> Progress:
    """A progress whose user presses cancel once `part` has `size` bytes."""

    class Token(CancelToken):
        @property
        def cancelled(self) -> bool:
            return part.exists() and part.stat().st_size >= size

    return Progress(cancel=Token())
