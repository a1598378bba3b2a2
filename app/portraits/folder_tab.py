"""The Folder page: a folder of faces, each with every prompt and every style."""

from pathlib import Path
from typing import Any

from app.batches.batch_run import BatchRun
from app.batches.batch_tab import BatchTab
from app.batches.inputs import InputKind
from app.batches.pictures import PICTURES
from app.choosing.choices import Choice
from app.context import AppContext
from app.portraits.base_models import list_base_models
from app.portraits.deeds import Deed
from app.portraits.doing import FileDoing
from app.portraits.folder_run import PortraitBatch, parts_for
from app.portraits.folder_view import FolderView
from app.portraits.licence import LicenceNotice
from app.portraits.own_bases import OwnBases
from app.portraits.panel import PortraitPanel
from app.portraits.result_model import Portrait, ResultModel
from app.portraits.studio_view import make_thumbnails
from app.portraits.style_shelf import StyleShelf
from app.task_tab import Specs
from app.widgets.drop_zone import DropZone

#: What is the same for all faces cannot be a face or more photos of one.
_WITHOUT = ("image", "reference_images", "face")


class PortraitFolder(BatchTab):
    """Many faces through one base model."""

    panel: PortraitPanel
    viewer: FolderView
    batch_run: PortraitBatch

    def __init__(self, context: AppContext, key: str, specs: Specs) -> None:
        self._counted: tuple[Any, int] = (None, 1)
        super().__init__(context, key, specs)
        self.licence = LicenceNotice(context.settings, self.offers, self)
        self.styles = StyleShelf(context, self.panel, self.strip, self)
        self.doing = FileDoing(self, self.forget)
        self.own = OwnBases(context, self.strip, self)
        self.viewer.acted.connect(self.act)
        self.panel.picker.checkpoint_given.connect(lambda path: self.own.add(Path(path)))
        self.panel.picker.removal_requested.connect(self.own.ask_to_remove)
        self.own.changed.connect(self.reload_choices)
        self.batch_run.style_name = self.styles.name_of
        self.styles.load()

    # -- hooks -----------------------------------------------------------------------------

    @property
    def input_kind(self) -> InputKind:
        return PICTURES

    def _list(self) -> tuple[Choice, ...]:
        runtime = self.context.engine.runtime(self.context.settings.value)
        return list_base_models(self._specs(), runtime)

    def take_models(self, paths: list[Path]) -> None:
        for path in paths:
            self.own.add(path)

    def make_panel(self) -> PortraitPanel:
        self.thumbnails = make_thumbnails(self)
        settings, key = self.context.settings, self.key
        return PortraitPanel(settings, key, self.thumbnails, self, without=_WITHOUT)

    def make_viewer(self) -> FolderView:
        return FolderView(ResultModel(self), self.thumbnails, self)

    def make_batch_run(self) -> BatchRun:
        return PortraitBatch(self.context, self.viewer, self.viewer.model, self)

    def make_drop_zone(self) -> DropZone:
        return DropZone(
            self.tr("Drop a folder of faces here"),
            self.tr(
                "or choose it. Every face is drawn with every prompt and in every style; a line "
                "of three dashes (---) in the prompt parts several prompts."
            ),
            self,
            icon="people",
        )

    # -- running ---------------------------------------------------------------------------

    def run(self) -> None:
        if not self.can_run:
            return
        spec = self.panel.spec
        params = self.panel.build(image=self.inputs[0])
        if spec is None or params is None:
            return
        if not self.licence.ask(spec, params, self.run):
            return
        self.stack.setCurrentWidget(self.viewer)
        self.viewer.follow()
        self.run_many(self.inputs)

    def _hint(self) -> str:
        if not self.inputs or self.busy:
            return super()._hint()
        count, spec = len(self.inputs), self.panel.spec
        values = tuple(sorted((n, str(v)) for n, v in self.panel.form_values().items()))
        if spec is not None and self._counted[0] != values:
            params = self._valid(spec)
            self._counted = (values, parts_for(spec, params) if params is not None else 1)
        each = self._counted[1]
        if each == 1:
            return self.tr("{n} faces, a portrait of each").format(n=count)
        return self.tr("{n} faces, {each} portraits of each").format(n=count, each=each)

    def _valid(self, spec: Any) -> Any | None:
        """The params as they stand, or None without a word about what is wrong with them."""
        from pydantic import ValidationError

        try:
            return spec.params(**{**self.panel.form_values(), spec.input_field: self.inputs[0]})
        except ValidationError:
            return None

    # -- portraits -------------------------------------------------------------------------

    def act(self, deed: Deed, portraits: list[Portrait]) -> None:
        """What can be done here: looking, taking over a seed, and what is done with files."""
        if deed is Deed.OPEN:
            self.viewer.open_large(portraits[0])
        elif deed is Deed.USE_SEED and portraits[0].seed is not None:
            self.panel.set_seed(portraits[0].seed)
        else:
            self.doing.act(deed, portraits)

    def forget(self, portraits: list[Portrait]) -> None:
        """Their files are gone."""
        if self.viewer.large.portrait in portraits:
            self.viewer.leave_large()
        self.viewer.model.remove(portraits)

    def close_tab(self) -> None:
        super().close_tab()
        self.thumbnails.close()

    def set_inputs(self, paths: list[Path]) -> None:
        super().set_inputs(paths)
        self.viewer.show_queue(True)
