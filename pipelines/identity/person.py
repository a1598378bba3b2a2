"""One person in one or several photos: their faces, and the identity these share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.identity.face import Embedding, Face
from pipelines.identity.finder import SIZE, FaceFinder, chosen_face, moved
from pipelines.identity.photo import Photo
from pipelines.text import Text, text

if TYPE_CHECKING:
    from pipelines.identity.likeness import Identity
    from pipelines.identity.recogniser import Recogniser

#: Of so many faces of a further photo, the largest, the one that is most alike is taken.
_ASKED = 8


@dataclass(frozen=True)
class SeenPhoto:
    """What was seen in a photo, in pixels of the upright picture in its file.

    `faces` are the largest first, `face` is the one that counts, None if there is none; then
    `problem` says so. `likeness` is its cosine to the mean of the other photos', None if there are
    none; `is_outlier` means that it looks like somebody else, and does not count.
    """

    path: Path
    faces: tuple[Face, ...]
    face: Face | None
    likeness: float | None = None
    is_outlier: bool = False
    problem: Text | None = None


@dataclass(frozen=True, eq=False)
class Person:
    """`photos` in the order given, the face photo first; `identity` None if it was not measured."""

    photos: tuple[SeenPhoto, ...]
    identity: "Identity | None"

    @property
    def notes(self) -> tuple[Text, ...]:
        """Which photos do not count, and why."""
        told: list[Text] = []
        for photo in self.photos:
            if photo.problem is not None:
                told.append(photo.problem)
            elif photo.is_outlier:
                told.append(
                    text(
                        "{name} looks like somebody else (likeness {likeness}) and was left out.",
                        name=photo.path.name,
                        likeness=f"{photo.likeness or 0:.2f}",
                    )
                )
        return tuple(told)


def see_person(
    finder: FaceFinder,
    recogniser: "Recogniser | None",
    photos: Sequence[Photo],
    number: int = 1,
    size: tuple[int, int] = SIZE,
) -> Person:
    """Who is seen in these photos. The first one's face is that of `number`, counted from the
    largest; of each further photo it is the one that is most alike, or the largest without a
    recogniser.

    Raises NoFace if the first photo has no such face; a further photo without one is only told.
    """
    first, *more = photos
    faces = finder.faces_of(first, size)
    face = chosen_face(faces, number, first.path.name)
    measures = [recogniser.measure(first, face)] if recogniser else []
    seen = [_seen(first, faces, face)]
    for photo in more:
        found = finder.find_in(photo, size)
        if not found:
            seen.append(_without_face(photo))
            continue
        chosen = found[0]
        if recogniser is not None:
            chosen, measure = _most_alike(recogniser, photo, found[:_ASKED], measures[0])
            measures.append(measure)
        seen.append(_seen(photo, found, chosen))
    if recogniser is None:
        return Person(tuple(seen), None)
    return _judged(seen, measures)


def _most_alike(
    recogniser: "Recogniser", photo: Photo, faces: Sequence[Face], wanted: Embedding
) -> tuple[Face, Embedding]:
    from pipelines.identity.likeness import likeness

    asked = [(face, recogniser.measure(photo, face)) for face in faces]
    return max(asked, key=lambda pair: likeness(pair[1], wanted))


def _judged(seen: Sequence[SeenPhoto], measures: Sequence[Embedding]) -> Person:
    """The photos with their likenesses; those without a face were not measured."""
    from pipelines.identity.likeness import mean_identity

    identity = mean_identity(measures)
    outliers = set(identity.outliers)
    places = iter(range(len(measures)))
    judged: list[SeenPhoto] = []
    for photo in seen:
        if photo.face is None:
            judged.append(photo)
            continue
        place = next(places)
        told = identity.likenesses[place]
        judged.append(replace(photo, likeness=told, is_outlier=place in outliers))
    return Person(tuple(judged), identity)


def _seen(photo: Photo, faces: Sequence[Face], face: Face) -> SeenPhoto:
    back = 1 / photo.scale
    in_file = tuple(moved(one, 0, 0, back) for one in faces)
    return SeenPhoto(photo.path, in_file, moved(face, 0, 0, back))


def _without_face(photo: Photo) -> SeenPhoto:
    problem = text("No face was found in {name}: it was left out.", name=photo.path.name)
    return SeenPhoto(photo.path, (), None, problem=problem)
