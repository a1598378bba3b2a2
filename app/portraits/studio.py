"""The Studio page: photos of one person in, portraits out, one by one."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot

from app.choosing.offers import Offers
from app.context import AppContext
from app.error_view import MessageKind, sentence_of
from app.forms import order_focus
from app.jobs import QUICK, Job, JobState, Lane
from app.portraits.base_models import list_base_models
from app.portraits.doing import Doing
from app.portraits.inputs import Given, sort_given
from app.portraits.licence import LicenceNotice
from app.portraits.likeness_words import is_low
from app.portraits.looking import look_at_photos
from app.portraits.looks import LookAt, Looker, Looks, MissingWeights
from app.portraits.panel import PortraitPanel
from app.portraits.result_model import Portrait, ResultModel
from app.portraits.series import Series, SeriesRun
from app.portraits.sheet import Sheet
from app.portraits.sheet_dialog import SheetDialog
from app.portraits.studio_view import StudioView, make_thumbnails
from app.portraits.style_shelf import StyleShelf
from app.portraits.tips_bar import change_words
from app.task_tab import Specs, TaskTab
from app.translation import translate
from app.widgets.drop_zone import DropZone

if TYPE_CHECKING:
    from pipelines.portraits.tips import Tip
    from pipelines.portraying.events import SeriesResult
    from pipelines.spec import ModelSpec, Part
    from pipelines.versions import Version

#: Finding faces takes a second on the CPU, beside whatever the device does.
_FACES = Lane("faces", quiet=True)
#: How long after a change of photos they are looked at.
_LOOK_AFTER_MS = 150


class Studio(TaskTab):
    """`looker` finds faces."""

    panel: PortraitPanel
    viewer: StudioView

    drawn = Signal(object)

    def __init__(
        self, context: AppContext, key: str, specs: Specs, looker: Looker = look_at_photos
    ) -> None:
        self._specs, self._looker = specs, looker
        self._looking: Job | None = None
        self._starting = False
        self._shown_sheet: Sheet | None = None
        super().__init__(context, key, specs)
        self.offers = Offers(self.strip, self)
        self.series = SeriesRun(context, self.viewer.model, self)
        self.licence = LicenceNotice(context.settings, self.offers, self)
        self.styles = StyleShelf(context, self.panel, self.strip, self)
        self.doing = Doing(self)
        self._look_later = QTimer(self)
        self._look_later.setSingleShot(True)
        self._look_later.setInterval(_LOOK_AFTER_MS)
        self._look_later.timeout.connect(self.look)
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
        view.photos.fetch_wanted.connect(lambda: self.look(fetch=True))
        view.acted.connect(self.doing.act)
        view.turned.connect(self.state_changed)
        view.tips.taken.connect(self.follow_tip)
        view.grid.vary_wanted.connect(self.ask_sheet)
        self.panel.choice_changed.connect(self._refresh)
        self.series.made.connect(self._on_made)
        self.series.ended.connect(self._on_series)
        self.styles.load()
        self._show_tips()
        order_focus(view.focus_order())

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
                self.look()
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
        self.look()

    def _on_photos(self) -> None:
        self.inputs = list(self.viewer.photos.photos)
        if self.viewer.photos.looks is None:
            self._look_later.start()
        self._refresh()

    @Slot()
    def look(self, fetch: bool = False) -> None:
        """Find the faces in the photos, in a job."""
        self._look_later.stop()
        photos, spec = self.viewer.photos, self.panel.spec
        if photos.image is None or spec is None:
            return
        if self._looking is not None:
            self._looking.cancel()
        values = self.panel.form_values()
        size = tuple(
            int(values.get(f"face_detection_input_{side}") or 640) for side in ("width", "height")
        )
        wanted = LookAt(photos.image, photos.face, photos.photos[1:], (size[0], size[1]))
        settings, engine, looker = self.context.settings.value, self.context.engine, self._looker

        def work(progress: Any) -> Looks | MissingWeights:
            return looker(engine.runtime(settings), spec, wanted, progress, fetch)

        job = self._looking = self.context.jobs.submit(work, lane=_FACES)
        job.finished.connect(lambda state: self._on_looks(job, state))
        if fetch:
            self.job_bar.show_job(job)

    def _on_looks(self, job: Job, state: JobState) -> None:
        if job is not self._looking:
            return
        self._looking = None
        if state is JobState.DONE and isinstance(job.result, MissingWeights):
            self.viewer.photos.show_missing(job.result.size)
        elif state is JobState.DONE:
            self.viewer.photos.show_looks(job.result)
        elif state is JobState.FAILED and job.error is not None:
            self.viewer.photos.show_trouble(sentence_of(job.error))
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

    @property
    def can_cancel(self) -> bool:
        return super().can_cancel

    def _hint(self) -> str:
        looks = self.viewer.photos.looks
        if looks is not None and looks.first.problem is not None:
            return self.tr("Put in a photo with a face first")
        if not self.inputs:
            return self.tr("Put in a photo first")
        return "" if not self.busy else super()._hint()

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
        if not self.licence.ask(spec, params, lambda: self.draw(sheet)):
            return
        self.panel.remember()
        self.strip.dismiss()
        asked = [params]
        if sheet is not None:
            plain = {"num_outputs": 1, "seed": self._sheet_seed(params)}
            asked = [params.model_copy(update={**plain, **cell}) for cell in sheet.cells()]
        self._starting = True
        job = self.context.jobs.submit(lambda _progress: _parts(spec, asked, sheet), lane=QUICK)
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
        pairs: list[tuple[Part[Any], Any]] = job.result
        parts = tuple(part for part, _asked in pairs)
        asked = tuple(params for _part, params in pairs)
        if sheet is not None:
            labels = tuple(sheet.label(cell) for cell in sheet.cells())
        else:
            labels = tuple(self.styles.name_of(str(part.names.get("style", ""))) for part in parts)
        looks = self.viewer.photos.looks
        series = Series(spec, parts, asked, output, labels, self.version)
        drawing = self.series.start(
            series, self.viewer.photos.image, looks.among if looks is not None else None
        )
        drawing.uses = self.panel.choice.files if self.panel.choice is not None else frozenset()
        self.batch = [drawing]
        self.job_bar.show_job(drawing)
        if sheet is not None:
            self.viewer.sheet.show_sheet(sheet, self.series.portraits)
            self.viewer.show_sheet()
        self._refresh()

    def _on_made(self, portrait: Portrait) -> None:
        self._result_folder = portrait.path
        self.styles.picture(portrait)
        self._point_at_tip(portrait)
        self._refresh()

    def _on_series(self, job: Job) -> None:
        result: SeriesResult | None = job.result
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
        if self.viewer.photos.looks is None:
            self.look()  # what finds faces came with the run
        self.plan_line.look_again()
        self._refresh()
        self.drawn.emit(job)

    def _tell(self, result: "SeriesResult") -> None:
        done, failed = len(result.done), len(result.failed)
        words = self.tr("1 portrait finished.")
        if done != 1:
            words = self.tr("{n} portraits finished.").format(n=done)
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

    # -- tips ------------------------------------------------------------------------------

    def _show_tips(self) -> None:
        job = self.context.jobs.submit(lambda _progress: _tips(), lane=QUICK)
        job.finished.connect(lambda state: self._on_tips(job, state))

    def _on_tips(self, job: Job, state: JobState) -> None:
        if state is JobState.DONE:
            self.viewer.tips.show_tips(job.result)
            order_focus(self.viewer.focus_order())

    def _point_at_tip(self, portrait: Portrait) -> None:
        """They help once there is something to be unhappy with."""
        from pipelines.portraits.tips import Trouble, tip_for

        self.viewer.tips.show()
        low = portrait.likeness is not None and is_low(portrait.likeness, portrait.among)
        self.viewer.tips.point_at(tip_for(Trouble.LIKENESS_LOW) if low else None)

    def follow_tip(self, tip: "Tip") -> None:
        """Change what helps, say what was changed, and offer to undo it."""
        params = self.panel.build(image=self.viewer.photos.image or Path("example"))
        if params is None:
            return
        wanted = tip.changed(params)
        if not wanted:
            words = self.tr("Nothing is left to change about that. {advice}")
            told = words.format(advice=translate(tip.advice))
            self.strip.show_message(MessageKind.INFO, told)
            return
        before = self.panel.change(wanted)
        items = {name: item for name in wanted if (item := self.panel.item(name)) is not None}
        told = self.tr("Changed: {changes}. {advice}").format(
            changes=change_words(items, before, wanted), advice=translate(tip.advice)
        )
        self.offers.make(told, self.tr("Undo"), lambda: self._undo(before))

    def _undo(self, before: Mapping[str, Any]) -> None:
        self.panel.change(before)
        self.strip.show_message(MessageKind.INFO, self.tr("The settings are as they were."))

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

    def remake(self, path: Path) -> None:
        """Draw a portrait once more, from what is written in it."""

    def use_model(self, name: str, values: Mapping[str, Any]) -> None:
        self.doing.ask(name, values)

    def close_tab(self) -> None:
        self._look_later.stop()
        super().close_tab()
        self.thumbnails.close()


def _parts(
    spec: "ModelSpec[Any]", asked: Sequence[Any], sheet: Sheet | None
) -> "list[tuple[Part[Any], Any]]":
    """What is drawn, each with the params it is a part of: of a sheet, one for each cell.

    Raises BadInput for a style that is not there, or for a setting that no sheet can vary.
    """
    from pipelines.portraying.axes import axis_of, cells_of
    from pipelines.spec import Part

    base = asked[0]
    parts = spec.parts(base) if spec.parts is not None else (Part("", base),)
    if sheet is None:
        return [(part, base) for part in parts]
    axes = [axis_of(spec, base, axis.item.name, axis.values) for axis in sheet.axes]
    return list(zip(cells_of(parts[0], axes), asked, strict=True))


def _tips() -> Any:
    from pipelines.portraits.tips import TIPS

    return TIPS
