"""A model that does what a test tells it to, on real pictures and real files."""

import threading
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipelines.device import Plan
from pipelines.footprint import Footprint, Phase
from pipelines.media.kinds import PICTURE_SUFFIXES
from pipelines.media.picture import Picture, PictureOutput
from pipelines.media.picture_model import extent_of, measure_image
from pipelines.progress import Progress
from pipelines.spec import Media, ModelSpec, Params, Task, WeightFile, param
from pipelines.text import text


class FakeParams(Params):
    """Inputs of every kind that a form or the command line knows."""

    image: Path = param(title="Image", description="The picture.", media=Media.IMAGE)
    version: Literal["plain", "fancy"] = param(
        "plain",
        title="Version",
        description="Which weights.",
        labels={"plain": "Plain", "fancy": "Fancy, for feasts"},
        variant=True,
    )
    scale: int = param(
        2, title="Scale", description="How many times larger.", ge=1, le=4, step=1, unit="×"
    )
    strength: float = param(
        0.5, title="Strength", description="How much of it. 0.5 is usual.", ge=0, le=1
    )
    face_enhance: bool = param(False, title="Face enhance", description="Faces too.")
    sharpen: bool = param(True, title="Sharpen", description="Crisp edges.", advanced=True)
    note: str = param("", title="Note", description="Free words.")
    extra: Path | None = param(
        None, title="Extra", description="A checkpoint of your own.", media=Media.CHECKPOINT
    )


def _nothing(*_args: Any) -> None:
    return None


@dataclass
class FakeModel:
    """The script of a fake: what happens when, and a record of what happened.

    `steps`: tiles per picture. `out_of_memory(plan, step)` says whether that step runs out.
    `fail_on` maps a file name to what `run` raises for it. `on_read`, `on_step`, `on_write` are
    called with the file name (and the step) as it happens, from the thread it happens in, and
    `on_call` with the number of the call, whatever it is; they may wait, cancel or raise. `calls`
    lists ("read", name), ("load", device), ("step", name, n, device, tile) and ("write", name) in
    order. `resident` and `activation(plan)` are the bytes of its footprint.
    """

    steps: int = 3
    name: str = "fake"
    fail_on: Mapping[str, Exception] = field(default_factory=dict)
    out_of_memory: Callable[[Plan, int], bool] = lambda _plan, _step: False
    memory_error: Callable[[], Exception] = MemoryError
    load_error: Exception | None = None
    activation: Callable[[Plan], int] = lambda _plan: 0
    resident: int = 0
    weights: tuple[WeightFile, ...] = ()
    on_read: Callable[[str], None] = _nothing
    on_load: Callable[[], None] = _nothing
    on_step: Callable[[str, int], None] = _nothing
    on_write: Callable[[str], None] = _nothing
    on_call: Callable[[int], None] = _nothing
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    threads: dict[str, set[int]] = field(default_factory=dict)

    def spec(self) -> ModelSpec[FakeParams]:
        """The declaration of this fake, to be run like any other model."""
        return ModelSpec(
            name=self.name,
            task=Task.UPSCALING,
            title="Fake",
            summary="Repeats every pixel.",
            source="https://example.org/fake",
            params=FakeParams,
            output=PictureOutput,
            weights=lambda _params: self.weights,
            resident_key=_key,
            load=self._load,
            read=self._read,
            run=self._run,
            write=self._write,
            enlargement=lambda params: float(params.scale),
            measure=measure_image,
            extent_of=extent_of,
            footprint=lambda _extent, _params, plan: Footprint(
                self.resident, phases=(Phase(text("Running"), self.activation(plan)),)
            ),
            suffixes=PICTURE_SUFFIXES,
        )

    def called(self, kind: str) -> list[tuple[Any, ...]]:
        """What happened of one kind, in order."""
        return [call[1:] for call in self.calls if call[0] == kind]

    def _note(self, kind: str, *what: Any) -> None:
        self.threads.setdefault(kind, set()).add(threading.get_ident())
        self.calls.append((kind, *what))
        self.on_call(len(self.calls) - 1)

    def _load(self, _files: Mapping[str, Path], _params: FakeParams, plan: Plan) -> "LoadedFake":
        self._note("load", plan.device)
        self.on_load()
        if self.load_error is not None:
            raise self.load_error
        return LoadedFake()

    def _read(self, params: FakeParams) -> Picture:
        from pipelines.media.reading import read_picture

        self._note("read", params.image.name)
        self.on_read(params.image.name)
        return read_picture(params.image)

    def _run(
        self,
        _loaded: "LoadedFake",
        picture: Picture,
        params: FakeParams,
        plan: Plan,
        progress: Progress,
    ) -> Picture:
        import numpy as np

        name = params.image.name
        for step in range(self.steps):
            progress.update(step / self.steps, text("Tile {n}", n=step + 1))
            self._note("step", name, step, plan.device, plan.tile)
            self.on_step(name, step)
            if self.out_of_memory(plan, step):
                raise self.memory_error()
            if name in self.fail_on:
                raise self.fail_on[name]
        progress.update(1.0)
        pixels: Any = np.repeat(
            np.repeat(picture.pixels, params.scale, axis=0), params.scale, axis=1
        )
        return Picture(pixels, source=picture.source)

    def _write(
        self, picture: Picture, path: Path, output: PictureOutput, provenance: Mapping[str, Any]
    ) -> Path:
        from pipelines.media.writing import write_picture

        self._note("write", path.name)
        self.on_write(path.name)
        return write_picture(picture, path, output, provenance)


class LoadedFake:
    """What loading gives; an object of its own so that tests can see when it is freed."""


def _key(params: FakeParams) -> Hashable:
    return params.version


def register(*specs: ModelSpec[Any]) -> None:
    """Make these the models of this process; for subprocesses, which end with it."""
    from pipelines import registry

    registry.all_models = lambda: specs
