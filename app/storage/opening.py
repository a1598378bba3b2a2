"""What happens once the window is on the screen: the first start, and what a new start brings."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.context import StartOver
from app.error_view import MessageKind
from app.jobs import QUICK, Job, JobState, Lane
from app.storage.actions import Beginning, StorageActions
from pipelines.places import read_location

if TYPE_CHECKING:
    from app.main_window import MainWindow

#: Reading what other programs have: one at a time, beside everything else.
ADOPTION = Lane("adoption")


class FirstPaint(QObject):
    """Calls `then` once, after the widget was painted for the first time.

    The filter is taken off at once: one in Python costs a moment for every event.
    """

    painted = Signal()

    def __init__(self, widget: QWidget, then: Callable[[], Any]) -> None:
        super().__init__(widget)
        self.painted.connect(then, Qt.ConnectionType.SingleShotConnection)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)
        return False


class Opening(QObject):
    """Sees to it that the first start asks where models are kept, and tells what `before` told."""

    def __init__(self, window: "MainWindow", is_new: bool, before: StartOver) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context
        self._actions = StorageActions(window.context)
        self._before = before
        if before.notice:
            window.tell(MessageKind.SUCCESS, before.notice)
        else:
            self._tell_unfinished()
        if is_new:
            FirstPaint(window.centralWidget() or window, self._look_around)
        elif before.adopt:
            self.adopt(before.adopt)

    # -- the first start -------------------------------------------------------------------

    def _look_around(self) -> None:
        job = self._context.jobs.submit(lambda _progress: self._actions.begin(), lane=QUICK)
        job.finished.connect(lambda _state: self._welcome(job))

    def _welcome(self, job: Job) -> None:
        if job.state is JobState.FAILED:
            self._window.tell_failure(job)
        elif job.state is JobState.DONE and self._window.isVisible():
            self._open(job.result)

    def _open(self, beginning: Beginning) -> None:
        from app.storage.welcome_dialog import WelcomeDialog

        dialog = WelcomeDialog(self._context, beginning, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.begun.connect(self._begin)
        dialog.rejected.connect(self._keep_ordinary)
        dialog.open()

    def _keep_ordinary(self) -> None:
        """Closed without an answer: the ordinary folder, which is asked about no more."""
        folder = self._context.places.weights
        job = self._context.jobs.submit(
            lambda _progress: folder.mkdir(parents=True, exist_ok=True), lane=QUICK
        )
        job.finished.connect(lambda _state: self._window.tell_failure(job))

    def _begin(self, folder: Path, adopt: Sequence[Path]) -> None:
        if folder != self._context.places.data:
            self._context.requests.start_over.emit(StartOver(adopt=tuple(adopt)))
        elif adopt:
            self.adopt(adopt)

    def _tell_unfinished(self) -> None:
        known = read_location(self._context.places.location)
        if known is not None and known.leaving is not None:
            words = self.tr("Moving the models from {folder} was not finished.")
            self._window.tell(
                MessageKind.WARNING,
                words.format(folder=known.leaving),
                self.tr("Finish it…"),
                self._window.open_storage,
            )

    # -- adopting --------------------------------------------------------------------------

    def adopt(self, folders: Sequence[Path]) -> None:
        """Look through the folders of other programs, and tell what is there."""
        words = self.tr("Looking for models of other programs…")
        self._window.tell(MessageKind.INFO, words)
        job = self._context.jobs.submit(
            lambda progress: self._actions.adopt(folders, progress), words, ADOPTION
        )
        job.finished.connect(lambda _state: self._tell(job))

    def _tell(self, job: Job) -> None:
        if job.state is JobState.FAILED:
            self._window.tell_failure(job)
        elif job.state is JobState.DONE:
            from app.storage.adopted_page import adoption_words

            self._window.tell(MessageKind.SUCCESS, adoption_words(job.result))
            self._context.requests.models_changed.emit("")
