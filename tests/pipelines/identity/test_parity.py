"""Faces and measures are those of insightface's own FaceAnalysis on the same files."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pipelines.identity.detectors import ScrfdDetector
from pipelines.identity.finder import FaceFinder
from pipelines.identity.recogniser import Recogniser


def by_insightface(folder: Path, pixels: NDArray[np.uint8], size: tuple[int, int]) -> list[Any]:
    """The largest first."""
    from insightface.app import FaceAnalysis

    with warnings.catch_warnings():
        # insightface 2.1 calls what scikit-image will drop
        warnings.simplefilter("ignore", FutureWarning)
        analysis = FaceAnalysis(
            str(folder),
            allowed_modules=["detection", "recognition"],
            providers=["CPUExecutionProvider"],
        )
        analysis.prepare(0, det_size=size)
        faces = analysis.get(np.ascontiguousarray(pixels[..., ::-1]))

    def area(face: Any) -> float:
        left, top, right, bottom = face.bbox
        return float((right - left) * (bottom - top))

    return sorted(faces, key=area, reverse=True)


@pytest.mark.parametrize("size", [(640, 640), (1280, 672)])
@pytest.mark.parametrize("part", [(512, 512), (512, 300), (280, 512)])
def test_the_same_faces_and_the_same_numbers(
    noisy_faces: Path, astronaut: NDArray[np.uint8], part: tuple[int, int], size: tuple[int, int]
) -> None:
    pixels = astronaut[: part[0], : part[1]]
    theirs = by_insightface(noisy_faces, pixels, size)
    assert len(theirs) > 20
    ours = FaceFinder(ScrfdDetector(noisy_faces / "det.onnx")).find(pixels, size)
    recogniser = Recogniser(noisy_faces / "rec.onnx")
    assert len(ours) == len(theirs)
    for mine, their in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(np.array(mine.box, np.float32), their.bbox)
        np.testing.assert_allclose(np.array(mine.keypoints), their.kps, atol=1e-4)
        assert mine.score == pytest.approx(float(their.det_score))
    for mine, their in list(zip(ours, theirs, strict=True))[:12]:
        measured = recogniser.measure_pixels(pixels, mine)
        assert (measured.vector.dtype, measured.vector.shape) == (np.float32, (512,))
        np.testing.assert_allclose(measured.vector, their.embedding, atol=1e-5)
    norms = [float(np.linalg.norm(their.embedding)) for their in theirs]
    assert min(norms) > 3  # not normalised, as InstantID wants them


def test_a_size_that_is_no_multiple_of_32_is_rounded_up(
    noisy_faces: Path, astronaut: NDArray[np.uint8]
) -> None:
    detector = ScrfdDetector(noisy_faces / "det.onnx")
    assert detector.detect(astronaut, (641, 650)) == detector.detect(astronaut, (672, 672))
