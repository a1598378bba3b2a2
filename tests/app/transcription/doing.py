"""What a person does with the tab, and what it then shows."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.transcription.tab import TranscriptionTab
from app.widgets.state_icons import FileState


def settle(tab: TranscriptionTab, qtbot: QtBot) -> None:
    """Wait for every job."""
    qtbot.waitUntil(lambda: tab.context.jobs.is_idle, timeout=60_000)


def put_in(tab: TranscriptionTab, qtbot: QtBot, *paths: Path) -> None:
    tab.add_paths(list(paths))
    settle(tab, qtbot)


def run(tab: TranscriptionTab, qtbot: QtBot) -> None:
    assert tab.can_run
    tab.run()
    qtbot.waitUntil(lambda: not tab.busy, timeout=60_000)
    settle(tab, qtbot)


def texts(tab: TranscriptionTab) -> list[str]:
    """What the editor shows."""
    return [segment.text for segment in tab.document.segments]


def states(tab: TranscriptionTab) -> dict[str, FileState]:
    return {row.path.name: row.state for row in tab.viewer.queue.model.rows}


def shelf(tab: TranscriptionTab) -> list[Path]:
    """The transcripts that are kept."""
    return sorted(tab.context.places.transcripts.glob("*.hearth-transcript"))


def logs(tab: TranscriptionTab) -> list[Path]:
    return sorted(tab.context.places.transcripts.glob("*.hearth-log"))
