"""CLIP's list of byte pairs becomes the two files that tokenizers read, once, after download.

OpenAI published ``bpe_simple_vocab_16e6.txt.gz`` (https://github.com/openai/CLIP, MIT), which
packages with a CLIP model carry: after a title, one merge a line, more of them than are used. The
results are byte for byte ``vocab.json`` and ``merges.txt`` of openai/clip-vit-large-patch14 and
of Stable Diffusion.
"""

import gzip
import json
from collections.abc import Callable, Mapping

from pipelines.errors import UnknownCheckpoint

#: CLIP's vocabulary: the bytes within and at the end of a word, the merges, and two marks.
_TOKENS = 49_408
_MERGES = _TOKENS - 2 * 256 - 2
_MARKS = ("<|startoftext|>", "<|endoftext|>")
_END_OF_WORD = "</w>"


def convert_vocabulary(converter: str, members: Mapping[str, bytes]) -> bytes:
    """The file that `converter` names, from the one list among `members`.

    Raises UnknownCheckpoint if it is no such list.
    """
    merges = _read_merges(next(iter(members.values())))
    return CONVERTERS[converter](merges)


def _read_merges(packed: bytes) -> list[str]:
    try:
        lines = gzip.decompress(packed).decode("utf-8").split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise _refuse() from error
    merges = lines[1 : 1 + _MERGES]
    if len(merges) != _MERGES or any(len(merge.split()) != 2 for merge in merges):
        raise _refuse()
    return merges


def _refuse() -> UnknownCheckpoint:
    return UnknownCheckpoint(
        "This list of words cannot be converted: choose bpe_simple_vocab_16e6.txt.gz of CLIP."
    )


def _byte_signs() -> list[str]:
    """A printable sign for each byte, those that are printable themselves first (GPT-2)."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = 256 - len(plain)
    return [*map(chr, plain), *(chr(256 + n) for n in range(others))]


def _vocabulary(merges: list[str]) -> bytes:
    signs = _byte_signs()
    merged = ["".join(merge.split()) for merge in merges]
    tokens = [*signs, *(sign + _END_OF_WORD for sign in signs), *merged, *_MARKS]
    numbers = {token: number for number, token in enumerate(tokens)}
    written = json.dumps(numbers, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{written}\n".encode()


def _merge_list(merges: list[str]) -> bytes:
    return ("\n".join(["#version: 0.2", *merges]) + "\n").encode()


CONVERTERS: Mapping[str, Callable[[list[str]], bytes]] = {
    "clip-vocabulary": _vocabulary,
    "clip-merges": _merge_list,
}
