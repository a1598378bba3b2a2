"""The list of files: states in words, reasons, retry, removal and dragging results out."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtTest import QTest

from app.widgets.file_queue import FileQueue
from app.widgets.file_queue_model import FILE, SIZE, STATE
from app.widgets.picture_source import Preview
from app.widgets.state_icons import FileState, state_icon
from tests.app.widgets.pictures import GREEN, plain, settle, shown

FILES = [Path(f"/photos/{name}.png") for name in ("eins", "zwei", "drei")]


def _thumbnail(path: Path, side: int) -> Preview:
    assert threading.current_thread() is not threading.main_thread()
    return Preview(plain(side, side // 2, GREEN), QSize(512, 256))


@pytest.fixture
def queue(qtbot: Any) -> FileQueue:
    queue = FileQueue(_thumbnail)
    shown(qtbot, queue)
    assert queue.add(FILES) == 3
    return queue


def _text(queue: FileQueue, row: int, column: int) -> str:
    return queue.model.index(row, column).data()


def test_files_are_listed_once(queue: FileQueue) -> None:
    assert queue.add([FILES[0], Path("/photos/vier.png")]) == 1
    assert queue.model.rowCount() == 4
    assert queue.summary.text() == "4 files"
    assert queue.current() == FILES[0]


def test_thumbnails_and_sizes_come_later(queue: FileQueue, qtbot: Any) -> None:
    settle(qtbot, lambda: _text(queue, 2, SIZE) == "512 × 256")
    icon = queue.model.index(0, FILE).data(Qt.ItemDataRole.DecorationRole)
    assert icon.pixmap(40, 40).toImage().pixelColor(10, 5) == GREEN


def test_files_that_are_no_pictures_have_neither_thumbnail_nor_size(qtbot: Any) -> None:
    queue = FileQueue()
    shown(qtbot, queue)
    queue.add(FILES)
    assert queue.view.isColumnHidden(SIZE)
    assert queue.model.index(0, FILE).data(Qt.ItemDataRole.DecorationRole) is None


def test_states_are_words_and_shapes(queue: FileQueue) -> None:
    queue.set_state(FILES[0], FileState.RUNNING, fraction=0.43)
    queue.set_state(FILES[1], FileState.FAILED, reason="The file is damaged.")
    queue.set_state(FILES[2], FileState.DONE, result=Path("/out/drei.png"))
    assert _text(queue, 0, STATE) == "Running, 43 %"
    assert _text(queue, 1, STATE) == "Failed: The file is damaged."
    assert _text(queue, 2, STATE) == "Done"
    assert queue.summary.text() == "3 files  ·  1 done  ·  1 failed"
    spoken = queue.model.index(1, FILE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "zwei.png, Failed: The file is damaged."
    images = [state_icon(state, False).pixmap(16, 16).toImage() for state in FileState]
    masks = [
        bytes(i.pixelColor(x, y).alpha() > 96 for y in range(16) for x in range(16)) for i in images
    ]
    # Skipped and the others differ in shape, not only in colour.
    assert len(set(masks)) == len(FileState)


def test_retry_gives_just_the_failed_ones(queue: FileQueue, qtbot: Any) -> None:
    assert not queue.retry_button.isVisible()
    queue.set_state(FILES[1], FileState.FAILED, reason="No.")
    assert queue.retry_button.isVisible()
    with qtbot.waitSignal(queue.retry) as told:
        QTest.mouseClick(queue.retry_button, Qt.MouseButton.LeftButton)
    assert told.args == [[FILES[1]]]
    assert _text(queue, 1, STATE) == "Waiting"


def test_removing_and_clearing_spares_what_runs(queue: FileQueue, qtbot: Any) -> None:
    queue.select(FILES[1])
    queue.view.setFocus()
    QTest.keyClick(queue.view, Qt.Key.Key_Delete)
    assert queue.model.paths() == [FILES[0], FILES[2]]
    queue.set_state(FILES[0], FileState.RUNNING)
    queue.select(FILES[0])
    queue.remove_selected()
    assert FILES[0] in queue.model.paths()
    QTest.mouseClick(queue.clear_button, Qt.MouseButton.LeftButton)
    assert queue.model.paths() == [FILES[0]]


def test_only_results_are_dragged_out(queue: FileQueue) -> None:
    queue.set_state(FILES[2], FileState.DONE, result=Path("/out/drei.png"))
    done, waiting = queue.model.index(2, 0), queue.model.index(0, 0)
    assert queue.model.flags(done) & Qt.ItemFlag.ItemIsDragEnabled
    assert not queue.model.flags(waiting) & Qt.ItemFlag.ItemIsDragEnabled
    data = queue.model.mimeData([done, queue.model.index(2, 1), waiting])
    assert data.urls() == [QUrl.fromLocalFile("/out/drei.png")]


def test_enter_opens_a_file(queue: FileQueue, qtbot: Any) -> None:
    queue.view.setFocus()
    queue.select(FILES[1])
    with qtbot.waitSignal(queue.opened) as told:
        QTest.keyClick(queue.view, Qt.Key.Key_Return)
    assert told.args == [FILES[1]]


def test_many_files_cost_only_what_is_in_view(qtbot: Any) -> None:
    asked: list[Path] = []

    def thumbnail(path: Path, side: int) -> Preview:
        asked.append(path)
        return _thumbnail(path, side)

    queue = FileQueue(thumbnail)
    shown(qtbot, queue)
    queue.add([Path(f"/photos/{n}.png") for n in range(5000)])
    qtbot.wait(100)
    assert 0 < len(asked) < 100


def test_unreadable_files_have_no_thumbnail_but_stay(qtbot: Any) -> None:
    def thumbnail(path: Path, side: int) -> Preview:
        raise OSError("no")

    queue = FileQueue(thumbnail)
    shown(qtbot, queue)
    queue.add(FILES)
    qtbot.wait(50)
    assert queue.model.rowCount() == 3


def test_the_model_is_sound(queue: FileQueue, qtmodeltester: Any) -> None:
    qtmodeltester.check(queue.model)


def test_closing_while_thumbnails_are_made(qtbot: Any) -> None:
    gate = threading.Event()

    def thumbnail(path: Path, side: int) -> Preview:
        gate.wait(5)
        return _thumbnail(path, side)

    queue = FileQueue(thumbnail)
    queue.show()
    qtbot.waitExposed(queue)
    queue.add(FILES)
    qtbot.wait(30)
    queue.close()
    queue.deleteLater()
    del queue
    qtbot.wait(10)
    gate.set()
    qtbot.wait(50)
