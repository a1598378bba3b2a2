"""Recording into real files, from a microphone that the test speaks into."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.transcription.growing_wav import GrowingWav
from app.transcription.microphone import Hear, NoMicrophone, Sound, known_microphones, refused
from app.transcription.recorder import Recorder, Recording, free_name, loudest
from app.transcription.recorder_dialog import RecorderDialog
from app.transcription.sound import NoMultimedia
from tests.app.transcription.media_files import tone

RATE = 16_000


class FakeMicrophone:
    """Says what the test puts into its mouth."""

    name = "Test microphone"

    def __init__(self, refuses: bool = False) -> None:
        self.refuses = refuses
        self.calls: list[str] = []
        self.hear: Hear | None = None
        self.fail: Callable[[str], None] | None = None

    def start(self, hear: Hear, fail: Callable[[str], None]) -> Sound:
        if self.refuses:
            raise NoMicrophone(refused())
        self.hear, self.fail = hear, fail
        self.calls.append("start")
        return Sound(RATE, 1)

    def pause(self) -> None:
        self.calls.append("pause")

    def go_on(self) -> None:
        self.calls.append("go on")

    def stop(self) -> None:
        self.calls.append("stop")

    def say(self, samples: np.ndarray) -> None:
        assert self.hear is not None
        data = (samples * 32767).astype("<i2").tobytes()
        for start in range(0, len(data), 3200):
            self.hear(data[start : start + 3200])


def samples_of(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])


@pytest.fixture
def microphone() -> FakeMicrophone:
    return FakeMicrophone()


@pytest.fixture
def recorder(qtbot: QtBot, tmp_path: Path) -> Iterator[Recorder]:
    made = Recorder(tmp_path / "recordings")
    yield made
    made.throw_away()


def test_what_is_said_is_in_the_file(
    qtbot: QtBot, recorder: Recorder, microphone: FakeMicrophone
) -> None:
    heard: list[tuple[float, float]] = []
    recorder.heard.connect(lambda seconds, level: heard.append((seconds, level)))
    recorder.start(microphone)
    assert recorder.state is Recording.RUNNING
    spoken = tone(2.5, loudness=0.25)
    microphone.say(spoken)
    with qtbot.waitSignal(recorder.finished) as told:
        path = recorder.stop()
    assert told.args == [path]
    assert path is not None
    assert path.parent.name == "recordings"
    assert np.array_equal(samples_of(path), (spoken * 32767).astype(np.int16))
    assert heard[-1] == (pytest.approx(2.5), pytest.approx(0.25, abs=0.01))
    assert microphone.calls == ["start", "stop"]
    assert recorder.state is Recording.IDLE


def test_nothing_is_written_during_a_pause(recorder: Recorder, microphone: FakeMicrophone) -> None:
    recorder.start(microphone)
    microphone.say(tone(0.5))
    recorder.pause()
    microphone.say(tone(0.5))  # what the device still had
    recorder.go_on()
    microphone.say(tone(0.25))
    assert recorder.seconds == pytest.approx(0.75)
    assert microphone.calls == ["start", "pause", "go on"]


def test_a_recording_survives_a_kill(tmp_path: Path) -> None:
    """A process that is killed in the middle of a recording leaves a file that can be decoded."""
    path = tmp_path / "cut.wav"
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from app.transcription.growing_wav import GrowingWav\n"
        f"wav = GrowingWav(Path(sys.argv[1]), {RATE}, 1)\n"
        f"for _ in range(25): wav.write(bytes([0, 32]) * ({RATE} // 10))\n"
        f"os.kill(os.getpid(), {signal.SIGKILL.value})"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert 2.0 <= len(samples_of(path)) / RATE <= 2.5
    assert path.stat().st_size == 44 + 2 * 25 * RATE // 10


def test_the_header_is_right_at_every_second(tmp_path: Path) -> None:
    wav = GrowingWav(tmp_path / "a.wav", RATE, 2)
    for second in range(1, 4):
        wav.write(bytes(RATE * 4))
        with av.open(str(wav.path)) as container:
            assert container.streams.audio[0].duration == second * RATE
            assert container.streams.audio[0].codec_context.channels == 2
    wav.close()
    wav.close()
    with pytest.raises(FileExistsError):
        GrowingWav(wav.path, RATE, 1)


def test_a_full_disk_ends_the_recording_and_keeps_it(
    qtbot: QtBot,
    recorder: Recorder,
    microphone: FakeMicrophone,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recorder.start(microphone)
    microphone.say(tone(1.5))
    path = recorder.path
    assert path is not None

    def full(_wav: GrowingWav, _samples: bytes) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(GrowingWav, "write", full)
    with qtbot.waitSignals([recorder.failed, recorder.finished]):
        microphone.say(tone(0.1))
    assert len(samples_of(path)) == round(1.5 * RATE)
    assert microphone.calls[-1] == "stop"


def test_a_microphone_that_falls_silent_for_good_is_told(
    qtbot: QtBot, recorder: Recorder, microphone: FakeMicrophone
) -> None:
    failures: list[str] = []
    recorder.failed.connect(failures.append)
    recorder.start(microphone)
    microphone.say(tone(1.0))
    for _ in range(4):
        recorder._look()  # each second
    microphone.say(tone(0.1))
    for _ in range(4):
        recorder._look()
    recorder.pause()
    recorder._look()
    recorder.go_on()
    assert failures == []
    with qtbot.waitSignal(recorder.finished):
        for _ in range(5):
            recorder._look()
    assert failures == [refused()]


def test_an_empty_recording_leaves_no_file(recorder: Recorder, microphone: FakeMicrophone) -> None:
    recorder.start(microphone)
    path = recorder.path
    assert recorder.stop() is None
    assert path is not None
    assert not path.exists()


def test_a_refused_microphone_is_told(
    qtbot: QtBot, recorder: Recorder, microphone: FakeMicrophone
) -> None:
    microphone.refuses = True
    with qtbot.waitSignal(recorder.failed) as told:
        recorder.start(microphone)
    assert "privacy settings" in str(told.args)
    assert recorder.state is Recording.IDLE


def test_names_do_not_collide(tmp_path: Path) -> None:
    now = datetime(2026, 11, 30, 14, 5, 9)
    first = free_name(tmp_path, now)
    assert first.name == "2026-11-30 14.05.09.wav"
    first.touch()
    assert free_name(tmp_path, now).name == "2026-11-30 14.05.09 (2).wav"


def test_the_loudest_sample_counts_on_both_sides() -> None:
    assert loudest(np.array([0, -16384, 100], "<i2").tobytes()) == 0.5
    assert loudest(b"") == 0


# -- the dialog ---------------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path, microphone: FakeMicrophone) -> Iterator[RecorderDialog]:
    made = RecorderDialog(tmp_path / "recordings", find=lambda: [microphone])
    qtbot.addWidget(made)
    made.open()
    yield made
    made.recorder.throw_away()


def test_the_dialog_records_and_hands_the_file_over(
    qtbot: QtBot, dialog: RecorderDialog, microphone: FakeMicrophone
) -> None:
    assert not dialog.keep.isEnabled()
    dialog.start.click()
    assert not dialog.device.isEnabled()
    microphone.say(tone(1.25))
    assert dialog.time.text() == "0:01"
    assert dialog.meter.words == "Good"
    dialog.pause.click()
    assert dialog.pause.text() == "Go on"
    dialog.pause.click()
    assert dialog.pause.text() == "Pause"
    with qtbot.waitSignal(dialog.recorded) as told:
        dialog.keep.click()
    assert told.args is not None
    assert len(samples_of(told.args[0])) == round(1.25 * RATE)
    assert not dialog.isVisible()


def test_closing_asks_before_anything_is_lost(
    qtbot: QtBot, dialog: RecorderDialog, microphone: FakeMicrophone
) -> None:
    dialog.start.click()
    microphone.say(tone(1.0))
    path = dialog.recorder.path
    assert path is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    box = dialog.findChild(QMessageBox)
    assert box is not None
    assert dialog.recorder.state is Recording.PAUSED
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert path.exists()
    dialog.close()
    box = next(box for box in dialog.findChildren(QMessageBox) if box.isVisible())
    away = next(button for button in box.buttons() if button.text() == "Throw away")
    away.click()
    assert not path.exists()
    assert not dialog.isVisible()


def test_a_recording_that_broke_off_can_still_be_used(
    qtbot: QtBot, dialog: RecorderDialog, microphone: FakeMicrophone
) -> None:
    dialog.start.click()
    microphone.say(tone(1.0))
    assert microphone.fail is not None
    microphone.fail(refused())
    assert dialog.isVisible()
    assert "is kept" in dialog.problem.text()
    assert dialog.keep.isEnabled()
    with qtbot.waitSignal(dialog.recorded) as told:
        dialog.reject()
    assert told.args is not None
    assert len(samples_of(told.args[0])) == RATE


def test_too_quiet_and_too_loud_are_said_in_words(
    dialog: RecorderDialog, microphone: FakeMicrophone
) -> None:
    dialog.start.click()
    microphone.say(tone(0.2, loudness=0.002))
    assert "quiet" in dialog.meter.words
    microphone.say(tone(0.2, loudness=1.0))
    assert "loud" in dialog.meter.words
    assert dialog.meter.accessibleDescription() == dialog.meter.words


def test_no_microphone_and_no_library_are_one_sentence_each(qtbot: QtBot, tmp_path: Path) -> None:
    def missing() -> list[FakeMicrophone]:
        raise NoMultimedia("A library is missing.")

    for find, words in ((list, "No microphone"), (missing, "A library is missing.")):
        dialog = RecorderDialog(tmp_path, find=find)
        qtbot.addWidget(dialog)
        assert words in dialog.problem.text()
        assert not dialog.start.isEnabled()


def test_asking_the_system_for_microphones_warns_of_nothing(qtbot: QtBot) -> None:
    assert isinstance(known_microphones(), list)
