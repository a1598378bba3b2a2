"""What the pages ask of a language model: work for jobs, never called on the GUI thread."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from app.chat.asking import ModelUse
from app.chat.stream import Stream
from app.context import AppContext
from pipelines.borrowing import borrowed
from pipelines.device import Plan
from pipelines.errors import OutOfMemory
from pipelines.language.engine import Answer, Engine, Request
from pipelines.planning import TYPICAL
from pipelines.progress import Progress
from pipelines.run import open_session
from pipelines.text import Text
from pipelines.versions import version_of

T = TypeVar("T")


@dataclass(frozen=True)
class NotLoaded:
    """The model would have to be loaded first, after a download of so many bytes (often 0)."""

    download_bytes: int


@dataclass(frozen=True)
class Told:
    """A finished answer with the version that gave it, on which device, and the bytes it takes."""

    answer: Answer
    version: str
    device: str
    memory_bytes: int
    notes: tuple[Text, ...] = ()


def looking_work(
    context: AppContext, use: ModelUse, look: Callable[[Engine], T]
) -> Callable[[Progress], T | NotLoaded]:
    """Look at something with the model if it is loaded; loads nothing."""
    settings = context.settings.value

    def work(_progress: Progress) -> T | NotLoaded:
        runtime = context.engine.runtime(settings)
        with borrowed(runtime, use.spec, use.params, use.version) as engine:
            if engine is not None:
                return look(engine)
        version = use.version or version_of(use.spec, use.params)
        return NotLoaded(runtime.store.missing_bytes(version.weights))

    return work


def loading_work(
    context: AppContext, use: ModelUse, look: Callable[[Engine], T]
) -> Callable[[Progress], T]:
    """Load the model, fetching it where that is needed, and look at something with it."""
    settings = context.settings.value

    def work(progress: Progress) -> T:
        runtime = context.engine.runtime(settings)
        with open_session(runtime, use.spec, use.params, progress, use.version) as session:
            session.load(progress)
            with borrowed(runtime, use.spec, use.params, use.version) as engine:
                if engine is None:
                    raise OutOfMemory(
                        "There is not enough memory to load {model}. Close other programs or "
                        "choose a smaller model.",
                        model=use.spec.title,
                    )
                found = look(engine)
        context.engine.find_devices()
        return found

    return work


def asking_work(
    context: AppContext, use: ModelUse, request: Request, stream: Stream
) -> Callable[[Progress], Told]:
    """Answer `request`, the pieces going to `stream`."""
    settings = context.settings.value

    def work(progress: Progress) -> Told:
        runtime = context.engine.runtime(settings)
        asker = _Asker(use, stream)
        spec = replace(use.spec, run=asker.run)
        with open_session(runtime, spec, use.params, progress, use.version) as session:
            answer, plan, notes = session.compute(request, use.params, progress)
            size = spec.footprint(TYPICAL, use.params, plan).resident
            told = Told(
                answer,
                session.version.id,
                plan.device,
                size,
                (*notes, *answer.notes),
            )
        context.engine.find_devices()
        return told

    return work


class _Asker:
    """The model's own `run`; a second try after a lack of memory begins the stream anew."""

    def __init__(self, use: ModelUse, stream: Stream) -> None:
        self._use, self._stream = use, stream
        self._again = False

    def run(
        self, engine: Engine, request: Request, params: Any, plan: Plan, progress: Progress
    ) -> Answer:
        if self._again:
            self._stream.restart()
        self._again = True
        heard = replace(request, listener=self._stream.hear)
        return self._use.spec.run(engine, heard, params, plan, progress)
