"""Downloads over HTTPS that go on where they stopped.

The bytes so far lie in ``NAME.part``; ``NAME.part.json`` beside it keeps the address, the server's
validator (ETag, else Last-Modified) and the expected hash. The rest is asked for only if the file
is still the same one (RFC 9110, Range and If-Range), or if another address promises the same hash.
"""

import errno
import re
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from pipelines.text import Text, text
from pipelines.weights.layout import sidecar_of
from pipelines.weights.meter import Meter, Refused, SourceFailed, Unreached
from pipelines.weights.patience import Patience, retry_after_s
from pipelines.weights.records import read_json, write_json

_TRANSIENT_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})
#: What the system says where there is no network, beside not knowing the server's name.
_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN})
#: Tries before the first byte where there is no network: nobody plugs it in within seconds.
_TRIES_WITHOUT_NETWORK = 2
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class _Transient(Exception):
    """Worth another try in a moment; `asked_s` is when the server wants it, if it says so."""

    def __init__(self, reason: Text, asked_s: float | None = None) -> None:
        self.reason = reason
        self.asked_s = asked_s


class _NoNetwork(_Transient):
    """The server's name is not known here."""


class _Unsatisfied(_Transient):
    """The server says that there is nothing behind what we have (416)."""


@dataclass(frozen=True)
class Wanted:
    """What to download: address, length in bytes and sha256 if known, headers for that host."""

    url: str
    size: int | None = None
    sha256: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return httpx.URL(self.url).host


@dataclass(frozen=True)
class HttpsDownloader:
    """How patiently to download, and after how many seconds of silence a connection is given up.

    `timeout_s` also bounds how long a cancel waits for a server that has gone silent.
    `transport` makes connections; None is httpx's own, which honours the usual proxy variables.
    """

    patience: Patience = field(default_factory=Patience)
    timeout_s: float = 15.0
    transport: Callable[[], httpx.BaseTransport] | None = None

    def download(self, wanted: Wanted, part: Path, meter: Meter) -> bool:
        """Bring `part` to the whole file; what is already there is kept if still valid.

        Returns whether it was put together from several addresses, so that it may be worth
        getting it in one piece if its hash is wrong. Raises SourceFailed, Cancelled (the part
        stays for next time) and OSError.
        """
        if wanted.size is None or _length(part) != wanted.size:
            # else it was stopped between the last byte and the check of the hash
            self._complete(wanted, part, meter)
        return bool(read_json(sidecar_of(part)).get("mixed"))

    def _complete(self, wanted: Wanted, part: Path, meter: Meter) -> None:
        failures, best, unsatisfied, unreached = 0, _length(part), 0, 0
        moved = False
        with self._client() as client:
            while True:
                try:
                    _Attempt(client, wanted, part, meter).run()
                    return
                except _Unsatisfied as error:
                    reason, asked_s, unreached = error.reason, None, 0
                    unsatisfied += 1
                    # Some servers say so by mistake. One that insists leaves no other way.
                    if wanted.size is None or unsatisfied >= self.patience.attempts:
                        part.unlink(missing_ok=True)
                except _Transient as error:
                    reason, asked_s, unsatisfied = error.reason, error.asked_s, 0
                    unreached = unreached + 1 if isinstance(error, _NoNetwork) else 0
                if wanted.size is not None and _length(part) == wanted.size:
                    return  # only the end of the connection went wrong
                if _length(part) > best:  # it moves: patience starts anew
                    best, failures, moved = _length(part), 0, True
                failures += 1
                hopeless = unreached >= _TRIES_WITHOUT_NETWORK and not moved
                if hopeless or failures >= self.patience.attempts:
                    raise Unreached(reason) if unreached else SourceFailed(reason)
                pause = self.patience.pause(failures, asked_s)
                words = text("Waiting {n} s: {reason}", n=f"{pause:.0f}", reason=reason)
                meter.wait(pause, words if pause >= 1 else None)

    def _client(self) -> httpx.Client:
        """Honours the usual proxy and certificate variables of the environment."""
        try:
            return httpx.Client(
                timeout=self.timeout_s,
                follow_redirects=True,
                event_hooks={"request": [_refuse_plain_http]},
                transport=self.transport() if self.transport else None,
            )
        except (OSError, ValueError) as error:  # a bad SSL_CERT_FILE or proxy address
            raise SourceFailed(text("network settings: {detail}", detail=error)) from error


