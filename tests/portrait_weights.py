"""Small files of InstantID under the real names, so that its commands can be tried by hand.

    python -m tests.portrait_weights FOLDER run instant-id --image face.jpg --prompt "a knight"

Everything between typing and the picture is real: the store, fetching and hash checks, the
formats, faces, drawing, writing. Only the weights are small and random, and the settings of the
architecture are theirs. Whoever it is told finds the astronaut of `resources/examples` at her
place in every picture.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from pipelines.spec import LocalSource, WeightFile
from tests.tiny_insightface import EXAMPLE, Found, write_detector, write_recogniser


@dataclass(frozen=True)
class SmallFiles:
    """`files` by store name; `settings` are those of the small SDXL, its nets and its checker."""

    files: Mapping[str, Path]
    sdxl: Path
    net: Path
    checker: Path


def write_small_files(folder: Path, faces: tuple[Found, ...] = (EXAMPLE,)) -> SmallFiles:
    """Everything that instant-id may load with its default base model, below `folder`."""
    from pipelines.diffusion import catalogue
    from pipelines.identity.catalogue import GLINTR100, SCRFD
    from tests.tiny_checkpoint import write_sdxl_checkpoint, write_vae
    from tests.tiny_controls import write_body_model, write_depth_model
    from tests.tiny_diffusion import (
        tokenizer_files,
        write_adapter,
        write_controlnet,
        write_identity_net,
        write_lcm_lora,
        write_safety_checker,
        write_settings,
    )

    folder.mkdir(parents=True, exist_ok=True)
    base = write_sdxl_checkpoint(folder / "base.safetensors")
    nets = {
        catalogue.IDENTITY_NET.name: write_identity_net(folder / "identity-net"),
        catalogue.POSE_CONTROLNET.name: write_controlnet(folder / "pose", 50),
        catalogue.CANNY_CONTROLNET.name: write_controlnet(folder / "canny", 51),
        catalogue.DEPTH_CONTROLNET.name: write_controlnet(folder / "depth", 52),
    }
    checker = write_safety_checker(folder / "checker")
    files = {
        SCRFD.name: write_detector(folder / "scrfd.onnx", faces),
        GLINTR100.name: write_recogniser(folder / "arcface.onnx"),
        catalogue.SDXL_BASE.files[0].name: base,
        catalogue.IDENTITY_ADAPTER.name: write_adapter(folder / "ip-adapter.bin"),
        catalogue.LCM_LORA.name: write_lcm_lora(folder / "lcm.safetensors"),
        catalogue.SAFETY_CHECKER.name: checker / "model.safetensors",
        catalogue.SDXL_VAE.name: write_vae(folder / "vae.safetensors"),
        **write_depth_model(folder / "seen-depth"),
        **write_body_model(folder / "seen-body"),
        **tokenizer_files(folder / "tokenizer"),
        **{name: net / "diffusion_pytorch_model.safetensors" for name, net in nets.items()},
    }
    settings = write_settings(folder / "settings")
    return SmallFiles(files, settings, nets[catalogue.IDENTITY_NET.name], checker)


@contextmanager
def small_catalogue(small: SmallFiles) -> Iterator[None]:
    """While it lasts, the catalogues' files are the small ones: with their sizes, their hashes,
    and the folder as the source to fetch them from."""
    from dataclasses import replace

    from pipelines.diffusion import layout
    from pipelines.models.instant_id import SPEC
    from pipelines.portraits import canvas

    undo: list[Callable[[], None]] = []

    def put(owner: Any, name: str, value: Any) -> None:
        before = getattr(owner, name)
        object.__setattr__(owner, name, value)
        undo.append(lambda: object.__setattr__(owner, name, before))

    try:
        for weight in SPEC.catalogue():
            path = small.files.get(weight.name)
            if path is not None:
                for name, value in _told(path).items():
                    put(weight, name, value)
        put(layout, "SDXL", replace(layout.SDXL, settings=small.sdxl))
        put(layout, "CONTROLNET_SDXL", small.net)
        put(layout, "SAFETY_CHECKER", _settings_of(small.checker))
        put(canvas, "SMALLEST", 64)  # the sides of a picture: small models draw small ones soon
        yield
    finally:
        for back in reversed(undo):
            back()


def _told(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    source = LocalSource(path)
    return {
        "size": path.stat().st_size,
        "sha256": digest,
        "sources": (source,),
        "converter": None,
    }


def _settings_of(checker: Path) -> Path:
    """A copy of the folder without the weights, as resources/diffusion has the real one."""
    import shutil

    bare = checker.with_name("checker-settings")
    shutil.copytree(
        checker, bare, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.safetensors")
    )
    return bare


def missing_of(small: SmallFiles, weights: tuple[WeightFile, ...]) -> list[str]:
    """Names of files that have no small one."""
    return [weight.name for weight in weights if weight.name not in small.files]


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
