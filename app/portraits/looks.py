"""What is seen in the photos that a portrait is made from: faces, and whose they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from pipelines.identity.face import Box, Face
    from pipelines.progress import Progress
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec
    from pipelines.text import Text

#: Further ControlNets: what makes their pictures is loaded with what finds faces.
SWITCHES = ("enable_pose_controlnet", "enable_canny_controlnet", "enable_depth_controlnet")


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
    (the mean cosine), None for a single one. With `missing` bytes still to be downloaded nobody
    was compared, and the model itself may see other faces."""

    photos: tuple[PhotoLook, ...]
    among: float | None = None
    missing: int = 0

    @property
    def first(self) -> PhotoLook:
        return self.photos[0]


def same_face(face: "Face", among: "Sequence[Face]") -> int:
    """The number of the face that lies most over `face`, counted from 1; 1 if none does."""
    shares = [_common(face.box, other.box) for other in among]
    return shares.index(max(shares)) + 1 if shares else 1


def _common(one: "Box", other: "Box") -> float:
    """What two boxes have in common, as a share of both together."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return width * height / (sum(areas) - width * height)


@dataclass(frozen=True)
class LookAt:
    """What is to be looked at: the face photo, which face of it, and more photos of the person.
    `switches` are those of `SWITCHES` that are known; else they are off."""

    image: Path
    face: int = 1
    more: tuple[Path, ...] = ()
    detector: tuple[int, int] = (640, 640)
    switches: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class MissingWeights:
    """What finds the faces in these photos is not here yet; so many bytes are to be downloaded."""

    size: int


class Looker(Protocol):
    """Finds faces; only from a job. A photo that cannot be used is told in its look.

    Large weights that are missing are downloaded if `fetch` is set, else they are told, with what
    small ones see.
    """

    def __call__(
        self,
        runtime: "Runtime",
        spec: "ModelSpec[Any]",
        wanted: LookAt,
        progress: "Progress",
        fetch: bool = False,
    ) -> Looks | MissingWeights: ...
