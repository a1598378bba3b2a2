"""Finds the faces in the photos of a person, with what the model itself looks with."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.portraits.looks import LookAt, Looks, MissingWeights, PhotoLook

if TYPE_CHECKING:
    from pipelines.identity.finder import FaceFinder
    from pipelines.identity.recogniser import Recogniser
    from pipelines.progress import Progress
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec
    from pipelines.text import Text


def look_at_photos(
    runtime: "Runtime",
    spec: "ModelSpec[Any]",
    wanted: LookAt,
    progress: "Progress",
    fetch: bool = False,
) -> Looks | MissingWeights:
    """A `Looker`: detection and recognition of antelopev2, on the CPU."""
    from pipelines.identity.catalogue import ANTELOPE

    missing = runtime.store.missing_bytes(ANTELOPE)
    if missing and not fetch:
        return MissingWeights(missing)
    files = runtime.store.fetch(ANTELOPE, progress)

    def load() -> "tuple[FaceFinder, Recogniser]":
        from pipelines.identity.catalogue import GLINTR100
        from pipelines.identity.finder import load_finder
        from pipelines.identity.recogniser import Recogniser

        return load_finder(files), Recogniser(files[GLINTR100.name])

    key = ("faces of the window", *(weight.identity for weight in ANTELOPE))
    size = sum(weight.size or 0 for weight in ANTELOPE)
    with runtime.residency.lease(key, "cpu", load, size) as (finder, recogniser):
        return looks_at(finder, recogniser, wanted, progress)


def looks_at(
    finder: "FaceFinder", recogniser: "Recogniser", wanted: LookAt, progress: "Progress"
) -> Looks:
    """Faces and likenesses as the model itself judges them; a photo that cannot be read is told."""
    from pipelines.errors import HearthError
    from pipelines.identity.person import see_person
    from pipelines.identity.photo import Photo, read_photo

    paths = (wanted.image, *wanted.more)
    photos: list[Photo] = []
    problems: dict[Path, Text] = {}
    for path in paths:
        progress.check()
        try:
            photos.append(read_photo(path))
        except HearthError as error:
            problems[path] = error.text
    if wanted.image in problems:
        return Looks(tuple(PhotoLook(path, problem=problems.get(path)) for path in paths))
    try:
        person = see_person(finder, recogniser, photos, wanted.face, wanted.detector)
    except HearthError as error:
        problems[wanted.image] = error.text
        return Looks(tuple(PhotoLook(path, problem=problems.get(path)) for path in paths))
    seen = {
        photo.path: PhotoLook(
            photo.path, photo.faces, photo.problem, photo.likeness, photo.is_outlier
        )
        for photo in person.photos
    }
    among = person.identity.among if person.identity is not None else None
    return Looks(
        tuple(seen.get(path) or PhotoLook(path, problem=problems[path]) for path in paths), among
    )
