"""A process that forks downloaders to be killed: one start-up for all, and no thread to harm.

Reads one JSON line per downloader (`Order`), answers with its process id. What comes of it is
written to the order's `result`; a killed one writes nothing.
"""

import json
import mmap
import os
import signal
import struct
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from pipelines.errors import HearthError
from pipelines.progress import Progress
from pipelines.spec import HttpsSource, Licence, WeightFile
from pipelines.weights.download import HttpsDownloader
from pipelines.weights.patience import Patience
from pipelines.weights.store import WeightStore

_COUNTS = struct.Struct("<QQ")
LICENCE = Licence("MIT", "https://example.org")


@dataclass(frozen=True)
class Order:
    """What one downloader shall fetch; `counter` is a file with the bytes it read, old and new."""

    folder: str
    url: str
    size: int
    sha256: str
    counter: str
    result: str

    def weight(self) -> WeightFile:
        source = HttpsSource(self.url)
        return WeightFile("a.pth", "Model A", self.size, self.sha256, LICENCE, (source,))

    def written(self) -> str:
        return json.dumps(asdict(self))


def make_counter(path: Path) -> None:
    path.write_bytes(bytes(_COUNTS.size))


def read_counter(path: Path) -> tuple[int, int]:
    """Bytes read of the old and of the new content."""
    old, new = _COUNTS.unpack(path.read_bytes())
    return old, new


class _Counting(httpx.HTTPTransport):
    """Counts every byte of a body as it is read, in memory that outlives the process."""

    def __init__(self, counter: mmap.mmap) -> None:
        super().__init__()
        self._counter = counter

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = super().handle_request(request)
        is_new = response.headers.get("ETag") == '"new"'
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = _CountedStream(response.stream, self._counter, is_new)
        return response


class _CountedStream(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream, counter: mmap.mmap, is_new: bool) -> None:
        self._stream, self._counter, self._is_new = stream, counter, is_new

    def __iter__(self) -> Iterator[bytes]:
        for block in self._stream:
            counts = list(_COUNTS.unpack(self._counter[:]))
            counts[self._is_new] += len(block)
            self._counter[:] = _COUNTS.pack(*counts)
            yield block

    def close(self) -> None:
        self._stream.close()


def download(order: Order) -> str:
    """Fetch as an app would. Returns "done" or the sentence that a user would read."""
    with Path(order.counter).open("r+b") as file, mmap.mmap(file.fileno(), 0) as counter:
        downloader = HttpsDownloader(
            Patience(attempts=5, pause_s=0.01, longest_s=0.2),
            timeout_s=0.3,
            transport=lambda: _Counting(counter),
        )
        store = WeightStore(Path(order.folder), downloader=downloader)
        try:
            store.fetch([order.weight()], Progress())
        except HearthError as error:
            return f"{type(error).__name__}: {error}"
    return "done"


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the ended are gone at once
    for line in sys.stdin:
        order = Order(**json.loads(line))
        child = os.fork()
        if child == 0:
            result = download(order)
            Path(order.result).write_text(result, encoding="utf-8")
            os._exit(0)
        print(child, flush=True)  # noqa: T201  the answer


if __name__ == "__main__":
    main()
