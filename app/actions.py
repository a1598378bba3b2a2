"""Menus and keyboard shortcuts. The window connects them to whichever tab is in front."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.settings import ColorMode


class Actions(QObject):
    """The window's actions, each with its menu entry and shortcut."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        key = Qt.Key
        ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        bar = window.menuBar()
        bar.setAccessibleName(self.tr("Menu bar"))

        file = bar.addMenu(self.tr("&File"))
        self.open = self._add(file, self.tr("&Open files…"), ctrl | key.Key_O)
        self.open_folder = self._add(file, self.tr("Open &folder…"), ctrl | shift | key.Key_O)
        self.paste = self._add(file, self.tr("&Paste picture or files"), ctrl | key.Key_V)
        file.addSeparator()
        self.save = self._add(file, self.tr("&Save a copy…"), ctrl | key.Key_S)
        file.addSeparator()
        self.settings = self._add(file, self.tr("Se&ttings…"), ctrl | key.Key_Comma)
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.storage = self._add(file, self.tr("Sto&rage…"), ctrl | key.Key_D)
        self.quit = self._add(file, self.tr("&Quit"), ctrl | key.Key_Q)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

        job = bar.addMenu(self.tr("&Job"))
        self.run = self._add(job, self.tr("&Run"), ctrl | key.Key_Return)
        self.run.setShortcuts(
            [QKeySequence(ctrl | key.Key_Return), QKeySequence(ctrl | key.Key_Enter)]
        )
        self.cancel = self._add(job, self.tr("&Cancel"), key.Key_Escape)

        job.addSeparator()
        self.add_example = self._add(job, self.tr("Add result to &examples"), ctrl | key.Key_E)
        self.free_memory = self._add(job, self.tr("&Free memory now"), ctrl | shift | key.Key_M)

        view = bar.addMenu(self.tr("&View"))
        self.next_tab = self._add(view, self.tr("&Next tab"), ctrl | key.Key_Tab)
        self.previous_tab = self._add(view, self.tr("Pre&vious tab"), ctrl | shift | key.Key_Tab)
        view.addSeparator()
        self.modes = self._add_modes(view)

        help_menu = bar.addMenu(self.tr("&Help"))
        self.help = self._add(help_menu, self.tr("&Explain settings"), key.Key_F1)
        self.about = self._add(help_menu, self.tr("&About Hearth"), None)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _add(self, menu: QMenu, words: str, shortcut: object) -> QAction:
        action = QAction(words, self._window)
        if shortcut is not None:
            action.setShortcut(QKeySequence(shortcut))  # pyright: ignore[reportArgumentType, reportCallIssue]
        menu.addAction(action)
        return action

    def _add_modes(self, menu: QMenu) -> dict[ColorMode, QAction]:
        group = QActionGroup(self._window)
        names = {
            ColorMode.AUTO: self.tr("Colours of the &system"),
            ColorMode.LIGHT: self.tr("&Light colours"),
            ColorMode.DARK: self.tr("&Dark colours"),
        }
        found: dict[ColorMode, QAction] = {}
        for mode, words in names.items():
            action = self._add(menu, words, None)
            action.setCheckable(True)
            group.addAction(action)
            found[mode] = action
        return found

    def on_mode(self, choose: Callable[[ColorMode], None]) -> None:
        """Call `choose` when the user picks a colour mode."""
        for mode, action in self.modes.items():
            action.triggered.connect(lambda _checked=False, mode=mode: choose(mode))
