"""What a file or folder with weights can be, and what was read out of it to tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.spec import Kind
from pipelines.text import Text, text

#: For people; translated like every other sentence.
TITLES: Mapping[Kind, Text] = {
    Kind.UPSCALER: text("Image upscaler or restorer"),
    Kind.SD15: text("Stable Diffusion 1.5 checkpoint"),
    Kind.SDXL: text("Stable Diffusion XL checkpoint"),
    Kind.DIFFUSERS: text("Diffusers folder"),
    Kind.GGUF: text("GGUF language model"),
    Kind.CTRANSLATE2: text("CTranslate2 folder"),
    Kind.TRANSFORMERS: text("Transformers folder"),
    Kind.GGUF_VISION: text("GGUF model that sees pictures"),
    Kind.TRANSFORMERS_VISION: text("Transformers folder that sees pictures"),
    Kind.LORA: text("LoRA"),
}


@dataclass(frozen=True)
class Recognised:
    """What a file or folder is.

    `family` narrows the kind down: "ESRGAN", "sdxl", "llama", "StableDiffusionXLPipeline".
    `files` are the files that belong to it, `size` their bytes; `facts` are shown to people;
    `defaults` are settings that follow from what is in it (the scale of an upscaler).
    """

    kind: Kind
    path: Path
    family: str
    files: tuple[Path, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(file.stat().st_size for file in self.files)
