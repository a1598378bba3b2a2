"""Folders of other programs whose models are used where they lie."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.error_view import MessageKind
from app.forms import order_focus
from app.icons import set_icon
from app.models.download_bar import data_size
from app.storage.actions import OtherFolders
from app.storage.table import Table
from app.translation import translate

if TYPE_CHECKING:
    from app.storage.dialog import StorageDialog
    from pipelines.storage.adopt import Adoption
    from pipelines.weights.adopted_list import Adopted

_NAMED = 3


class AdoptedPage(QWidget):
    """What is used, what was found and could be; Use, Forget, and models of one's own."""

    def __init__(self, desk: "StorageDialog") -> None:
        super().__init__(desk)
        self._desk = desk
        self.others: OtherFolders | None = None
        titles = (self.tr("Folder"), self.tr("Program"), self.tr("Models found"))
        self.table = Table(self.tr("Folders of other programs"), titles, self)
        self.table.currentItemChanged.connect(lambda _now, _before: self._show_choice())
        self.add = self._button(self.tr("&Add a folder…"), "plus", self.ask_folder)
        self.use = self._button(self.tr("&Use"), "check", self._use)
        self.use.setToolTip(self.tr("Use the models in the chosen folder where they lie"))
        self.forget = self._button(self.tr("Forge&t"), "close", self._forget)
        self.forget.setToolTip(self.tr("Stop using the chosen folder; nothing in it changes (Del)"))
        self.more = self._button(self.tr("Add its other &models"), "models", self._add_models)
        self.more.setToolTip(
            self.tr("Make models of your own of what else lies there; nothing is copied")
        )
        self.table.delete_pressed.connect(self.forget.click)
        words = self.tr(
            "Hearth uses the models of other programs where they lie. Nothing there is copied, "
            "changed or deleted."
        )
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.add, self.use, self.forget, self.more):
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        about = QLabel(words, self)
        about.setProperty("role", "hint")
        about.setWordWrap(True)
        column.addWidget(about)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        order_focus([self.table, self.add, self.use, self.forget, self.more])
        self._show_choice()

    def _button(self, words: str, icon: str, action: Any) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words.replace("&", ""))
        button.setAutoDefault(False)
        set_icon(button, icon, side=16)
        button.clicked.connect(lambda: action())
        return button

    def reload(self) -> None:
        """Look again."""
        self._desk.ask(lambda _progress: self._desk.actions_.other_folders(), self._show)

    def _show(self, others: OtherFolders) -> None:
        self.others = others
        item = self.table.currentItem()
        before = item.text(0) if item is not None else ""
        self.table.clear()
        used = self.table.group(self.tr("In use"))
        for entry, weights in others.adopted:
            names = [weight.title for weight in weights[:_NAMED]]
            if len(weights) > _NAMED:
                names.append(self.tr("and {n} more").format(n=len(weights) - _NAMED))
            told = ", ".join(names) or self.tr("none that Hearth knows")
            if not entry.path.is_dir():
                told = self.tr("the folder is not there now")
            self.table.add(used, (str(entry.path), program_name(entry), told), entry)
        if not others.adopted:
            used.setText(0, self.tr("No folder is used yet"))
        if others.found:
            found = self.table.group(self.tr("Found on this computer, not used"))
            for entry in others.found:
                self.table.add(found, (str(entry.path), program_name(entry), ""), entry)
        self.table.choose_again(before)
        self._show_choice()

    @property
    def _chosen(self) -> "tuple[Adopted | None, bool]":
        """The folder that is chosen, and whether it is in use."""
        chosen = self.table.chosen
        used = [entry for entry, _weights in self.others.adopted] if self.others else []
        return chosen, chosen in used

    def _show_choice(self) -> None:
        chosen, used = self._chosen
        self.use.setEnabled(chosen is not None and not used)
        self.forget.setEnabled(used)
        self.more.setEnabled(used)

    # -- changing --------------------------------------------------------------------------

    def ask_folder(self) -> None:
        """Let the user choose a folder of another program."""
        title = self.tr("A folder with models of another program")
        name = QFileDialog.getExistingDirectory(self, title)
        if name:
            self.adopt(Path(name))

    def adopt(self, folder: Path) -> None:
        """Look through that folder and use it."""
        actions = self._desk.actions_
        self._desk.run_job(
            lambda progress: actions.adopt((folder,), progress),
            self._on_adopted,
            self.tr("Looking for models"),
        )

    def _use(self) -> None:
        chosen, used = self._chosen
        if chosen is not None and not used:
            self.adopt(chosen.path)

    def _on_adopted(self, adoptions: "Sequence[Adoption]") -> None:
        self._desk.tell(MessageKind.SUCCESS, adoption_words(adoptions))
        self._desk.changed()

    def _forget(self) -> None:
        chosen, used = self._chosen
        if chosen is None or not used:
            return

        def told(_nothing: object) -> None:
            words = self.tr("{folder} is not used any more; nothing in it was changed.")
            self._desk.tell(MessageKind.SUCCESS, words.format(folder=chosen.path))
            self._desk.changed()

        self._desk.ask(lambda _progress: self._desk.actions_.forget(chosen.path), told)

    def _add_models(self) -> None:
        chosen, used = self._chosen
        if chosen is not None and used:
            self._desk.run_job(
                lambda progress: self._desk.actions_.add_models(chosen, progress),
                self._on_added,
                self.tr("Adding models"),
            )

    def _on_added(self, result: Any) -> None:
        added, refused = result
        if not added and not refused:
            words = self.tr("There is nothing else there that Hearth can use.")
            self._desk.tell(MessageKind.INFO, words)
            return
        words = self.tr("{n} models added: {names}. Check their licences yourself.")
        names = ", ".join(model.name for model in added)
        told = [words.format(n=len(added), names=names)] if added else []
        told += [f"{path.name}: {translate(reason)}" for path, reason in refused[:_NAMED]]
        kind = MessageKind.WARNING if refused else MessageKind.SUCCESS
        self._desk.tell(kind, "\n".join(told))
        self._desk.changed()


def program_name(adopted: "Adopted") -> str:
    """Whose folder it is, in the user's language."""
    return QCoreApplication.translate("programs", adopted.program.value)


def adoption_words(adoptions: "Sequence[Adoption]") -> str:
    """What adopting gave, in a sentence or two."""
    found = [weight for adoption in adoptions for weight, _path in adoption.found]
    offers = [offer for adoption in adoptions for offer in adoption.offers]
    if found:
        words = QCoreApplication.translate("Adoption", "Installed now: {names} ({size}).")
        size = data_size(sum(weight.size for weight in found))
        told = words.format(names=", ".join(weight.title for weight in found), size=size)
    else:
        told = QCoreApplication.translate(
            "Adoption", "Used where it is. No file in it is one that Hearth knows."
        )
    if offers:
        words = QCoreApplication.translate(
            "Adoption", "Others there that can become models of your own: {n}."
        )
        told += " " + words.format(n=len(offers))
    return told
