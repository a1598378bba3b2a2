"""What is seen in the photos that a portrait is made from: faces, and whose they are."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from pipelines.identity.face import Face
    from pipelines.progress import Progress
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec
    from pipelines.text import Text


@dataclass(frozen=True)
class PhotoLook:
    """Faces of one photo, the largest first, in pixels of the upright picture.

    `problem` says why it cannot be used. `likeness` is the cosine of its face to the mean of the
    other photos', None while there are none; `is_outlier` that it seems to be somebody else.
    """

    path: Path
    faces: "tuple[Face, ...]" = ()
    problem: "Text | None" = None
    likeness: float | None = None
    is_outlier: bool = False


@dataclass(frozen=True)
class Looks:
    """All photos of one person, the face photo first. `among` is how alike they are to each other
    (the mean cosine), None for a single one."""

    photos: tuple[PhotoLook, ...]
    among: float | None = None

    @property
    def first(self) -> PhotoLook:
        return self.photos[0]


@dataclass(frozen=True)
class LookAt:
    """What is to be looked at: the face photo, which face of it, and more photos of the person."""

    image: Path
    face: int = 1
    more: tuple[Path, ...] = ()
    detector: tuple[int, int] = (640, 640)


@dataclass(frozen=True)
class MissingWeights:
    """What looks at photos is not here yet; so many bytes are to be downloaded."""

    size: int


class Looker(Protocol):
    """Finds faces; only from a job. A photo that cannot be used is told in its look.

    Weights that are missing are downloaded if `fetch` is set, else they are told.
    """

    def __call__(
        self,
        runtime: "Runtime",
        spec: "ModelSpec[Any]",
        wanted: LookAt,
        progress: "Progress",
        fetch: bool = False,
    ) -> Looks | MissingWeights: ...
