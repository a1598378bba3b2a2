"""Whisper models distilled for English (arXiv:2311.00430). See `whisper_models`."""

from pipelines.speech.whisper_model import V3_FEATURES, V3_TOKENS, V3_WORDS, whisper_model
from pipelines.text import text

DISTIL_SMALL_EN = whisper_model(
    "distil-small.en",
    "distil-small.en",
    "Systran/faster-distil-whisper-small.en",
    "ef77d90526ccd62cde3808ee70626a01e5cf83e4",
    166_100_000,
    (
        (
            "model.bin",
            332_308_257,
            "1187de3982cdcf962a2fb8f797e429fb4651b875b18fe9ce50b58b52fc9072b7",
        ),
        ("config.json", 2_812, "b571ae8022a34c1df50876a65b5f813a5c22e5ee3b87bc0e4db5662dfc9c2c3d"),
        (
            "preprocessor_config.json",
            339,
            "a6a76d28c93edb273669eb9e0b0636a2bddbb1272c3261e47b7ca6dfdbac1b8d",
        ),
        (
            "tokenizer.json",
            2_405_466,
            "c9c77688528c0509abbd41873edab16384b8f041531b1d3092ab4d1d83a02a50",
        ),
        (
            "vocabulary.json",
            825_480,
            "4dadfee7c4a871665f65c06037f5f5ec893fb2d7f5eb4cf11063618e31dbe11a",
        ),
    ),
    text("English at twice the speed of small.en, with nearly the same text."),
    multilingual=False,
    translates=False,
)
DISTIL_MEDIUM_EN = whisper_model(
    "distil-medium.en",
    "distil-medium.en",
    "Systran/faster-distil-whisper-medium.en",
    "80ddfce281f77766d8943d63109199fc8145dfa5",
    394_400_000,
    (
        (
            "model.bin",
            788_826_555,
            "d4cb75d823dcd2647191064da76f026774c06c036908f38456165368d0e2d66a",
        ),
        ("config.json", 2_574, None),
        ("preprocessor_config.json", 339, None),
        ("tokenizer.json", 2_405_678, None),
        ("vocabulary.json", 825_480, None),
    ),
    text("English on a graphics card of 2 GB, or on a quick processor."),
    multilingual=False,
    translates=False,
)
DISTIL_LARGE_V3 = whisper_model(
    "distil-large-v3",
    "distil-large-v3",
    "Systran/faster-distil-whisper-large-v3",
    "c3058b475261292e64a0412df1d2681c06260fab",
    756_400_000,
    (
        (
            "model.bin",
            1_512_927_867,
            "b79368e19b6623813609431a6e5ee309a71506701ebc49fd7820e692dec7c5f5",
        ),
        ("config.json", 2_690, "90c55f775cc4e0bb17293d0bf12f96557a486f20dea886fabd8e6075a3588b21"),
        V3_FEATURES,
        V3_TOKENS,
        V3_WORDS,
    ),
    text("Long English recordings: nearly large-v3, six times as fast."),
    multilingual=False,
    translates=False,
)
DISTIL_LARGE_V35 = whisper_model(
    "distil-large-v3.5",
    "distil-large-v3.5",
    "distil-whisper/distil-large-v3.5-ct2",
    "9793ccc07920e0f830e1dba0343efcdf0ef8c903",
    756_400_000,
    (
        (
            "model.bin",
            1_512_927_867,
            "c58b88b8585ffcd2135fddaaf421ce72cb223b32edea70d156aed1dea319a119",
        ),
        ("config.json", 2_690, None),
        ("preprocessor_config.json", 340, None),
        ("tokenizer.json", 2_480_645, None),
        ("vocabulary.json", 1_068_114, None),
    ),
    text("English: as distil-large-v3, taught longer and with more varied recordings."),
    multilingual=False,
    translates=False,
)
