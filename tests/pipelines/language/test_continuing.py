"""Answers that ended too early go on where they were."""

from pipelines.language.continuing import SplitListener, continued_prompt
from pipelines.language.engine import Message, Piece, Role
from tests.language_fakes import FakeEngine, chatml

ASKED = (Message(Role.USER, "Why?"),)
OPENING = "<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n"


def test_the_prompt_ends_with_what_was_said() -> None:
    assert continued_prompt(FakeEngine(), ASKED, "Because") == OPENING + "Because"


def test_finished_thoughts_are_closed_and_unfinished_ones_are_open() -> None:
    engine = FakeEngine()
    whole = continued_prompt(engine, ASKED, "Because", "Hm.")
    assert whole == OPENING + "<think>\nHm.\n</think>\n\nBecause"
    assert continued_prompt(engine, ASKED, "", "Hm") == OPENING + "<think>\nHm"


def test_a_template_that_opens_the_thinking_itself_is_not_opened_twice() -> None:
    engine = FakeEngine(template=lambda messages: chatml(messages) + "<think>\n")
    assert continued_prompt(engine, ASKED, "", "Hm") == OPENING + "<think>\nHm"


def test_thoughts_and_words_are_told_apart_however_they_are_cut() -> None:
    heard: list[Piece] = []
    listener = SplitListener(heard.append, thinking=True)
    for words in ("more", "</th", "ink>", "Yes <", "b"):
        listener(Piece(words))
    listener.close()
    assert "".join(p.text for p in heard if p.thinking) == "more"
    assert "".join(p.text for p in heard if not p.thinking) == "Yes <b"
