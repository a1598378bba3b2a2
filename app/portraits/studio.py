"""The Studio page: photos of one person in, portraits out, one by one."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot

from app.choosing.offers import Offers
from app.context import AppContext
from app.error_view import MessageKind, sentence_of
from app.forms import order_focus
from app.jobs import QUICK, Job, JobState
from app.portraits.asked import Asked, parts_asked
from app.portraits.base_models import list_base_models
from app.portraits.doing import Doing
from app.portraits.face_looking import FaceLooking
from app.portraits.inputs import Given, sort_given
from app.portraits.licence import LicenceNotice
from app.portraits.looking import look_at_photos
from app.portraits.looks import Looker
from app.portraits.own_bases import OwnBases
from app.portraits.panel import PortraitPanel
from app.portraits.remaking import FindRemake, Remaking, find_remake
from app.portraits.result_model import Portrait, ResultModel
from app.portraits.series import Series, SeriesRun
from app.portraits.sheet import Sheet
from app.portraits.sheet_dialog import SheetDialog
from app.portraits.studio_view import StudioView, make_thumbnails
from app.portraits.style_shelf import StyleShelf
from app.portraits.tip_following import TipFollowing
from app.task_tab import Specs, TaskTab
from app.translation import translate
from app.widgets.drop_zone import DropZone

if TYPE_CHECKING:
    from pipelines.portraying.events import SeriesResult
    from pipelines.spec import ModelSpec
    from pipelines.versions import Version


class Studio(TaskTab):
    """`looker` finds faces, `find_remake` says how a portrait is made again."""

    panel: PortraitPanel
    viewer: StudioView

    drawn = Signal(object)

    def __init__(
        self,
        context: AppContext,
        key: str,
        specs: Specs,
        looker: Looker = look_at_photos,
        find_remake: FindRemake = find_remake,
    ) -> None:
        self._specs = specs
        self._starting = False
        self._shown_sheet: Sheet | None = None
        super().__init__(context, key, specs)
        self.offers = Offers(self.strip, self)
        self.series = SeriesRun(context, self.viewer.model, self)
        self.licence = LicenceNotice(context.settings, self.offers, self)
        self.styles = StyleShelf(context, self.panel, self.strip, self)
        self.own = OwnBases(context, self.strip, self)
        self.doing = Doing(self)
        self.remaking = Remaking(self, find_remake)
        self.faces = FaceLooking(context, self.panel, self.viewer.photos, looker, self)
        self.tips = TipFollowing(
            context, self.viewer.tips, self.panel, self.strip, self.offers, self
        )
        self._connect_parts()

    # -- hooks -----------------------------------------------------------------------------

    def make_panel(self) -> PortraitPanel:
        self.thumbnails = make_thumbnails(self)
        return PortraitPanel(self.context.settings, self.key, self.thumbnails, self)

    def make_viewer(self) -> StudioView:
        return StudioView(ResultModel(self), self.thumbnails, self)

    def make_drop_zone(self) -> DropZone:
        zone = DropZone(
            self.tr("Drop a photo of a person here"),
            self.tr(
                "or choose or paste one. A sharp face that fills a good part of the picture works "
                "best; several photos of the same person hold the likeness better."
            ),
            self,
            icon="portraits",
        )
        zone.folder_button.hide()
        return zone

    @property
    def version(self) -> "Version | None":
        return self.panel.choice.version if self.panel.choice is not None else None

    def _connect_parts(self) -> None:
        view = self.viewer
        view.photos.changed.connect(self._on_photos)
        view.acted.connect(self.doing.act)
        view.turned.connect(self.state_changed)
        self.faces.fetching.connect(self.job_bar.show_job)
        self.faces.ended.connect(self._refresh)
        self.tips.listed.connect(lambda: order_focus(view.focus_order()))
        view.grid.vary_wanted.connect(self.ask_sheet)
        self.panel.choice_changed.connect(self._refresh)
        self.panel.picker.checkpoint_given.connect(lambda path: self.own.add(Path(path)))
        self.panel.picker.removal_requested.connect(self.own.ask_to_remove)
        self.own.changed.connect(self.reload_choices)
        self.series.made.connect(self._on_made)
        self.series.ended.connect(self._on_series)
        self.styles.load()

    # -- models ----------------------------------------------------------------------------

    def _load_specs(self, specs: Specs) -> None:
        self.panel.run_hint.setText(self.tr("Looking for models…"))
        self.reload_choices()

    @Slot(str)
    def reload_choices(self, select: str = "") -> None:
        """Look again what is installed and what is on the shelf."""

        def work(_progress: object) -> Any:
            runtime = self.context.engine.runtime(self.context.settings.value)
            return list_base_models(self._specs(), runtime)

        job = self.context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda _state: self._on_choices(job, select))

    def _on_choices(self, job: Job, select: str) -> None:
        if job.state is JobState.DONE:
            first = self.panel.choice is None
            self.panel.set_choices(job.result, select)
            if first and self.inputs:
                self.faces.look()
            self.doing.answer()
        elif job.state is JobState.FAILED:
            self.strip.show_failure(job)
        self._refresh()

    # -- photos ----------------------------------------------------------------------------

    def add_paths(self, paths: list[Path]) -> None:
        if self.busy:
            words = self.tr("Please wait for the run to end, or cancel it, before that.")
            self._refuse(words)
            return
        journal = self.context.places.journal
        job = self.context.jobs.submit(lambda _progress: sort_given(paths, journal), lane=QUICK)
        job.finished.connect(lambda _state: self._on_given(job))

    def _on_given(self, job: Job) -> None:
        if job.state is not JobState.DONE:
            self.strip.show_failure(job)
            return
        given: Given = job.result
        made = given.made
        if made is not None and self.inputs:  # whose photo is there stays
            self.doing.offer_made(made)
        elif given.files:
            self.set_inputs(given.files)
            if made is not None:
                self.doing.offer_made(made)
        for path in given.models:
            self.own.add(path)
        if given.refused and made is None:
            reason = translate(given.refused[0][1])
            names = ", ".join(path.name for path, _ in given.refused[:3])
            told = reason if len(given.refused) == 1 else self._left_out(names, reason)
            self._refuse(told)

    def _left_out(self, names: str, reason: str) -> str:
        return self.tr("Left out: {names}. {reason}").format(names=names, reason=reason)

    def set_inputs(self, paths: list[Path]) -> None:
        super().set_inputs(paths)
        self.viewer.photos.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.faces.look()

    def _on_photos(self) -> None:
        self.inputs = list(self.viewer.photos.photos)
        if self.viewer.photos.looks is None:
            self.faces.look_soon()
        self._refresh()

    # -- running ---------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        return self._starting or super().busy

    @property
    def can_run(self) -> bool:
        looks = self.viewer.photos.looks
        usable = looks is None or looks.first.problem is None
        return super().can_run and usable

    def _hint(self) -> str:
        looks = self.viewer.photos.looks
        if looks is not None and looks.first.problem is not None:
            return self.tr("Put in a photo with a face first")
        if not self.inputs:
            return self.tr("Put in a photo first")
        return "" if not self.busy else super()._hint()

    def set_starting(self, starting: bool) -> None:
        """Something that is about to be queued keeps everything else waiting."""
        self._starting = starting
        self._refresh()

    def run(self) -> None:
        self.draw()

    def draw(self, sheet: Sheet | None = None) -> None:
        """Draw what the form asks for, or a sheet over it."""
        spec = self.panel.spec
        if spec is None or not self.can_run:
            return
        photos = self.viewer.photos
        params = self.panel.build(
            image=photos.image,
            reference_images=photos.photos[1:],
            face=photos.face,
            pose_image=photos.pose,
        )
        output = self.panel.build_output()
        if params is None or output is None:
            return
        again = partial(self.draw, sheet)
        if not self.licence.ask(spec, params, again) or not self.faces.settle(again):
            return
        self.panel.remember()
        self.strip.dismiss()
        asked = [params]
        if sheet is not None:
            plain = {"num_outputs": 1, "seed": self._sheet_seed(params)}
            asked = [params.model_copy(update={**plain, **cell}) for cell in sheet.cells()]
        self._starting, version = True, self.version
        job = self.context.jobs.submit(
            lambda _progress: parts_asked(spec, asked, sheet, version), lane=QUICK
        )
        job.finished.connect(lambda state: self._on_parts(job, state, spec, output, sheet))
        self._refresh()

    def _sheet_seed(self, params: Any) -> int:
        """All portraits of a sheet begin with the same noise, whatever else is varied."""
        import secrets

        return params.seed if params.seed is not None else secrets.randbelow(10**9)

    def _on_parts(
        self,
        job: Job,
        state: JobState,
        spec: "ModelSpec[Any]",
        output: Any,
        sheet: Sheet | None,
    ) -> None:
        self._starting = False
        if state is not JobState.DONE:
            self.strip.show_failure(job)
            self._refresh()
            return
        asked: Asked = job.result
        parts = asked.parts
        if sheet is not None:
            labels = tuple(sheet.label(cell) for cell in sheet.cells())
        else:
            labels = tuple(self.styles.name_of(str(part.names.get("style", ""))) for part in parts)
        self.launch(
            Series(spec, parts, asked.given, output, labels, asked.drawing, self.version),
            self.viewer.photos.image,
        )
        if sheet is not None:
            self.viewer.sheet.show_sheet(sheet, self.series.portraits)
            self.viewer.show_sheet()

    def launch(self, series: Series, photo: Path | None) -> None:
        """Queue it, and show its portraits as they come."""
        looks = self.viewer.photos.looks
        among = looks.among if looks is not None and photo is not None else None
        drawing = self.series.start(series, photo, among)
        self.stack.setCurrentWidget(self.viewer)
        drawing.uses = self.panel.choice.files if self.panel.choice is not None else frozenset()
        self.batch = [drawing]
        self.job_bar.show_job(drawing)
        self._refresh()

    def _on_made(self, portrait: Portrait) -> None:
        self._result_folder = portrait.path
        self.styles.picture(portrait)
        self.tips.look_at(portrait)
        self._refresh()

    def _on_series(self, job: Job) -> None:
        result: SeriesResult | None = job.result
        looks = self.viewer.photos.looks
        if job.state is JobState.FAILED:
            self.strip.show_failure(job)
        elif result is None or result.cancelled:
            done = len(result.done) if result is not None else 0
            words = self.tr("Stopped; {n} of {total} finished.")
            told = words.format(n=done, total=len(self.series.portraits) or done)
            self.strip.show_message(MessageKind.INFO, told)
        else:
            self._tell(result)
        self.reload_choices()
        if looks is None or looks.missing:
            self.faces.look()  # what finds faces came with the run
        self.plan_line.look_again()
        self._refresh()
        self.drawn.emit(job)

    def _tell(self, result: "SeriesResult") -> None:
        done, failed = len(result.done), len(result.failed)
        words = self.tr("1 portrait finished.")
        if done != 1:
            words = self.tr("{n} portraits finished.").format(n=done)
        sheet = self.series.sheet
        if sheet is not None:
            self._result_folder = sheet
            self.viewer.sheet.show_file(sheet)
            words += " " + self.tr("The sheet is {name}.").format(name=sheet.name)
        if failed:
            reason = translate(result.failed[0].reason)
            words += " " + self.tr("{n} failed: {reason}").format(n=failed, reason=reason)
        words = " ".join((words, *self.series.notes))
        kind = MessageKind.WARNING if failed or self.series.notes else MessageKind.SUCCESS
        if result.stopped is not None:
            kind, words = MessageKind.ERROR, f"{sentence_of(result.stopped)} {words}"
        action = self.tr("Show in folder") if done else ""
        self.strip.show_message(kind, words, action=action)

    def _show_folder(self) -> None:
        if not self.offers.accept():
            super()._show_folder()

    def _on_end(self, job: Job, path: Path) -> None:
        """Series end by `_on_series`."""

    # -- sheets ----------------------------------------------------------------------------

    def ask_sheet(self) -> None:
        """Which settings are to be varied."""
        if self.panel.form is None:
            return
        items = [row.item for row in self.panel.form.rows.values()]
        dialog = SheetDialog(items, self.panel.form_values(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self.draw)
        dialog.open()

    # -- what the window's menus call ------------------------------------------------------

    def take_focus(self) -> None:
        widget = self.viewer.photos.view if self.inputs else self.drop_zone
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self, portraits: list[Portrait]) -> None:
        """Their files are gone."""
        neighbours = [one for one in self.viewer.neighbours if one not in portraits]
        self.viewer.model.remove(portraits)
        self.viewer.removed(portraits, neighbours)
        self._refresh()

    def use_model(self, name: str, values: Mapping[str, Any]) -> None:
        self.doing.ask(name, values)

    def close_tab(self) -> None:
        self.faces.stop()
        super().close_tab()
        self.thumbnails.close()
