"""Faces of a picture against those of its result, in a job; and faces put back where they were."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.context import AppContext

if TYPE_CHECKING:
    from pipelines.advising.likeness_guard import LikenessReport
    from pipelines.advising.remedies import Remedy
    from pipelines.identity.face import Face
    from pipelines.identity.finder import FaceFinder
    from pipelines.identity.recogniser import Recogniser
    from pipelines.progress import Progress
    from pipelines.redrawing.run import Finish
    from pipelines.run import Runtime


@dataclass(frozen=True)
class Judged:
    """What came of it, and what can be done."""

    report: "LikenessReport"
    remedies: "tuple[Remedy, ...]"


class FaceEyes(Protocol):
    """Gives what finds faces, and what tells whose they are if that is there. With `fetch` it is
    brought."""

    def __call__(
        self, runtime: "Runtime", progress: "Progress", fetch: bool
    ) -> "AbstractContextManager[tuple[FaceFinder, Recogniser | None]]": ...


@contextmanager
def installed_eyes(
    runtime: "Runtime", progress: "Progress", fetch: bool
) -> "Iterator[tuple[FaceFinder, Recogniser | None]]":
    """Those of antelopev2 as far as they are installed; else YuNet, of a quarter of a megabyte,
    which is fetched where it is missing. Raises HearthError if it cannot be."""
    from pipelines.identity.catalogue import ANTELOPE, GLINTR100, SCRFD, YUNET

    if fetch:
        wanted = ANTELOPE
    else:
        detector = SCRFD if runtime.store.is_installed(SCRFD) else YUNET
        there = runtime.store.is_installed(GLINTR100)
        wanted = (detector, GLINTR100) if there else (detector,)
    files = runtime.store.fetch(wanted, progress)

    def load() -> "tuple[FaceFinder, Recogniser | None]":
        from pipelines.identity.finder import load_finder
        from pipelines.identity.recogniser import Recogniser

        path = files.get(GLINTR100.name)
        return load_finder(files), Recogniser(path) if path is not None else None

    key = ("faces before and after", *(weight.identity for weight in wanted))
    size = sum(weight.size or 0 for weight in wanted)
    with runtime.residency.lease(key, "cpu", load, size) as eyes:
        yield eyes


def judge_work(
    context: AppContext,
    before: Path,
    after: Path,
    params: Mapping[str, object],
    eyes: FaceEyes = installed_eyes,
    fetch: bool = False,
) -> "Callable[[Progress], Judged]":
    """The work that compares; `params` are those that the result was drawn with."""

    def work(progress: "Progress") -> Judged:
        from pipelines.advising.likeness_guard import compare_faces
        from pipelines.advising.remedies import remedies_for
        from pipelines.media.reading import read_picture

        runtime = context.engine.runtime(context.settings.value)
        one, two = read_picture(before), read_picture(after)
        progress.check()
        with eyes(runtime, progress, fetch) as (finder, recogniser):
            report = compare_faces(one.pixels, two.pixels, finder, recogniser)
        return Judged(report, remedies_for(report, params, two.width / one.width))

    return work


def faces_back(faces: "tuple[Face, ...]") -> "Finish":
    """What puts these faces of the first pass into a result."""

    def finish(result: Any, first: Any, check: Callable[[], None]) -> None:
        from pipelines.advising.face_blending import blend_faces

        blend_faces(result, first, faces, check=check)

    return finish
