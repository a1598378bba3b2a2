"""What a person does with the tab, and what it then shows."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.upscaling.tab import UpscalingTab
from app.widgets.state_icons import FileState


def save(path: Path, color: str = "teal", width: int = 24, height: int = 16) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    path.parent.mkdir(parents=True, exist_ok=True)
    assert image.save(str(path))
    return path


def put_in(tab: UpscalingTab, qtbot: QtBot, *paths: Path) -> None:
    tab.add_paths(list(paths))
    qtbot.waitUntil(lambda: bool(tab.inputs), timeout=20_000)
    qtbot.waitUntil(lambda: not tab.viewer.source_size.isEmpty(), timeout=20_000)


def run(tab: UpscalingTab, qtbot: QtBot) -> None:
    assert tab.can_run
    tab.run()
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)


def states(tab: UpscalingTab) -> dict[str, FileState]:
    return {row.path.name: row.state for row in tab.viewer.queue.model.rows}


def tiny_checkpoint(path: Path) -> Path:
    """A checkpoint that doubles a picture's size, of no quality whatever."""
    import torch
    from spandrel.architectures.Compact import Compact

    model = Compact(num_in_ch=3, num_out_ch=3, num_feat=8, num_conv=2, upscale=2)
    torch.save(model.state_dict(), path)
    return path
