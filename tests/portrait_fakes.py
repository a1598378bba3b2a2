"""A model of portraits that draws what a test tells it to, and faces that are where a test says."""

import colorsys
import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageOps

from app.portraits.looks import LookAt, Looks, MissingWeights, PhotoLook
from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint
from pipelines.identity.face import Embedding, Face
from pipelines.media.kinds import PICTURE_SUFFIXES
from pipelines.media.picture import Picture
from pipelines.media.picture_model import measure_image
from pipelines.media.provenance import GENERATED
from pipelines.media.writing import write_picture
from pipelines.portraits.params import InstantIdParams, PortraitOutput
from pipelines.portraits.parts import VARIED, parts_of
from pipelines.portraits.sitting import Sitting
from pipelines.progress import Progress
from pipelines.run import Runtime
from pipelines.spec import ModelSpec, Task, WeightFile
from pipelines.text import Text, text

Pixels = NDArray[np.uint8]
#: The face of scikit-image's astronaut, as SCRFD finds it.
ASTRONAUT = Face(
    (177.0, 68.0, 272.0, 190.0),
    ((203.0, 113.0), (245.0, 112.0), (226.0, 139.0), (209.0, 158.0), (244.0, 157.0)),
    0.93,
)


def face_at(left: float, top: float, side: float) -> Face:
    """A face in a square box, with its points where they usually are."""

    def point(across: float, down: float) -> tuple[float, float]:
        return left + across * side, top + down * side

    points = (point(0.3, 0.4), point(0.7, 0.4), point(0.5, 0.6), point(0.35, 0.8), point(0.65, 0.8))
    return Face((left, top, left + side, top + side), points, 0.8)


def sitting_of(params: InstantIdParams) -> Sitting:
    """What the fake model runs on; the photo itself is all it looks at."""
    identity = Embedding(np.ones(512, np.float32), "fake")
    return Sitting(
        identity=identity,
        keypoints=ASTRONAUT.keypoints,
        box=ASTRONAUT.box,
        size=(96, 96),
        source=params.image,
    )


@dataclass(eq=False)
class FakePortrait:
    """What it gives: pixels with what is told of them."""

    pixels: Pixels
    facts: Mapping[str, Any]
    notes: list[Text] = field(default_factory=list)


@dataclass
class FakePortraits:
    """The script of a fake, and a record of what happened.

    `steps` a picture, each with a preview and a call of `on_step(seed, step)`, which may wait,
    cancel or raise. `likeness(params)` is what is measured; `fail_on` maps seeds to what is raised.
    `drawn` lists the params that pictures were drawn for.
    """

    steps: int = 3
    size: int = 96
    likeness: Callable[[InstantIdParams], float | None] = lambda _params: 0.5
    among: float | None = None
    fail_on: Mapping[int, Exception] = field(default_factory=dict)
    weights: tuple[WeightFile, ...] = ()
    on_step: Callable[[int, int], Any] = lambda _seed, _step: None
    drawn: list[InstantIdParams] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def spec(self) -> ModelSpec[InstantIdParams]:
        """The declaration, to be run like any other model."""
        return ModelSpec(
            name="instant-id",
            task=Task.PORTRAITS,
            title="InstantID",
            summary="Portraits of one person from a photo.",
            source="https://example.org/fake",
            params=InstantIdParams,
            output=PortraitOutput,
            weights=lambda _params: self.weights,
            resident_key=_key,
            load=lambda _files, _params, _plan: self,
            read=sitting_of,
            run=self._run,
            write=_write,
            measure=measure_image,
            extent_of=lambda sitting: Extent(*sitting.size),
            footprint=lambda _extent, _params, _plan: Footprint(0),
            parts=parts_of,
            varied=VARIED,
            suffixes=PICTURE_SUFFIXES,
            engine="json",
        )

    def _run(
        self,
        _loaded: Any,
        sitting: Sitting,
        params: InstantIdParams,
        _plan: Plan,
        progress: Progress,
    ) -> FakePortrait:
        self.threads.add(threading.get_ident())
        seed = params.seed or 0
        assert sitting.source is not None
        whole = scripted_picture(sitting.source, params, self.size)
        for step in range(self.steps):
            progress.update(step / self.steps, text("Step {n}", n=step + 1))
            self.on_step(seed, step)
            if sitting.preview is not None:
                sitting.preview(_rough(whole, step, self.steps))
            if seed in self.fail_on:
                raise self.fail_on[seed]
        self.drawn.append(params)
        facts = {"seed": seed, "likeness": self.likeness(params), "among_photos": self.among}
        return FakePortrait(whole, facts)


