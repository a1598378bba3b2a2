"""What sees depth and bodies: transformers models from their folders, on the CPU.

Depth Anything V2 (Yang et al. 2024, arXiv:2406.09414) and ViTPose (Xu et al. 2022,
arXiv:2204.12484). They are loaded for one picture and released: a second or two against half a
gigabyte that drawing can use.
"""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.errors import BadInput
from pipelines.identity.face import Box, Face, Point
from pipelines.language.folder_loading import LOADING_ERRORS, SAFE, is_out_of_memory
from pipelines.loading import LOADING_LOCK
from pipelines.portraits.control_files import part_of
from pipelines.portraits.skeleton import LEAST_JOINTS, LEAST_SCORE, Body, body_from_coco
from pipelines.quiet_loading import without_reports
from pipelines.spec import WeightFile
from pipelines.weights.as_folder import folder_of

#: From the face, where the body is looked for: so many times the face's width to either side, and
#: its height above and below. A body is about eight heads high.
_BESIDE, _ABOVE, _BELOW = 3.5, 0.8, 8.0

_FLAT = 1e-5


class DepthEstimator:
    """A model for depth, with its processor."""

    def __init__(self, model: Any, processor: Any) -> None:
        self._model, self._processor = model, processor

    def depth(self, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        """How near each pixel of (height, width, 3) is: (height, width), 1 the nearest of it.

        All 0 where there is no depth.
        """
        import torch

        height, width = pixels.shape[:2]
        with torch.inference_mode():
            shown = self._processor(images=pixels, return_tensors="pt")
            near = self._model(**shown).predicted_depth.float()
            near = torch.nn.functional.interpolate(
                near[None] if near.ndim == 3 else near[None, None],
                size=(height, width),
                mode="bicubic",
                align_corners=False,
            )[0, 0]
        least, most = float(near.min()), float(near.max())
        if most - least <= _FLAT * max(abs(most), abs(least)):  # rounding is no depth
            return np.zeros((height, width), np.float32)
        return ((near - least) / (most - least)).clamp(0, 1).numpy()


class BodyFinder:
    """A model that finds the 17 joints of a person whose place is known, with its processor."""

    def __init__(self, model: Any, processor: Any) -> None:
        self._model, self._processor = model, processor

    def find(self, pixels: NDArray[np.uint8], face: Face) -> Body | None:
        """The body of that face in pixels of the picture; None if none is seen.

        It is looked for where the face says, and again where the first look found it, since the
        network wants a person to fill what it is shown.
        """
        height, width = pixels.shape[:2]
        place = _cut_to(body_place(face), width, height)
        for again in (True, False):
            points, scores = self.joints(pixels, place)
            inside = [
                score if 0 <= x < width and 0 <= y < height else 0.0
                for (x, y), score in zip(points, scores, strict=True)
            ]
            seen = [
                point for point, score in zip(points, inside, strict=True) if score >= LEAST_SCORE
            ]
            if len(seen) < LEAST_JOINTS or not again:
                break
            place = _cut_to(_around(seen, face), width, height)
        return body_from_coco(points, inside)

    def joints(
        self, pixels: NDArray[np.uint8], place: Box
    ) -> tuple[Sequence[Point], Sequence[float]]:
        """COCO's joints of the person in that box (left, top, right, bottom), and their scores."""
        import torch

        left, top, right, bottom = place
        boxes = [[[left, top, right - left, bottom - top]]]
        with torch.inference_mode():
            shown = self._processor(images=pixels, boxes=boxes, return_tensors="pt")
            told = self._model(shown["pixel_values"].float())
            found = self._processor.post_process_pose_estimation(told, boxes=boxes)[0][0]
        points = [(float(x), float(y)) for x, y in found["keypoints"]]
        return points, [float(score) for score in found["scores"].flatten()]


def body_place(face: Face) -> Box:
    """Where the body of a face is, if it stands upright."""
    left, top, right, bottom = face.box
    width, height = right - left, bottom - top
    return (
        left - _BESIDE * width,
        top - _ABOVE * height,
        right + _BESIDE * width,
        bottom + _BELOW * height,
    )


@contextmanager
def depth_estimator(
    files: Mapping[str, Path], weights: Sequence[WeightFile]
) -> Iterator[DepthEstimator]:
    """A model for depth while the block lasts. Raises BadInput if it cannot be loaded."""
    from transformers import AutoImageProcessor, AutoModelForDepthEstimation

    model = AutoModelForDepthEstimation.from_pretrained
    with _loaded(files, weights, model, AutoImageProcessor.from_pretrained) as parts:
        yield DepthEstimator(*parts)


@contextmanager
def body_finder(files: Mapping[str, Path], weights: Sequence[WeightFile]) -> Iterator[BodyFinder]:
    """A model for bodies while the block lasts. Raises BadInput if it cannot be loaded."""
    from transformers import AutoImageProcessor, VitPoseForPoseEstimation

    model = VitPoseForPoseEstimation.from_pretrained
    with _loaded(files, weights, model, AutoImageProcessor.from_pretrained) as parts:
        yield BodyFinder(*parts)


@contextmanager
def _loaded(
    files: Mapping[str, Path],
    weights: Sequence[WeightFile],
    load_model: Callable[..., Any],
    load_processor: Callable[..., Any],
) -> Iterator[list[Any]]:
    """Model and processor; emptied at the end, so that they are gone when the block is left."""
    import torch
    from safetensors import SafetensorError

    title = weights[-1].title
    parts = {part_of(weight): files[weight.name] for weight in weights}
    loaded: list[Any] = []
    with folder_of(parts, "hearth-control-") as folder, LOADING_LOCK, without_reports():
        try:
            model, about = load_model(
                folder.path,
                dtype=torch.float32,
                use_safetensors=True,
                output_loading_info=True,
                **SAFE,
            )
            if about["missing_keys"] or about["mismatched_keys"]:
                raise ValueError("its weights are not those that its config.json tells of")
            loaded = [model.eval(), load_processor(folder.path, **SAFE)]
        except (*LOADING_ERRORS, SafetensorError) as error:
            if is_out_of_memory(error):
                raise
            raise BadInput(
                "{name} cannot be loaded ({reason}): install it again.",
                name=title,
                reason=str(error).strip().partition("\n")[0] or type(error).__name__,
            ) from error
        finally:
            model = None
    try:
        yield loaded
    finally:
        loaded.clear()
        gc.collect()


def _around(points: Sequence[Point], face: Face) -> Box:
    left, top, right, bottom = face.box
    return (
        min(left, *(x for x, _ in points)),
        min(top, *(y for _, y in points)),
        max(right, *(x for x, _ in points)),
        max(bottom, *(y for _, y in points)),
    )


def _cut_to(box: Box, width: int, height: int) -> Box:
    left, top, right, bottom = box
    left, top = min(max(0.0, left), width - 1.0), min(max(0.0, top), height - 1.0)
    return left, top, max(left + 1, min(width, right)), max(top + 1, min(height, bottom))
