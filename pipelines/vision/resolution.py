"""How many tokens a picture may take, in the words of each family's processor."""

from typing import Any


def limit_resolution(processor: Any, config: Any, tokens: int, window: int) -> None:
    """Make pictures take at most `tokens` each, as near as the family can.

    0 leaves it to the model, but where a photograph could fill its `window` it takes half of that.
    LLaVA 1.5 and other models with a fixed number are not changed.
    """
    pictures = processor.image_processor
    if config.model_type.startswith("qwen") and hasattr(pictures, "merge_size"):
        _limit_pixels(pictures, tokens, window // 2)
    elif not tokens:
        return
    elif config.model_type in ("idefics3", "smolvlm"):
        _limit_tiles(processor, tokens)
    elif config.model_type == "llava_next":
        _limit_grids(processor, config, tokens)


def _limit_pixels(pictures: Any, tokens: int, half: int) -> None:
    """Qwen: a token shows a square of so many pixels, and the picture is reduced to fit."""
    area = (pictures.patch_size * pictures.merge_size) ** 2
    most = tokens * area if tokens else min(pictures.size["longest_edge"], half * area)
    least = min(pictures.size["shortest_edge"], most)
    pictures.size = {"shortest_edge": least, "longest_edge": most}


def _limit_tiles(processor: Any, tokens: int) -> None:
    """SmolVLM: tiles of one size and the whole picture, each with as many tokens."""
    pictures = processor.image_processor
    side = pictures.max_image_size["longest_edge"]
    most = max(1, pictures.size["longest_edge"] // side)
    each = processor.image_seq_len + 3  # with the marks around them
    across = next((n for n in range(most, 1, -1) if (n * n + 1) * each <= tokens), 1)
    pictures.size = {"longest_edge": across * side}
    pictures.do_image_splitting = across > 1


def _limit_grids(processor: Any, config: Any, tokens: int) -> None:
    """LLaVA 1.6: some of the grids, into one of which each picture is laid."""
    patch, side = config.vision_config.patch_size, config.vision_config.image_size
    base = (side // patch) ** 2

    def cost(grid: list[int]) -> int:
        rows, columns = grid[0] // patch, grid[1] // patch
        return base + rows * (columns + 1)

    grids = [list(grid) for grid in config.image_grid_pinpoints]
    kept = [grid for grid in grids if cost(grid) <= tokens] or [min(grids, key=cost)]
    config.image_grid_pinpoints = kept
    processor.image_processor.image_grid_pinpoints = kept
