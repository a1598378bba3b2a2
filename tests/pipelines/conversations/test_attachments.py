"""Dropped text files are read with care and fenced so that nothing in them breaks out."""

import codecs
from pathlib import Path

import pytest

from pipelines.conversations import attachments
from pipelines.conversations.attachments import Attachment, message_content, read_attachment
from pipelines.errors import BadInput


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"plain\n", "plain\n"),
        ("Fluß 😀".encode(), "Fluß 😀"),
        (codecs.BOM_UTF8 + b"marked", "marked"),
        ("wide ß".encode("utf-16"), "wide ß"),
        (codecs.BOM_UTF16_BE + "wide".encode("utf-16-be"), "wide"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"", ""),
    ],
)
def test_text_is_read(tmp_path: Path, raw: bytes, words: str) -> None:
    path = tmp_path / "notes.md"
    path.write_bytes(raw)
    assert read_attachment(path) == Attachment("notes.md", words)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0", "no text file"),
        ("Fluß".encode("latin-1"), "UTF-8"),
        (b"zero \0 inside", "no text file"),
        (codecs.BOM_UTF16_LE + b"a", "no text file"),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, raw: bytes, reason: str) -> None:
    path = tmp_path / "notes.md"
    path.write_bytes(raw)
    with pytest.raises(BadInput, match=reason) as told:
        read_attachment(path)
    assert "notes.md" in str(told.value)


def test_what_cannot_be_read_or_is_too_large_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_attachment(tmp_path / "none.txt")
    with pytest.raises(BadInput, match="cannot be read"):
        read_attachment(tmp_path)
    monkeypatch.setattr(attachments, "LARGEST_BYTES", 10)
    (tmp_path / "large.txt").write_bytes(b"x" * 11)
    with pytest.raises(BadInput, match="drop a part"):
        read_attachment(tmp_path / "large.txt")


def test_a_fence_is_longer_than_any_inside() -> None:
    file = Attachment("a\nb.md", "````\ncode\n````\n")
    assert message_content("Why?", [file]) == "a b.md:\n`````\n````\ncode\n````\n`````\n\nWhy?"
    assert message_content("Why?", []) == "Why?"
    assert message_content("", [Attachment("e.txt", "")]) == "e.txt:\n```\n```"
