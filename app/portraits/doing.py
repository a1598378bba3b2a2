"""What is done with finished portraits, and what another tab or an old portrait asks for."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from app.choosing.choices import matching_choice
from app.error_view import MessageKind
from app.input_files import delete_files
from app.jobs import QUICK, Job, JobState
from app.portraits.deeds import Deed
from app.portraits.inputs import MadePicture
from app.portraits.panel import GIVEN
from app.portraits.result_model import Portrait
from app.question import confirm
from app.results import show_in_folder
from app.widgets.drag_chip import copy_to_clipboard

if TYPE_CHECKING:
    from app.portraits.studio import Studio
    from app.task_tab import TaskTab
    from pipelines.spec import ModelSpec

#: Numbered anew by each run, or given beside the form.
_NOT_RESTORED = (*GIVEN, "num_outputs")


class FileDoing(QObject):
    """Does deeds with the files of portraits; `forget` is called with those that were deleted."""

    def __init__(self, tab: "TaskTab", forget: Callable[[list[Portrait]], None]) -> None:
        super().__init__(tab)
        self._tab, self._forget = tab, forget

    def act(self, deed: Deed, portraits: Sequence[Portrait]) -> None:
        """Do it with these, all finished."""
        paths = [one.path for one in portraits if one.path is not None]
        if not paths:
            return
        requests = self._tab.context.requests
        match deed:
            case Deed.UPSCALE:
                requests.files_wanted.emit("upscaling", paths)
            case Deed.ASK:
                requests.files_wanted.emit("image-qa", paths)
            case Deed.SAVE:
                self._tab.save_copy(paths[0])
            case Deed.COPY:
                self._copy(paths[0])
            case Deed.FOLDER:
                show_in_folder(paths[0])
            case Deed.DELETE:
                self._ask_delete(list(portraits), paths)
            case _:
                pass

    def _copy(self, path: Path) -> None:
        from app.widgets.picture_file import FileSource

        def work(_progress: object) -> QImage:
            return FileSource(path).preview(1 << 14).image

        job = self._tab.context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda state: self._on_copied(job, state, path))

    def _on_copied(self, job: Job, state: JobState, path: Path) -> None:
        if state is JobState.DONE:
            copy_to_clipboard(path, job.result)
            words = self.tr("The portrait is on the clipboard.")
            self._tab.strip.show_message(MessageKind.SUCCESS, words)
        else:
            self._tab.strip.show_failure(job)

    def _ask_delete(self, portraits: list[Portrait], paths: list[Path]) -> None:
        words = self.tr("Delete {name}?").format(name=paths[0].name)
        if len(paths) > 1:
            words = self.tr("Delete {n} portraits?").format(n=len(paths))
        confirm(
            self._tab,
            self.tr("Delete"),
            words,
            self.tr("The files are deleted from the disk."),
            lambda: self._delete(portraits, paths),
        )

    def _delete(self, portraits: list[Portrait], paths: list[Path]) -> None:
        job = self._tab.context.jobs.submit(lambda _progress: delete_files(paths), lane=QUICK)
        job.finished.connect(lambda state: self._on_deleted(job, state, portraits))

    def _on_deleted(self, job: Job, state: JobState, portraits: list[Portrait]) -> None:
        if state is not JobState.DONE:
            self._tab.strip.show_failure(job)
            return
        self._forget(portraits)


class Doing(FileDoing):
    """Does deeds for a `Studio`."""

    def __init__(self, studio: "Studio") -> None:
        super().__init__(studio, studio.forget)
        self._studio = studio
        self._asked: tuple[str, Mapping[str, Any]] | None = None

    def act(self, deed: Deed, portraits: Sequence[Portrait]) -> None:
        first, studio = portraits[0], self._studio
        match deed:
            case Deed.OPEN:
                studio.viewer.open_large(first)
            case Deed.USE_SEED:
                self._use_seed(first)
            case Deed.RESTORE:
                self._restore(first)
            case Deed.AGAIN if first.path is not None:
                self.make_again(first.path)
            case Deed.VARY:
                if self._restore(first):
                    studio.ask_sheet()
            case _:
                super().act(deed, portraits)

    # -- settings --------------------------------------------------------------------------

    def _use_seed(self, portrait: Portrait) -> None:
        if portrait.seed is None:
            return
        self._studio.panel.set_seed(portrait.seed)
        words = self.tr("Seed {seed} is used from now on.").format(seed=portrait.seed)
        self._studio.strip.show_message(MessageKind.INFO, words)

    def _restore(self, portrait: Portrait) -> bool:
        values = {**portrait.values, "seed": portrait.seed}
        return self.restore(self._studio.panel.spec_name, values)

    def restore(self, model: str, settings: Mapping[str, Any], version: str = "") -> bool:
        """Show these settings in the form, and the base model they are for."""
        studio = self._studio
        choices = studio.panel.picker.choices
        choice = matching_choice(model, settings, choices, version)
        if choice is None:
            words = self.tr("The base model of that portrait is not here any more.")
            studio.strip.show_message(MessageKind.WARNING, words)
            return False
        studio.panel.picker.choose(choice.key)
        refused = studio.panel.restore(
            {name: value for name, value in settings.items() if name not in _NOT_RESTORED}
        )
        if refused:
            words = self.tr("Restored, but these settings are no longer known: {names}")
            told = words.format(names=", ".join(refused))
            studio.strip.show_message(MessageKind.WARNING, told)
        else:
            words = self.tr("The settings are restored.")
            studio.strip.show_message(MessageKind.SUCCESS, words)
        return True

    def offer_made(self, made: MadePicture) -> None:
        """A picture of Hearth's was put in: offer what made it."""
        studio, told = self._studio, made.provenance
        names = {choice.spec.name for choice in studio.panel.picker.choices}
        if told.model not in names:
            words = self.tr("Hearth made this picture with {model}.").format(model=told.model)
            studio.strip.show_message(MessageKind.INFO, words)
            return

        def restore() -> None:
            from pipelines.portraits.styles import told_apart

            part = told.details.get("part")
            word = str(part.get("style", "")) if isinstance(part, dict) else ""
            settings = told_apart(studio.styles.styles, word, told.settings)
            self.restore(told.model, settings, told.version)

        studio.offers.make(
            self.tr("Hearth made this portrait."),
            self.tr("Restore its settings"),
            restore,
            self.tr("Make it again"),
            lambda: self.make_again(made.path),
            closes=True,
        )

    def make_again(self, path: Path) -> None:
        """Draw it once more from what it says about itself, without the photos."""
        self._studio.remaking.remake(path)

    # -- what another tab asks for ---------------------------------------------------------

    def ask(self, name: str, values: Mapping[str, Any]) -> None:
        """Another tab wants this model with these values; `answer` does it."""
        self._asked = (name, values)
        self.answer()

    def answer(self) -> None:
        """Do what was asked for, once the models are known."""
        studio = self._studio
        if self._asked is None or not studio.panel.picker.choices:
            return
        (name, values), self._asked = self._asked, None
        spec = next((c.spec for c in studio.panel.picker.choices if c.spec.name == name), None)
        if spec is not None:
            self.restore(name, {**_defaults(spec), **values})
        given = values.get("image")
        if given:
            studio.add_paths([Path(given)])


def _defaults(spec: "ModelSpec[Any]") -> dict[str, Any]:
    from pipelines.spec import fields_of

    return {item.name: item.default for item in fields_of(spec.params) if not item.required}
