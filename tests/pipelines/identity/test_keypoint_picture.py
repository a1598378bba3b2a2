"""The keypoint picture equals InstantID's to the pixel."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipelines.identity.keypoint_picture import draw_keypoints

_GOLDEN = json.loads(
    (Path(__file__).parents[2] / "golden" / "keypoint_pictures.json").read_text(encoding="utf-8")
)
CASES: list[dict[str, Any]] = _GOLDEN["cases"]


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 20
    assert len({tuple(case["size"]) for case in CASES}) >= 6
    assert len({case["sha256"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sha256"][:8])
def test_equal_to_the_original(case: dict[str, Any]) -> None:
    width, height = case["size"]
    picture = draw_keypoints([(x, y) for x, y in case["keypoints"]], width, height)
    assert (picture.shape, picture.dtype) == ((height, width, 3), np.uint8)
    assert hashlib.sha256(picture.tobytes()).hexdigest() == case["sha256"]
