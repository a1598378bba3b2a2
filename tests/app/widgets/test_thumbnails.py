"""Small versions of pictures, made in the background."""

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.widgets import thumbnails
from app.widgets.thumbnails import Thumbnails


def test_in_a_long_list_the_last_asked_for_come_first_and_few_wait(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, made = threading.Event(), list[str]()

    def slow(path: Path, _region: object, _side: int) -> QImage:
        assert gate.wait(10)
        made.append(path.name)
        return QImage(4, 4, QImage.Format.Format_RGB32)

    monkeypatch.setattr(thumbnails, "small", slow)
    small = Thumbnails(most_waiting=3)
    paths = [Path(f"{n}.png") for n in range(20)]
    for path in paths:
        assert small.of(path) is None
    gate.set()
    qtbot.waitUntil(lambda: not small.busy)
    # Two were begun at once; of the others those last seen are left, the latest first.
    assert sorted(made[:2]) == ["0.png", "1.png"]
    assert sorted(made[2:]) == ["17.png", "18.png", "19.png"]
    assert small.of(paths[5]) is None  # asked for again
    qtbot.waitUntil(lambda: not small.busy)
    assert small.of(paths[5]) is not None
    small.close()


def test_a_picture_that_cannot_be_read_has_none(qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "bad.png"
    bad.write_text("no picture")
    small = Thumbnails()
    with qtbot.waitSignal(small.ready):
        assert small.of(bad) is None
    image = small.of(bad)
    assert image is not None
    assert image.isNull()
    small.close()
