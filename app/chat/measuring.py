"""Counts what the next message would take of the window, a moment after the last change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.context import AppContext
from app.jobs import QUICK, Job, JobState
from pipelines.language.engine import Message
from pipelines.language.images import ImageInput

if TYPE_CHECKING:
    from app.choosing.choices import Choice
    from pipelines.language.context import ContextUse
    from pipelines.progress import Progress

_DELAY_MS = 300


@dataclass(frozen=True)
class Wanted:
    """What is to be counted. `values` are those of the form; `window` is the model's, as far as it
    is known without loading it. `images` go with the draft; each takes about `image_tokens`."""

    choice: "Choice"
    values: Mapping[str, Any]
    history: Sequence[Message]
    draft: str
    files: Sequence[str]
    window: int
    plain: bool = False
    images: Sequence[ImageInput] = ()
    image_tokens: int = 0


@dataclass(frozen=True)
class Measured:
    """`exact` if the model's own tokenizer counted; then `files` are the tokens of each file.
    `images` are those of each picture of the draft."""

    use: "ContextUse"
    exact: bool
    files: tuple[int, ...] = ()
    images: tuple[int, ...] = ()


class Measurer(QObject):
    """`measured` with a `Measured`. By the loaded model if it is loaded, else an estimate."""

    measured = Signal(object)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted: Wanted | None = None
        self._job: Job | None = None
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self._count)

    def want(self, wanted: Wanted | None) -> None:
        """Count this soon; None counts nothing."""
        self._wanted = None if self._stopped else wanted
        if self._wanted is None:
            self._timer.stop()
        else:
            self._timer.start()

    def stop(self) -> None:
        """Count no more: the window closes, though an answer may still end and ask."""
        self._stopped = True
        self.want(None)

    def _count(self) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        if self._job is not None and not self._job.state.is_end:
            self._timer.start()
            return
        engine, settings = self._context.engine, self._context.settings.value

        def work(_progress: "Progress") -> Measured:
            return measure_now(engine.runtime(settings), wanted)

        self._job = job = self._context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda state: self._on_counted(job, state, wanted))

    def _on_counted(self, job: Job, state: JobState, wanted: Wanted) -> None:
        if state is JobState.DONE and self._wanted is wanted:
            self.measured.emit(job.result)


def measure_now(runtime: Any, wanted: Wanted) -> Measured:
    """Only from a job. A model that cannot count (a broken template) gives an estimate."""
    from app.chat.estimate import about_use
    from pipelines.borrowing import borrowed
    from pipelines.errors import HearthError
    from pipelines.language.context import ContextUse, measure
    from pipelines.validation import validate

    spec = wanted.choice.spec
    system = str(wanted.values.get("system_prompt", ""))
    named = ("max_new_tokens", "max_tokens")
    longest = next((wanted.values[name] for name in named if name in wanted.values), 128)
    reserve = int(longest or 0)
    try:
        given = {**wanted.values, **wanted.choice.overrides, spec.input_field: "x"}
        params = validate(spec.params, given)
        with borrowed(runtime, spec, params, wanted.choice.version) as engine:
            if engine is not None:
                files = tuple(len(engine.tokenize(words)) for words in wanted.files)
                if wanted.plain:
                    text = len(engine.tokenize(wanted.draft, special=False))
                    own = len(engine.tokenize(f"{system}\n\n", special=False)) if system else 0
                    return Measured(ContextUse(own, 0, text, reserve, engine.window), True)
                images = tuple(wanted.images)
                use = measure(engine, system, wanted.history, wanted.draft, reserve, images)
                return Measured(use, True, files, tuple(map(engine.image_tokens, images)))
    except HearthError:  # told where the value is put in, or when it is sent
        pass
    asked = int(wanted.values.get("context_length", 0) or 0)
    window = min(asked or 8192, wanted.window)
    each = int(wanted.values.get("image_tokens", 0) or 0) or wanted.image_tokens
    use = about_use(system, wanted.history, wanted.draft, reserve, window)
    shown = sum(len(turn.images) for turn in wanted.history) + len(wanted.images)
    use = replace(use, pictures=each * shown)
    return Measured(use, False, images=(each,) * len(wanted.images))
