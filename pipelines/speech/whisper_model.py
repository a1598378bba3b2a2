"""What is known of one Whisper model, and the files that several of them share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.spec import HuggingFaceSource, Licence, Source, WeightFile
from pipelines.text import Text

_WHISPER = Licence("MIT", "https://github.com/openai/whisper/blob/main/LICENSE")
_DISTIL = Licence("MIT", "https://github.com/huggingface/distil-whisper/blob/main/LICENSE")

#: A file in a repository: its name there, bytes, sha256.
HubFile = tuple[str, int, str | None]


@dataclass(frozen=True)
class WhisperModel:
    """One Whisper model.

    `parameters` counts its weights; `memory_bytes` is what they take when computed in int8, in
    main memory, and `float16_bytes` in float16 on a GPU. `translates` says whether it was taught to
    translate into English.
    """

    key: str
    title: str
    repo: str
    revision: str
    parameters: int
    files: tuple[WeightFile, ...]
    good_for: Text
    multilingual: bool = True
    translates: bool = True

    @property
    def english_only(self) -> bool:
        return not self.multilingual

    @property
    def bytes(self) -> int:
        """Of all files together."""
        return sum(file.size for file in self.files)

    @property
    def float16_bytes(self) -> int:
        return self.parameters * 2

    @property
    def memory_bytes(self) -> int:
        return self.parameters * 13 // 10  # embeddings and the convolutions stay in floats

    def part_of(self, file: WeightFile) -> str:
        """What the file is called in a CTranslate2 folder."""
        return file.name.removeprefix(f"{_stem(self.key)}.")


def _stem(key: str) -> str:
    return f"whisper-{key}"


def whisper_model(
    key: str,
    title: str,
    repo: str,
    revision: str,
    parameters: int,
    files: Sequence[HubFile],
    good_for: Text,
    packaged: Mapping[str, Source] | None = None,
    multilingual: bool = True,
    translates: bool = True,
) -> WhisperModel:
    """The model of these files, from their package if one carries them, else from the hub."""
    licence = _DISTIL if key.startswith("distil") else _WHISPER
    weights = tuple(
        WeightFile(
            name=f"{_stem(key)}.{name}",
            title=f"Whisper {title}" if name == "model.bin" else f"Whisper {title}, {name}",
            size=size,
            sha256=sha256,
            licence=licence,
            sources=(
                *((packaged[name],) if packaged else ()),
                HuggingFaceSource(repo, revision, name),
            ),
        )
        for name, size, sha256 in files
    )
    return WhisperModel(
        key, title, repo, revision, parameters, weights, good_for, multilingual, translates
    )


# -- files that several models share --------------------------------------------------------

TOKENS: HubFile = (
    "tokenizer.json",
    2_203_239,
    "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
)
WORDS: HubFile = (
    "vocabulary.txt",
    459_861,
    "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
)
ENGLISH_TOKENS: HubFile = (
    "tokenizer.json",
    2_128_466,
    "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
)
ENGLISH_WORDS: HubFile = (
    "vocabulary.txt",
    422_309,
    "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
)
V3_TOKENS: HubFile = (
    "tokenizer.json",
    2_480_617,
    "6d8cbd7cd0d8d5815e478dac67b85a26bbe77c1f5e0c6d76d1ce2abc0e5f21ca",
)
V3_WORDS: HubFile = (
    "vocabulary.json",
    1_068_114,
    "c69260f2ab26d659b7c398f9a2b2b48ed0df16c3b47d7326782fd9cba71690c1",
)
V3_FEATURES: HubFile = (
    "preprocessor_config.json",
    340,
    "7ccc62c6f2765af1f3b46c00c9b5894426835a05021c8b9c01eecb6dfb542711",
)
