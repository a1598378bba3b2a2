"""What planning believes of a tower against what really goes through it."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pipelines.device import Plan
from pipelines.language.folder_facts import read_folder
from pipelines.language.images import image_input
from pipelines.language.window import window_of
from pipelines.text import text
from pipelines.vision.footprints import seeing_folder_footprint
from pipelines.vision.tower_facts import read_tower
from pipelines.vision.transformers_vision import TransformersVisionEngine
from tests.tiny_vision import FAMILIES

PLAN = Plan("cpu", "float32", 0, text("test"))


@pytest.mark.parametrize("name", sorted(FAMILIES))
@pytest.mark.parametrize("detail", [0, 30])
def test_the_largest_picture_is_told_before(tmp_path: Path, name: str, detail: int) -> None:
    folder = FAMILIES[name](tmp_path)
    window = window_of(read_folder(folder).context, 0)
    tower = read_tower(folder, window, detail)
    assert tower is not None
    engine = TransformersVisionEngine(folder, "Tiny", PLAN, image_tokens=detail)
    most_tokens = most_numbers = 0
    for number, (height, width) in enumerate(((512, 512), (300, 600), (640, 200))):
        path = tmp_path / f"{number}.png"
        Image.fromarray(np.zeros((height, width, 3), np.uint8)).save(path)
        image = image_input(path)
        ids = engine._pictures.placeholders(image).ids.tolist()
        tensors = engine._pictures._pixels.get(image.identity)
        most_tokens = max(most_tokens, ids.count(engine._processor.image_token_id))
        most_numbers = max(most_numbers, tensors["pixel_values"].numel())
    assert most_tokens <= tower.tokens
    assert most_numbers <= tower.patches * tower.pixels
    assert most_tokens >= tower.tokens * 0.8
    assert most_numbers >= tower.patches * tower.pixels * 0.8


#: As on the model hub, in what matters here.
REAL: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "llava 1.5": (
        {
            "model_type": "llava",
            "vision_config": {"image_size": 336, "patch_size": 14, "hidden_size": 1024},
        },
        {},
    ),
    "qwen3-vl": (
        {
            "model_type": "qwen3_vl",
            "vision_config": {"patch_size": 16, "hidden_size": 1024, "depth": 24},
        },
        {"size": {"longest_edge": 16_777_216, "shortest_edge": 65_536}},
    ),
    "smolvlm2": (
        {
            "model_type": "smolvlm",
            "scale_factor": 4,
            "vision_config": {"image_size": 512, "patch_size": 16, "hidden_size": 768},
        },
        {"size": {"longest_edge": 2048}, "max_image_size": {"longest_edge": 512}},
    ),
}


@pytest.mark.parametrize(
    ("name", "tokens"), [("llava 1.5", 576), ("qwen3-vl", 4096), ("smolvlm2", 17 * 64)]
)
def test_the_real_ones(tmp_path: Path, name: str, tokens: int) -> None:
    config, pictures = REAL[name]
    (tmp_path / "config.json").write_text(json.dumps(config))
    (tmp_path / "preprocessor_config.json").write_text(json.dumps(pictures))
    tower = read_tower(tmp_path, 8192)
    assert tower is not None
    assert tower.tokens == tokens


def test_what_cannot_be_read_is_estimated(tmp_path: Path) -> None:
    assert read_tower(tmp_path, 8192) is None
    (tmp_path / "config.json").write_text('{"model_type": "florence2", "vision_config": {}}')
    assert read_tower(tmp_path, 8192) is None
    (tmp_path / "config.json").write_text('{"model_type": "llava", "vision_config": null}')
    assert read_tower(tmp_path, 8192) is None


def test_more_detail_takes_more(tmp_path: Path) -> None:
    folder = FAMILIES["qwen2_vl"](tmp_path)
    facts = read_folder(folder)
    peaks = [
        seeing_folder_footprint(facts, 0, PLAN, read_tower(folder, 1024, detail)).peak(True)
        for detail in (16, 64, 256)
    ]
    assert peaks == sorted(set(peaks))
