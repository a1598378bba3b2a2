"""CLIP's word list as the two files of a tokenizer."""

import gzip
import json

import pytest

from pipelines.errors import UnknownCheckpoint
from pipelines.weights.conversion import convert

#: As many merges as CLIP has, and more behind them, as in the published list.
MERGES = [f"{chr(0x4E00 + n // 256)} {chr(0x4E00 + n % 256)}" for n in range(48_894)]
LIST = gzip.compress("\n".join(["title", *MERGES, "not used"]).encode())


def test_the_vocabulary_has_clips_order_and_is_sorted_by_word() -> None:
    written = convert("clip-vocabulary", {"list": LIST}).decode()
    numbers = json.loads(written)
    assert len(numbers) == 49_408
    assert list(numbers) == sorted(numbers)
    assert [numbers[word] for word in ("!", "a", "~", "¡")] == [0, 64, 93, 94]
    assert [numbers[word] for word in ("!</w>", "a</w>")] == [256, 320]
    assert [numbers[mark] for mark in ("<|startoftext|>", "<|endoftext|>")] == [49_406, 49_407]
    assert numbers["".join(MERGES[0].split())] == 512
    assert written.endswith("}\n")


def test_only_the_merges_that_are_used_are_kept() -> None:
    lines = convert("clip-merges", {"list": LIST}).decode().split("\n")
    assert lines == ["#version: 0.2", *MERGES, ""]


@pytest.mark.parametrize(
    "content",
    [b"no gzip", gzip.compress(b"title\na b\n"), LIST[:200], gzip.compress(b"x\n" * 60_000)],
)
def test_any_other_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnknownCheckpoint):
        convert("clip-merges", {"list": content})
