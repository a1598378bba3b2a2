"""The box that chooses a model: two lines a choice, with licence and what is still to download."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from app.choosing.choice_lines import (
    TwoLines,
    about_text,
    badge_text,
    full_title,
    natural_width,
    spoken_text,
)
from app.choosing.choices import CHECKPOINT_SUFFIXES, Choice
from app.controls import CalmComboBox
from app.forms import order_focus
from app.icons import Tint, set_icon
from app.labels import hint_label, wrapped_tooltip
from app.translation import translate, translate_param

#: The open list is as wide as its longest line, between these; what is longer still wraps.
_LIST_WIDTHS = (280, 440)


class ModelPicker(QWidget):
    """Chooses one of the choices. `chosen` with it, `checkpoint_given` with the path of a file,
    `removal_requested` with a checkpoint of the user's own.
    """

    chosen = Signal(object)
    checkpoint_given = Signal(str)
    removal_requested = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        suffixes: Sequence[str] = CHECKPOINT_SUFFIXES,
        folders: bool = False,
        heading: str = "",
    ) -> None:
        """`suffixes` of the user's own checkpoints that may be added and removed; none for no.
        With `folders` a model of the user's own is a folder, and not a file. `heading` is what
        the chosen thing is called, if not a model.
        """
        super().__init__(parent)
        self._suffixes, self._folders = tuple(suffixes), folders
        self._choices: tuple[Choice, ...] = ()
        words = heading or self.tr("Model")
        title = QLabel(words, self)
        title.setProperty("role", "heading")
        self.box = CalmComboBox(self)
        self.box.setAccessibleName(words)
        self.box.setToolTip(self.tr("Which model does the work"))
        self._lines = TwoLines(self.box, _LIST_WIDTHS[0])
        self.box.setItemDelegate(self._lines)
        self.box.setMaxVisibleItems(9)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(12)
        self.box.setEnabled(False)
        title.setBuddy(self.box)
        self.add_button = QPushButton(self.tr("Add file…"), self)
        self.add_button.setProperty("role", "quiet")
        self.add_button.setToolTip(
            self.tr(
                "Add a checkpoint of your own ({suffixes}); dropping it on the window does too"
            ).format(suffixes=", ".join(suffixes))
        )
        self.add_button.setAccessibleName(self.tr("Add a checkpoint file of your own"))
        if folders:
            self.add_button.setText(self.tr("Add folder…"))
            self.add_button.setToolTip(
                self.tr("Add a folder with a model of your own; dropping it does too")
            )
            self.add_button.setAccessibleName(self.tr("Add a model folder of your own"))
        self.add_button.clicked.connect(self.browse)
        self.add_button.setVisible(bool(suffixes))
        self.remove_button = QPushButton(self.tr("Remove…"), self)
        self.remove_button.setProperty("role", "quiet")
        self.remove_button.setToolTip(self.tr("Take this checkpoint off the list (Delete)"))
        self.remove_button.setAccessibleName(self.tr("Remove this checkpoint of your own"))
        self.remove_button.clicked.connect(self._ask_removal)
        self.remove_button.hide()
        self._make_actions()
        self.state = hint_label("", "small", self)
        self.badge = QLabel(self)
        self.badge.setObjectName("licence-badge")
        self.badge_frame = self._make_badge_frame()
        self.summary = hint_label("", "hint", self)
        self._lay_out(title)
        self.box.currentIndexChanged.connect(self._on_index)

    def _make_actions(self) -> None:
        """The context menu of the box, and the Delete key on it."""
        add = QAction(self.add_button.text(), self.box)
        add.triggered.connect(self.browse)
        self.remove_action = QAction(self.remove_button.text(), self.box)
        self.remove_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.remove_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove_action.setEnabled(False)
        self.remove_action.triggered.connect(self._ask_removal)
        if not self._suffixes:
            return
        self.box.addActions([add, self.remove_action])
        self.box.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _ask_removal(self) -> None:
        if self.choice is not None and self.choice.is_own:
            self.removal_requested.emit(self.choice)

    def _make_badge_frame(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("role", "strip")
        frame.setProperty("kind", "warning")
        sign = QLabel(frame)
        set_icon(sign, "warning", Tint.WARNING, 16)
        row = QHBoxLayout(frame)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(6)
        row.addWidget(sign)
        row.addWidget(self.badge)
        frame.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        frame.hide()
        return frame

    def _lay_out(self, heading: QLabel) -> None:
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.remove_button)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.box)
        column.addWidget(self.state)
        column.addWidget(self.badge_frame)
        column.addWidget(self.summary)
        order_focus([self.box, self.remove_button, self.add_button])

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self._choices

    @property
    def choice(self) -> Choice | None:
        index = self.box.currentIndex()
        return self._choices[index] if 0 <= index < len(self._choices) else None

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these; what was chosen stays chosen if it is still there. Emits nothing."""
        before = self.choice
        self._choices = tuple(choices)
        blocked = self.box.blockSignals(True)
        self.box.clear()
        self._widen_list()
        for number, choice in enumerate(self._choices):
            self.box.addItem(full_title(choice))
            self.box.setItemData(number, choice, Qt.ItemDataRole.UserRole)
            words = spoken_text(choice)
            self.box.setItemData(number, words, Qt.ItemDataRole.AccessibleTextRole)
            self.box.setItemData(number, wrapped_tooltip(words), Qt.ItemDataRole.ToolTipRole)
        keys = [choice.key for choice in self._choices]
        kept = keys.index(before.key) if before is not None and before.key in keys else -1
        self.box.setCurrentIndex(kept)
        self.box.blockSignals(blocked)
        self.box.setEnabled(bool(self._choices))
        self._describe()

    def _widen_list(self) -> None:
        """Wide enough for every licence to be read."""
        view, (least, most) = self.box.view(), _LIST_WIDTHS
        widths = (natural_width(choice, view.font()) for choice in self._choices)
        self._lines.width = min(most, max(least, *widths, 0))
        frame = 2 * view.frameWidth() + 8  # and the padding that the style sheet gives it
        bar = view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        view.setMinimumWidth(self._lines.width + frame + bar)

    def choose(self, key: str) -> bool:
        """Choose by key; False if there is no such choice."""
        for index, choice in enumerate(self._choices):
            if choice.key == key:
                self.box.setCurrentIndex(index)
                return True
        return False

    def browse(self) -> None:
        """The file dialog for a checkpoint."""
        if self._folders:
            folder = QFileDialog.getExistingDirectory(self, self.tr("Add a model folder"))
            if folder:
                self.checkpoint_given.emit(folder)
            return
        patterns = " ".join(f"*{suffix}" for suffix in self._suffixes)
        kinds = self.tr("Checkpoints ({patterns})").format(patterns=patterns)
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("Add a checkpoint"), "", kinds)
        if path:
            self.checkpoint_given.emit(path)

    def _on_index(self, _index: int) -> None:
        self._describe()
        if self.choice is not None:
            self.chosen.emit(self.choice)

    def _describe(self) -> None:
        choice = self.choice
        own = choice is not None and choice.is_own and bool(self._suffixes)
        self.remove_button.setVisible(own)
        self.remove_action.setEnabled(own)
        if choice is None:
            self.state.clear()
            self.badge_frame.hide()
            self.summary.clear()
            return
        self.box.setToolTip(wrapped_tooltip(spoken_text(choice)))
        self.box.setAccessibleDescription(spoken_text(choice))
        self.state.setText(about_text(choice))
        self.badge.setText(badge_text(choice))
        self.badge_frame.setVisible(bool(badge_text(choice)))
        about = choice.about
        self.summary.setText(
            translate(about) if about is not None else translate_param(choice.spec.summary)
        )
