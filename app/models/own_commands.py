"""What the Models tab does with models of the user's own: add, edit, share, remove."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.error_view import MessageKind
from app.jobs import Lane
from app.models.download_bar import data_size
from app.question import confirm

if TYPE_CHECKING:
    from app.models.tab import ModelsTab

#: Importing reads gigabytes: one at a time, beside everything else.
IMPORTS = Lane("imports")
_PATTERNS = "*.safetensors *.ckpt *.pth *.pt *.gguf *.hearth *.tar"


class OwnCommands(QObject):
    """Asks what must be asked and runs the jobs of `ModelActions` through the tab."""

    def __init__(self, tab: "ModelsTab") -> None:
        super().__init__(tab)
        self._tab = tab

    # -- adding ----------------------------------------------------------------------------

    def ask_files(self) -> None:
        """Choose files to import."""
        kinds = self.tr("Models ({patterns});;All files (*)").format(patterns=_PATTERNS)
        names, _kind = QFileDialog.getOpenFileNames(self._tab, self.tr("Add models"), "", kinds)
        self._tab.take([Path(name) for name in names])

    def ask_folder(self) -> None:
        """Choose a folder to import."""
        name = QFileDialog.getExistingDirectory(self._tab, self.tr("Add a model folder"))
        self.add([Path(name)] if name else [])

    def add(self, paths: list[Path]) -> None:
        """Recognise and keep each; what cannot be used is told."""
        actions = self._tab.actions_
        for path in paths:
            self._tab.run_job(
                lambda progress, path=path: actions.import_file(path, progress),
                self._on_added,
                IMPORTS,
                path.name,
            )

    def _on_added(self, name: str) -> None:
        words = self.tr("Added as {name}. Check its licence yourself.").format(name=name)
        self._tab.strip.show_message(MessageKind.SUCCESS, words)
        self._tab.list.search.clear()
        self._changed(name)

    def _changed(self, name: str = "") -> None:
        self._tab.context.requests.models_changed.emit(name)

    # -- editing ---------------------------------------------------------------------------

    def edit(self, name: str) -> None:
        """Change title, description, licence and card."""
        from app.models.own_dialog import OwnModelDialog

        tab = self._tab
        dialog = OwnModelDialog(tab.entries[name], tab)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(
            lambda card, changes: tab.ask(
                lambda _progress: tab.actions_.edit(name, card, changes),
                lambda _nothing: self._changed(name),
            )
        )
        dialog.open()

    # -- sharing ---------------------------------------------------------------------------

    def share(self, name: str) -> None:
        """Write it as one file, with or without its weights."""
        wanted, _kind = QFileDialog.getSaveFileName(
            self._tab,
            self.tr("Share the model as one file"),
            f"{name.replace('/', '-')}.hearth",
            "Hearth (*.hearth)",
        )
        if wanted:
            self._ask_weights(name, Path(wanted))

    def _ask_weights(self, name: str, target: Path) -> None:
        box = QMessageBox(self._tab)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Share"))
        box.setText(self.tr("Put the weights into the file, too?"))
        words = self.tr(
            "With them the file is {size} large. Check that their licence lets you pass them on. "
            "Without them, whoever gets the file needs the same weights."
        )
        box.setInformativeText(words.format(size=data_size(self._tab.entries[name].size)))
        without = box.addButton(self.tr("Without weights"), QMessageBox.ButtonRole.AcceptRole)
        within = box.addButton(self.tr("With weights"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(without)

        def chosen(_code: int) -> None:
            clicked = box.clickedButton()
            box.deleteLater()
            if clicked in (without, within):
                self._export(name, target, clicked is within)

        box.finished.connect(chosen)
        box.open()

    def _export(self, name: str, target: Path, with_weights: bool) -> None:
        actions = self._tab.actions_
        self._tab.run_job(
            lambda progress: actions.export(name, target, with_weights, progress),
            self._on_shared,
            IMPORTS,
            name,
        )

    def _on_shared(self, target: Path) -> None:
        words = self.tr("Saved as {name}.").format(name=target.name)
        self._tab.strip.show_message(MessageKind.SUCCESS, words)

    # -- removing --------------------------------------------------------------------------

    def remove(self, name: str) -> None:
        """Ask first; weights that lie elsewhere stay there."""
        tab = self._tab
        confirm(
            tab,
            self.tr("Remove"),
            self.tr("Remove {title}?").format(title=tab.entries[name].title),
            self.tr("What Hearth keeps of it is deleted. Files of yours elsewhere stay."),
            lambda: tab.ask(lambda _progress: tab.actions_.remove_own(name), self._on_removed),
        )

    def _on_removed(self, freed: int) -> None:
        self._tab.say_removed(freed)
        self._tab.context.requests.models_changed.emit("")
