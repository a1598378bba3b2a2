"""Downloads over HTTPS that go on where they stopped.

The bytes so far lie in ``NAME.part``; ``NAME.part.json`` beside it keeps the server's validator
(ETag, else Last-Modified), so that the rest is asked for only if the file is still the same one
(RFC 9110, Range and If-Range).
"""

import re
from dataclasses import dataclass
from pathlib import Path

import httpx

from pipelines.text import Text, text
from pipelines.weights.meter import Meter, SourceFailed
from pipelines.weights.records import read_json, write_json

_TRANSIENT_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class _Transient(Exception):
    """Worth another try in a moment."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason


@dataclass(frozen=True)
class HttpsDownloader:
    """How patiently to download: failed tries in a row, first pause, and seconds of silence.

    `timeout_s` also bounds how long a cancel waits for a server that has gone silent.
    """

    attempts: int = 4
    pause_s: float = 0.5
    timeout_s: float = 15.0

    def download(self, url: str, part: Path, size: int | None, meter: Meter) -> None:
        """Bring `part` to the whole file; what is already there is kept if still valid.

        `size` is the expected length in bytes, or None if unknown. Raises SourceFailed,
        Cancelled (the part stays for next time) and OSError.
        """
        if size is not None and _length(part) == size:
            return  # stopped between the last byte and the check of the hash
        failures, best = 0, _length(part)
        with self._client() as client:
            while True:
                try:
                    _Attempt(client, url, part, size, meter).run()
                    return
                except _Transient as error:
                    reason = error.reason
                if _length(part) > best:  # it moves: patience starts anew
                    best, failures = _length(part), 0
                failures += 1
                if failures >= self.attempts:
                    raise SourceFailed(reason)
                meter.wait(self.pause_s * 2 ** (failures - 1))

    def _client(self) -> httpx.Client:
        """Honours the usual proxy and certificate variables of the environment."""
        try:
            return httpx.Client(
                timeout=self.timeout_s,
                follow_redirects=True,
                event_hooks={"request": [_refuse_plain_http]},
            )
        except (OSError, ValueError) as error:  # a bad SSL_CERT_FILE or proxy address
            raise SourceFailed(text("network settings: {detail}", detail=error)) from error


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _refuse_plain_http(request: httpx.Request) -> None:
    """Also called for each redirect; http is for a server on this machine only."""
    if request.url.scheme != "https" and request.url.host not in _LOOPBACK:
        raise SourceFailed(text("{host} offers no secure connection", host=request.url.host))


@dataclass(frozen=True)
class _Attempt:
    """One request for the whole file or the rest of it."""

    client: httpx.Client
    url: str
    part: Path
    size: int | None
    meter: Meter

    @property
    def host(self) -> str:
        return httpx.URL(self.url).host

    @property
    def sidecar(self) -> Path:
        return self.part.with_name(f"{self.part.name}.json")

    def run(self) -> None:
        """Raises _Transient or SourceFailed."""
        headers = {"Accept-Encoding": "identity", "User-Agent": "hearth"}
        start = self._resume_from()
        if start:
            headers["Range"] = f"bytes={start}-"
            headers["If-Range"] = str(read_json(self.sidecar).get("validator"))
        try:
            with self.client.stream("GET", self.url, headers=headers) as response:
                self._receive(response, start)
        except httpx.TransportError as error:
            detail = str(error) or type(error).__name__
            raise _Transient(
                text("no connection to {host}: {detail}", host=self.host, detail=detail)
            ) from error
        except (httpx.RequestError, httpx.InvalidURL) as error:
            detail = str(error) or type(error).__name__
            raise SourceFailed(text("{host}: {detail}", host=self.host, detail=detail)) from error

    def _resume_from(self) -> int:
        """Bytes that may be kept: only if they came from the same address with a validator."""
        known = read_json(self.sidecar)
        if known.get("url") != self.url or not known.get("validator"):
            return 0
        return _length(self.part)

    def _receive(self, response: httpx.Response, asked: int) -> None:
        status = response.status_code
        if status == 416:
            if asked and _total(response, 0) == asked:
                return  # nothing is left to ask for
            self.part.unlink(missing_ok=True)  # no prefix of the file any more
            raise _Transient(self._status_reason(status))
        if status in _TRANSIENT_STATUS:
            raise _Transient(self._status_reason(status))
        if status not in (200, 206):
            raise SourceFailed(self._status_reason(status))
        start = asked if status == 206 else 0
        total = _total(response, start)
        if status == 206 and _range_start(response) != start:
            self.part.unlink(missing_ok=True)
            raise _Transient(self._status_reason(status))
        if self.size is not None and total is not None and total != self.size:
            raise SourceFailed(self._size_reason(total))
        self._note_validator(response)
        self._write(response, start, total)

    def _write(self, response: httpx.Response, start: int, total: int | None) -> None:
        done = start
        with self.part.open("ab" if start else "wb") as file:
            for block in response.iter_raw():
                file.write(block)
                done += len(block)
                # A length that was not announced must not fill the disk.
                if self.size is not None and done > self.size:
                    raise SourceFailed(self._size_reason(done))
                self.meter.moved(done, total or self.size)
        if total is not None and done != total:
            raise _Transient(text("{host} closed the connection early", host=self.host))

    def _note_validator(self, response: httpx.Response) -> None:
        etag = response.headers.get("ETag", "")
        if etag.startswith("W/"):  # a weak one does not promise equal bytes
            etag = ""
        validator = etag or response.headers.get("Last-Modified", "")
        write_json(self.sidecar, {"url": self.url, "validator": validator})

    def _status_reason(self, status: int) -> Text:
        return text("{host} answered {status}", host=self.host, status=status)

    def _size_reason(self, found: int) -> Text:
        return text(
            "{host} sent {found} bytes instead of {expected}",
            host=self.host,
            found=found,
            expected=self.size,
        )


def _range_start(response: httpx.Response) -> int | None:
    match = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    return int(match[1]) if match else None


def _total(response: httpx.Response, start: int) -> int | None:
    match = re.search(r"/(\d+)$", response.headers.get("Content-Range", ""))
    if match:
        return int(match[1])
    length = response.headers.get("Content-Length", "")
    return start + int(length) if length.isdigit() else None
