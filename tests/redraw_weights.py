"""Small files of the models that redraw under the real names, so that commands can be tried.

    python -m tests.redraw_weights FOLDER run ultimate-sd-upscale --image photo.jpg --upscale-by 2

Everything between typing and the picture is real: the store, fetching and hash checks, the
formats, enlarging, drawing, writing. Only the weights are small and random, and the settings of
the architecture are theirs.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from typing import Any

from pipelines.spec import LocalSource


@dataclass(frozen=True)
class SmallFiles:
    """`files` by store name; `settings` and `net` are those of the small SD 1.5 and ControlNet."""

    files: Mapping[str, Path]
    settings: Path
    net: Path


def write_small_files(folder: Path) -> SmallFiles:
    """Everything that both models may load with their default base model, below `folder`."""
    from pipelines.diffusion.sd15_models import REALISTIC_VISION, TILE_CONTROLNET
    from pipelines.networks import catalogue
    from tests.tiny_checkpoint import write_sd15_checkpoint
    from tests.tiny_diffusion import tokenizer_files, write_sd15_controlnet, write_settings
    from tests.tiny_enlarger import write_enlarger

    folder.mkdir(parents=True, exist_ok=True)
    net = write_sd15_controlnet(folder / "controlnet")
    four, twice = folder / "x4.safetensors", folder / "x2.safetensors"
    write_enlarger(four)
    write_enlarger(twice, scale=2)
    files = {
        REALISTIC_VISION.files[0].name: write_sd15_checkpoint(folder / "base.safetensors"),
        TILE_CONTROLNET.name: net / "diffusion_pytorch_model.safetensors",
        catalogue.ULTRA_SHARP.name: four,
        catalogue.REAL_ESRGAN_X4PLUS.name: four,
        catalogue.REAL_ESRGAN_X2PLUS.name: twice,
        **tokenizer_files(folder / "tokenizer"),
    }
    return SmallFiles(files, write_settings(folder / "settings", sdxl=False), net)


@contextmanager
def small_catalogue(small: SmallFiles) -> Iterator[None]:
    """While it lasts, the catalogues' files are the small ones: with their sizes, their hashes,
    and the folder as the source to fetch them from."""
    from pipelines.diffusion import layout
    from pipelines.models.high_resolution_controlnet_tile import SPEC as TILE
    from pipelines.models.ultimate_sd_upscale import SPEC as ULTIMATE

    undo: list[Callable[[], None]] = []

    def put(owner: Any, name: str, value: Any) -> None:
        before = getattr(owner, name)
        object.__setattr__(owner, name, value)
        undo.append(lambda: object.__setattr__(owner, name, before))

    known = {weight.name: weight for spec in (TILE, ULTIMATE) for weight in spec.catalogue()}
    try:
        for weight in known.values():
            path = small.files.get(weight.name)
            if path is not None:
                for name, value in _told(path).items():
                    put(weight, name, value)
        put(layout, "SD15", replace(layout.SD15, settings=small.settings))
        put(layout, "CONTROLNET_SD15", small.net)
        yield
    finally:
        for back in reversed(undo):
            back()


def _told(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return {
        "size": path.stat().st_size,
        "sha256": digest,
        "sources": (LocalSource(path),),
        "converter": None,
    }


def main(words: list[str]) -> int:
    """``FOLDER COMMAND ...``: one command of Hearth's, with FOLDER for its files, too."""
    import os

    from pipelines.__main__ import main as hearth

    folder = Path(words[0]).absolute()
    os.environ["HEARTH_HOME"] = str(folder / "home")
    with small_catalogue(write_small_files(folder / "small")):
        return hearth(words[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
