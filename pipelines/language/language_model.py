"""What is known of a language model before it is loaded: its file, its window, its memory.

The cache of keys and values grows with the conversation, so whether a model fits a graphics card
is a question of both the file's size and the tokens; `kv_bytes` and `memory_bytes` answer it.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Protocol

from pipelines.spec import WeightFile
from pipelines.text import Text

#: The conversation that a model's tier is reckoned with.
TIER_TOKENS = 8192

#: Buffers for computing, the driver and the desktop, beside weights and cache.
HEADROOM = 1 << 30

#: Up to this size a processor alone writes about as fast as a person reads: each token reads the
#: whole file once, and ordinary memory gives 20 to 40 GB a second.
_PROCESSOR_LIMIT = 1_200_000_000

#: Drivers report a little less than the size a card is sold with.
_REPORTED = 0.96

_HALF_PRECISION = 2


class Tier(Enum):
    """The smallest graphics card that holds a model and `TIER_TOKENS`; the values are in GiB."""

    NO_GPU = 0
    GB_4 = 4
    GB_8 = 8
    GB_12 = 12
    GB_16 = 16
    GB_24 = 24

    @property
    def bytes(self) -> int:
        """What a card of this tier reports, at the least."""
        return int(self.value * (1 << 30) * _REPORTED)


class Quantisation(StrEnum):
    """How the weights are stored, in llama.cpp's names."""

    Q4_1 = "Q4_1"
    Q4_K_M = "Q4_K_M"
    Q8_0 = "Q8_0"
    MXFP4 = "MXFP4"


@dataclass(frozen=True)
class SamplingAdvice:
    """What a model's publisher recommends, in the guide's terms; None where it says nothing."""

    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None


@dataclass(frozen=True, kw_only=True)
class LanguageModel:
    """One model of the catalogue, in one GGUF file.

    `parameters` are counted as published, all experts of a mixture included. `window` is the
    context in tokens that the model was trained for. `instruct` is False for base models, which
    continue a text and know no chat. `thinking` models can write a part for themselves before
    the answer (``<think>``, or channels in gpt-oss). `layers` counts those that keep keys and
    values: all of them in most models, one in four in hybrids such as Qwen3.5.
    """

    key: str
    title: str
    weight: WeightFile
    quantisation: Quantisation
    parameters: int
    window: int
    layers: int
    kv_heads: int
    head_dim: int
    good_for: Text
    instruct: bool = True
    thinking: bool = False
    advice: SamplingAdvice = SamplingAdvice()

    @property
    def tier(self) -> Tier:
        """Where it runs well with `TIER_TOKENS` of conversation.

        Raises ValueError if it fits no card that is listed.
        """
        return tier_of(self.key, self.weight.size, memory_bytes(self))


class Attending(Protocol):
    """What decides how much a token takes in the cache."""

    @property
    def layers(self) -> int: ...
    @property
    def kv_heads(self) -> int: ...
    @property
    def head_dim(self) -> int: ...


def tier_of(key: str, weight_bytes: int, needed: int) -> Tier:
    """Where a model runs well that has so large files and needs so much memory, in bytes.

    Raises ValueError if it fits no card that is listed.
    """
    if weight_bytes <= _PROCESSOR_LIMIT:
        return Tier.NO_GPU
    for tier in Tier:
        if needed <= tier.bytes:
            return tier
    raise ValueError(f"{key} needs {needed} bytes, more than any tier")


def kv_bytes(model: Attending, tokens: int) -> int:
    """The cache of keys and values for so many tokens in half precision, in bytes.

    Two (keys, values) x layers x heads x head's width x 2 bytes x tokens. An upper bound for
    gpt-oss, half of whose layers look back 128 tokens only.
    """
    per_token = 2 * model.layers * model.kv_heads * model.head_dim * _HALF_PRECISION
    return per_token * tokens


def memory_bytes(model: LanguageModel, tokens: int = TIER_TOKENS) -> int:
    """What the model takes on a device with so many tokens of conversation, in bytes."""
    return model.weight.size + kv_bytes(model, tokens) + HEADROOM
