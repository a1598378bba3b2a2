"""The window: rail, tabs, menus, status bar, and how it closes while something runs."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.actions import Actions
from app.context import AppContext, StartOver, Tab, TabPage
from app.error_view import MessageKind, MessageStrip
from app.jobs import Job
from app.rail import Rail, tab_title
from app.settings import ColorMode, Settings
from app.status import DeviceStatus
from app.translation import translate


class MainWindow(QMainWindow):
    """Tabs are made when first looked at; the one in front is made before the window shows.

    `starting_over` is set when it closes only to be built anew, with other places.
    """

    def __init__(self, context: AppContext, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self.context, self.tabs = context, tuple(tabs)
        context.requests.tabs = self.tabs
        self.pages: dict[str, TabPage] = {}
        self.starting_over: StartOver | None = None
        self._closing = False
        self._then: Callable[[], Any] | None = None
        self._question: QMessageBox | None = None
        self.setMinimumSize(1024, 600)
        self.actions_ = Actions(self)
        self.rail = Rail(self.tabs, self)
        self.strip = MessageStrip(self)
        self.stack = QStackedWidget(self)
        self.status = DeviceStatus(context, self)
        self.setStatusBar(self.status)
        self._lay_out()
        self._connect()
        self._restore()
        self._tell_complaints()

    @property
    def page(self) -> TabPage | None:
        """The tab in front."""
        page = self.stack.currentWidget()
        return page if isinstance(page, TabPage) else None

    # -- construction ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._strip_box = QWidget(self)
        box = QVBoxLayout(self._strip_box)
        box.setContentsMargins(16, 12, 16, 0)
        box.addWidget(self.strip)
        self._strip_box.hide()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._strip_box)
        right.addWidget(self.stack, 1)
        center = QWidget(self)
        row = QHBoxLayout(center)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(center)

    def _connect(self) -> None:
        actions, settings = self.actions_, self.context.settings
        self.rail.chosen.connect(self.show_tab)
        self.rail.settings_requested.connect(self.open_settings)
        actions.open.triggered.connect(lambda: self._ask_page("open_files"))
        actions.open_folder.triggered.connect(lambda: self._ask_page("open_folder"))
        actions.paste.triggered.connect(lambda: self._ask_page("paste"))
        actions.save.triggered.connect(lambda: self._ask_page("save"))
        actions.run.triggered.connect(lambda: self._ask_page("run"))
        actions.cancel.triggered.connect(lambda: self._ask_page("cancel"))
        actions.add_example.triggered.connect(lambda: self._ask_page("add_example"))
        actions.free_memory.triggered.connect(self.status.free_now)
        actions.help.triggered.connect(lambda: self._ask_page("toggle_help"))
        actions.settings.triggered.connect(self.open_settings)
        actions.storage.triggered.connect(lambda: self.open_storage())
        actions.about.triggered.connect(self.open_about)
        actions.quit.triggered.connect(self.close)
        actions.next_tab.triggered.connect(lambda: self._step_tab(1))
        actions.previous_tab.triggered.connect(lambda: self._step_tab(-1))
        actions.on_mode(lambda mode: settings.change(theme=mode))
        actions.modes[settings.value.theme].setChecked(True)
        settings.changed.connect(self._on_settings)
        settings.failed.connect(lambda words: self.tell(MessageKind.ERROR, translate(words)))
        self.strip.dismissed.connect(self._strip_box.hide)
        self.strip.action.connect(self._act)
        requests = self.context.requests
        requests.model_wanted.connect(self._use_model)
        requests.files_wanted.connect(self._hand_over)
        requests.storage_wanted.connect(self.open_storage)
        requests.start_over.connect(self._start_over)

    def _ask_page(self, what: str) -> None:
        page = self.page
        if page is not None:
            getattr(page, what)()

    # -- tabs ------------------------------------------------------------------------------

    def show_tab(self, index: int) -> None:
        """Bring a tab to the front, making it the first time."""
        if not 0 <= index < len(self.tabs):
            return
        tab = self.tabs[index]
        if tab.key not in self.pages:
            page = self.pages[tab.key] = tab.factory(self.context)
            page.state_changed.connect(self._refresh)
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self.pages[tab.key])
        self.pages[tab.key].take_focus()
        self.rail.show_current(index)
        self.setWindowTitle(self.tr("{tab} — Hearth").format(tab=tab_title(tab)))
        self.context.settings.change(last_tab=tab.key)
        self._refresh()

    def _step_tab(self, step: int) -> None:
        if self.tabs:
            index = next((i for i, tab in enumerate(self.tabs) if self._is_front(tab)), 0)
            self.show_tab((index + step) % len(self.tabs))

    def _use_model(self, task: str, name: str, values: Mapping[str, Any]) -> None:
        """Show the tab of that task with the model and values in its form."""
        for index, tab in enumerate(self.tabs):
            if tab.key == task:
                self.show_tab(index)
                self.pages[task].use_model(name, values)

    def _hand_over(self, task: str, paths: Sequence[Path]) -> None:
        """Show the tab of that task with these files."""
        for index, tab in enumerate(self.tabs):
            if tab.key == task:
                self.show_tab(index)
                self.pages[task].take_files(paths)

    def _is_front(self, tab: Tab) -> bool:
        return self.pages.get(tab.key) is self.stack.currentWidget()

    def _refresh(self) -> None:
        page, actions = self.page, self.actions_
        actions.run.setEnabled(page is not None and page.can_run)
        actions.cancel.setEnabled(page is not None and page.can_cancel)
        actions.save.setEnabled(page is not None and page.can_save)
        actions.add_example.setEnabled(page is not None and page.can_add_example)

    # -- settings and messages -------------------------------------------------------------

    def _on_settings(self, new: Settings, old: Settings) -> None:
        if new.theme is not old.theme:
            self.context.theme.set_mode(ColorMode(new.theme))
            self.actions_.modes[new.theme].setChecked(True)

    def open_settings(self) -> None:
        """The settings, in a dialog beside the window."""
        from app.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self.context, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_about(self) -> None:
        """What this is and where it keeps its files."""
        from app.about import AboutDialog

        dialog = AboutDialog(self.context.places, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_storage(self, packs: Sequence[Path] = ()) -> None:
        """Where the models are and what they take, in a dialog; installs these packs there."""
        from app.storage.dialog import StorageDialog

        dialog = StorageDialog(self.context, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        if packs:
            dialog.install_packs(packs)

    def tell(
        self,
        kind: MessageKind,
        words: str,
        action: str = "",
        then: Callable[[], Any] | None = None,
    ) -> None:
        """Say it above the tab; a button called `action` calls `then`."""
        self._then = then
        self.strip.show_message(kind, words, action=action)
        self._strip_box.show()

    def tell_failure(self, job: Job) -> None:
        """Say why a job failed, if it did."""
        if job.error is not None:
            self.show_unexpected(job.error, job.details)

    def _act(self) -> None:
        then, self._then = self._then, None
        self.strip.dismiss()
        if then is not None:
            then()

    def _tell_complaints(self) -> None:
        complaints = self.context.settings.complaints
        if complaints:
            self.tell(MessageKind.WARNING, "\n".join(translate(item) for item in complaints))

    def show_unexpected(self, error: BaseException, details: str) -> None:
        """An exception that nobody caught; the window goes on."""
        self.strip.show_error(error, details)
        self._strip_box.show()

    # -- geometry --------------------------------------------------------------------------

    def _restore(self) -> None:
        settings = self.context.settings.value
        geometry = _from_base64(settings.window_geometry)
        if not geometry or not self.restoreGeometry(geometry):
            self.resize(1280, 800)
        self.restoreState(_from_base64(settings.window_state))
        self._stay_on_screen()
        keys = [tab.key for tab in self.tabs]
        self.show_tab(keys.index(settings.last_tab) if settings.last_tab in keys else 0)

    def _stay_on_screen(self) -> None:
        """Back to a screen that exists: the one it was on may be unplugged."""
        frame = self.frameGeometry()
        for screen in QGuiApplication.screens():
            seen = screen.availableGeometry().intersected(frame)
            if seen.width() >= 160 and seen.height() >= 80:
                self._fit_into(screen)
                return
        screen = QGuiApplication.primaryScreen()
        if screen is not None:
            space = screen.availableGeometry()
            self.resize(self.size().boundedTo(space.size()))
            frame = self.frameGeometry()
            frame.moveCenter(space.center())
            self.move(frame.topLeft())

    def _fit_into(self, screen: QScreen) -> None:
        """No larger than the screen, the frame and its title included.

        Before the window is first shown its frame is not known; a title is about 32 px high.
        """
        space = screen.availableGeometry()
        decoration = self.frameGeometry().height() - self.height() or 32
        if self.height() + decoration > space.height() or self.width() > space.width():
            self.resize(self.size().boundedTo(QSize(space.width(), space.height() - decoration)))

    def _remember(self) -> None:
        self.context.settings.change(
            window_geometry=_to_base64(self.saveGeometry()),
            window_state=_to_base64(self.saveState()),
        )
        self.context.settings.save()

    # -- closing ---------------------------------------------------------------------------

    def _start_over(self, why: StartOver) -> None:
        """Close, to be built anew at the same place on the screen."""
        self.starting_over = why
        self._stop_and_close()

    def closeEvent(self, event: QCloseEvent) -> None:
        jobs = self.context.jobs
        if jobs.is_idle:
            self._finish()
            event.accept()
            return
        event.ignore()
        if jobs.busy and not self._closing:
            self._ask()
        else:
            self._stop_and_close()

    def _ask(self) -> None:
        if self._question is not None:
            return
        box = self._question = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Close Hearth?"))
        box.setText(self.tr("A job is running: stop it and close?"))
        box.setInformativeText(self.tr("It stops after its present step. Finished files stay."))
        stop = box.addButton(self.tr("Stop and close"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Keep running"), QMessageBox.ButtonRole.RejectRole)
        for button in (stop, keep):
            button.setAccessibleName(button.text())
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.finished.connect(lambda _code: self._answered(box.clickedButton() is stop))
        box.open()

    def _answered(self, stop: bool) -> None:
        box, self._question = self._question, None
        if box is not None:
            box.deleteLater()
        if stop:
            self._stop_and_close()

    def _stop_and_close(self) -> None:
        """Cancel all and come back to `closeEvent` when the last job has ended."""
        jobs = self.context.jobs
        if not self._closing:
            self._closing = True
            if jobs.busy:
                self.tell(
                    MessageKind.INFO, self.tr("Stopping after this step, then Hearth closes…")
                )
            for page in self.pages.values():
                page.setEnabled(False)
            self.status.stop()
            jobs.idle.connect(self.close)
        jobs.cancel_all()
        if jobs.is_idle:
            QTimer.singleShot(0, self, self.close)

    def _finish(self) -> None:
        self.status.stop()
        for page in self.pages.values():
            page.close_tab()
        self._remember()
        self.context.settings.close()  # what jobs change as they end is not lost
        self.context.jobs.shutdown()


def _to_base64(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")


def _from_base64(words: str) -> QByteArray:
    return QByteArray.fromBase64(words.encode("ascii", "ignore"))
