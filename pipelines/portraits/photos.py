"""The pictures that a portrait begins with, decoded."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import BadInput
from pipelines.footprint import Extent
from pipelines.identity.photo import LONGEST, Photo, Stamp, read_photo
from pipelines.portraits.params import InstantIdParams
from pipelines.portraits.parts import prompts_in


@dataclass(frozen=True, eq=False)
class Photos:
    """`face` is the photo of the person, `references` are more of them; `pose` is None where the
    face photo's pose is taken, `start` where nothing is begun from."""

    face: Photo
    references: tuple[Photo, ...] = ()
    pose: Photo | None = None
    start: Photo | None = None

    @property
    def posing(self) -> Photo:
        """The one whose pose is taken."""
        return self.pose or self.face

    @property
    def stamps(self) -> tuple[Stamp | None, ...]:
        """What tells these files from others, and from themselves after a change."""
        photos = (self.face, self.pose, self.start, *self.references)
        return tuple(None if photo is None else photo.stamp for photo in photos)

    def digests(self) -> tuple[str, ...]:
        """SHA-256 of the files, the face photo's first; the rest in no order that means
        anything."""
        return tuple(_digest(photo.path) for photo in self._all())

    def _all(self) -> Iterator[Photo]:
        yield self.face
        yield from self.references
        for photo in (self.pose, self.start):
            if photo is not None:
                yield photo


def read_photos(params: InstantIdParams) -> Photos:
    """Decode all of them.

    Raises BadInput for an empty prompt or a base model that is not there, UnreadablePicture and
    PictureTooLarge.
    """
    if not prompts_in(params.prompt):
        raise BadInput("The prompt is empty: write what the picture shall show.")
    checkpoint = getattr(params, "checkpoint", None)
    if checkpoint is not None and not checkpoint.exists():
        raise BadInput(
            "There is no base model {path}: give a .safetensors file or a diffusers folder.",
            path=checkpoint,
        )
    return Photos(
        read_photo(params.image),
        tuple(read_photo(path) for path in params.reference_images),
        None if params.pose_image is None else read_photo(params.pose_image),
        None if params.init_image is None else read_photo(params.init_image),
    )


def measure_portrait(params: InstantIdParams) -> Extent:
    """The size of the portrait, from the header of the photo whose pose is taken.

    Raises UnreadablePicture, PictureTooLarge, and BadInput for a size that cannot be drawn.
    """
    from pipelines.identity.face import Face
    from pipelines.media.reading import picture_size
    from pipelines.portraits.canvas import LONG_SIDE, POSE_SIDE, canvas_for

    width, height = picture_size(params.pose_image or params.image)
    shrunk = min(1.0, LONGEST / max(width, height))
    size = (max(1, round(width * shrunk)), max(1, round(height * shrunk)))
    middle = (size[0] / 2, size[1] / 2)
    # The face decides what is shown, and not how large.
    face = Face((*middle, *middle), (middle, middle, middle, middle, middle), 1.0)
    own = (params.output_width, params.output_height)
    canvas = canvas_for(size, face, own, POSE_SIDE if params.pose_image else LONG_SIDE)
    return Extent(canvas.width, canvas.height)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # it was there a moment ago, and only names itself here
        return ""
