"""A tiny LLaVA in llama.cpp's formats, and pictures to show it."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipelines.language.images import ImageInput, image_input
from pipelines.vision.llama_vision import LlamaVision
from tests.pipelines.vision.asking import MakePicture
from tests.tiny_gguf import write_tiny_gguf
from tests.tiny_mmproj import write_tiny_mmproj


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model and its mmproj."""
    folder = tmp_path_factory.mktemp("pair")
    write_tiny_gguf(folder / "tiny.gguf", context=1024)
    write_tiny_mmproj(folder / "mmproj-tiny.gguf")
    return folder


@pytest.fixture(scope="module")
def engine(pair: Path) -> LlamaVision:
    return LlamaVision(pair / "tiny.gguf", None, "Tiny")


@pytest.fixture
def picture(tmp_path: Path) -> MakePicture:
    def make(seed: int, width: int = 60, height: int = 40) -> ImageInput:
        pixels = np.random.default_rng(seed).integers(0, 255, (40, 60, 3), dtype=np.uint8)
        image = Image.fromarray(pixels).resize((width, height), Image.Resampling.NEAREST)
        image.save(tmp_path / f"{seed}-{width}.png", compress_level=1)
        return image_input(tmp_path / f"{seed}-{width}.png")

    return make
