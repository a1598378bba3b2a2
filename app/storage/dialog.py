"""The storage dialog: the folder with the models, what takes room, other programs, packs."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.context import AppContext
from app.error_view import MessageKind, MessageStrip
from app.jobs import QUICK, Job, JobState, Lane
from app.models.answer import Answer
from app.storage.actions import StorageActions
from app.storage.adopted_page import AdoptedPage
from app.storage.folder_page import FolderPage
from app.storage.pack_page import PackPage
from app.storage.room_page import RoomPage
from app.widgets.job_bar import JobBar
from pipelines.progress import Progress

#: Moving, adopting and packing: one at a time.
STORAGE = Lane("storage")


class StorageDialog(QDialog):
    """Four pages over one message strip and one job bar. Esc stops a job first, then closes."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.actions_ = StorageActions(context)
        self._work: Job | None = None
        self._then: Callable[[], Any] | None = None
        self._leaving = False
        self.setWindowTitle(self.tr("Storage"))
        self.resize(800, 620)
        self.strip = MessageStrip(self)
        self.strip.action.connect(self._act)
        self.bar = JobBar(self)
        self.bar.cancelled.connect(self._cancel)
        self.folder = FolderPage(self)
        self.room = RoomPage(self)
        self.adopted = AdoptedPage(self)
        self.packs = PackPage(self)
        self.pages = QTabWidget(self)
        self.pages.setAccessibleName(self.tr("Storage"))
        self.pages.addTab(_scrolled(self.folder), self.tr("&Folder"))
        self.pages.addTab(self.room, self.tr("&Room"))
        self.pages.addTab(self.adopted, self.tr("&Other programs"))
        self.pages.addTab(_scrolled(self.packs), self.tr("&Packs"))
        self.pages.currentChanged.connect(lambda _index: self.reload())
        self._lay_out()
        self.reload()

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(self)
        close = buttons.addButton(self.tr("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName(self.tr("Close"))
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 20, 24, 8)
        inside.setSpacing(12)
        inside.addWidget(self.strip)
        inside.addWidget(self.pages, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        foot.addWidget(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(inside, 1)
        whole.addWidget(self.bar)
        whole.addLayout(foot)

    def reload(self) -> None:
        """Look again at what the page in front shows."""
        pages = (self.folder, self.room, self.adopted, self.packs)
        pages[self.pages.currentIndex()].reload()

    def changed(self) -> None:
        """Models came or went: here, and in the tabs."""
        self.reload()
        self.context.requests.models_changed.emit("")

    def install_packs(self, paths: Sequence[Path]) -> None:
        """Show the page of packs and install these."""
        self.pages.setCurrentIndex(3)
        for path in paths:
            self.packs.install(path)

    # -- messages --------------------------------------------------------------------------

    def tell(
        self,
        kind: MessageKind,
        words: str,
        action: str = "",
        then: Callable[[], Any] | None = None,
    ) -> None:
        """Say it above the pages; a button called `action` calls `then`."""
        self._then = then
        self.strip.show_message(kind, words, action=action)

    def _act(self) -> None:
        then, self._then = self._then, None
        self.strip.dismiss()
        if then is not None:
            then()

    # -- jobs ------------------------------------------------------------------------------

    def is_free(self) -> bool:
        """Whether nothing runs that works with the models; else it is told."""
        if not self.context.jobs.busy:
            return True
        words = self.tr("A job or a download is running: stop it or wait for its end, then retry.")
        self.tell(MessageKind.WARNING, words)
        return False

    def ask(self, work: Callable[[Progress], Any], then: Callable[[Any], Any]) -> None:
        """A short job; failures are told."""
        Answer(self.context.jobs.submit(work, lane=QUICK), then, self.strip, self)

    def run_job(
        self,
        work: Callable[[Progress], Any],
        then: Callable[[Any], Any],
        title: str,
        ended: Callable[[Job], Any] | None = None,
    ) -> None:
        """A longer job with a bar; the pages wait for it. `ended` is called however it ended."""
        self.strip.dismiss()
        self.pages.setEnabled(False)
        job = self._work = self.context.jobs.submit(work, title, STORAGE)
        self.bar.show_job(job)
        answer = Answer(job, then, self.strip, self)
        answer.given.connect(lambda: self._on_end(job, ended))

    def _on_end(self, job: Job, ended: Callable[[Job], Any] | None) -> None:
        if job is self._work:
            self._work = None
            self.pages.setEnabled(True)
        if ended is not None:
            ended(job)
        if self._leaving and self._work is None:
            super().reject()

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def reject(self) -> None:
        if self._work is not None and self._work.state is not JobState.DONE:
            self._leaving = True
            self._work.cancel()
        else:
            super().reject()


def _scrolled(page: QWidget) -> QScrollArea:
    """A page that may be higher than there is room for."""
    page.setProperty("role", "page")
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
