"""The transcript makes only what is in sight, and keeps its place."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.chat import parts
from app.chat.entries import Act, Entry
from app.chat.message_view import MessageView
from app.chat.parts import CodeView, TextPart
from app.chat.transcript import Transcript
from pipelines.conversations.records import AnswerFacts, Ending, Turn
from pipelines.language.engine import Role

WORDS = "A paragraph of several words that goes over more than one line in a narrow window. "


def entry(number: int, content: str = "", growing: bool = False, last: bool = False) -> Entry:
    """Messages of a person and answers in turn."""
    if number % 2:
        facts = AnswerFacts("m", finish=None if growing else Ending.STOP, new_tokens=9)
        turn = Turn(
            number, 1, number - 1, Role.ASSISTANT, content or WORDS * (number % 7 + 1),
            answer=facts, growing=growing,
        )  # fmt: skip
    else:
        turn = Turn(number, 1, number - 1 or None, Role.USER, content or WORDS)
    return Entry(turn, None, "Model", is_last=last)


@pytest.fixture
def transcript(qtbot: QtBot) -> Iterator[Transcript]:
    made = Transcript()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    yield made
    made.close()


def views(transcript: Transcript) -> list[MessageView]:
    return transcript.viewport().findChildren(MessageView)


def test_five_hundred_messages_need_widgets_for_those_in_sight_only(
    transcript: Transcript,
) -> None:
    transcript.set_entries([entry(n) for n in range(2, 502)])
    bar = transcript.verticalScrollBar()
    assert bar.value() == bar.maximum() > 20_000
    assert len(views(transcript)) < 20
    for place in range(0, bar.maximum(), bar.maximum() // 60):
        bar.setValue(place)
    assert len(views(transcript)) <= 26


def test_messages_in_sight_fill_it_without_gaps(transcript: Transcript) -> None:
    transcript.set_entries([entry(n) for n in range(2, 102)])
    transcript.verticalScrollBar().setValue(3000)
    shown = sorted((v for v in views(transcript) if v.isVisible()), key=lambda view: view.y())
    assert shown[0].y() <= 0
    assert shown[-1].geometry().bottom() >= transcript.viewport().height() - 1
    for above, below in pairwise(shown):
        assert below.y() == above.y() + above.height()
        assert below.entry.turn.id == above.entry.turn.id + 1


def test_it_follows_an_answer_that_grows(transcript: Transcript) -> None:
    transcript.set_entries([*(entry(n) for n in range(2, 23)), entry(23, "…", growing=True)])
    bar = transcript.verticalScrollBar()
    before = bar.maximum()
    transcript.grow(entry(23, WORDS * 30, growing=True))
    assert bar.maximum() > before
    assert bar.value() == bar.maximum()


def test_who_has_scrolled_up_is_left_in_peace(transcript: Transcript) -> None:
    transcript.set_entries([*(entry(n) for n in range(2, 23)), entry(23, "…", growing=True)])
    bar = transcript.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    transcript.grow(entry(23, WORDS * 30, growing=True))
    assert bar.value() == before
    assert transcript._end_button.isVisible()
    transcript._end_button.click()
    assert bar.value() == bar.maximum()


def test_what_is_read_stays_where_it_is_as_messages_above_turn_out_higher(
    transcript: Transcript,
) -> None:
    tall = "word\n\n" * 40  # far higher than any estimate
    transcript.set_entries([entry(n, tall if n % 2 else "") for n in range(2, 202)])
    bar = transcript.verticalScrollBar()
    for _step in range(40):
        seen = next(
            v
            for v in views(transcript)
            if v.isVisible() and v.y() + v.height() > 40 and v.y() < 500
        )
        number, y = seen.entry.turn.id, seen.y()
        bar.setValue(bar.value() - 30)
        view = transcript.view_of(number)
        assert view is not None
        assert view.y() == y + 30


def test_code_has_a_button_that_copies_it(transcript: Transcript) -> None:
    transcript.set_entries([entry(2), entry(3, "Look:\n\n```python\nx = 1\n```\n")])
    (code,) = transcript.viewport().findChildren(CodeView)
    code.copy_button.click()
    assert QApplication.clipboard().text() == "x = 1"


def test_a_message_can_be_copied_as_it_is(transcript: Transcript) -> None:
    transcript.set_entries([entry(2), entry(3, "**bold**")])
    view = transcript.view_of(3)
    assert view is not None
    button = view.buttons.button(Act.COPY)
    assert button is not None
    button.click()
    assert QApplication.clipboard().text() == "**bold**"


def test_thoughts_are_folded_until_asked_for(transcript: Transcript) -> None:
    answer = Turn(
        3, 1, 2, Role.ASSISTANT, "Yes.", thinking="Is it? It is.", answer=AnswerFacts("m")
    )
    transcript.set_entries([entry(2), Entry(answer)])
    view = transcript.view_of(3)
    assert view is not None
    assert view.fold is not None
    assert view.fold.text.isHidden()
    before = view.height()
    view.fold.button.click()
    assert view.fold.text.toPlainText() == "Is it? It is."
    assert view.height() > before


def test_links_open_only_with_a_safe_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        parts.QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toString())) or True
    )
    assert parts.open_link(QUrl("https://example.org"))
    assert not parts.open_link(QUrl("file:///etc/passwd"))
    assert not parts.open_link(QUrl("javascript:alert(1)"))
    assert opened == ["https://example.org"]


def test_text_fetches_no_resource(qtbot: QtBot) -> None:
    part = TextPart("Text")
    qtbot.addWidget(part)
    assert part.loadResource(2, QUrl("https://example.org/x.png")) is None


def test_text_not_yet_placed_is_measured_in_the_width_asked_for(transcript: Transcript) -> None:
    part = TextPart("Text", transcript)
    assert part.width() < 300
    part.show_plain("Write a short Python function that reverses a string.")
    assert part.heightForWidth(509) < 2 * part.fontMetrics().lineSpacing()
