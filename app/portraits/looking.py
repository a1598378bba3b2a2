"""Finds the faces in the photos of a person, with what the model itself looks with."""

from typing import TYPE_CHECKING, Any

from app.portraits.looks import LookAt, Looks, MissingWeights, PhotoLook

if TYPE_CHECKING:
    from pipelines.identity.face import Embedding, Face
    from pipelines.identity.finder import FaceFinder
    from pipelines.identity.recogniser import Recogniser
    from pipelines.progress import Progress
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec


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
    """Each photo by itself, then how alike they are; the first photo's chosen face counts, of the
    others the largest."""
    from pipelines.errors import HearthError
    from pipelines.identity.likeness import mean_identity
    from pipelines.identity.photo import read_photo

    found: list[tuple[PhotoLook, Embedding | None]] = []
    for number, path in enumerate((wanted.image, *wanted.more)):
        progress.check()
        try:
            photo = read_photo(path)
            faces = finder.faces_of(photo, wanted.detector)
            face = faces[min(wanted.face, len(faces)) - 1] if number == 0 else faces[0]
            shown = tuple(_in_file(one, photo.scale) for one in faces)
            found.append((PhotoLook(path, shown), recogniser.measure(photo, face)))
        except HearthError as error:
            found.append((PhotoLook(path, problem=error.text), None))
    measured = [measure for _look, measure in found if measure is not None]
    if len(measured) < 2:
        return Looks(tuple(look for look, _measure in found))
    identity = mean_identity(measured)
    told = iter(enumerate(identity.likenesses))
    photos: list[PhotoLook] = []
    for look, measure in found:
        if measure is None:
            photos.append(look)
            continue
        place, likeness = next(told)
        outlier = place in identity.outliers
        photos.append(PhotoLook(look.path, look.faces, None, likeness, outlier))
    return Looks(tuple(photos), identity.among)


def _in_file(face: "Face", scale: float) -> "Face":
    """In pixels of the picture in the file, which may have been reduced to be looked at."""
    from pipelines.identity.finder import moved

    return face if scale == 1 else moved(face, 0, 0, 1 / scale)
