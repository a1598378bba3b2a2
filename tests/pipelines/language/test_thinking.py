"""Thinking is told from the answer, however the stream is cut."""

import pytest

from pipelines.language.thinking import ThinkingSplitter

WHOLE = "<think>Two and two.</think>Four, <b>bold</b>."


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_cut_anywhere_it_is_the_same(size: int) -> None:
    splitter = ThinkingSplitter()
    pieces = []
    for start in range(0, len(WHOLE), size):
        pieces += splitter.add(WHOLE[start : start + size])
    pieces += splitter.rest()
    assert "".join(p.text for p in pieces if p.thinking) == "Two and two."
    assert "".join(p.text for p in pieces if not p.thinking) == "Four, <b>bold</b>."
    assert splitter.raw == WHOLE


def test_a_template_may_open_the_thinking_itself() -> None:
    splitter = ThinkingSplitter("<|im_start|>assistant\n<think>\n")
    pieces = [*splitter.add("hm</think>yes"), *splitter.rest()]
    assert [(p.text, p.thinking) for p in pieces] == [("hm", True), ("yes", False)]


def test_what_only_looks_like_a_mark_is_text() -> None:
    splitter = ThinkingSplitter()
    pieces = [*splitter.add("a <thi"), *splitter.add("s> b <"), *splitter.rest()]
    assert "".join(p.text for p in pieces) == "a <this> b <"
    assert not any(p.thinking for p in pieces)
