"""What can be done with a transcript: each action with its name, key and icon, in one place."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.transcription.speaker_menu import KEYS

_Keys = tuple[str, ...]


class EditorActions(QObject):
    """The actions, known by their attributes; `icons` names the drawing of some.

    Their keys act everywhere in `owner`, those in `listed` only in `view`.
    """

    def __init__(self, owner: QWidget, view: QWidget) -> None:
        super().__init__(owner)
        self._owner, self._view = owner, view
        self.icons: dict[QAction, str] = {}
        self.undo = self._add(self.tr("Undo"), ("Ctrl+Z",), "undo")
        self.redo = self._add(self.tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo")
        self.edit = self._add(self.tr("Edit the text"), (), "edit")
        self.times = self._add(self.tr("Change start and end"), (), "clock")
        self.play = self._add(self.tr("Play the segment"), (), "play")
        self.split = self._add(self.tr("Split before this word"), ("Ctrl+B",), "split")
        self.merge = self._add(self.tr("Merge with the next"), ("Ctrl+M",), "merge")
        self.insert = self._add(self.tr("Insert a segment after"), ("Ctrl+I",), "plus")
        self.delete = self._add(self.tr("Delete"), ("Del",), "trash", listed=True)
        self.check = self._add(self.tr("Mark as right"), ("Ctrl+Shift+C",), "check")
        self.rerun = self._add(self.tr("Listen again…"), ("Ctrl+R",), "regenerate")
        self.new_speaker = self._add(self.tr("New speaker"), ("Ctrl+Shift+N",), "plus")
        self.speakers = self._add(self.tr("Rename or merge speakers…"), ("F6",), "people")
        self.find = self._add(self.tr("Find"), ("Ctrl+F",), "search")
        self.replace = self._add(self.tr("Find and replace"), ("Ctrl+H",), "replace")
        self.find_next = self._add(self.tr("Next hit"), ("F3",))
        self.find_previous = self._add(self.tr("Previous hit"), ("Shift+F3",))
        self.next_suspect = self._add(self.tr("Next suspect"), ("F7",))
        self.previous_suspect = self._add(self.tr("Previous suspect"), ("Shift+F7",))
        self.follow = self._add(self.tr("Follow along"), ("Ctrl+L",), "follow")
        self.follow.setCheckable(True)
        self.follow.setChecked(True)
        self.save = self._add(self.tr("Save project"), (), "save")
        self.export = self._add(self.tr("Export…"), ("Ctrl+Shift+E",), "export")
        self.digits = [
            self._add(self.tr("Speaker of key {key}").format(key=n), (f"Ctrl+{n}",))
            for n in range(KEYS + 1)
        ]
        self._show_keys_of_the_list()

    def _show_keys_of_the_list(self) -> None:
        """Plain keys that the list itself takes; here they are only shown in menus."""
        for action, key in ((self.edit, "F2"), (self.times, "F4"), (self.play, "Space")):
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self._owner.removeAction(action)
            self._view.addAction(action)

    def _add(self, words: str, keys: _Keys, icon: str = "", listed: bool = False) -> QAction:
        action = QAction(words, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        context = Qt.ShortcutContext
        action.setShortcutContext(
            context.WidgetShortcut if listed else context.WidgetWithChildrenShortcut
        )
        (self._view if listed else self._owner).addAction(action)
        if icon:
            self.icons[action] = icon
        return action

    @property
    def of_segments(self) -> list[QAction]:
        """Those that change or play what is selected, as a menu shows them."""
        return [
            *(self.play, self.edit, self.times),
            *(self.split, self.merge, self.insert, self.delete),
            *(self.check, self.rerun),
        ]

    @property
    def editing(self) -> list[QAction]:
        """Those that need a transcript that may be changed."""
        of_segments = [action for action in self.of_segments if action is not self.play]
        others = (self.new_speaker, self.speakers, self.replace, self.save, self.export)
        return [*of_segments, *others, *self.digits]


def with_keys(action: QAction) -> str:
    """The action's name with its key, for tooltips."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{action.text()} ({keys})" if keys else action.text()
