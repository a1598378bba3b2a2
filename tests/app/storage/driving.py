"""Runs the whole program in this process while a script of steps acts on its windows."""

import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

import app.__main__ as program
from app.error_view import MessageStrip
from app.main_window import MainWindow

Steps = Iterator[Callable[[], Any]]
_Kind = TypeVar("_Kind", bound=QWidget)


def shown(kind: type[_Kind]) -> _Kind | None:
    """The visible window or dialog of that kind."""
    found = [item for item in QApplication.topLevelWidgets() if isinstance(item, kind)]
    return next((item for item in found if item.isVisible()), None)


def main_window() -> MainWindow:
    window = shown(MainWindow)
    assert window is not None
    return window


def run_program(steps: Steps, patience_s: float = 12) -> int:
    """Open the window and act: each step is waited for until it is true. Closes the window at
    the end and gives the exit code.

    What a step raises ends the program and is raised here.
    """
    steps = _then_close(steps)
    wanted: list[Callable[[], Any]] = []
    raised: list[BaseException] = []
    left = patience_s * 1000 / 20
    timer = QTimer(interval=20)

    def act() -> None:
        nonlocal left
        left -= 1
        try:
            if left < 0:
                raise TimeoutError(f"a step was waited for in vain: {_seen()}")
            while not wanted or wanted[0]():
                wanted[:] = [next(steps)]
        except StopIteration:
            timer.stop()
        except BaseException as error:
            timer.stop()
            raised.append(error)
            _end_all()

    interval, handler = sys.getswitchinterval(), signal.getsignal(signal.SIGINT)
    timer.timeout.connect(act)
    timer.start()
    try:
        return program.open_window()
    finally:
        timer.stop()
        sys.setswitchinterval(interval)
        signal.signal(signal.SIGINT, handler)
        if raised:
            raise raised[0]


def _then_close(steps: Steps) -> Steps:
    """Close what is left at the end, when nothing is under way."""
    yield from steps
    window = main_window()
    yield lambda: window.context.jobs.is_idle
    window.close()


def _end_all() -> None:
    for item in QApplication.topLevelWidgets():
        if isinstance(item, MainWindow):
            item.context.jobs.shutdown()
            item.close()
    QApplication.exit(99)


def _seen() -> list[str]:
    """What is on the screen, for whoever looks why nothing goes on."""
    found = [item for item in QApplication.topLevelWidgets() if item.isVisible()]
    strips = [strip.words for item in found for strip in item.findChildren(MessageStrip)]
    return [type(item).__name__ for item in found] + strips
