"""Packs: everything a task needs in one file, for a computer without network."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.controls import CalmComboBox
from app.error_view import MessageKind
from app.forms import order_focus
from app.icons import set_icon
from app.jobs import Job, JobState
from app.labels import hint_label
from app.models.download_bar import data_size
from app.rail import tab_title
from app.storage.pack_actions import PackActions, PackPlan
from app.translation import translate_param

if TYPE_CHECKING:
    from app.storage.dialog import StorageDialog
    from pipelines.storage.pack import Packed
    from pipelines.storage.unpack import Unpacked


class PackPage(QWidget):
    """Save a pack of a task, or install one."""

    def __init__(self, desk: "StorageDialog") -> None:
        super().__init__(desk)
        self._desk = desk
        self.actions_ = PackActions(desk.context)
        self.plan: PackPlan | None = None
        self._waiting: list[Path] = []
        self.task = CalmComboBox(self)
        self.task.setAccessibleName(self.tr("Task"))
        self.task.currentIndexChanged.connect(lambda _index: self._plan())
        self.installed = QCheckBox(self.tr("&Only what is installed here"), self)
        self.installed.setProperty("role", "box")
        self.installed.setToolTip(self.tr("Download nothing for it"))
        self.installed.toggled.connect(lambda _on: self._plan())
        self.told = hint_label("", "hint", self)
        self.save_button = self._button(self.tr("&Save a pack…"), "save")
        self.save_button.setEnabled(False)
        self.save_button.clicked.connect(self.ask_target)
        self.install_button = self._button(self.tr("&Install a pack…"), "download")
        self.install_button.setToolTip(self.tr("You can also drop a pack on the Models tab"))
        self.install_button.clicked.connect(self.ask_pack)
        self._lay_out()
        order_focus([self.task, self.installed, self.save_button, self.install_button])

    def _button(self, words: str, icon: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words.replace("&", ""))
        button.setAutoDefault(False)
        set_icon(button, icon, side=16)
        return button

    def _lay_out(self) -> None:
        words = self.tr(
            "One file with everything that the models of a task need. Take it to a computer "
            "without network and install it there."
        )
        save, inside = self._card(self.tr("Save a pack"), words)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        label = QLabel(self.tr("&Task"), save)
        label.setBuddy(self.task)
        form.addRow(label, self.task)
        inside.addLayout(form)
        inside.addWidget(self.installed)
        inside.addWidget(self.told)
        inside.addLayout(self._left(self.save_button))
        words = self.tr(
            "Only files that Hearth knows are taken out, each after a check of its hash."
        )
        install, inside = self._card(self.tr("Install a pack"), words)
        inside.addLayout(self._left(self.install_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(save)
        column.addWidget(install)
        column.addStretch(1)

    def _card(self, title: str, words: str) -> tuple[QFrame, QVBoxLayout]:
        card = QFrame(self)
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 20)
        inside.setSpacing(10)
        heading = QLabel(title, card)
        heading.setProperty("role", "title")
        inside.addWidget(heading)
        inside.addWidget(hint_label(words, "hint", card))
        return card, inside

    def _left(self, button: QPushButton) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        return row

    def reload(self) -> None:
        """Show what a pack would hold now."""
        if not self.task.count():
            from pipelines.spec import Task

            titles = {tab.key: tab_title(tab) for tab in self._desk.context.requests.tabs}
            self.task.blockSignals(True)
            for task in Task:
                self.task.addItem(titles.get(task.value, task.value), task)
            self.task.blockSignals(False)
        self._plan()

    def _plan(self) -> None:
        from pipelines.spec import Task

        task, only = Task(self.task.currentData()), self.installed.isChecked()
        self._desk.ask(lambda _progress: self.actions_.plan(task, only), self._show)

    def _show(self, plan: PackPlan) -> None:
        self.plan = plan
        offline = self._desk.context.settings.value.offline and plan.to_fetch > 0
        self.save_button.setEnabled(bool(plan.versions) and not offline)
        if not plan.versions:
            self.told.setText(self.tr("Nothing of this is installed here yet."))
            return
        words = self.tr("{models}: {size}.")
        models = ", ".join(translate_param(title) for title in plan.models)
        told = [words.format(models=models, size=data_size(plan.bytes))]
        if offline:
            told.append(self.tr("Offline mode is on: only what is installed can be packed."))
        elif plan.to_fetch:
            words = self.tr("{size} are downloaded first, and stay installed.")
            told.append(words.format(size=data_size(plan.to_fetch)))
        if plan.closed:
            words = self.tr("Some are for non-commercial use only: {licences}.")
            told.append(words.format(licences=", ".join(plan.closed)))
        self.told.setText(" ".join(told))

    # -- saving ----------------------------------------------------------------------------

    def ask_target(self) -> None:
        """Ask for the file, then write it."""
        if self.plan is None or not self.plan.versions:
            return
        name = f"hearth-{self.plan.task.value}.tar"
        title, kinds = self.tr("Save a pack"), self.tr("Packs (*.tar)")
        wanted, _kind = QFileDialog.getSaveFileName(self, title, name, kinds)
        if wanted:
            target = Path(wanted)
            self.save(target if target.suffix else target.with_suffix(".tar"))

    def save(self, target: Path) -> None:
        """Write the pack."""
        plan = self.plan
        assert plan is not None
        self._desk.run_job(
            lambda progress: self.actions_.save(plan, target, progress),
            self._on_saved,
            self.tr("Saving a pack"),
        )

    def _on_saved(self, packed: "Packed") -> None:
        words = self.tr("Saved as {path} ({size}).")
        told = words.format(path=packed.path, size=data_size(packed.bytes))
        self._desk.tell(MessageKind.SUCCESS, told)
        self._desk.changed()

    # -- installing ------------------------------------------------------------------------

    def ask_pack(self) -> None:
        """Ask for a pack, then install it."""
        title, kinds = self.tr("Install a pack"), self.tr("Packs (*.tar);;All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self, title, "", kinds)
        if name:
            self.install(Path(name))

    def install(self, path: Path) -> None:
        """Install what is in that file, once those before it are done."""
        self._waiting.append(path)
        if len(self._waiting) == 1:
            self._install_next()

    def _install_next(self) -> None:
        path = self._waiting[0]
        self._desk.run_job(
            lambda progress: self.actions_.install(path, progress),
            lambda done: self._on_installed(path, done),
            path.name,
            self._on_end,
        )

    def _on_end(self, job: Job) -> None:
        del self._waiting[0]
        if job.state is JobState.CANCELLED:
            words = self.tr("Stopped. What is here is kept: install it again to go on.")
            self._desk.tell(MessageKind.INFO, words)
        if job.state is not JobState.DONE:
            self._waiting.clear()
        if self._waiting:
            self._install_next()

    def _on_installed(self, path: Path, done: "Unpacked") -> None:
        words = self.tr("{name}: {n} files installed ({size}), {here} were here already.")
        told = words.format(
            name=path.name,
            n=len(done.installed),
            size=data_size(sum(weight.size for weight in done.installed)),
            here=len(done.present),
        )
        if done.unknown:
            words = self.tr("Left out, since another version of Hearth made it for: {names}.")
            told += " " + words.format(names=", ".join(file.name for file in done.unknown))
        self._desk.tell(MessageKind.SUCCESS, told)
        self._desk.changed()