def scripted_picture(photo: Path, params: InstantIdParams, size: int) -> Pixels:
    """The photo in a colour of the seed's and the style's, saying that nobody drew it."""
    with Image.open(photo) as opened:
        grey = ImageOps.fit(opened.convert("L"), (size, size), centering=(0.5, 0.2))
    hue = (len(params.prompt) * 0.13 + (params.seed or 0) * 0.381) % 1.0
    harsh = min(1.0, 0.25 + 0.35 * params.ip_adapter_scale)
    light = tuple(round(255 * part) for part in colorsys.hls_to_rgb(hue, 0.85, harsh))
    dark = tuple(round(255 * part) for part in colorsys.hls_to_rgb((hue + 0.5) % 1, 0.12, harsh))
    image = ImageOps.colorize(grey, dark, light)
    pen = ImageDraw.Draw(image)
    if size >= 256:
        words = f"scripted picture, seed {params.seed}"
        pen.rectangle((0, size - 28, size, size), fill=(0, 0, 0))
        pen.text((8, size - 22), words, fill=(255, 255, 255), font_size=16)
    return np.asarray(image)


def _rough(whole: Pixels, step: int, steps: int) -> Pixels:
    """Small and noisy, less so from step to step."""
    small = whole[::8, ::8].astype(np.float32)
    noise = np.random.default_rng(step).uniform(0, 255, small.shape)
    share = 1 - (step + 1) / (steps + 1)
    return (small * (1 - share) + noise * share).astype(np.uint8)


def _key(params: InstantIdParams) -> Hashable:
    return params.sdxl_weights


def _write(
    result: FakePortrait, path: Path, output: PortraitOutput, provenance: Mapping[str, Any]
) -> Path:
    return write_picture(Picture(result.pixels), path, output, dict(provenance), GENERATED)


@dataclass
class FakeLooker:
    """Finds the `faces` of a file by its name; other files have none.

    `likenesses` are those of the photos in their order, `outliers` the names of somebody else's.
    `missing` bytes are to be downloaded first; `at_once` are the faces that are seen before that.
    `asked` lists what was looked at.
    """

    faces: Mapping[str, Sequence[Face]] = field(default_factory=dict)
    likenesses: Sequence[float | None] = ()
    among: float | None = None
    outliers: frozenset[str] = frozenset()
    missing: int = 0
    at_once: Mapping[str, Sequence[Face]] = field(default_factory=dict)
    asked: list[LookAt] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def __call__(
        self,
        runtime: Runtime,
        spec: ModelSpec[Any],
        wanted: LookAt,
        progress: Progress,
        fetch: bool = False,
    ) -> Looks | MissingWeights:
        self.asked.append(wanted)
        self.threads.add(threading.get_ident())
        paths = (wanted.image, *wanted.more)
        if self.missing and not fetch:
            seen = tuple(PhotoLook(path, tuple(self.at_once.get(path.name, ()))) for path in paths)
            return Looks(seen, None, self.missing) if self.at_once else MissingWeights(self.missing)
        self.missing = 0
        progress.check()
        looks = []
        for number, path in enumerate(paths):
            found = tuple(self.faces.get(path.name, ()))
            likeness = self.likenesses[number] if number < len(self.likenesses) else None
            problem = None
            if not found:
                problem = text("No face was found in {name}.", name=path.name)
            looks.append(PhotoLook(path, found, problem, likeness, path.name in self.outliers))
        return Looks(tuple(looks), self.among if len(paths) > 1 else None)
