"""The settings as forms; a change counts at once, there is nothing to apply."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.context import AppContext
from app.editors import FileEditor, name_controls
from app.error_view import sentence_of
from app.forms import ParamsForm
from app.icons import set_icon
from app.jobs import QUICK, Job
from app.labels import hint_label
from app.settings import ColorMode, NumberFormat
from app.translation import known_languages, translate
from pipelines.budget import spoken
from pipelines.errors import BadInput

if TYPE_CHECKING:
    from pipelines.device_listing import Listed
    from pipelines.spec import ParamField


class SettingsDialog(QDialog):
    """Looks, engine and output in three cards."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(self.tr("Settings"))
        self.resize(560, 680)
        page = QWidget(self)
        page.setProperty("role", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(24, 24, 24, 24)
        self._column.setSpacing(16)
        self.forms: list[ParamsForm] = []
        self._engine_form: ParamsForm | None = None
        self._fill()
        self._column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QDialogButtonBox(self)
        close = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName(self.tr("Close the settings"))
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 12, 24, 12)
        foot.addWidget(buttons)
        whole.addLayout(foot)
        context.settings.changed.connect(self._show_values)
        self.forms[0].rows["theme"].editor.controls()[0].setFocus()

    def _fill(self) -> None:
        self._card(self.tr("Appearance"), self._appearance())
        engine = self._card(self.tr("Engine"), self._engine())
        self._show_memory()
        self._find = QPushButton(self.tr("Look for GPUs now"), engine)
        self._find.setAccessibleName(self.tr("Look for GPUs now"))
        self._find.setToolTip(self.tr("Starts the engine to see which devices there are"))
        set_icon(self._find, "chip")
        self._find.clicked.connect(self._look_for_devices)
        self._found = hint_label("", "hint", engine)
        self._found.hide()
        layout = engine.layout()
        if layout is not None:
            layout.addWidget(self._find)
            layout.addWidget(self._found)
        self._card(self.tr("Results"), self._results(), {"output_folder": _folder_editor})

    def _card(
        self, title: str, items: "Sequence[ParamField]", editors: dict[str, Any] | None = None
    ) -> QFrame:
        card = QFrame(self)
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 20)
        inside.setSpacing(16)
        heading = QLabel(title, card)
        heading.setProperty("role", "title")
        inside.addWidget(heading)
        form = ParamsForm(items, card, editors=editors or {})
        self._show_in(form)
        form.changed.connect(lambda: self._apply(form))
        inside.addWidget(form)
        self.forms.append(form)
        self._column.addWidget(card)
        return card

    def _show_in(self, form: ParamsForm) -> None:
        values = self.context.settings.value
        form.set_values({name: getattr(values, name) for name in form.rows})

    def _show_values(self) -> None:
        """Settings may change elsewhere while the dialog is open (the View menu)."""
        for form in self.forms:
            shown = self._without_refused(form)
            if {name: getattr(self.context.settings.value, name) for name in shown} != shown:
                form.set_values({n: getattr(self.context.settings.value, n) for n in shown})

    def _apply(self, form: ParamsForm) -> None:
        self._check_budget()
        self.context.settings.change(**self._without_refused(form))

    def _without_refused(self, form: ParamsForm) -> dict[str, Any]:
        """What the form shows, but for what was typed and cannot be."""
        refused = {name for name, row in form.rows.items() if row.problem.text()}
        return {n: v for n, v in _typed(form.values()).items() if n not in refused}

    # -- memory ----------------------------------------------------------------------------

    def _check_budget(self) -> None:
        """Say under the row what is wrong with it, if anything."""
        from pipelines.budget import parse_budget

        row = self.forms[1].rows["memory_budget"]
        try:
            parse_budget(row.editor.value() or "")
        except BadInput as error:
            row.show_problem(translate(error.text))
        else:
            row.show_problem("")

    def _show_memory(self) -> None:
        """Under the row of the budget: what there is, asked of the drivers in a job."""
        row = self.forms[1].rows["memory_budget"]
        self.memory = hint_label("", "small", row)
        self.memory.hide()
        layout = row.layout()
        if layout is not None:
            layout.addWidget(self.memory)

        def look(_progress: object) -> "list[Listed]":
            from pipelines.device_listing import list_devices

            return list_devices()

        self._listing = self.context.jobs.submit(look, lane=QUICK)
        self._listing.finished.connect(self._tell_memory)

    def _tell_memory(self) -> None:
        words = self.tr("{device}: {free} of {total} free")
        parts = [
            words.format(
                device=item.device.name,
                free=spoken(item.free_bytes),
                total=spoken(item.device.total_bytes),
            )
            for item in self._listing.result or ()
        ]
        if parts:
            self.memory.setText(self.tr("Here is: {devices}.").format(devices="; ".join(parts)))
            self.memory.show()

    # -- fields ----------------------------------------------------------------------------

    def _appearance(self) -> "list[ParamField]":
        from pipelines.spec import ParamField

        languages = ("auto", *known_languages())
        return [
            ParamField(
                "theme", "choice", self.tr("Colours"),
                self.tr("Light, dark, or as the system has it. The system is followed at once."),
                "auto", False, choices=("auto", "light", "dark"),
                labels={
                    "auto": self.tr("As the system"),
                    "light": self.tr("Light"),
                    "dark": self.tr("Dark"),
                },
            ),
            ParamField(
                "language", "choice", self.tr("Language"),
                self.tr("Takes effect the next time Hearth is opened."),
                "auto", False, choices=languages,
                labels={"auto": self.tr("As the system"), **_language_names(languages)},
            ),
            ParamField(
                "show_help", "bool", self.tr("Explain every setting"),
                self.tr("Show the line that says what it does under each setting of a model."),
                False, False,
            ),
        ]  # fmt: skip

    def _engine(self) -> "list[ParamField]":
        from pipelines.spec import ParamField

        devices = {"auto": self.tr("Automatic"), "cpu": self.tr("CPU")}
        devices |= {item.id: item.name for item in self.context.engine.devices}
        wanted = self.context.settings.value.device
        devices.setdefault(wanted, wanted)
        return [
            ParamField(
                "device", "choice", self.tr("Device"),
                self.tr("Where models run. Automatic takes the first GPU, else the CPU."),
                "auto", False, choices=tuple(devices), labels=devices,
            ),
            ParamField(
                "dtype", "choice", self.tr("Number format"),
                self.tr(
                    "Automatic takes the fastest format that the device has. float32 is exact "
                    "and slower, and needs twice the memory; the 16-bit formats differ by less "
                    "than an eye can see."
                ),
                "auto", False, choices=tuple(item.value for item in NumberFormat),
                labels={"auto": self.tr("Automatic")},
            ),
            ParamField(
                "tile", "int", self.tr("Tile size"),
                self.tr(
                    "Side of the pieces that large pictures are cut into. Automatic fits it to "
                    "the free memory; smaller needs less memory, larger is a little faster."
                ),
                0, False, minimum=0, maximum=2048, step=64, unit="px",
                lowest=self.tr("Automatic"),
            ),
            ParamField(
                "memory_budget", "text", self.tr("Memory budget"),
                self.tr(
                    "The most memory that Hearth may use, such as 6GB, or by device: "
                    "cuda:0=6GB, cpu=12GB. Empty: as much as is free. Less leaves room for other "
                    "programs, and works in smaller tiles."
                ),
                "", False,
            ),
            ParamField(
                "offline", "bool", self.tr("Stay offline"),
                self.tr("Download nothing; only weights that are installed can be used."),
                False, False,
            ),
        ]  # fmt: skip

    def _results(self) -> "list[ParamField]":
        from pipelines.spec import ParamField

        return [
            ParamField(
                "output_folder", "file", self.tr("Folder for results"),
                self.tr("Where results are written. Empty: beside the source."),
                None, False, optional=True,
            )
        ]  # fmt: skip

    # -- devices ---------------------------------------------------------------------------

    def _look_for_devices(self) -> None:
        self._find.setEnabled(False)
        self._found.setText(self.tr("Starting the engine; this takes a few seconds…"))
        self._found.show()
        engine = self.context.engine
        job = self.context.jobs.submit(lambda _progress: engine.find_devices(), lane=QUICK)
        job.finished.connect(self._found_devices)
        self._probe: Job = job

    def _found_devices(self) -> None:
        self._find.setEnabled(True)
        if self._probe.error is not None:
            self._found.setText(sentence_of(self._probe.error))
            return
        names = ", ".join(item.name for item in self.context.engine.devices)
        words = self.tr("Found: {names}. Open the settings again to choose one.")
        self._found.setText(words.format(names=names))


def _folder_editor(item: "ParamField", parent: QWidget) -> FileEditor:
    editor = FileEditor(item, parent, folders=True)
    name_controls(editor)
    return editor


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    kinds = {"theme": ColorMode, "dtype": NumberFormat}
    return {name: kinds[name](value) if name in kinds else value for name, value in values.items()}


def _language_names(languages: Sequence[str]) -> dict[str, str]:
    names = {key: QLocale(key).nativeLanguageName() for key in languages if key != "auto"}
    return {key: name[:1].upper() + name[1:] for key, name in names.items()}
