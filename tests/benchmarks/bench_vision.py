"""How soon an answer about a picture begins: the first question, a follow-up, and transformers.

    uv run python -m tests.benchmarks.bench_vision [--rounds 3] [--families llava smolvlm qwen3_vl]

The models are random, with a tower that dominates as in the real ones, on one CPU thread pool. Each
round asks about a picture that was never seen, then asks again in the same conversation; plain
`generate` of transformers reads the follow-up as its page shows. Times are to the first token, with
decoding, preparing and looking at the picture. Prints Markdown; ends with 1 if a follow-up takes
more than 0.2 of the first question.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from PIL import Image

from pipelines.device import Plan
from pipelines.language.engine import Message, Request, Role, Sampling
from pipelines.language.images import ImageInput, image_input
from pipelines.progress import Progress
from pipelines.text import text
from pipelines.vision.transformers_vision import TransformersVisionEngine
from tests.tiny_vision import FAMILIES

#: The goal of the issue.
MOST = 0.2
_WORDS = {"hidden_size": 256, "intermediate_size": 1024, "num_hidden_layers": 4}
_WIDE = {"hidden_size": 512, "intermediate_size": 2048}
#: Of each family: its tower, its text model, and how pictures are prepared.
SIZES: Mapping[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "llava": (
        {**_WIDE, "num_hidden_layers": 8, "image_size": 336, "patch_size": 14},
        {},
        {"size": {"shortest_edge": 336}, "crop_size": {"height": 336, "width": 336}},
    ),
    "smolvlm": (
        {**_WIDE, "num_hidden_layers": 8, "image_size": 512, "patch_size": 16},
        {},
        {"size": {"longest_edge": 1024}, "max_image_size": {"longest_edge": 512}},
    ),
    "qwen3_vl": (
        {**_WIDE, "depth": 8, "patch_size": 16, "out_hidden_size": 256, "num_heads": 8},
        {"head_dim": 64},
        {"patch_size": 16, "size": {"shortest_edge": 4096, "longest_edge": 256 * 1024}},
    ),
}


def write_model(name: str, folder: Path) -> Path:
    """The tiny folder of a family, with more of everything."""
    from transformers import AutoConfig, AutoModelForImageTextToText
    from transformers.models.auto.image_processing_auto import AutoImageProcessor

    tower, words, pictures = SIZES[name]
    FAMILIES[name](folder)
    config: Any = AutoConfig.from_pretrained(folder)
    for part, sizes in ((config.vision_config, tower), (config.text_config, {**_WORDS, **words})):
        for key, value in sizes.items():
            setattr(part, key, value)
    config.text_config.max_position_embeddings = 8192
    if name == "smolvlm":
        config.scale_factor = 4
    AutoModelForImageTextToText.from_config(config).save_pretrained(folder)
    images: Any = AutoImageProcessor.from_pretrained(folder)
    _rewrite(folder, name, images.to_dict() | pictures)
    return folder


def _rewrite(folder: Path, name: str, pictures: Mapping[str, Any]) -> None:
    import json

    for file in ("processor_config.json", "preprocessor_config.json"):
        path = folder / file
        if not path.is_file():
            continue
        told = json.loads(path.read_text())
        if "image_processor" in told:
            told["image_processor"] = dict(pictures)
        elif file == "preprocessor_config.json":
            told = dict(pictures)
        told |= {"llava": {"patch_size": 14}, "smolvlm": {"image_seq_len": 64}}.get(name, {})
        path.write_text(json.dumps(told))


def new_picture(folder: Path, number: int) -> ImageInput:
    """A photograph's size in noise, never seen before."""
    pixels = np.random.default_rng(number).integers(0, 256, (768, 1024, 3), np.uint8)
    path = folder / f"{number}.png"
    Image.fromarray(pixels).save(path)
    return image_input(path)


def first_token(engine: TransformersVisionEngine, turns: Sequence[Message]) -> float:
    """Seconds."""
    sampling = Sampling(temperature=0.0, max_new_tokens=2)
    return engine.generate(Request(tuple(turns), sampling=sampling), Progress()).first_token_s


def plain(engine: TransformersVisionEngine, turns: Sequence[Message]) -> float:
    """The same question to transformers alone; seconds to its first token."""
    import torch

    began = time.perf_counter()
    shown = [Image.fromarray(image.pixels) for turn in turns for image in turn.images]
    inputs = engine._processor(text=[engine.render(turns)], images=shown, return_tensors="pt")
    with torch.inference_mode():
        engine._model.generate(**inputs, do_sample=False, max_new_tokens=1)
    return time.perf_counter() - began


def measured(name: str, rounds: int) -> tuple[float, float, float]:
    """Medians of the first question, of a follow-up, and of transformers with that follow-up."""
    times: list[tuple[float, float, float]] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        model = write_model(name, folder / "model")
        engine = TransformersVisionEngine(model, name, Plan("cpu", "float32", 0, text("bench")))
        for number in range(rounds + 1):
            turns = [Message(Role.USER, "What is it?", (new_picture(folder, number),))]
            first = first_token(engine, turns)
            turns += [Message(Role.ASSISTANT, "A bird."), Message(Role.USER, "Which one?")]
            times.append((first, first_token(engine, turns), plain(engine, turns)))
    first, again, alone = zip(*times[1:], strict=True)  # one to warm up
    return median(first), median(again), median(alone)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--families", nargs="+", choices=sorted(SIZES), default=sorted(SIZES))
    asked = parser.parse_args()
    print("| family | first question | follow-up | ratio | transformers, follow-up |")
    print("|---|---|---|---|---|")
    worst = 0.0
    for name in asked.families:
        first, again, alone = measured(name, asked.rounds)
        worst = max(worst, again / first)
        print(f"| {name} | {first:.2f} s | {again:.3f} s | {again / first:.3f} | {alone:.2f} s |")
    return 0 if worst <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
