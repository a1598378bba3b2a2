"""A folder of faces times prompts, styles and seeds: several portraits of each file."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.batches.batch_run import BatchRun, QueueView
from app.context import AppContext
from app.jobs import Job
from app.portraits.result_model import Portrait, PortraitState, ResultModel
from app.translation import translate
from app.widgets.state_icons import FileState

if TYPE_CHECKING:
    from pipelines.batch import BatchEvent
    from pipelines.spec import ModelSpec

Key = tuple[Path, tuple[tuple[str, str], ...]]


class PortraitBatch(BatchRun):
    """A file is done when all its portraits are; each is in the grid as soon as it is there.

    `style_name` says what a style is called.
    """

    def __init__(
        self, context: AppContext, viewer: QueueView, model: ResultModel, parent: QObject
    ) -> None:
        super().__init__(context, viewer, parent)
        self._model = model
        self._parts = 1
        self._settled: dict[Path, dict[Key, str]] = {}
        self._drawn: dict[Key, Portrait] = {}
        self._run = 0
        self._values: dict[str, Any] = {}
        self.style_name: Callable[[str], str] = str

    def start(
        self, spec: "ModelSpec[Any]", params: Any, output: Any, paths: Sequence[Path], *more: Any,
        **how: Any,
    ) -> Job:  # fmt: skip
        self._parts = parts_for(spec, params)
        self._settled = {}
        self._drawn = {}
        self._run += 1
        self._values = params.model_dump(exclude={spec.input_field})
        return super().start(spec, params, output, paths, *more, **how)

    def _on_event(self, event: "BatchEvent") -> None:
        from pipelines.batch import ItemDone, ItemFailed, ItemProgress, ItemSkipped, ItemStarted

        key = (event.path, tuple((name, str(value)) for name, value in event.names.items()))
        if not event.names:
            super()._on_event(event)
        match event:
            case ItemStarted():
                self._keep(key, event.names, state=PortraitState.DRAWING)
                self._show(event.path, 0.0)
            case ItemProgress():
                self._keep(key, event.names, fraction=event.fraction)
                self._show(event.path, event.fraction or 0.0)
            case ItemDone():
                self.last_output = event.output
                facts = event.facts
                self._keep(
                    key,
                    event.names,
                    state=PortraitState.DONE,
                    path=event.output,
                    likeness=_number(facts.get("likeness")),
                    among=_number(facts.get("among_photos")),
                    seed=facts.get("seed", event.names.get("seed")),
                )
                self._settle(key, "", event.output)
            case ItemFailed():
                reason = self._reason = translate(event.reason)
                if event.names:
                    self._failed.append(f"{event.path}: {reason}")
                    self._keep(key, event.names, state=PortraitState.FAILED, reason=reason)
                    self._settle(key, reason, None)
            case ItemSkipped():
                self.last_output = self.last_output or event.output
                self._keep(key, event.names, state=PortraitState.DONE, path=event.output)
                self._settle(key, "", event.output)

    def _keep(self, key: Key, names: Mapping[str, object], **told: Any) -> None:
        """Show what has become of that portrait."""
        portrait = self._drawn.get(key)
        if portrait is None:
            seed = names.get("seed")
            portrait = Portrait(
                run=self._run,
                part=len(self._drawn),
                values={**self._values, **names},
                photo=key[0],
                label=self.style_name(str(names.get("style", ""))),
                seed=seed if isinstance(seed, int) else None,
            )
            self._drawn[key] = portrait
            self._model.add([portrait])
        self._model.change(portrait, **told)

    def _settle(self, key: Key, reason: str, output: Path | None) -> None:
        """One of the portraits of a file has come to its end."""
        path = key[0]
        ended = self._settled.setdefault(path, {})
        ended[key] = reason
        if len(ended) < self._parts:
            self._show(path, 0.0)
            return
        failed = next(filter(None, ended.values()), "")
        state = FileState.FAILED if failed else FileState.DONE
        self._viewer.set_state(path, state, reason=failed, result=output)

    def _show(self, path: Path, fraction: float) -> None:
        """How far all portraits of that file are."""
        done = (len(self._settled.get(path, ())) + fraction) / max(1, self._parts)
        self._viewer.set_state(path, FileState.RUNNING, fraction=min(1.0, done))

    def _on_end(self, job: Job) -> None:
        for portrait in self._drawn.values():
            if not portrait.state.is_end:
                self._model.remove([portrait])
        super()._on_end(job)


def parts_for(spec: "ModelSpec[Any]", params: Any) -> int:
    """How many portraits come of each file; 1 where that cannot be told."""
    from pipelines.errors import HearthError

    try:
        return len(spec.parts(params)) if spec.parts is not None else 1
    except HearthError:
        return 1


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None
