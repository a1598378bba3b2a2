"""Small random files of InstantID, and drawings of every kind for them.

The pictures are random too: what counts is that each input changes the result.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.identity.face import Embedding
from pipelines.portraits.drawing import Control, ControlKind, Drawing, Start
from pipelines.portraits.painter_loading import PainterFiles
from tests.tiny_diffusion import (
    FACE,
    tiny_sdxl,
    tokenizer_files,
    write_adapter,
    write_controlnet,
    write_identity_net,
    write_lcm_lora,
    write_safety_checker,
    write_sdxl_folder,
)


def write_portrait_files(folder: Path) -> PainterFiles:
    """All that a painter can be given, below `folder`."""
    return PainterFiles(
        base=write_sdxl_folder(folder / "sdxl"),
        files=tokenizer_files(folder / "tokenizer"),
        architecture=tiny_sdxl(folder / "settings"),
        identity_net=write_identity_net(folder / "ControlNetModel"),
        adapter=write_adapter(folder / "ip-adapter.bin"),
        controlnets={
            kind: write_controlnet(folder / kind.value, seed=50 + number)
            for number, kind in enumerate(ControlKind)
        },
        lcm=write_lcm_lora(folder / "pytorch_lora_weights.safetensors"),
        safety_checker=write_safety_checker(folder / "safety_checker"),
    )


def drawing(**changed: Any) -> Drawing:
    """Three steps at 64 x 64, the same each time."""
    given: dict[str, Any] = {
        "identity": face(1),
        "keypoints": picture(2),
        "prompt": "a man in a hat",
        "negative_prompt": "ugly, blurred",
        "steps": 3,
        "guidance": 5.0,
        "ip_adapter_scale": 0.8,
        "controlnet_conditioning_scale": 0.7,
        "seed": 11,
    }
    return Drawing(**{**given, **changed})


def face(seed: int) -> Embedding:
    """A measure of a face, as long as real ones are."""
    values = np.random.default_rng(seed).standard_normal(FACE).astype(np.float32)
    return Embedding(values, "glintr100")


def picture(seed: int, width: int = 64, height: int = 64) -> NDArray[np.uint8]:
    """Random blocks of 8 x 8 pixels."""
    small = np.random.default_rng(seed).integers(0, 256, (height // 8, width // 8, 3))
    return np.kron(small, np.ones((8, 8, 1))).astype(np.uint8)


def drawings() -> dict[str, Drawing]:
    """One of each kind that the official pipelines can draw, by name."""
    wide = {"keypoints": picture(3, 96, 64), "seed": 12}
    canny = Control(ControlKind.CANNY, picture(4, 96, 64), 0.5)
    depth = Control(ControlKind.DEPTH, picture(5, 96, 64), 0.3)
    box = (20.4, 9.7, 71.2, 50.9)
    return {
        "plain": drawing(),
        "pose": drawing(**wide),
        "mask": drawing(**wide, mask=box),
        "multi": drawing(**wide, controls=(canny, depth)),
        "multi_mask": drawing(**wide, controls=(canny, depth), mask=box),
        "start": drawing(start=Start(picture(6), 0.85), steps=5),
        "lcm": drawing(lcm=True, steps=4, guidance=1.5),
        "unguided": drawing(guidance=1.0),
        "two": drawing(count=2),
    }
