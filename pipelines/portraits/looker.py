"""Looks at photos before anything is drawn: whose face it is, where, and what further ControlNets
hold on to."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.identity.catalogue import GLINTR100
from pipelines.identity.face import Embedding, Face
from pipelines.identity.finder import SIZE, FaceFinder, load_finder, moved
from pipelines.identity.likeness import Identity, likeness
from pipelines.identity.person import Person, see_person
from pipelines.identity.photo import Photo
from pipelines.identity.recogniser import Recogniser
from pipelines.portraits.canvas import LONG_SIDE, POSE_SIDE, Canvas, canvas_for
from pipelines.portraits.controls import Controls
from pipelines.portraits.drawing import ControlKind
from pipelines.portraits.params import InstantIdParams, control_kinds
from pipelines.portraits.photos import Photos
from pipelines.portraits.sitting import Sitting
from pipelines.progress import Progress
from pipelines.text import Text, text

if TYPE_CHECKING:
    from pipelines.portraits.drawing import Pixels

#: Sittings that are kept: one of them has a few pictures of the result's size.
KEPT = 4
#: All that a look depends on besides the files.
LOOKED_AT = (
    "face",
    "output_width",
    "output_height",
    "enable_pose_controlnet",
    "enable_canny_controlnet",
    "enable_depth_controlnet",
    "face_detection_input_width",
    "face_detection_input_height",
)


class Looker:
    """Finds and measures faces, all on the CPU; may be asked by several threads."""

    def __init__(self, finder: FaceFinder, recogniser: Recogniser, controls: Controls) -> None:
        self._finder, self._recogniser, self._controls = finder, recogniser, controls
        self._kept: OrderedDict[Hashable, Sitting] = OrderedDict()
        self._lock = threading.Lock()

    def look(self, photos: Photos, params: InstantIdParams, progress: Progress) -> Sitting:
        """The sitting; at once for photos and settings that were looked at before.

        Raises NoFace.
        """
        key = (photos.stamps, *(getattr(params, name) for name in LOOKED_AT))
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                return known
        made = self.attending(self._looked(photos, params, progress), params)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def see(self, photos: Sequence[Photo], number: int = 1, size: tuple[int, int] = SIZE) -> Person:
        """Who is seen in these photos, as `see_person` tells it. Raises NoFace."""
        return see_person(self._finder, self._recogniser, photos, number, size)

    def attending(self, sitting: Sitting, params: InstantIdParams) -> Sitting:
        """The same, with likenesses measured by this one."""
        size = _detector_size(params)

        def measure(pixels: "Pixels") -> float | None:
            return self._likeness(pixels, sitting.identity, size)

        return replace(sitting, likeness=measure)

    def _looked(self, photos: Photos, params: InstantIdParams, progress: Progress) -> Sitting:
        size = _detector_size(params)
        of_person = (photos.face, *photos.references)
        person = self.see(of_person, params.face, size)
        progress.check()
        posing = photos.posing
        posed = self._posed(person, photos, size)
        own = (params.output_width, params.output_height)
        side = LONG_SIDE if photos.pose is None else POSE_SIDE
        canvas = canvas_for(posing.size, posed, own, side)
        placed = canvas.place(posed)
        controls, more = self._controlled(posing, canvas, placed, params, progress)
        return Sitting(
            identity=_measured(person).mean,
            keypoints=placed.keypoints,
            box=canvas.mask_box(posed),
            size=canvas.size,
            controls=controls,
            start=None if photos.start is None else _begun(photos.start, posing, canvas),
            among=_measured(person).among,
            digests=photos.digests(),
            source=photos.face.path,
            remarks=(*person.notes, *more),
        )

    def _posed(self, person: Person, photos: Photos, size: tuple[int, int]) -> Face:
        """The face whose pose is taken, in pixels of the photo as decoded."""
        if photos.pose is not None:
            return self._finder.faces_of(photos.pose, size)[0]
        face = person.photos[0].face
        if face is None:
            raise ValueError("a person without a face")
        return moved(face, 0, 0, photos.face.scale)

    def _controlled(
        self,
        posing: Photo,
        canvas: Canvas,
        placed: Face,
        params: InstantIdParams,
        progress: Progress,
    ) -> "tuple[Mapping[ControlKind, Pixels], list[Text]]":
        wanted = control_kinds(params)
        if not wanted:
            return {}, []
        shown = canvas.picture(posing.pixels).copy()  # torch wants arrays that may be written
        made: dict[ControlKind, Pixels] = {}
        remarks: list[Text] = []
        for kind in wanted:
            progress.check()
            picture = self._controls.picture(kind, shown, placed)
            if picture is None:
                remarks.append(
                    text("{name} shows no body whose pose could be held.", name=posing.path.name)
                )
            else:
                made[kind] = picture
        return made, remarks

    def _likeness(
        self, pixels: "Pixels", identity: Embedding, size: tuple[int, int]
    ) -> float | None:
        """That of the largest face in the picture; None if there is none."""
        found = self._finder.find(pixels, size)
        if not found:
            return None
        return likeness(self._recogniser.measure_pixels(pixels, found[0]), identity)


def load_looker(files: Mapping[str, Path]) -> Looker:
    """From the files of antelopev2, and of what makes control pictures where that is wanted."""
    return Looker(load_finder(files), Recogniser(files[GLINTR100.name]), Controls(files))


def _measured(person: Person) -> Identity:
    if person.identity is None:
        raise ValueError("nobody measured this person")
    return person.identity


def _detector_size(params: InstantIdParams) -> tuple[int, int]:
    return params.face_detection_input_width, params.face_detection_input_height


def _begun(start: Photo, posing: Photo, canvas: Canvas) -> "Pixels":
    """The picture to begin from in the result's size: cut as the posing one if it is the same,
    else around its middle."""
    import numpy as np
    from PIL import Image, ImageOps

    if start.stamp == posing.stamp:
        return canvas.picture(start.pixels)
    image = Image.fromarray(start.pixels)
    return np.asarray(ImageOps.fit(image, canvas.size, Image.Resampling.BICUBIC))
