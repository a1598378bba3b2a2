"""What every tab is given: built once in `app.__main__` and handed down, so nothing is global."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.engine import Engine
from app.jobs import JobQueue
from app.settings import SettingsStore
from app.theme import Theme
from pipelines.places import Places


@dataclass(frozen=True)
class StartOver:
    """Why the window is to be built anew, because its places have changed.

    `notice` is told in the new window, and the folders in `adopt` are adopted there.
    """

    notice: str = ""
    adopt: tuple[Path, ...] = ()


class Requests(QObject):
    """What one tab asks of others, who need not know each other; the window carries it out.

    `model_wanted` with a task, a model's name and values for its form; `files_wanted` with a task
    and files for its tab, whatever model is chosen there; `models_changed` when
    models were added or removed, with the name of a new one or nothing; `storage_wanted` with
    the packs to install (mostly none) opens the storage dialog; `start_over` with a `StartOver`.
    `tabs` are those of the window.
    """

    model_wanted = Signal(str, str, object)
    files_wanted = Signal(str, object)
    models_changed = Signal(str)
    storage_wanted = Signal(object)
    start_over = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tabs: tuple[Tab, ...] = ()


@dataclass(frozen=True)
class AppContext:
    """The parts of the app that outlive a tab."""

    places: Places
    settings: SettingsStore
    theme: Theme
    jobs: JobQueue
    engine: Engine
    requests: Requests = field(default_factory=Requests)


@dataclass(frozen=True)
class Tab:
    """What a file in `app/tabs` declares as TAB.

    `key` names it in the settings and is the task it is for, `title` is marked with
    QT_TRANSLATE_NOOP("tabs", ...), `icon` is a file of resources/icons. `factory` is called when
    the tab is first looked at; importing the tab's file and calling it must import nothing heavy
    (no pydantic, numpy or torch).
    """

    key: str
    title: str
    order: int
    icon: str
    factory: "Callable[[AppContext], TabPage]"


class TabPage(QWidget):
    """What the window asks of a tab's widget; `state_changed` when a `can_...` may differ."""

    state_changed = Signal()

    @property
    def can_run(self) -> bool:
        return False

    @property
    def can_cancel(self) -> bool:
        return False

    @property
    def can_save(self) -> bool:
        return False

    @property
    def can_add_example(self) -> bool:
        return False

    def take_focus(self) -> None:
        """The tab came to the front: give the focus to what one does first."""

    def open_files(self) -> None:
        """Ctrl+O."""

    def open_folder(self) -> None:
        """Ctrl+Shift+O."""

    def paste(self) -> None:
        """Ctrl+V outside of text fields."""

    def run(self) -> None:
        """Ctrl+Return."""

    def cancel(self) -> None:
        """Esc while something runs."""

    def save(self) -> None:
        """Ctrl+S."""

    def add_example(self) -> None:
        """Ctrl+E: keep the latest result as an example."""

    def toggle_help(self) -> None:
        """F1."""

    def use_model(self, name: str, values: Mapping[str, Any]) -> None:
        """Another tab wants this model with these values in the form."""

    def take_files(self, paths: Sequence[Path]) -> None:
        """Another tab hands these files over."""

    def close_tab(self) -> None:
        """The window closes for good."""
