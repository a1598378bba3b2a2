"""Restore the faces of a picture: find them, restore each upright at 512 pixels, put them back.

Procedure: GFPGANer and CodeFormer's inference script (https://github.com/TencentARC/GFPGAN,
Apache-2.0; https://github.com/sczhou/CodeFormer, described there, code our own), over the
networks of spandrel and facexlib. Every file comes from the caller; nothing is fetched here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from spandrel import ImageModelDescriptor

from pipelines.checkpoint import load_descriptor, read_checkpoint
from pipelines.device import Plan
from pipelines.errors import UnknownCheckpoint
from pipelines.media.arrays import output_array, resized
from pipelines.media.picture import Picture
from pipelines.networks.catalogue import FACE_DETECTION, FACE_PARSING
from pipelines.networks.face_detection import FaceDetector, load_detection_network
from pipelines.networks.face_paste import (
    FACE_SIZE,
    Matrix,
    align,
    cut_face,
    face_mask,
    looks_grey,
    luminance,
    paste_face,
    way_back,
)
from pipelines.networks.picture_network import settle
from pipelines.progress import Progress
from pipelines.spec import WeightFile
from pipelines.text import mark, text

#: Enlarges one restored face by the job's scale.
FaceEnlarger = Callable[[Picture], Picture]

NO_FACE = mark("No face was found; only the background was enlarged.")


@dataclass(frozen=True)
class FaceHabits:
    """What differs between the published programs.

    `short_side` and `threshold` are those of the search (see FaceDetector); `feather` fades the
    face's square as well as its outline; `keep_grey` takes invented colour out of grey faces.
    """

    short_side: int | None = None
    threshold: float = 0.97
    feather: bool = False
    keep_grey: bool = False


HABITS = {
    "GFPGAN": FaceHabits(),
    "CodeFormer": FaceHabits(short_side=640, threshold=0.8, feather=True, keep_grey=True),
}


class FaceNetwork:
    """GFPGAN or CodeFormer: an aligned face in, the restored face out.

    Neither can run in float16 (their numbers overflow it): such a plan gives float32, which
    costs little for one face. bfloat16 is taken where the architecture allows it.
    """

    def __init__(self, descriptor: ImageModelDescriptor, plan: Plan) -> None:
        if descriptor.architecture.id not in HABITS:
            raise UnknownCheckpoint(
                "{name} does not restore faces; choose GFPGAN or CodeFormer weights.",
                name=descriptor.architecture.name,
            )
        self.habits = HABITS[descriptor.architecture.id]
        self.device = torch.device(plan.device)
        halved = plan.dtype == "bfloat16" and descriptor.supports_bfloat16
        self.dtype = torch.bfloat16 if halved else torch.float32
        self.model = descriptor.eval().to(self.device, self.dtype).model
        self._is_codeformer = descriptor.architecture.id == "CodeFormer"

    def __call__(
        self, face: NDArray[np.float32], fidelity: float | None = None
    ) -> NDArray[np.float32]:
        """(512, 512, 3) RGB in 0 to 1 gives the same.

        `fidelity` (0 to 1, CodeFormer only) is how closely the original is followed. The same
        face gives the same result: GFPGAN uses the noise stored with its weights rather than
        fresh noise each time.
        """
        tensor = torch.from_numpy(np.ascontiguousarray(face)).permute(2, 0, 1)[None]
        tensor = ((tensor - 0.5) / 0.5).to(self.device, self.dtype)
        options: dict[str, Any] = {"return_rgb": False, "randomize_noise": False}
        if self._is_codeformer:
            options = {"weight": 0.5 if fidelity is None else fidelity}
        with torch.inference_mode():
            result = self.model(tensor, **options)[0]
        result = (result[0].float().clamp(-1, 1) + 1) / 2
        settle(self.device)
        return result.permute(1, 2, 0).cpu().numpy()


class FaceParser:
    """ParseNet, which says for each pixel of an aligned face what it shows."""

    def __init__(self, network: torch.nn.Module, device: str) -> None:
        self.network, self.device = network, torch.device(device)

    def __call__(self, face: NDArray[np.float32]) -> NDArray[np.float32]:
        """(512, 512, 3) RGB in 0 to 1 gives how much of it is face, (512, 512) in 0 to 1."""
        tensor = torch.from_numpy(np.ascontiguousarray(face)).permute(2, 0, 1)[None]
        with torch.inference_mode():
            scores = self.network(((tensor - 0.5) / 0.5).to(self.device))[0]
        classes = scores[0].argmax(dim=0).cpu().numpy()
        del scores
        settle(self.device)
        return face_mask(classes)


class FaceRestorer:
    """The whole procedure over loaded networks. Made by `load_face_restorer`."""

    def __init__(self, network: FaceNetwork, detector: FaceDetector, parser: FaceParser) -> None:
        self.network, self.detector, self.parser = network, detector, parser

    def restore(
        self,
        picture: Picture,
        background: Picture,
        scale: float,
        progress: Progress,
        fidelity: float | None = None,
        enlarger: FaceEnlarger | None = None,
    ) -> Picture:
        """`background` with the restored faces of `picture`, `scale` times its size, pasted in.

        `background` is the enlarged picture, of the same depth and channels; its pixels are
        painted on, unless they are the picture's own. Alpha is left as it is. `enlarger`, if
        given, enlarges each restored face by `scale` before it is pasted. Without a face the
        result is the background and a note. Raises Cancelled between the steps of each face.
        """
        result = replace(background, notes=list(background.notes))
        if np.may_share_memory(background.pixels, picture.pixels):
            height, width, channels = background.pixels.shape
            result.pixels = output_array(height, width, channels, background.pixels.dtype)
            result.pixels[:] = background.pixels
        progress.update(0.0, text("Looking for faces"))
        found = [align(points) for points in self.detector.find(picture)]
        settle(self.network.device)
        matrices = [matrix for matrix in found if matrix is not None]
        if not matrices:
            result.notes.append(NO_FACE)
        for number, matrix in enumerate(matrices):
            words = text("Face {n} of {total}", n=number + 1, total=len(matrices))
            progress.update((number + 0.5) / (len(matrices) + 0.5), words)
            self._restore_one(picture, result, matrix, scale, progress, fidelity, enlarger)
        progress.update(1.0)
        return result

    def _restore_one(
        self,
        picture: Picture,
        result: Picture,
        matrix: Matrix,
        scale: float,
        progress: Progress,
        fidelity: float | None,
        enlarger: FaceEnlarger | None,
    ) -> None:
        habits = self.network.habits
        aligned = cut_face(picture.pixels, matrix)
        restored = self.network(_as_fractions(aligned), fidelity)
        face: NDArray[Any] = np.rint(restored * picture.peak).astype(picture.pixels.dtype)
        if habits.keep_grey and looks_grey(aligned):
            face = np.repeat(luminance(face), 3, axis=2)
        progress.check()
        if enlarger is not None:
            face = enlarger(Picture(face)).pixels
        progress.check()
        paste_face(
            result.pixels,
            face,
            self.parser(_as_fractions(_shrunk(face))),
            way_back(matrix, scale, enlarged=enlarger is not None),
            feather=scale if habits.feather else None,
            check=progress.check,
        )


def _as_fractions(pixels: NDArray[Any]) -> NDArray[np.float32]:
    """Full-range uint8 or uint16 as 0 to 1."""
    peak = 65535 if pixels.dtype.itemsize == 2 else 255
    return pixels.astype(np.float32) / np.float32(peak)


def _shrunk(face: NDArray[Any]) -> NDArray[Any]:
    """The face at 512 x 512, which is what the parser knows."""
    if face.shape[0] == FACE_SIZE:
        return face
    return cv2.resize(face, (FACE_SIZE, FACE_SIZE), interpolation=cv2.INTER_LINEAR)


def stretch_to(picture: Picture, scale: float) -> Picture:
    """The picture at `scale` times its size by Lanczos alone, for a background kept as it is.

    At scale 1 the pixels are the picture's own, not a copy. Raises DiskFull.
    """
    width, height = max(1, int(picture.width * scale)), max(1, int(picture.height * scale))
    return replace(picture, pixels=resized(picture.pixels, width, height))


def load_parsing_network(path: Path, device: str) -> torch.nn.Module:
    """ParseNet with the weights of `path` (parsing_parsenet.pth), in float32."""
    from facexlib.parsing.parsenet import ParseNet

    network = ParseNet(in_size=FACE_SIZE, out_size=FACE_SIZE, parsing_ch=19)
    network.load_state_dict(read_checkpoint(path))
    return network.eval().to(device)


def load_face_restorer(files: Mapping[str, Path], weight: WeightFile, plan: Plan) -> FaceRestorer:
    """Load `weight` (GFPGAN or CodeFormer) and the two networks that go with it.

    `files` maps store names to paths and must hold `weight`, FACE_DETECTION and FACE_PARSING.
    Raises UnsafeCheckpoint or UnknownCheckpoint.
    """
    network = FaceNetwork(load_descriptor(files[weight.name]), plan)
    detection = load_detection_network(files[FACE_DETECTION.name], plan.device)
    habits = network.habits
    parsing = load_parsing_network(files[FACE_PARSING.name], plan.device)
    return FaceRestorer(
        network,
        FaceDetector(detection, habits.short_side, habits.threshold),
        FaceParser(parsing, plan.device),
    )
