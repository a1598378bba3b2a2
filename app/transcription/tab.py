"""The Transcription tab: recordings in, text that can be made right, subtitles out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.batches.batch_tab import BatchTab
from app.batches.inputs import InputKind
from app.choosing.choices import Choice, matching_choice
from app.context import AppContext
from app.error_view import MessageKind
from app.jobs import QUICK, Job, JobState
from app.question import confirm
from app.settings import Settings
from app.task_tab import Specs
from app.transcription.again import Again
from app.transcription.drop_zone import RecordingDropZone
from app.transcription.ears import Ears
from app.transcription.keeper import Keeper
from app.transcription.live import Live
from app.transcription.opening import Opened, is_transcript, kept_for, nothing_of, open_file
from app.transcription.own_whisper import OwnWhisper, is_model_folder
from app.transcription.panel import TranscriptionPanel, described
from app.transcription.pickup import Pickup
from app.transcription.recorder_dialog import RecorderDialog
from app.transcription.saving import Saving
from app.transcription.tab_keys import TabKeys
from app.transcription.view import TranscriptionView
from app.translation import translate
from app.widgets.job_bar import duration
from pipelines.text import mark

if TYPE_CHECKING:
    from pipelines.spec import ModelSpec


def _suffixes() -> Sequence[str]:
    from pipelines.speech.suffixes import RECORDING_SUFFIXES

    return RECORDING_SUFFIXES


def _check(path: Path) -> object:
    from pipelines.speech.recording import probe

    return probe(path)


RECORDINGS = InputKind(
    _suffixes, _check, mark("There is no recording in {name}."), is_model=is_model_folder
)


#: Models of the task that do not write down speech themselves.
TOOLS = ("forced-alignment", "speaker-diarization")


class TranscriptionTab(BatchTab):
    """One or many recordings through one model; one transcript at a time in the editor."""

    viewer: TranscriptionView

    def __init__(self, context: AppContext, key: str, specs: Specs) -> None:
        self.ears = Ears()
        self._plain_specs = specs
        super().__init__(context, key, lambda: self._kept_specs())
        self.document = self.viewer.editor.document
        self.keeper = Keeper(context, self.viewer.editor, self)
        self.saving = Saving(context, self.viewer.editor, self.keeper, self)
        self.live = Live(context, self.viewer, self.keeper, self)
        self.again = Again(context, self.panel, self.viewer, self.ears, self)
        self.own = OwnWhisper(context, self.strip, self)
        self.pickup = Pickup(context, self.keeper, self.offers, self)
        self._asked: tuple[str, Mapping[str, Any]] | None = None
        TabKeys(self, self.viewer, self.viewer.editor)
        self._connect_parts()

    def _kept_specs(self) -> "Sequence[ModelSpec[Any]]":
        """The models with runs that lose nothing, heard here while they run."""
        folder = self.context.places.transcripts
        return tuple(self.ears.keeping(spec, folder) for spec in self._plain_specs())

    def _connect_parts(self) -> None:
        viewer, editor = self.viewer, self.viewer.editor
        self.ears.heard.connect(self.live.hear)
        self.live.taken.connect(self._prepare)
        self.panel.picker.checkpoint_given.connect(lambda path: self.own.add(Path(path)))
        self.panel.picker.removal_requested.connect(self.own.ask_to_remove)
        self.panel.changed.connect(self._show_output)
        self.own.changed.connect(self.reload_choices)
        self.drop_zone_.record_requested.connect(self.record)
        viewer.record_requested.connect(self.record)
        viewer.source_changed.connect(self._on_source)
        viewer.left.connect(self._on_left)
        viewer.media.failed.connect(self._refuse)
        editor.save_requested.connect(self.save)
        self.saving.exported.connect(self._on_saved)
        self.document.state_changed.connect(self._refresh)
        self.document.history_changed.connect(self._refresh)
        self.keeper.saved.connect(self._on_saved_project)
        self.keeper.failed.connect(self.strip.show_failure)
        self.keeper.refused.connect(self.strip.show_error)
        self.pickup.opened.connect(self._on_opened_file)
        self.pickup.go_on.connect(self._go_on_with)

    # -- hooks -----------------------------------------------------------------------------

    def make_panel(self) -> TranscriptionPanel:
        return TranscriptionPanel(self.context.settings, self.key, self)

    def _list(self) -> tuple[Choice, ...]:
        return tuple(map(described, super()._list()))

    @property
    def input_kind(self) -> InputKind:
        return RECORDINGS

    def make_viewer(self) -> TranscriptionView:
        return TranscriptionView(self.context.jobs, self)

    def make_drop_zone(self) -> RecordingDropZone:
        self.drop_zone_ = RecordingDropZone(self)
        return self.drop_zone_

    def take_models(self, paths: list[Path]) -> None:
        for path in paths:
            self.own.add(path)

    def choices_known(self) -> None:
        self.pickup.look()
        self._answer()

    def use_model(self, name: str, values: Mapping[str, Any]) -> None:
        self._asked = name, values
        self._answer()

    def _answer(self) -> None:
        """Do what another tab asked for, once the models are known."""
        choices = self.panel.picker.choices
        if self._asked is None or self.busy or not choices:
            return
        (name, values), self._asked = self._asked, None
        fitting = [
            choice
            for choice in choices
            if choice.spec.name == name
            and all(values.get(key, value) == value for key, value in choice.overrides.items())
        ]
        if not fitting:
            words = self.tr("{model} is not here any more.")
            if name in TOOLS:
                words = self.tr("{model} runs on the command line. See: hearth run {model} --help")
            self._refuse(words.format(model=name))
            return
        self.panel.picker.choose(fitting[0].key)
        source = values.get(fitting[0].spec.input_field)
        self.panel.restore({k: v for k, v in values.items() if not isinstance(v, Path)})
        if source:
            self.add_paths([Path(source)])

    # -- inputs ----------------------------------------------------------------------------

    def add_paths(self, paths: list[Path]) -> None:
        if len(paths) == 1 and is_transcript(paths[0]) and not self.busy:
            self.open_transcript(paths[0])
        else:
            super().add_paths(paths)

    def open_transcript(self, path: Path) -> None:
        """Edit a project, or subtitles."""
        job = self.context.jobs.submit(lambda p: open_file(path, p), path.name, QUICK)
        job.finished.connect(lambda _state: self._on_file(job, path))

    def _on_file(self, job: Job, path: Path) -> None:
        if job.state is JobState.DONE:
            self._restore_settings(job.result)
            self._on_opened_file(job.result, path)
        elif job.state is JobState.FAILED:
            self.strip.show_failure(job)

    def _restore_settings(self, opened: Opened) -> None:
        """Those that the transcript was made with, as far as they are to be had here."""
        project = opened.project
        choice = matching_choice(project.model, project.params, self.panel.picker.choices)
        if choice is not None:
            self.panel.picker.choose(choice.key)
            self.panel.restore(project.params, project.output or None)

    def _on_opened_file(self, opened: Opened, path: Path) -> None:
        """Show it, with its recording if that was found."""
        self.keeper.leave()
        paths = [opened.audio] if opened.audio is not None else []
        self._opening = opened
        super().set_inputs(paths)
        self._focus_what_is_open()
        if opened.audio is None:
            self.viewer.media.clear()
            self.viewer.show_title(path)
            self._take(opened)
        if opened.notice is not None:
            self.strip.show_message(MessageKind.WARNING, translate(opened.notice))
        elif opened.audio is None:
            words = self.tr("The recording of {name} was not found: put it beside the file.")
            self.strip.show_message(MessageKind.INFO, words.format(name=path.name))

    _opening: Opened | None = None

    def set_inputs(self, paths: list[Path]) -> None:
        self.keeper.leave()
        self._opening = None
        super().set_inputs(paths)
        self._focus_what_is_open()

    def _focus_what_is_open(self) -> None:
        """The list's own keys act inside of it: do not leave the focus on the buttons above."""
        focus, viewer = QApplication.focusWidget(), self.viewer
        above = (viewer.other_button, viewer.record_button, viewer.folder_button)
        around = (self.drop_zone_, viewer.media.waveform)
        inside = focus is None or any(part.isAncestorOf(focus) for part in around)
        if self.isVisible() and (inside or focus in above):
            self.take_focus()

    def record(self) -> None:
        """Ask the microphone."""
        if self.busy:
            self._refuse_busy()
            return
        self.viewer.media.player.pause()
        dialog = RecorderDialog(self.context.places.recordings, self)
        dialog.recorded.connect(self._hear_now)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _hear_now(self, audio: Path) -> None:
        """Put it in, and run."""
        if self.busy:
            self._refuse_busy()
            return
        job = self._sort([audio])
        job.finished.connect(lambda _state: self._on_found_again(job, ""))

    # -- the transcript on view ------------------------------------------------------------

    def _on_source(self, path: Path) -> None:
        """Another recording is looked at: show what is kept of it."""
        opening, self._opening = self._opening, None
        if opening is not None:
            self._take(opening)
            return
        self.keeper.leave()
        if self.live.show(path):
            return
        self.keeper.open(nothing_of(path))
        folder = self.context.places.transcripts
        job = self.context.jobs.submit(lambda _p: kept_for(path, folder), lane=QUICK)
        job.finished.connect(lambda _state: self._on_kept(job, path))

    def _on_kept(self, job: Job, path: Path) -> None:
        if job.state is JobState.FAILED:
            self.strip.show_failure(job)
        elif job.result is not None and path == self.viewer.source and not self.document.is_live:
            self._take(job.result)

    def _take(self, opened: Opened) -> None:
        self.keeper.open(opened)
        self._prepare(opened)
        self._focus_what_is_open()

    def _prepare(self, opened: Opened) -> None:
        """What exports and the next listening begin with."""
        editor, project = self.viewer.editor, opened.project
        place = opened.audio or opened.path
        if place is not None:
            folder = self.context.settings.value.output_folder or place.parent
            editor.export_path = folder / place.stem
        editor.rerun_choices = self.again.choices(project.transcript.language)
        self._show_output()
        self._refresh()

    def _show_output(self) -> None:
        output = self.panel.build_output()
        self.viewer.editor.output = output
        self.viewer.media.show_output(output)

    # -- running ---------------------------------------------------------------------------

    @property
    def can_save(self) -> bool:
        return bool(self.document.segments) and not self.document.is_live

    def run(self) -> None:
        if self.can_run and self._would_replace_edits():
            confirm(
                self,
                self.tr("Transcribe again"),
                self.tr("Transcribe {name} again?").format(name=self.inputs[0].name),
                self.tr("What you have put right stays as a file of its own, beside the new one."),
                self._run_now,
            )
        else:
            self._run_now()

    def _would_replace_edits(self) -> bool:
        one = len(self.inputs) == 1 and self.inputs[0] == self.viewer.source
        return one and not self.watches and self.keeper.is_worked_on

    def _run_now(self) -> None:
        self.keeper.leave()
        self.viewer.media.player.pause()
        super().run()
        self.take_focus()

    def submit(self, spec: "ModelSpec[Any]", params: Any, output: Any, settings: Settings) -> Job:
        job = super().submit(spec, params, output, settings)
        job.finished.connect(lambda _state: self.live.end())
        return job

    def launch(self, job: Job) -> None:
        super().launch(job)
        job.finished.connect(lambda _state: self.live.end())

    def _on_left(self, path: Path) -> None:
        if path == self.live.path:
            self.live.end()

    # -- results ---------------------------------------------------------------------------

    def save(self) -> None:
        """Ctrl+S: the transcript with everything, as one file, where it was saved last."""
        self.viewer.editor.commit()
        if not self.can_save:
            return
        self.saving.save()

    def _on_saved_project(self, path: Path) -> None:
        self._result_folder = path
        words = self.tr("Saved as {name}.").format(name=path.name)
        action = self.tr("Show in folder")
        self.strip.show_message(MessageKind.SUCCESS, words, action=action)

    def show_outcome(self, source: Path, outcome: Any, job: Job) -> None:
        """What was written; remarks on how it was done stand behind it, the first in sight."""
        super().show_outcome(source, outcome, job)
        notes = [translate(note) for note in outcome.notes]
        if not notes:
            return
        words = self.tr("Saved as {name} in {time}.")
        told = words.format(name=outcome.path.name, time=duration(job.seconds))
        self.strip.show_message(
            MessageKind.INFO,
            f"{told} {notes[0]}",
            action=self.tr("Show in folder"),
            details="\n\n".join(notes[1:]),
        )

    def stopped_words(self, done: int) -> str:
        if not self.document.segments:
            return super().stopped_words(done)
        return self.tr("Stopped. The text until here is kept; Run goes on from here.")

    # -- at the start ----------------------------------------------------------------------

    def _go_on_with(self, audio: Path, name: str, values: Mapping[str, Any]) -> None:
        """Go on with a transcription that was broken off."""
        if self.busy:
            self._refuse_busy()
            return
        choice = matching_choice(name, values, self.panel.picker.choices)
        if choice is not None:
            self.panel.picker.choose(choice.key)
            self.panel.restore(values)
        job = self._sort([audio])
        missing = name if choice is None else ""
        job.finished.connect(lambda _state: self._on_found_again(job, missing))

    def _on_found_again(self, job: Job, missing: str) -> None:
        if self.busy:
            return
        self._on_sorted(job)
        if missing:
            self._refuse(self.tr("{model} is not here any more.").format(model=missing))
        elif job.state is JobState.DONE and job.result.files:
            self._run_now()

    def take_focus(self) -> None:
        viewer = self.viewer
        if self.stack.currentWidget() is not viewer:
            self.drop_zone.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.document.segments:
            viewer.editor.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            viewer.media.waveform.focus()

    def close_tab(self) -> None:
        self.keeper.leave()
        super().close_tab()
