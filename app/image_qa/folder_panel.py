"""The left side of the Folder page: model, questions, settings, formats, and where answers go."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.choosing.choice_panel import ChoicePanel
from app.choosing.model_picker import ModelPicker
from app.editors import long_text_editor
from app.forms import MakeEditor, ParamsForm, order_focus
from app.image_qa.formats_editor import USUAL, FormatsEditor
from app.image_qa.question_store import spoken
from app.image_qa.questions_editor import QuestionBox, QuestionsEditor
from app.image_qa.result_place import ResultPlace
from app.image_qa.vision_files import SUFFIXES
from app.settings import SettingsStore

if TYPE_CHECKING:
    from pipelines.prompts.picture_questions import PictureQuestion
    from pipelines.spec import ModelSpec, ParamField

#: What is asked, which does not depend on the model.
_ASKED = ("prompt", "json_schema")
#: What is not folded away.
_FIRST = ("prompt", "max_tokens")
_KEPT = "questions of a folder"


class FolderPanel(ChoicePanel):
    """`ready_wanted` with the `QuestionBox` that a ready question is to go into."""

    ready_wanted = Signal(object)

    def __init__(self, settings: SettingsStore, tab: str, parent: QWidget | None = None) -> None:
        self.place: ResultPlace | None = None
        self._held = ""
        super().__init__(settings, tab, parent)

    def make_picker(self, parent: QWidget) -> ModelPicker:
        return ModelPicker(parent, suffixes=SUFFIXES)

    def make_form(self, spec: "ModelSpec[Any]") -> ParamsForm:
        """What is asked comes first; what is rarely changed for a folder is folded away."""
        from pipelines.spec import fields_of

        items = [
            item if item.name in _FIRST else replace(item, advanced=True)
            for item in fields_of(spec.params)
        ]
        editors: dict[str, MakeEditor] = {
            "prompt": self._make_questions,
            "system_prompt": long_text_editor,
            "json_schema": long_text_editor,
        }
        return ParamsForm(items, self._page, without={spec.input_field}, editors=editors)

    def make_output_form(self, spec: "ModelSpec[Any]") -> ParamsForm:
        from pipelines.spec import fields_of

        editors: dict[str, MakeEditor] = {"format": FormatsEditor}
        return ParamsForm(fields_of(spec.output), self._page, editors=editors)

    def _make_questions(self, item: "ParamField", parent: QWidget) -> QuestionsEditor:
        editor = QuestionsEditor(item, parent)
        editor.ready_wanted.connect(self.ready_wanted)
        return editor

    def _replace_forms(self, spec: "ModelSpec[Any]") -> None:
        before = self.form.values() if self.form is not None else self._kept_questions()
        super()._replace_forms(spec)
        if self.form is None or self.output_form is None:
            return
        self.form.set_values({name: before.get(name) or "" for name in _ASKED})
        self.output_form.rows["format"].set_default(USUAL)
        if self.place is None:
            self.place = ResultPlace(self._page)
            self.place.changed.connect(self.changed)
        self._forms.removeWidget(self.place)
        self._forms.addWidget(self.place)
        forms = [*self.form.focus_order(), *self.output_form.focus_order()]
        order_focus([*self.model_controls(), *forms, *self.place.focus_order(), self.run_button])

    def _kept_questions(self) -> Mapping[str, Any]:
        return self._settings.value.last_params.get(_KEPT, {})

    def remember(self) -> None:
        super().remember()
        values = self.form_values()
        asked = {name: values[name] for name in _ASKED if values.get(name)}
        self._settings.remember_params(_KEPT, asked)

    # -- what is asked ---------------------------------------------------------------------

    @property
    def questions(self) -> tuple[str, ...]:
        """As they stand."""
        from pipelines.vision.params import questions_in

        return questions_in(str(self.form_values().get("prompt") or ""))

    @property
    def boxes(self) -> Sequence[QuestionBox]:
        """Where they are written."""
        editor = self.form.rows["prompt"].editor if self.form is not None else None
        return editor.boxes if isinstance(editor, QuestionsEditor) else ()

    def take_ready(self, item: "PictureQuestion", box: QuestionBox) -> None:
        """Put a ready question into that box. Its schema holds all answers from then on."""
        import json

        from pipelines.prompts.picture_questions import GAP

        box.write(spoken(item.question, bool(item.key)), GAP if item.has_gap else "")
        if self.form is None:
            return
        if item.schema is not None:
            self._held = json.dumps(dict(item.schema), ensure_ascii=False, indent=2)
            self.form.set_values({"json_schema": self._held})
        elif self._held and self.form_values().get("json_schema") == self._held:
            self._held = ""
            self.form.set_values({"json_schema": ""})
        self._on_changed()

    # -- where answers go ------------------------------------------------------------------

    @property
    def formats(self) -> tuple[str, ...]:
        """Those that are ticked."""
        if self.output_form is None:
            return ()
        editor = self.output_form.rows["format"].editor
        return editor.formats if isinstance(editor, FormatsEditor) else ()

    @property
    def tables(self) -> Mapping[str, Path]:
        """The files of the tables, by format."""
        return self.place.tables if self.place is not None else {}

    def show_place(self, usual: Path | None, folder: Path | None) -> None:
        """Say where answers go: `usual` is the table, `folder` takes a file for each picture, None
        standing for the pictures' own."""
        if self.place is None or self.output_form is None:
            return
        formats, row = self.formats, self.output_form.rows["in_place"]
        row.setEnabled("xmp" in formats)
        in_place = "xmp" in formats and bool(row.editor.value())
        written = [name for name in formats if name not in ("csv", "jsonl")]
        if in_place:
            written.remove("xmp")
        words = ""
        if written and folder is None:
            words = self.tr("A file for each picture goes beside it.")
        elif written:
            words = self.tr("A file for each picture goes into {folder}.").format(folder=folder)
        self.place.set_usual(usual)
        self.place.show_formats(formats, in_place, words)
