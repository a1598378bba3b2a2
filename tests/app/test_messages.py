"""The message strip and the job bar: what a person reads."""

import threading
import time

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.error_view import MessageKind, MessageStrip, sentence_of
from app.jobs import JobQueue, JobState
from app.widgets.job_bar import JobBar, duration
from pipelines.errors import BadInput
from pipelines.progress import Progress
from pipelines.text import text


@pytest.fixture
def strip(qtbot: QtBot) -> MessageStrip:
    made = MessageStrip()
    qtbot.addWidget(made)
    return made


def test_an_error_of_ours_is_shown_as_it_is(strip: MessageStrip) -> None:
    strip.show_error(BadInput("{name} is empty.", name="a.png"), "Traceback …")
    assert strip.isVisible()
    assert strip.words == "a.png is empty."
    assert "Error" in strip._words.accessibleName()
    copy = next(b for b in strip.findChildren(QPushButton) if b.text() == "Copy details")
    copy.click()
    assert QGuiApplication.clipboard().text() == "a.png is empty.\n\nTraceback …"
    assert copy.text() == "Copied"
    strip.dismiss()
    assert strip.isHidden()


def test_a_surprise_says_so() -> None:
    words = sentence_of(ZeroDivisionError("division by zero"))
    assert "ZeroDivisionError: division by zero" in words
    assert "-" in sentence_of(ValueError())


@pytest.mark.parametrize("kind", list(MessageKind))
def test_kinds_differ_by_icon_and_words(strip: MessageStrip, kind: MessageKind) -> None:
    strip.show_message(kind, "Hello.", action="Do it")
    assert not strip._icon.pixmap().isNull()
    assert strip._icon.accessibleName()
    assert strip._action.isVisible()
    assert not strip._copy.isVisible()


def test_icons_of_kinds_differ(strip: MessageStrip) -> None:
    seen: list[bytes] = []
    for kind in MessageKind:
        strip.show_message(kind, "x")
        image = strip._icon.pixmap().toImage()
        shape = bytes(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))
        assert shape not in seen
        seen.append(shape)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s"), (42, "42 s"), (59.6, "1 min"), (200, "3 min"), (4800, "1 h 20 min")],
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_the_bar_follows_a_job(qtbot: QtBot, queue: JobQueue) -> None:
    go = threading.Event()

    def work(progress: Progress) -> None:
        progress.update(0.42, text("Tile {n}", n=3))
        go.wait(5)
        while True:
            progress.update(0.5)
            time.sleep(0.005)

    bar = JobBar()
    qtbot.addWidget(bar)
    job = queue.submit(work)
    bar.show_job(job, "2 of 5")
    assert bar.words.text() == "2 of 5  Waiting for its turn…"
    qtbot.waitUntil(lambda: bar.words.text() == "2 of 5  Tile 3")
    assert bar.percent.text() == "42%"
    bar.cancelled.connect(job.cancel)
    bar.cancel_button.click()
    assert "Stopping after this step…" in bar.words.text()
    assert not bar.cancel_button.isEnabled()
    go.set()
    qtbot.waitUntil(lambda: job.state is JobState.CANCELLED)
    assert bar.isHidden()
    assert bar.job is None