def _is_no_network(error: BaseException | None) -> bool:
    """Whether that, or what led to it, says that there is no network that leads to the server."""
    while error is not None:
        if isinstance(error, socket.gaierror):
            return True
        if isinstance(error, OSError) and error.errno in _NO_NETWORK:
            return True
        error = error.__cause__ or error.__context__
    return False


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
    wanted: Wanted
    part: Path
    meter: Meter

    def run(self) -> None:
        """Raises _Transient or SourceFailed."""
        # httpx takes Authorization out when it is redirected to another host.
        headers = {"Accept-Encoding": "identity", "User-Agent": "hearth", **self.wanted.headers}
        known = read_json(sidecar_of(self.part))
        start, validator = self._resume_from(known)
        if start:
            headers["Range"] = f"bytes={start}-"
        if start and validator:
            headers["If-Range"] = validator
        host = self.wanted.host
        try:
            with self.client.stream("GET", self.wanted.url, headers=headers) as response:
                mixed = start > 0 and (not validator or bool(known.get("mixed")))
                self._receive(response, start, validator, mixed)
        except httpx.TransportError as error:
            if _is_no_network(error):
                raise _NoNetwork(text("there is no connection to {host}", host=host)) from error
            detail = str(error) or type(error).__name__
            raise _Transient(
                text("no connection to {host}: {detail}", host=host, detail=detail)
            ) from error
        except (httpx.RequestError, httpx.InvalidURL) as error:
            detail = str(error) or type(error).__name__
            raise SourceFailed(text("{host}: {detail}", host=host, detail=detail)) from error

    def _resume_from(self, known: Mapping[str, Any]) -> tuple[int, str]:
        """Bytes that may be kept, and the validator that the server has to agree with.

        Bytes from another address are kept if both promise the same hash and length: the whole
        file is verified in the end.
        """
        sha256 = known.get("sha256")
        if sha256 is not None and sha256 != self.wanted.sha256:
            return 0, ""  # of another version
        if known.get("url") == self.wanted.url:
            validator = str(known.get("validator") or "")
            return (_length(self.part), validator) if validator else (0, "")
        if sha256 is not None and self.wanted.size is not None:
            return _length(self.part), ""
        return 0, ""

    def _receive(self, response: httpx.Response, asked: int, validator: str, mixed: bool) -> None:
        status = response.status_code
        if status == 416:
            if asked and _total(response, 0) == asked:
                return  # nothing is left to ask for
            raise _Unsatisfied(self._status_reason(status))
        if status in _TRANSIENT_STATUS:
            asked_s = retry_after_s(response.headers.get("Retry-After", ""))
            raise _Transient(self._status_reason(status), asked_s)
        if status in (401, 403):
            raise Refused(self._status_reason(status))
        if status not in (200, 206):
            raise SourceFailed(self._status_reason(status))
        start = asked if status == 206 else 0
        total = _total(response, start)
        found = _validator(response) or (validator if status == 206 else "")
        if status == 206 and (
            _range_start(response) != start or (validator and found != validator)
        ):
            # other bytes than asked for, or of another file
            self.part.unlink(missing_ok=True)
            raise _Transient(self._status_reason(status))
        size = self.wanted.size
        if size is not None and total is not None and total != size:
            if _length(self.part):  # it knew better before
                raise _Transient(self._size_reason(total))
            raise SourceFailed(self._size_reason(total))
        if not start:
            # Before its validator is noted: a kill in between must not marry old bytes to it.
            self.part.unlink(missing_ok=True)
        self._note_origin(found, mixed and start > 0)
        self._write(response, start, total)

    def _write(self, response: httpx.Response, start: int, total: int | None) -> None:
        done, size = start, self.wanted.size
        with self.part.open("ab") as file:
            for block in response.iter_raw():
                file.write(block)
                done += len(block)
                # A length that was not announced must not fill the disk.
                if size is not None and done > size:
                    self.part.unlink()
                    raise SourceFailed(self._size_reason(done))
                self.meter.moved(done, total or size)
        if total is not None and done != total:
            raise _Transient(text("{host} closed the connection early", host=self.wanted.host))

    def _note_origin(self, validator: str, mixed: bool) -> None:
        note: dict[str, Any] = {"url": self.wanted.url, "validator": validator}
        if mixed:
            note["mixed"] = True
        if self.wanted.sha256 is not None:
            note["sha256"] = self.wanted.sha256
        write_json(sidecar_of(self.part), note)

    def _status_reason(self, status: int) -> Text:
        return text("{host} answered {status}", host=self.wanted.host, status=status)

    def _size_reason(self, found: int) -> Text:
        return text(
            "{host} sent {found} bytes instead of {expected}",
            host=self.wanted.host,
            found=found,
            expected=self.wanted.size,
        )


def _validator(response: httpx.Response) -> str:
    """What tells this content of the address from another; empty if the server gives nothing."""
    etag = response.headers.get("ETag", "")
    if etag.startswith("W/"):  # a weak one does not promise equal bytes
        etag = ""
    return etag or response.headers.get("Last-Modified", "")


def _range_start(response: httpx.Response) -> int | None:
    match = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    return int(match[1]) if match else None


def _total(response: httpx.Response, start: int) -> int | None:
    match = re.search(r"/(\d+)$", response.headers.get("Content-Range", ""))
    if match:
        return int(match[1])
    length = response.headers.get("Content-Length", "")
    return start + int(length) if length.isdigit() else None
