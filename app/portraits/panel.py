"""The left side of the Portraits tab: base model, prompt, styles, strengths; the rest folded."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.choosing.choice_panel import ChoicePanel
from app.choosing.choices import Choice
from app.choosing.model_picker import ModelPicker
from app.editors import Editor, long_text_editor, name_controls
from app.forms import MakeEditor, ParamsForm
from app.portraits.seed_field import SeedEditor, seed_editor
from app.portraits.style_field import StylesEditor
from app.settings import SettingsStore
from app.widgets.thumbnails import Thumbnails

if TYPE_CHECKING:
    from pipelines.portraits.styles import Style
    from pipelines.spec import ModelSpec, ParamField

#: What is not folded away, in the order of the form.
_FIRST = (
    "prompt",
    "negative_prompt",
    "style",
    "num_outputs",
    "seed",
    "ip_adapter_scale",
    "controlnet_conditioning_scale",
    "num_inference_steps",
    "guidance_scale",
)
#: What is put in beside the form.
GIVEN = ("image", "reference_images", "face", "pose_image")


class PortraitPanel(ChoicePanel):
    """`styles_wanted` to edit the styles. `without` are fields that stand elsewhere."""

    styles_wanted = Signal()

    def __init__(
        self,
        settings: SettingsStore,
        tab: str,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
        without: Sequence[str] = GIVEN,
    ) -> None:
        self._thumbnails, self._without = thumbnails, frozenset(without)
        self._styles: tuple[tuple[Style, object], ...] = ()
        super().__init__(settings, tab, parent)

    def make_picker(self, parent: QWidget) -> ModelPicker:
        return ModelPicker(parent, suffixes=(".safetensors",), heading=self.tr("Base model"))

    def make_form(self, spec: "ModelSpec[Any]") -> ParamsForm:
        """What is changed from picture to picture first; what is rarely changed is folded away."""
        from pipelines.spec import fields_of

        items = {item.name: item for item in fields_of(spec.params)}
        first = [replace(items.pop(name), advanced=False) for name in _FIRST if name in items]
        rest = [replace(item, advanced=True) for item in items.values()]
        editors: dict[str, MakeEditor] = {
            "prompt": partial(long_text_editor, lines=4),
            "negative_prompt": partial(long_text_editor, lines=2),
            "style": self._make_styles,
            "seed": seed_editor,
        }
        without = {spec.input_field, *self._without}
        return ParamsForm([*first, *rest], self._page, without=without, editors=editors)

    def _make_styles(self, item: "ParamField", parent: QWidget) -> Editor:
        editor = StylesEditor(item, self._thumbnails, parent)
        editor.edit_wanted.connect(self.styles_wanted)
        editor.show_styles(self._styles)
        return name_controls(editor)

    def set_choices(self, choices: Sequence[Choice], select: str = "") -> None:
        """No base model comes without the face weights, so none is free to be sold with: without
        another wish it is the plain one."""
        super().set_choices(choices, select)
        if self.picker.choice is None and choices:
            self.picker.choose(choices[0].key)

    # -- styles ----------------------------------------------------------------------------

    def show_styles(self, styles: "tuple[tuple[Style, object], ...]") -> None:
        """Offer these, each with the path of its thumbnail or None."""
        self._styles = styles
        editor = self._editor("style")
        if isinstance(editor, StylesEditor):
            editor.show_styles(styles)

    def _editor(self, name: str) -> Editor | None:
        row = self.form.rows.get(name) if self.form is not None else None
        return row.editor if row is not None else None

    @property
    def spec_name(self) -> str:
        """The model that draws; empty before it is known."""
        return self.spec.name if self.spec is not None else ""

    # -- values ----------------------------------------------------------------------------

    def change(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Show these values instead; returns those that they replace."""
        if self.form is None:
            return {}
        before = self.form.values()
        replaced = {name: before[name] for name in values if name in before}
        self.form.set_values(dict(values))
        self._on_changed()
        return replaced

    def set_seed(self, seed: int) -> None:
        """Use that seed from now on."""
        editor = self._editor("seed")
        if isinstance(editor, SeedEditor):
            self.change({"seed": seed})

    def item(self, name: str) -> "ParamField | None":
        """The field of that name."""
        row = self.form.rows.get(name) if self.form is not None else None
        return row.item if row is not None else None
