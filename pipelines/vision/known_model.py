"""What is known of a model that sees before it is loaded: its files, its window, its memory."""

from dataclasses import dataclass, field
from enum import StrEnum

from pipelines.language.language_model import (
    HEADROOM,
    TIER_TOKENS,
    SamplingAdvice,
    Tier,
    kv_bytes,
    tier_of,
)
from pipelines.spec import HuggingFaceSource, Licence, WeightFile
from pipelines.text import Text


class Runner(StrEnum):
    """What computes: llama.cpp one GGUF file and its mmproj, transformers a folder."""

    LLAMA_CPP = "llama.cpp"
    TRANSFORMERS = "transformers"


@dataclass(frozen=True, kw_only=True)
class VisionModel:
    """One model of the catalogue.

    `files` are the GGUF file and its mmproj, or those of a transformers folder, the weights last.
    `parameters` are counted as published, those that see included. `window` is the context in
    tokens that the model was trained for, of which a photograph takes about `image_tokens` unless
    less is asked for. `layers`, `kv_heads` and `head_dim` are of the language model.
    """

    key: str
    title: str
    runner: Runner
    files: tuple[WeightFile, ...]
    parameters: int
    window: int
    image_tokens: int
    layers: int
    kv_heads: int
    head_dim: int
    good_for: Text
    advice: SamplingAdvice = field(default_factory=SamplingAdvice)

    @property
    def bytes(self) -> int:
        """Of all files together."""
        return sum(file.size for file in self.files)

    @property
    def licence(self) -> Licence:
        return self.files[-1].licence

    @property
    def tier(self) -> Tier | None:
        """Where it runs well with pictures and `TIER_TOKENS`, in 16 bit if it is no GGUF file.

        None if it fits no card that is listed.
        """
        needed = self.bytes + kv_bytes(self, min(TIER_TOKENS, self.window)) + HEADROOM
        try:
            return tier_of(self.key, self.bytes, needed)
        except ValueError:
            return None

    def part_of(self, file: WeightFile) -> str:
        """What the file is called in a transformers folder."""
        return file.name.removeprefix(f"{self.key}.")


def folder_files(
    key: str,
    title: str,
    repo: str,
    revision: str,
    licence: Licence,
    settings: tuple[str, ...],
    weights: tuple[tuple[str, int, str | None], ...],
) -> tuple[WeightFile, ...]:
    """The files of a repository with a transformers folder; `weights` with bytes and sha256.

    A sha256 None means that no record states both for that file; then the size is about right.
    """
    return tuple(
        WeightFile(
            name=f"{key}.{file}",
            title=f"{title}, {file}",
            size=size,
            sha256=sha256,
            licence=licence,
            sources=(HuggingFaceSource(repo, revision, file),),
        )
        for file, size, sha256 in (
            *((file, _SETTING_BYTES.get(file, 2_000), None) for file in settings),
            *weights,
        )
    )


def shards(count: int, *sizes: int | tuple[int, str]) -> tuple[tuple[str, int, str | None], ...]:
    """The parts of sharded safetensors, as `folder_files` takes them."""
    found: list[tuple[str, int, str | None]] = []
    for number, size in enumerate(sizes, 1):
        name = f"model-{number:05}-of-{count:05}.safetensors"
        found.append((name, size, None) if isinstance(size, int) else (name, *size))
    return tuple(found)


#: About, where it is more than a few hundred bytes.
_SETTING_BYTES = {
    "tokenizer.json": 3_600_000,
    "vocab.json": 2_800_000,
    "merges.txt": 1_700_000,
    "tokenizer_config.json": 10_000,
    "model.safetensors.index.json": 70_000,
}
