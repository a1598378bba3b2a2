"""The token view: cells, ids, marks, keys, counts, and the loading that it needs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from pytestqt.qtbot import QtBot

from app.chat.asking import ModelUse
from app.chat_views.chosen import ChosenModel
from app.chat_views.token_canvas import HUES
from app.chat_views.token_layout import lay_out
from app.chat_views.token_page import TokenPage
from app.chat_views.token_words import count, hex_bytes, shown
from app.chat_views.token_words import write as write_all
from app.context import AppContext
from app.theme import DARK, LIGHT, Colors
from pipelines.errors import BadInput
from pipelines.language.engine import Token
from tests.app.chat_views.conftest import spec_of, use_of
from tests.language_fakes import FakeEngine


@pytest.fixture
def page(qtbot: QtBot, context: AppContext, chosen: ChosenModel) -> TokenPage:
    made = TokenPage(context, chosen)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
    return made


def write(qtbot: QtBot, page: TokenPage, words: str) -> None:
    page.box.setPlainText(words)
    page.refresh()
    qtbot.waitUntil(lambda: page.context.jobs.is_idle, timeout=60_000)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b" the", "·the"),
        (b"\n\n", "⏎⏎"),
        (b"\tx", "⇥x"),
        ("é".encode(), "é"),
        ("é".encode()[:1], "[C3]"),
        (b" caf\xc3", "·caf[C3]"),
        (b"\xa9!", "[A9]!"),
        ("🙂".encode()[:3], "[F0 9F 99]"),
        (b"", "∅"),
        (b"\x07", "[U+0007]"),
    ],
)
def test_what_cannot_be_seen_is_marked(raw: bytes, words: str) -> None:
    assert shown(Token(1, raw)) == words


def test_bytes_and_counts() -> None:
    assert hex_bytes(Token(1, b" a")) == "20 61"
    counts = count("one two", [Token(1, b"o"), Token(2, b"ne"), Token(3, b" two")])
    assert (counts.tokens, counts.characters, counts.words) == (3, 7, 2)
    assert counts.tokens_per_word == 1.5
    assert count("", ()).tokens_per_word == 0


def test_every_token_stands_in_a_line_and_none_overlaps(qtbot: QtBot, page: TokenPage) -> None:
    tokens = [Token(n, raw) for n, raw in enumerate([b"ab", b" c\n", b"x" * 500, b"d", b"e"] * 50)]
    metrics = QFontMetricsF(page.font())
    found = lay_out(write_all(tokens), 300, metrics, metrics)
    rects = [found.rect(index) for index in range(len(tokens))]
    assert all(rect.right() <= 300 for rect in rects)
    for before, after, token in zip(rects, rects[1:], tokens, strict=False):
        same_line = before.top() == after.top()
        assert same_line is not token.raw.endswith(b"\n") or before.right() + after.width() > 300
        assert not before.intersects(after)
    for index, rect in enumerate(rects):
        assert found.at(rect.center().x(), rect.center().y()) == index
    assert found.at(10, -5) is None
    assert found.at(10, found.height + 5) is None


def test_text_becomes_tokens_with_ids_and_counts(
    qtbot: QtBot, page: TokenPage, engine: FakeEngine
) -> None:
    write(qtbot, page, "one two\nthree")
    assert [token.raw for token in page.canvas.tokens] == [b"one", b" two", b"\n", b"three"]
    assert page.counts.text().startswith("4 tokens")
    assert "1.33 tokens per word" in page.counts.text()
    page.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == str([token.id for token in engine.tokenize("one two\nthree")])


def test_typing_waits_for_a_pause_and_then_cuts(
    qtbot: QtBot, page: TokenPage, engine: FakeEngine
) -> None:
    write(qtbot, page, "warm")
    before = engine.tokenized
    qtbot.keyClicks(page.box, "up to ")
    assert engine.tokenized == before
    qtbot.waitUntil(lambda: len(page.canvas.tokens) == 3, timeout=20_000)
    qtbot.waitUntil(lambda: page.context.jobs.is_idle, timeout=20_000)


def test_special_tokens_can_be_read_as_plain_text(qtbot: QtBot, page: TokenPage) -> None:
    write(qtbot, page, "<|im_start|>user")
    assert len(page.canvas.tokens) == 2
    page.special.click()
    qtbot.waitUntil(lambda: page.context.jobs.is_idle, timeout=20_000)
    assert len(page.canvas.tokens) == 1


def test_keys_walk_select_and_copy(qtbot: QtBot, page: TokenPage) -> None:
    write(qtbot, page, "a b c d")
    page.canvas.setFocus()
    assert page.canvas.current == 0
    for key, place in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_End, 3),
        (Qt.Key.Key_Left, 2),
        (Qt.Key.Key_Home, 0),
    ):
        qtbot.keyClick(page.canvas, key)
        assert page.canvas.current == place
    assert "Token 1 of 4" in page.current.text()
    assert page.canvas.accessibleDescription() == page.current.text()
    qtbot.keyClick(page.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.canvas.selection == range(2)
    qtbot.keyClick(page.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    ids = [token.id for token in page.canvas.tokens]
    assert QGuiApplication.clipboard().text() == str(ids[:2])
    qtbot.keyClick(page.canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.canvas.selection == range(4)


def test_ids_can_be_hidden(qtbot: QtBot, page: TokenPage) -> None:
    write(qtbot, page, "a b c d")
    tall = page.canvas.cells.cell_height
    page.ids.click()
    assert page.canvas.cells.cell_height < tall


def test_twenty_thousand_characters_are_painted_line_by_line(qtbot: QtBot, page: TokenPage) -> None:
    write(qtbot, page, "ab " * 6_700)
    canvas = page.canvas
    assert len(canvas.tokens) > 6_000
    seen = canvas.cells.within(0, canvas.viewport().height())
    assert 0 < len(seen) < 1_000  # what a paint looks at does not grow with the text
    canvas.select(len(canvas.tokens) - 1)
    top = canvas.verticalScrollBar().value()
    last = canvas.cells.rect(canvas.current)
    assert top > 0
    assert last.bottom() <= top + canvas.viewport().height()


def test_neighbours_differ_in_colour_and_text_can_be_read_on_each() -> None:
    assert len(HUES) >= 4

    def contrast(colors: Colors, name: str) -> float:
        from tests.app.test_theme import contrast as of

        return of(colors.text, getattr(colors, name))

    for colors in (LIGHT, DARK):
        assert len({getattr(colors, name) for name in HUES}) == len(HUES)
        assert all(contrast(colors, name) >= 4.5 for name in HUES)


def test_a_model_that_cannot_be_loaded_is_told_once(qtbot: QtBot, context: AppContext) -> None:
    tries: list[int] = []

    def fail() -> FakeEngine:
        tries.append(1)
        raise BadInput("This file is no model.")

    model = ChosenModel()
    model.choose(use_of(spec_of(fail)), "Broken")
    page = TokenPage(context, model)
    qtbot.addWidget(page)
    page.show()
    write(qtbot, page, "words")
    assert page.problem.text() == "This file is no model."
    write(qtbot, page, "other words")
    assert tries == [1]
    assert not page.load.isHidden()


def test_without_a_model_the_page_says_what_to_do(qtbot: QtBot, context: AppContext) -> None:
    page = TokenPage(context, ChosenModel())
    qtbot.addWidget(page)
    assert not page.box.isEnabled()
    assert "Choose a model" in page.state.text()


def test_a_real_tokenizer_shows_parts_of_a_character_as_bytes(
    qtbot: QtBot, context: AppContext, tiny: ModelUse
) -> None:
    model = ChosenModel()
    page = TokenPage(context, model)
    qtbot.addWidget(page)
    page.show()
    model.choose(tiny, "Tiny")
    write(qtbot, page, "é<|im_end|>")
    labels = [shown(token) for token in page.canvas.tokens]
    assert labels == ["[C3]", "[A9]", "<|im_end|>"]
    assert page.canvas.tokens[-1].id == 2
