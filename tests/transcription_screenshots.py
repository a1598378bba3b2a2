"""The Transcription tab's screens for `tests.screenshots`, with the real starter models.

Two people who read in turn: the clips of the tests, a woman and a synthesised man.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from app.transcription.tab import TranscriptionTab
from tests.speech_samples import LIBRIVOX, joined, synthesised, write_recording

if TYPE_CHECKING:
    from tests.screenshots import Photographer

EXAMPLE = Path(__file__).parents[1] / "resources" / "examples" / "reading.flac"


def conversation(path: Path) -> Path:
    """A recording of two voices in turn, written to `path`."""
    other = synthesised()
    clips = [LIBRIVOX[0], other, LIBRIVOX[1], LIBRIVOX[2], other, LIBRIVOX[3], LIBRIVOX[4]]
    return write_recording(path, joined(clips, pauses=(0.8,)).samples)


def take_transcription(photographer: "Photographer") -> None:
    """Empty, listening, the editor with two speakers, a passage again, export, a folder."""
    window = photographer.window
    window.show_tab([item.key for item in window.tabs].index("transcription"))
    photographer.settle()
    tab = window.page
    assert isinstance(tab, TranscriptionTab)
    photographer.take("transcription-idle")
    audio = conversation(photographer.photo.with_name("conversation.wav"))
    tab.add_paths([audio])
    photographer.settle()
    assert tab.panel.form is not None
    tab.panel.form.set_values({"diarize": True, "language": "en", "min_speakers": 2})
    tab.run()
    photographer.wait(300, lambda: tab.document.is_live)
    photographer.take("transcription-live")
    photographer.wait(300, lambda: not tab.busy)
    photographer.settle()
    tab.strip.dismiss()
    tab.viewer.editor.choose(2)
    photographer.settle()
    photographer.take("transcription-editor")
    _dialogs(photographer, tab)
    _folder(photographer, tab)


def _dialogs(photographer: "Photographer", tab: TranscriptionTab) -> None:
    editor = tab.viewer.editor
    dialog = editor.open_rerun()
    assert dialog is not None
    dialog.run()
    photographer.wait(120, lambda: not tab.again.busy)
    photographer.settle()
    photographer.take("transcription-again")
    photographer.close_dialog()
    editor.open_export()
    photographer.settle()
    photographer.take("transcription-export")
    photographer.close_dialog()
    editor.open_speakers()
    photographer.settle()
    photographer.take("transcription-speakers")
    photographer.close_dialog()
    tab.viewer.media.captions.setChecked(True)
    tab.viewer.media.player.seek(3.0)
    photographer.settle()
    photographer.take("transcription-captions")
    tab.viewer.media.captions.setChecked(False)


def _folder(photographer: "Photographer", tab: TranscriptionTab) -> None:
    """Several files, one of them no recording."""
    folder = photographer.photo.with_name("recordings")
    folder.mkdir()
    for name in ("Interview 1.flac", "Interview 2.flac"):
        shutil.copyfile(EXAMPLE, folder / name)
    (folder / "Notes.mp3").write_text("These are notes, and no sound at all.")
    assert tab.panel.form is not None
    tab.panel.form.set_values({"diarize": False})
    tab.add_paths([folder])
    photographer.settle()
    tab.run()
    photographer.wait(600, lambda: not tab.busy)
    photographer.settle()
    photographer.take("transcription-folder")
