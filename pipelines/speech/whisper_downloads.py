"""OpenAI's Whisper models by download. See `whisper_models`."""

from pipelines.speech.whisper_model import (
    ENGLISH_TOKENS,
    ENGLISH_WORDS,
    TOKENS,
    V3_FEATURES,
    V3_TOKENS,
    V3_WORDS,
    WORDS,
    whisper_model,
)
from pipelines.text import text

TINY = whisper_model(
    "tiny",
    "tiny",
    "Systran/faster-whisper-tiny",
    "d90ca5fe260221311c53c58e660288d3deb8d356",
    37_760_000,
    (
        (
            "model.bin",
            75_538_270,
            "dcb76c6586fc06cbdac6dd21f14cfd129cc4cdd9dce19bf4ffa62e59cbe6e6d1",
        ),
        ("config.json", 2_249, "a73a28cdfe1c43ccc7202fa333d1f89c202477271407ae9a7f19afa52039cac8"),
        TOKENS,
        WORDS,
    ),
    text("The quickest for other languages than English, and the least exact."),
)
BASE_EN = whisper_model(
    "base.en",
    "base.en",
    "Systran/faster-whisper-base.en",
    "3d3d5dee26484f91867d81cb899cfcf72b96be6c",
    72_600_000,
    (
        (
            "model.bin",
            145_216_508,
            "2a166925539a16005f14ff328359f9b9adb9dc4fb631bb3b227526862e93e2ef",
        ),
        ("config.json", 2_227, "f3bc3821e9fc76a27bae538e11ae5b677dcdd352b4600429ce7951d398569aeb"),
        ENGLISH_TOKENS,
        ENGLISH_WORDS,
    ),
    text("Clear English speech on any computer."),
    multilingual=False,
    translates=False,
)
SMALL = whisper_model(
    "small",
    "small",
    "Systran/faster-whisper-small",
    "536b0662742c02347bc0e980a01041f333bce120",
    241_700_000,
    (
        (
            "model.bin",
            483_546_902,
            "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671",
        ),
        ("config.json", 2_370, "b55496ac7940a7ae47d2c01eab40edfd8701feec1229d9cce3b40014383fb828"),
        TOKENS,
        WORDS,
    ),
    text("Good text in many languages without a graphics card, at about the speed of speech."),
)
SMALL_EN = whisper_model(
    "small.en",
    "small.en",
    "Systran/faster-whisper-small.en",
    "d1d751a5f8271d482d14ca55d9e2deeebbae577f",
    241_700_000,
    (
        (
            "model.bin",
            483_545_366,
            "62b2a45b05ee59acb4a5341b33ee35e041395d378d418a18acfe4c9e768ee37a",
        ),
        ("config.json", 2_657, "666a9605530ac1f61fa8177f3702b4dacec9966749e42610839fcc32661d5fae"),
        ENGLISH_TOKENS,
        ENGLISH_WORDS,
    ),
    text("Good English text without a graphics card."),
    multilingual=False,
    translates=False,
)
MEDIUM = whisper_model(
    "medium",
    "medium",
    "Systran/faster-whisper-medium",
    "08e178d48790749d25932bbc082711ddcfdfbc4f",
    763_900_000,
    (
        (
            "model.bin",
            1_527_906_378,
            "9b45e1009dcc4ab601eff815b61d80e60ce3fd8c74c1a14f4a282258286b51ae",
        ),
        ("config.json", 2_257, "3622a2ddc41ec0e0fd4e68c13c6830f03b90c38d89aaad184de02c8c642cf807"),
        TOKENS,
        WORDS,
    ),
    text("Difficult recordings and translations on a graphics card of 4 GB."),
)
MEDIUM_EN = whisper_model(
    "medium.en",
    "medium.en",
    "Systran/faster-whisper-medium.en",
    "a29b04bd15381511a9af671baec01072039215e3",
    763_900_000,
    (
        (
            "model.bin",
            1_527_904_330,
            "11b220779aea4c6f3ce9d2549c8a95ea869ed84066864b999531ef53e594fe5b",
        ),
        ("config.json", 2_643, "4a1848ebabe7938d9797c15a2e8e4ce1d36e6fd4a43d096ae5955257c67c7962"),
        ENGLISH_TOKENS,
        ENGLISH_WORDS,
    ),
    text("Difficult English recordings on a graphics card of 4 GB."),
    multilingual=False,
    translates=False,
)
LARGE_V2 = whisper_model(
    "large-v2",
    "large-v2",
    "Systran/faster-whisper-large-v2",
    "f0fe81560cb8b68660e564f55dd99207059c092e",
    1_543_500_000,
    (
        (
            "model.bin",
            3_086_912_962,
            "bf2a9746382e1aa7ffff6b3a0d137ed9edbd9670c3b87e5d35f5e85e70d0333a",
        ),
        ("config.json", 2_796, "d86b7a7664a12559d644aa210a32ce9a7e03913e794b7ea4fb7182de69e273a7"),
        TOKENS,
        WORDS,
    ),
    text("What the WhisperX guides use; invents less in silence than large-v3."),
)
LARGE_V3 = whisper_model(
    "large-v3",
    "large-v3",
    "Systran/faster-whisper-large-v3",
    "edaa852ec7e145841d8ffdb056a99866b5f0a478",
    1_543_500_000,
    (
        (
            "model.bin",
            3_087_284_237,
            "69f74147e3334731bc3a76048724833325d2ec74642fb52620eda87352e3d4f1",
        ),
        ("config.json", 2_394, "a9306624f5ec14270a014b647e5c316b6e03a662c369758d1b90697a7b0655b9"),
        V3_FEATURES,
        V3_TOKENS,
        V3_WORDS,
    ),
    text("The best text in every language, on a graphics card of 6 GB and more."),
)
LARGE_V3_TURBO = whisper_model(
    "large-v3-turbo",
    "large-v3-turbo",
    "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
    "0a363e9161cbc7ed1431c9597a8ceaf0c4f78fcf",
    808_900_000,
    (
        (
            "model.bin",
            1_617_884_929,
            "e76620f83d5f5b69efd3d87e3dc180c1bd21df9fbebacfd4335e5e1efcc018da",
        ),
        ("config.json", 2_263, "b0253ea6c0d3bea6b1e19e91a02acfd3b53f4467362efcb5a3e6b16c9b3a9b7e"),
        V3_FEATURES,
        (
            "tokenizer.json",
            2_710_337,
            "297b13372ac43916285644fb9687add3cc62ee2a1adb60da3dc25cc94c1871fd",
        ),
        V3_WORDS,
    ),
    text("Nearly the text of large-v3 at several times its speed. It does not translate."),
    translates=False,
)
