"""Captions over real films, and over recordings that have no picture."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.jobs import JobQueue
from app.transcription.caption_paint import paint_caption
from app.transcription.player import Player
from app.transcription.video_preview import VideoPreview
from pipelines.speech.captions.layout import Cue
from tests.app.transcription.media_files import tone, write_film, write_sound

CUES = (
    Cue(0.2, 1.0, "A first caption\nof two lines"),
    Cue(1.0, 1.5, "and another", marked=(4, 11)),
)


@pytest.fixture
def preview(qtbot: QtBot, queue: JobQueue) -> Iterator[VideoPreview]:
    player = Player(queue)
    made = VideoPreview(player)
    qtbot.addWidget(made)
    made.resize(640, 360)
    made.show()
    yield made
    made.hide()
    player.shut_down()
    qtbot.wait(1)


def opened(qtbot: QtBot, preview: VideoPreview, path: Path) -> Player:
    player = preview._player
    with qtbot.waitSignal(player.opened, timeout=10_000):
        player.open(path)
    return player


def shot(preview: VideoPreview) -> QImage:
    return preview.grab().toImage()


def test_the_film_is_seen_with_its_caption(
    qtbot: QtBot, preview: VideoPreview, tmp_path: Path
) -> None:
    player = opened(qtbot, preview, write_film(tmp_path / "film.mp4"))
    preview.set_captions(CUES)
    player.seek(0.5)
    qtbot.waitUntil(lambda: shot(preview).pixelColor(20, 20).red() > 60, timeout=5_000)
    assert preview.cue == CUES[0]
    assert preview.accessibleDescription() == CUES[0].text
    picture = shot(preview)
    # White letters low in the middle, none above.
    assert has_white(picture, 260, 360)
    assert not has_white(picture, 0, 200)
    player.seek(1.7)
    assert preview.cue is None
    qtbot.waitUntil(lambda: shot(preview).pixelColor(20, 20).red() > 180, timeout=5_000)
    assert not has_white(shot(preview), 0, 360)


def has_white(picture: QImage, top: int, bottom: int) -> bool:
    return any(
        picture.pixelColor(x, y).lightness() > 230
        for y in range(top, bottom)
        for x in range(0, picture.width(), 2)
    )


def test_a_recording_without_picture_has_its_captions_on_a_dark_ground(
    qtbot: QtBot, preview: VideoPreview, tmp_path: Path
) -> None:
    player = opened(qtbot, preview, write_sound(tmp_path / "speech.wav", tone(2)))
    preview.set_captions(CUES)
    player.play_span(0.3, 1.2)
    qtbot.waitUntil(lambda: preview.cue == CUES[1], timeout=5_000)
    player.pause()
    picture = shot(preview)
    assert picture.pixelColor(20, 20).lightness() < 40
    # The word that is being said is underlined and yellow, the one before it white.
    assert has_yellow(picture, 320, 480)
    assert not has_yellow(picture, 200, 290)


def has_yellow(picture: QImage, left: int, right: int) -> bool:
    found = (
        picture.pixelColor(x, y)
        for y in range(picture.height() // 2, picture.height())
        for x in range(left, right)
    )
    return any(color.red() > 200 and color.blue() < 140 for color in found)


def test_the_next_recording_shows_nothing_of_the_last(
    qtbot: QtBot, preview: VideoPreview, tmp_path: Path
) -> None:
    opened(qtbot, preview, write_film(tmp_path / "film.mp4"))
    qtbot.waitUntil(lambda: shot(preview).pixelColor(20, 20).red() > 30, timeout=5_000)
    opened(qtbot, preview, write_sound(tmp_path / "speech.wav", tone(1)))
    assert shot(preview).pixelColor(20, 20).red() < 30


def test_nothing_is_decoded_while_it_is_hidden_and_the_frame_is_there_when_shown(
    qtbot: QtBot, preview: VideoPreview, tmp_path: Path
) -> None:
    preview.hide()
    player = opened(qtbot, preview, write_film(tmp_path / "film.mp4"))
    player.seek(1.5)
    frames: list[object] = []
    player.frame_changed.connect(frames.append)
    qtbot.wait(100)
    assert not frames
    preview.show()
    qtbot.waitUntil(lambda: shot(preview).pixelColor(20, 20).red() > 150, timeout=5_000)


def test_a_click_plays_and_pauses(qtbot: QtBot, preview: VideoPreview, tmp_path: Path) -> None:
    player = opened(qtbot, preview, write_sound(tmp_path / "speech.wav", tone(2)))
    qtbot.mouseClick(preview, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert player.playing
    qtbot.mouseClick(preview, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert not player.playing


@pytest.mark.parametrize("height", [90, 360, 1080])
def test_long_captions_wrap_inside_the_picture(qtbot: QtBot, height: int) -> None:
    size = QRectF(0, 0, height * 16 / 9, height)
    image = QImage(round(size.width()), height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    words = "this is a very long caption without any line breaks in it " * 2
    with QPainter(image) as painter:
        from PySide6.QtWidgets import QApplication

        covered = paint_caption(painter, Cue(0, 1, words.strip()), size, QApplication.font())
    assert size.contains(covered)
    assert covered.height() > 2 * 0.05 * height
    assert covered.bottom() < height * 0.96
