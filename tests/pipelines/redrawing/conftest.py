"""Small models of SD 1.5 and SDXL with ControlNets, written and loaded once for all tests."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pipelines.device import Plan
from pipelines.text import text
from tests.redraw_weights import SmallFiles, write_small_files

CPU = Plan("cpu", "float32", 128, text("a test"))
Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Large:
    """The small SDXL: its folder, a ControlNet for it, and its settings."""

    folder: Path
    controlnet: Path
    settings: Path
    files: dict[str, Path]


@pytest.fixture(scope="session")
def small_files(tmp_path_factory: pytest.TempPathFactory) -> SmallFiles:
    return write_small_files(tmp_path_factory.mktemp("redraw"))


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Large:
    from tests.tiny_diffusion import (
        tokenizer_files,
        write_controlnet,
        write_sdxl_folder,
        write_settings,
    )

    root = tmp_path_factory.mktemp("sdxl")
    return Large(
        write_sdxl_folder(root / "model"),
        write_controlnet(root / "controlnet"),
        write_settings(root / "settings"),
        tokenizer_files(root / "tokenizer"),
    )


def blocks(seed: int, width: int = 64, height: int = 64) -> Pixels:
    """Random blocks of 8 x 8 pixels."""
    small = np.random.default_rng(seed).integers(0, 256, (height // 8, width // 8, 3))
    return np.kron(small, np.ones((8, 8, 1))).astype(np.uint8)
