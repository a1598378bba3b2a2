"""What takes how much room, when it was last used, and giving room back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.error_view import MessageKind
from app.icons import set_icon
from app.models.download_bar import data_size
from app.question import confirm, confirm_removal
from app.storage.actions import ModelRemoval, Room
from app.storage.table import Table
from app.translation import translate_param

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.storage.dialog import StorageDialog
    from pipelines.storage.usage import ModelUse, Other
    from pipelines.weights.states import StoredFile

_NAMED = 5


class RoomPage(QWidget):
    """Models with their size and last use, then everything else; Remove and Clear."""

    def __init__(self, desk: "StorageDialog") -> None:
        super().__init__(desk)
        self._desk = desk
        titles = (
            self.tr("What"),
            self.tr("Size"),
            self.tr("Shared"),
            self.tr("Last used"),
            self.tr("Gives back"),
        )
        self.table = Table(self.tr("What takes how much room"), titles, self)
        self.table.currentItemChanged.connect(lambda _now, _before: self._show_choice())
        self.table.headerItem().setToolTip(2, self.tr("Of it, what other models use too"))
        self.table.headerItem().setToolTip(
            4, self.tr("What removing it gives back, its package and unfinished downloads included")
        )
        self.total = QLabel(self)
        self.total.setProperty("role", "hint")
        self.remove = QPushButton(self.tr("Re&move…"), self)
        self.remove.setAutoDefault(False)
        self.remove.setAccessibleName(self.tr("Remove what is chosen"))
        self.remove.setToolTip(self.tr("Delete what is chosen, after a question (Del)"))
        self.remove.setEnabled(False)
        set_icon(self.remove, "trash", side=16)
        self.remove.clicked.connect(self.ask)
        self.table.delete_pressed.connect(self.ask)
        foot = QHBoxLayout()
        foot.addWidget(self.total, 1)
        foot.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def reload(self) -> None:
        """Look again."""
        self._desk.ask(lambda _progress: self._desk.actions_.room(), self._show)

    def _show(self, room: Room) -> None:
        from pipelines.storage.clearing import CLEARABLE

        item = self.table.currentItem()
        before = item.text(0) if item is not None else ""
        self.table.clear()
        usage = room.usage
        if usage.models:
            group = self.table.group(self.tr("Models"))
            for use in usage.models:
                title = translate_param(room.titles.get(use.model, use.model))
                self.table.add(group, self._cells(title, use), use)
        if not usage.models and not usage.others:
            self.table.group(self.tr("Nothing is here yet"))
        if usage.others:
            group = self.table.group(self.tr("Other things"))
            for other, size in usage.others.items():
                back = data_size(size) if other in CLEARABLE else ""
                self.table.add(group, (other_name(other), data_size(size), "", "", back), other)
        words = self.tr("{total} in all, {free} free on this disk")
        self.total.setText(words.format(total=data_size(usage.total), free=data_size(usage.free)))
        self.table.choose_again(before)
        self._show_choice()

    def _cells(self, title: str, use: "ModelUse") -> tuple[str, ...]:
        size = data_size(use.bytes)
        if use.adopted:
            words = self.tr("{size} + {other} elsewhere")
            size = words.format(size=size, other=data_size(use.adopted))
        if use.last_used is None:
            moment = self.tr("never")
        else:
            date = QDateTime.fromSecsSinceEpoch(int(use.last_used)).date()
            moment = QLocale().toString(date, QLocale.FormatType.ShortFormat)
        shared = data_size(use.shared) if use.shared else ""
        return title, size, shared, moment, data_size(use.freed)

    def _show_choice(self) -> None:
        from pipelines.storage.clearing import CLEARABLE
        from pipelines.storage.usage import ModelUse

        chosen = self.table.chosen
        useful = chosen.freed > 0 if isinstance(chosen, ModelUse) else chosen in CLEARABLE
        self.remove.setEnabled(chosen is not None and useful)

    # -- giving room back ------------------------------------------------------------------

    def ask(self) -> None:
        """Ask whether what is chosen is to go."""
        from pipelines.storage.usage import ModelUse

        if not self.remove.isEnabled() or not self._desk.is_free():
            return
        chosen, actions = self.table.chosen, self._desk.actions_
        if isinstance(chosen, ModelUse):
            self._desk.ask(
                lambda _progress: actions.plan_removal(chosen.model),
                lambda removal: self._ask_removal(chosen.model, removal),
            )
        else:
            self._desk.ask(
                lambda _progress: actions.clearable(chosen),
                lambda files: self._ask_clearing(chosen, files),
            )

    def _ask_removal(self, model: str, removal: ModelRemoval) -> None:
        actions = self._desk.actions_
        confirm_removal(
            self,
            translate_param(removal.title),
            data_size(removal.bytes),
            removal.shared_with,
            lambda: self._desk.ask(lambda _progress: actions.remove(model), self._say_freed),
        )

    def _ask_clearing(self, other: "Other", files: "Sequence[StoredFile]") -> None:
        from pipelines.storage.usage import Other

        size = data_size(sum(file.bytes for file in files))
        told = self.tr("{size} are given back.").format(size=size)
        told += " " + {
            Other.PACKAGES: self.tr("They can be downloaded again."),
            Other.UNFINISHED: self.tr("Those downloads begin anew."),
            Other.UNKNOWN: self.tr("Nothing here uses them, but somebody put them there."),
        }.get(other, "")
        names = [file.path.name for file in files[:_NAMED]]
        more = len(files) - len(names)
        if more > 0:
            names.append(self.tr("and {n} more").format(n=more))
        actions = self._desk.actions_
        confirm(
            self,
            self.tr("Delete"),
            self.tr("Delete {what}?").format(what=other_name(other)),
            told + "\n\n" + "\n".join(names),
            lambda: self._desk.ask(lambda _progress: actions.clear(files), self._say_freed),
        )

    def _say_freed(self, freed: int) -> None:
        words = self.tr("{size} given back.").format(size=data_size(freed))
        self._desk.tell(MessageKind.SUCCESS, words)
        self._desk.changed()


def other_name(other: "Other") -> str:
    """What takes room besides models, in the user's language."""
    words = QCoreApplication.translate("storage", other.value)
    return words[:1].upper() + words[1:]
