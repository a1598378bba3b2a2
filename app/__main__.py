"""Starts the window, or hands a command line on to `pipelines.__main__`."""

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from pipelines.errors import HearthError
from pipelines.places import Places, cache_folder, default_places

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.context import StartOver
    from app.main_window import MainWindow


def main(argv: Sequence[str] | None = None) -> int:
    """The window without arguments, the command line with; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments:
        from pipelines.__main__ import main as run_command

        return run_command(arguments)
    problem = missing_screen() or missing_library()
    if problem:
        print(problem, file=sys.stderr)  # noqa: T201
        return 1
    return open_window()


def missing_screen() -> str:
    """Why no window can open; Qt itself would end the process with a core dump."""
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in shown):
        return (
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set). "
            "Use the command line instead: hearth --help"
        )
    return ""


def missing_library() -> str:
    """Which system library Qt lacks, and how to get it on Debian."""
    try:
        from PySide6 import QtWidgets  # noqa: F401
    except ImportError as error:
        return (
            f"Qt cannot start: {error}. On Debian and Ubuntu: apt-get install libegl1 libgl1 "
            "libxkbcommon0 libdbus-1-3 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1"
        )
    return ""


def make_application() -> "QApplication":
    """The Qt application with its names and icon."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    import resources
    from app.import_hook import remove_import_hook

    remove_import_hook()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("hearth")
    app.setApplicationDisplayName("Hearth")
    app.setDesktopFileName("hearth")
    icon = Path(resources.__file__).parent / "icons" / "app.svg"
    app.setWindowIcon(QIcon(str(icon)))
    return app


def build_window(app: "QApplication", places: Places) -> "MainWindow":
    """Settings, theme, jobs and engine, and a window over them; not shown yet."""
    from app.context import AppContext
    from app.engine import Engine
    from app.jobs import JobQueue
    from app.main_window import MainWindow
    from app.settings import SettingsStore
    from app.tab_registry import all_tabs
    from app.theme import Theme
    from app.translation import install_translations

    settings = SettingsStore(places.settings)
    install_translations(app, settings.value.language)
    theme = Theme(app, settings.value.theme)
    context = AppContext(places, settings, theme, JobQueue(), Engine(places))
    return MainWindow(context, all_tabs())


def open_window() -> int:
    """Run the window until it is closed; built anew when its places have changed."""
    from app.context import StartOver

    # A worker in pure Python hands the lock over five times sooner: the window stays smooth.
    sys.setswitchinterval(0.001)
    os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder() / "numba"))
    app = make_application()
    before, why = None, StartOver()
    while True:
        try:
            places = default_places()
            places.check()
        except HearthError as error:
            from app.storage.missing_folder import ask_what_to_do

            _speak_without_places(app)
            if ask_what_to_do(error):
                continue
            return error.exit_code
        if before is not None and before.data != places.data:
            _relocate(before, places)
        code, why = _show(app, places, why)
        before = places
        if why is None:
            return code


def _speak_without_places(app: "QApplication") -> None:
    """The language of the settings, as far as even they can be found, for what is told then."""
    from app.settings import read_settings
    from app.translation import install_translations

    language = "auto"
    with suppress(HearthError):
        language = read_settings(default_places().settings)[0].language
    install_translations(app, language)


def _show(app: "QApplication", places: Places, why: "StartOver") -> "tuple[int, StartOver | None]":
    """One window until it is closed: the exit code, and why to go on with another, if so."""
    from PySide6.QtCore import QEvent, QTimer

    from app.storage.opening import Opening

    is_new = places.is_new()
    window = build_window(app, places)
    _catch_unexpected(window)
    if sys.platform != "win32":
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends at once
    window.show()
    QTimer.singleShot(0, window.status, window.status.start)
    Opening(window, is_new, why)
    code = app.exec()
    sys.excepthook = sys.__excepthook__
    goes_on = window.starting_over
    if goes_on is not None:
        # The old theme must not dress the new window, and the old engine gives its models back.
        window.context.theme.deleteLater()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return code, goes_on


def _relocate(before: Places, now: Places) -> None:
    """The old window has written its settings once more, with paths as they were before a move."""
    from pipelines.storage.references import relocate_settings

    relocate_settings(now.settings, before.data, now.data)


def _catch_unexpected(window: "MainWindow") -> None:
    """Exceptions in slots end up here: tell the user, and the terminal too."""

    def tell(kind: type[BaseException], error: BaseException, frames: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, frames)
        window.show_unexpected(error, "".join(traceback.format_exception(error)))

    sys.excepthook = tell


if __name__ == "__main__":
    sys.exit(main())
