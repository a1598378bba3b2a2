"""Language models to choose from: one GGUF file each, with size, hash, licence and shape.

A sha256 stands here only where public records state it for that very file, along with its size:
model lists of other programs that check their downloads (LocalAI's gallery among them), run logs
that name the Hub's LFS id, and lists of Ollama's blobs. The chat models have at least two unrelated
records each (the starter's was taken from its package); the base models of Qwen and SmolLM2-135M
have one. No record states that of SmolLM2-360M: its first download's hash is noted. A revision is
a commit's id where a record pins it, else ``main``.

Layers, heads and windows are those of the models' ``config.json`` and cards. Left out: Llama and
Gemma 1 to 3, which need a login and an agreement before the download.
"""

from collections.abc import Mapping

from pipelines.language.base_models import (
    QWEN3_0_6B_BASE,
    QWEN3_4B_BASE,
    SMOLLM2_135M_BASE,
    SMOLLM2_360M_BASE,
)
from pipelines.language.language_model import (
    LanguageModel,
    Quantisation,
    SamplingAdvice,
    Tier,
    kv_bytes,
    memory_bytes,
)
from pipelines.language.large_chat_models import (
    GPT_OSS_20B,
    MISTRAL_NEMO,
    MISTRAL_SMALL,
    PHI_4_MINI,
    QWEN3_4B_2507,
    QWEN3_8B,
    QWEN3_14B,
    QWEN3_30B_2507,
    QWEN35_9B,
    QWEN36_27B,
)
from pipelines.language.small_chat_models import (
    GRANITE_4_MICRO,
    LFM25_1_2B,
    QWEN3_0_6B,
    QWEN3_1_7B,
    SMOLLM2_1_7B,
    SMOLLM3_3B,
    STARTER,
)

__all__ = [
    "ALL",
    "STARTER",
    "LanguageModel",
    "Quantisation",
    "SamplingAdvice",
    "Tier",
    "by_key",
    "for_tier",
    "kv_bytes",
    "memory_bytes",
]

#: Every model: those for chat by the memory they need, then the base models.
ALL: tuple[LanguageModel, ...] = (
    STARTER,
    QWEN3_0_6B,
    LFM25_1_2B,
    SMOLLM2_1_7B,
    QWEN3_1_7B,
    SMOLLM3_3B,
    GRANITE_4_MICRO,
    PHI_4_MINI,
    QWEN3_4B_2507,
    QWEN3_8B,
    QWEN35_9B,
    MISTRAL_NEMO,
    QWEN3_14B,
    GPT_OSS_20B,
    MISTRAL_SMALL,
    QWEN36_27B,
    QWEN3_30B_2507,
    SMOLLM2_135M_BASE,
    SMOLLM2_360M_BASE,
    QWEN3_0_6B_BASE,
    QWEN3_4B_BASE,
)

_BY_KEY: Mapping[str, LanguageModel] = {model.key: model for model in ALL}


def by_key(key: str) -> LanguageModel:
    """The model of that key. Raises KeyError for any other."""
    return _BY_KEY[key]


def for_tier(memory_bytes: int) -> tuple[LanguageModel, ...]:
    """The models that run well beside so much memory on a graphics card (0: none), in order.

    Those small enough for a processor are always among them.
    """
    return tuple(model for model in ALL if model.tier.bytes <= memory_bytes)
