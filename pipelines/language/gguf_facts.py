"""What the header of a GGUF file says, for planning and for asking it the right way."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.language.gguf_header import read_header

#: Bytes of one number of the KV cache; llama.cpp keeps it in float16.
_KV_NUMBER = 2


@dataclass(frozen=True)
class GgufFacts:
    """Architecture, name, trained context in tokens, sizes of the attention, chat template.

    `kv_numbers` are the numbers that the KV cache keeps of one token, over all layers.
    `embedding` is the width of the model.
    """

    architecture: str
    name: str
    context: int
    kv_numbers: int
    embedding: int
    template: str | None
    file_bytes: int

    def kv_bytes(self, tokens: int) -> int:
        """Size of the KV cache of a window: keys and values of all layers in float16."""
        return self.kv_numbers * _KV_NUMBER * tokens


def read_facts(path: Path) -> GgufFacts:
    """The facts of a GGUF file. Raises BadInput if it is missing, no GGUF, or cut short."""
    try:
        status = path.stat()
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise BadInput(
            "{path} cannot be read ({reason}): check that it exists and that you may read it.",
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error
    if head != b"GGUF":
        raise BadInput(
            "{name} is no GGUF language model: choose a .gguf file, or another kind of model.",
            name=path.name,
        )
    return _read(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=64)
def _read(path: Path, size: int, _changed_ns: int) -> GgufFacts:
    try:
        reader = read_header(path)
        facts = _facts(reader, size)
        end = max((int(t.data_offset) + int(t.n_bytes) for t in reader.tensors), default=0)
    except Exception as error:  # whatever a cut or forged table makes of the reader
        raise _damaged(path) from error
    if not end or end > size or not facts.architecture:
        raise _damaged(path)
    return facts


def _facts(reader: Any, size: int) -> GgufFacts:
    def value(key: str, default: Any = None) -> Any:
        field = reader.fields.get(key)
        return default if field is None else field.contents()

    architecture = str(value("general.architecture", ""))

    def number(key: str, default: int = 0) -> Any:
        return value(f"{architecture}.{key}", default)

    layers, heads = int(number("block_count")), number("attention.head_count", 1)
    embedding = int(number("embedding_length"))
    kv_heads = number("attention.head_count_kv", heads)
    per_layer = list(kv_heads) if isinstance(kv_heads, list) else [int(kv_heads)] * layers
    most = max(heads) if isinstance(heads, list) else int(heads)
    width = embedding // max(1, most)
    widths = int(number("attention.key_length", width)) + int(
        number("attention.value_length", width)
    )
    return GgufFacts(
        architecture=architecture,
        name=str(value("general.name", "")),
        context=int(number("context_length", 2048)),
        kv_numbers=sum(int(count) for count in per_layer) * widths,
        embedding=embedding,
        template=value("tokenizer.chat_template"),
        file_bytes=size,
    )


def _damaged(path: Path) -> BadInput:
    return BadInput(
        "{name} is damaged or was not copied whole: download or copy it again.", name=path.name
    )
