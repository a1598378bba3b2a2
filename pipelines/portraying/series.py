"""All pictures of one job, one by one: each is on disk before anybody hears of it.

What is finished stays, whatever happens to the next. The model stays leased from the first to the
last, so that what it keeps (the face's tokens, the prompt as it was read) is made once.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipelines.batch_line import reason_of
from pipelines.errors import DiskFull, NotWritable, OutOfMemory, UnusableFolder
from pipelines.first_look import look_first, with_room
from pipelines.history import recorded
from pipelines.journal import Journal
from pipelines.portraits.sitting import Sitting
from pipelines.portraying.events import (
    Listener,
    PortraitDone,
    PortraitFailed,
    PortraitPreviewed,
    PortraitProgress,
    PortraitStarted,
    SeriesResult,
)
from pipelines.progress import Cancelled, Progress, Report
from pipelines.run import Runtime, Session, check_output, open_session
from pipelines.spec import ModelSpec, Part
from pipelines.text import as_text, text
from pipelines.versions import Version

__all__ = ["Target", "draw_series", "find_sitting"]

#: Where the picture of a part goes; asked when it is drawn, so that it can look what is there.
Target = Callable[[Part[Any], int], Path]

#: What makes every further picture of the series fail, too.
_FINAL = (DiskFull, NotWritable, OutOfMemory, UnusableFolder)


def find_sitting(
    runtime: Runtime,
    spec: ModelSpec[Any],
    params: Any,
    progress: Progress,
    version: Version | None = None,
) -> Any:
    """What the model runs on, from photos alone; only what looks is fetched and loaded.

    Raises BadInput for a photo that cannot be used, and as `WeightStore.fetch` does.
    """
    progress.stage(text("Reading {name}", name=spec.input_name(params)))
    content = with_room(runtime.residency, lambda: spec.read(params))
    shared = runtime.store, runtime.residency
    return look_first(*shared, spec, content, params, progress, version)


def draw_series(
    runtime: Runtime,
    spec: ModelSpec[Any],
    parts: Sequence[Part[Any]],
    target: Target,
    output: Any,
    progress: Progress,
    *,
    listener: Listener | None = None,
    journal: Journal | None = None,
    version: Version | None = None,
    content: Any = None,
) -> SeriesResult:
    """Draw all `parts`, which need the same weights. `target` says where each goes.

    `content` is what `find_sitting` gave for the first, if that was asked already. One that fails
    is told and left out; a full disk, too little memory and a cancel end the series. Raises
    HearthError for what concerns all of them: photos that cannot be used, a folder that cannot be
    written, no weights.
    """
    began = time.monotonic()
    first = parts[0].params
    if content is None:
        content = find_sitting(runtime, spec, first, progress, version)
    check_output(spec, content, first, target(parts[0], 0), output)
    extent = spec.extent_of(content)
    with open_session(runtime, spec, first, progress, version, extent) as session:
        series = _Series(session, parts, target, output, listener, journal)
        series.draw(content, progress)
    series.result.seconds = time.monotonic() - began
    return series.result


class _Series:
    """The drawing of a series with a model that is there."""

    def __init__(
        self,
        session: Session,
        parts: Sequence[Part[Any]],
        target: Target,
        output: Any,
        listener: Listener | None,
        journal: Journal | None,
    ) -> None:
        self.result = SeriesResult()
        self._session, self._parts, self._target = session, parts, target
        self._output, self._journal = output, journal
        self._tell: Listener = listener or (lambda _event: None)

    def draw(self, content: Any, progress: Progress) -> None:
        """Raises only what nobody foresaw of the listener."""
        try:
            self._session.load(progress)
            for number, part in enumerate(self._parts):
                self._draw_one(number, part, content if number == 0 else None, progress)
        except Cancelled:
            self.result.cancelled = True
        except _FINAL as error:
            self.result.stopped = error

    def _draw_one(self, number: int, part: Part[Any], content: Any, progress: Progress) -> None:
        progress.check()
        self._tell(PortraitStarted(number, part))
        try:
            with ExitStack() as stack:
                note: Callable[[Path], None] = lambda _path: None  # noqa: E731
                if self._journal is not None:
                    about = (self._journal, self._session.spec, part.params, self._session.version)
                    note = stack.enter_context(recorded(*about))
                done = self._drawn(number, part, content, progress)
                note(done.path)
        except (Cancelled, *_FINAL):
            raise
        except Exception as error:
            failed = PortraitFailed(number, part, reason_of(error))
            self.result.failed.append(failed)
            self._tell(failed)
            return
        self.result.done.append(done)
        self._tell(done)

    def _drawn(
        self, number: int, part: Part[Any], content: Any, progress: Progress
    ) -> PortraitDone:
        """One picture, drawn and written."""
        began = time.monotonic()
        session, total = self._session, len(self._parts)

        def report(moment: Report) -> None:
            self._tell(PortraitProgress(number, moment.fraction, moment.text))
            words = text("Portrait {number} of {total}", number=number + 1, total=total)
            progress.update((number + (moment.fraction or 0.0)) / total, words)

        own = Progress(report, progress.cancel)
        if content is None:
            content = session.look(session.spec.read(part.params), part.params, Progress())
        if isinstance(content, Sitting):
            content = replace(
                content, preview=lambda pixels: self._tell(PortraitPreviewed(number, pixels))
            )
        result, plan, notes = session.compute(content, part.params, own)
        provenance = {**session.provenance(part.params, plan), "part": dict(part.names)}
        path = self._target(part, number)
        path = session.spec.write(result, path, self._output, provenance)
        facts = getattr(result, "facts", None) or {}
        return PortraitDone(
            number,
            part,
            path,
            time.monotonic() - began,
            notes=(*notes, *(as_text(note) for note in getattr(result, "notes", ()))),
            provenance=provenance,
            **facts,
        )
