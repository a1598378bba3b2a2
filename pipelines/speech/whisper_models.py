"""Whisper models to choose from, as CTranslate2 folders: size, hash and revision of every file.

The starters (tiny.en, base) come in packages, so that a machine without a hub can transcribe at
once. Sizes and hashes of the others are those that public records state for these very files at
that revision: model lists of programs that check their downloads, and run logs that name the Hub's
own identifiers. Every model.bin but those of distil-medium.en and distil-large-v3.5 has several
unrelated records, those two have one pair. Where no record states the hash of a small file, the
first download's is noted, and the revision is a commit, which does not move.
"""

from collections.abc import Mapping

from pipelines.speech.whisper_distilled import (
    DISTIL_LARGE_V3,
    DISTIL_LARGE_V35,
    DISTIL_MEDIUM_EN,
    DISTIL_SMALL_EN,
)
from pipelines.speech.whisper_downloads import (
    BASE_EN,
    LARGE_V2,
    LARGE_V3,
    LARGE_V3_TURBO,
    MEDIUM,
    MEDIUM_EN,
    SMALL,
    SMALL_EN,
    TINY,
)
from pipelines.speech.whisper_model import WhisperModel
from pipelines.speech.whisper_starters import BASE, STARTERS, TINY_EN

__all__ = ["ALL", "BASE", "STARTERS", "TINY_EN", "WhisperModel", "by_key"]

#: Every model, the starters first, then from small to large, then the distilled ones.
ALL: tuple[WhisperModel, ...] = (
    *STARTERS,
    TINY,
    BASE_EN,
    SMALL,
    SMALL_EN,
    MEDIUM,
    MEDIUM_EN,
    LARGE_V2,
    LARGE_V3,
    LARGE_V3_TURBO,
    DISTIL_SMALL_EN,
    DISTIL_MEDIUM_EN,
    DISTIL_LARGE_V3,
    DISTIL_LARGE_V35,
)

_BY_KEY: Mapping[str, WhisperModel] = {model.key: model for model in ALL}


def by_key(key: str) -> WhisperModel:
    """The model of that key ("large-v3"). Raises KeyError for any other."""
    return _BY_KEY[key]
