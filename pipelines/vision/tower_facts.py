"""What the part that sees takes in a transformers folder, told by its files. Imports no torch."""

import json
from dataclasses import dataclass
from math import isqrt
from pathlib import Path
from typing import Any

#: Sides of tiles, in tiles, that SmolVLM and Idefics3 cut a picture into unless told otherwise.
_TILES = 4
#: Pixels of the largest picture that Qwen takes unless told otherwise.
_MOST_PIXELS = 16_777_216


@dataclass(frozen=True)
class TowerFacts:
    """`patches` of the largest picture that go through the tower at once, with `pixels` numbers
    each; how many numbers a patch has while a layer computes (`working`) and after it (`kept`);
    how many `tokens` the language model gets of them, at most.
    """

    patches: int
    pixels: int
    working: int
    kept: int
    tokens: int


def read_tower(folder: Path, window: int, detail: int = 0) -> TowerFacts | None:
    """The facts for a window of so many tokens and pictures of at most `detail` tokens, 0 for the
    model's own; None for a family that is not known, or files that cannot be read."""
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
        return _tower(config, _pictures(folder), window, detail)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _pictures(folder: Path) -> dict[str, Any]:
    """How pictures are prepared, from whichever file says it."""
    for name in ("preprocessor_config.json", "processor_config.json"):
        path = folder / name
        if path.is_file():
            told = json.loads(path.read_text("utf-8"))
            return dict(told.get("image_processor") or told)
    return {}


def _tower(
    config: dict[str, Any], pictures: dict[str, Any], window: int, detail: int
) -> TowerFacts | None:
    kind, tower = str(config["model_type"]), dict(config["vision_config"])
    patch = int(tower.get("patch_size") or 14)
    if kind.startswith("qwen"):
        merged = int(tower.get("spatial_merge_size") or 2) ** 2
        size = pictures.get("size") or {}
        own = size.get("longest_edge") or pictures.get("max_pixels") or _MOST_PIXELS
        tokens = detail or min(int(own) // (merged * patch**2), window // 2)
        patches = tokens * merged
    elif kind in ("smolvlm", "idefics3"):
        each = (int(tower.get("image_size") or 224) // patch) ** 2
        shown = max(1, each // int(config.get("scale_factor") or 2) ** 2)
        tiles = _tiles(pictures)
        if detail:
            tiles = min(tiles, max(1, isqrt(max(0, detail // (shown + 3) - 1))))
        count = tiles**2 + 1 if tiles > 1 else 1
        patches, tokens = each * count, shown * count
    elif kind in ("llava", "llava_next"):
        side = int(tower.get("image_size") or 336)
        base = (side // patch) ** 2
        costs = sorted(
            base + h // patch * (w // patch + 1) for h, w in config.get("image_grid_pinpoints", ())
        )
        tokens = costs[-1] if costs else base
        if costs and detail:
            tokens = max((cost for cost in costs if cost <= detail), default=costs[0])
        # each tile with the mark that CLIP puts first; a grid's rows end with a mark of their own
        patches = tokens // base * (base + 1)
    else:
        return None
    return _facts(tower, patches, patch, tokens, kind.startswith("llava"))


def _tiles(pictures: dict[str, Any]) -> int:
    longest = (pictures.get("size") or {}).get("longest_edge")
    tile = (pictures.get("max_image_size") or {}).get("longest_edge")
    return max(1, int(longest) // int(tile)) if longest and tile else _TILES


def _facts(
    tower: dict[str, Any], patches: int, patch: int, tokens: int, all_layers: bool
) -> TowerFacts:
    """`all_layers` where what each layer gives is kept until the end."""
    width = int(tower.get("embed_dim") or tower.get("hidden_size") or 1024)
    wide = int(tower.get("intermediate_size") or width * int(tower.get("mlp_ratio") or 4))
    layers = int(tower.get("num_hidden_layers") or tower.get("depth") or 24)
    frames = int(tower.get("temporal_patch_size") or 1)
    # attention: the stream, its norm, three projections, their result, two for positions; or the
    # feed-forward before and after its curve. Twice that was measured, with what is freed late.
    working = 2 * max(8 * width, 2 * width + 2 * wide)
    return TowerFacts(
        patches, 3 * patch**2 * frames, working, width * (layers if all_layers else 1), tokens
    )
