"""How long each stage took and what memory the program held, for those who ask."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.text import Text, text


class Measuring:
    """Gathers a note for each stage if `wanted`."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted
        self.notes: list[Text] = []

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Measure what is done in the block."""
        if not self._wanted:
            yield
            return
        began = time.monotonic()
        yield
        seconds = time.monotonic() - began
        self.notes.append(
            text(
                "{stage}: {seconds} s, {memory} MB held",
                stage=stage,
                seconds=f"{seconds:.1f}",
                memory=round(_resident_bytes() / 1e6),
            )
        )


def _resident_bytes() -> int:
    import psutil

    return psutil.Process().memory_info().rss
