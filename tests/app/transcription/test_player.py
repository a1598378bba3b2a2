"""Playing real files without a sound card: time goes on, and stretches end where they should."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.jobs import JobQueue
from app.transcription import player as player_module
from app.transcription.player import Player
from app.transcription.player_bar import PlayerBar
from app.transcription.sound import NoMultimedia
from tests.app.transcription.media_files import tone, write_film, write_sound


@pytest.fixture
def player(qtbot: QtBot, queue: JobQueue) -> Iterator[Player]:
    made = Player(queue)
    yield made
    made.shut_down()
    qtbot.wait(1)  # what was deleted later


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    return write_sound(tmp_path / "speech.wav", tone(3.0))


def opened(qtbot: QtBot, player: Player, path: Path) -> Player:
    with qtbot.waitSignal(player.opened, timeout=10_000):
        player.open(path)
    return player


def test_a_recording_is_opened_with_its_length_and_says_that_there_is_no_sound(
    qtbot: QtBot, player: Player, speech: Path
) -> None:
    opened(qtbot, player, speech)
    assert player.duration == pytest.approx(3.0, abs=0.01)
    assert not player.playing
    assert not player.has_video
    assert player.notice in ("", "No sound output was found. Playing goes on without sound.")


def test_the_position_goes_on_evenly_without_a_sound_card(
    qtbot: QtBot, player: Player, speech: Path
) -> None:
    opened(qtbot, player, speech)
    seen: list[float] = []
    player.position_changed.connect(seen.append)
    player.play()
    qtbot.waitUntil(lambda: player.position > 0.6, timeout=5_000)
    player.pause()
    steps = [after - before for before, after in pairwise(seen)]
    assert len(seen) > 15
    assert min(steps) > 0
    assert sorted(steps)[len(steps) // 2] < 0.04
    here = player.position
    qtbot.wait(80)
    assert player.position == here
    assert not player.playing


def test_a_stretch_ends_where_it_should(qtbot: QtBot, player: Player, speech: Path) -> None:
    opened(qtbot, player, speech)
    heard: list[float] = []
    player.position_changed.connect(heard.append)
    with qtbot.waitSignal(player.span_ended, timeout=5_000):
        player.play_span(1.0, 1.4)
    assert player.position == 1.4
    assert not player.playing
    assert player.span is None
    assert min(heard) == 1.0
    assert max(heard) <= 1.4


def test_a_stretch_is_repeated_while_that_is_wanted(
    qtbot: QtBot, player: Player, speech: Path
) -> None:
    opened(qtbot, player, speech)
    player.set_loops(True)
    heard: list[float] = []
    player.position_changed.connect(heard.append)
    player.play_span(0.5, 0.7)
    qtbot.waitUntil(lambda: heard.count(0.5) >= 3, timeout=5_000)
    assert player.playing
    assert max(heard) <= 0.7
    player.set_loops(False)
    with qtbot.waitSignal(player.span_ended, timeout=5_000):
        pass


def test_going_elsewhere_forgets_the_stretch(qtbot: QtBot, player: Player, speech: Path) -> None:
    opened(qtbot, player, speech)
    player.play_span(0.5, 0.7)
    player.seek(1.5)
    assert player.span is None
    qtbot.waitUntil(lambda: player.position > 1.8, timeout=5_000)
    assert player.playing


def test_twice_the_speed_takes_half_the_time(qtbot: QtBot, player: Player, speech: Path) -> None:
    opened(qtbot, player, speech)
    took: dict[float, float] = {}
    from time import monotonic

    for rate in (1.0, 2.0):
        player.set_rate(rate)
        player.seek(0.5)
        player.play()
        qtbot.waitUntil(lambda: player.position > 0.6, timeout=5_000)
        began, first = monotonic(), player.position
        qtbot.waitUntil(lambda first=first: player.position > first + 0.8, timeout=5_000)
        took[rate] = monotonic() - began
        player.pause()
    assert took[1.0] / took[2.0] == pytest.approx(2.0, rel=0.25)


def test_at_the_end_it_stops_and_begins_anew(qtbot: QtBot, player: Player, speech: Path) -> None:
    opened(qtbot, player, speech)
    player.seek(2.8)
    player.play()
    qtbot.waitUntil(lambda: not player.playing, timeout=5_000)
    assert player.position == pytest.approx(3.0, abs=0.01)
    player.play()
    qtbot.waitUntil(lambda: 0.05 < player.position < 1.0, timeout=5_000)
    assert player.playing


def test_a_header_that_is_wrong_can_be_put_right(
    qtbot: QtBot, player: Player, speech: Path
) -> None:
    opened(qtbot, player, speech)
    with qtbot.waitSignal(player.duration_changed) as told:
        player.set_duration(2.0)
    assert told.args == [2.0]
    player.seek(5.0)
    assert player.position == 2.0
    opened(qtbot, player, speech)
    assert player.duration == pytest.approx(3.0, abs=0.01)


def test_play_before_the_file_is_open_is_remembered(
    qtbot: QtBot, player: Player, speech: Path
) -> None:
    player.open(speech)
    player.seek(1.0)
    player.play()
    qtbot.waitUntil(lambda: player.position > 1.2, timeout=5_000)
    assert player.position < 2.0


def test_a_film_tells_its_frames_only_while_it_is_shown(
    qtbot: QtBot, player: Player, tmp_path: Path
) -> None:
    frames: list[object] = []
    player.frame_changed.connect(frames.append)
    opened(qtbot, player, write_film(tmp_path / "film.mp4"))
    assert player.has_video
    player.play()
    qtbot.waitUntil(lambda: player.position > 0.3, timeout=5_000)
    assert not frames
    player.show_video(True)
    qtbot.waitUntil(lambda: len(frames) > 1, timeout=5_000)


def test_what_cannot_be_played_is_told_in_a_sentence(
    qtbot: QtBot, player: Player, tmp_path: Path
) -> None:
    path = tmp_path / "broken.mp3"
    path.write_bytes(b"nothing that anyone could play " * 100)
    with qtbot.waitSignal(player.failed, timeout=10_000) as told:
        player.open(path)
    assert told.args is not None
    assert told.args[0].startswith("broken.mp3 is no recording that can be read")
    with qtbot.waitSignal(player.failed, timeout=10_000) as told:
        player.open(tmp_path / "gone.wav")
    assert told.args == ["gone.wav cannot be played."]


def test_what_qt_cannot_open_is_decoded_first(
    qtbot: QtBot, player: Player, speech: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt is kept from the file itself, as from a container it does not know."""
    real = player_module.QUrl.fromLocalFile

    class Elsewhere(player_module.QUrl):
        @staticmethod
        def fromLocalFile(path: str) -> player_module.QUrl:
            return real(path if path.endswith("sound.wav") else path + ".unknown")

    monkeypatch.setattr(player_module, "QUrl", Elsewhere)
    opened(qtbot, player, speech)
    assert player.duration == pytest.approx(3.0, abs=0.01)
    player.play()
    qtbot.waitUntil(lambda: player.position > 0.2, timeout=5_000)
    folder = player._spare.folder
    assert folder is not None
    assert folder.is_dir()
    player.close()
    assert not folder.exists()


def test_closing_while_it_plays_and_while_it_prepares_leaves_nothing(
    qtbot: QtBot, player: Player, speech: Path, tmp_path: Path, queue: JobQueue
) -> None:
    opened(qtbot, player, speech).play()
    qtbot.waitUntil(lambda: player.position > 0.1, timeout=5_000)
    player.close()
    assert not player.playing
    assert player.position == 0
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(b"xy" * 1000)
    failures: list[str] = []
    player.failed.connect(failures.append)
    with qtbot.waitSignal(queue.job_added, timeout=5_000):
        player.open(broken)
    player.close()
    qtbot.waitUntil(lambda: queue.is_idle, timeout=5_000)
    assert not failures


def test_a_missing_library_is_told_in_a_sentence(
    qtbot: QtBot, player: Player, speech: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    monkeypatch.delattr("PySide6.QtMultimedia", raising=False)
    with qtbot.waitSignal(player.failed, timeout=1_000) as told:
        player.open(speech)
    assert "libpulse0" in str(told.args)
    player.play()
    player.seek(1.0)
    assert not player.playing
    assert issubclass(NoMultimedia, Exception)


def test_importing_the_player_loads_no_multimedia() -> None:
    code = (
        "import sys, app.transcription.player_bar, app.transcription.waveform,"
        " app.transcription.recorder_dialog, app.transcription.video_preview\n"
        "heavy = {'PySide6.QtMultimedia', 'numpy', 'av'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_bar_drives_the_player(qtbot: QtBot, player: Player, speech: Path) -> None:
    bar = PlayerBar(player)
    qtbot.addWidget(bar)
    bar.show()
    assert not bar.play.isEnabled()
    opened(qtbot, player, speech)
    assert bar.play.isEnabled()
    assert bar.time.text() == "0:00.0 / 0:03"
    bar.play.click()
    assert player.playing
    assert bar.play.accessibleName() == "Pause"
    bar.play.click()
    assert bar.play.accessibleName() == "Play"
    player.seek(1.0)
    bar.forward.click()
    assert player.position == player.duration
    bar.back.click()
    assert player.position == 0
    bar.speed.setCurrentIndex(bar.speed.findData(1.5))
    bar.speed.activated.emit(bar.speed.currentIndex())
    assert player.rate == 1.5
    bar.volume.setValue(40)
    assert player.volume == 0.4
    bar.mute.click()
    assert player.muted
    bar.volume.setValue(60)
    assert not player.muted
    with qtbot.waitSignal(bar.loop_changed):
        bar.loop.click()
    assert player.loops


def test_the_bar_obeys_keys_and_names_them(qtbot: QtBot, player: Player, speech: Path) -> None:
    bar = PlayerBar(player)
    qtbot.addWidget(bar)
    bar.show()
    qtbot.waitExposed(bar)
    opened(qtbot, player, speech)
    bar.speed.setFocus()
    bar.activateWindow()
    qtbot.waitUntil(lambda: bar.speed.hasFocus(), timeout=2_000)
    qtbot.keyClick(bar.speed, Qt.Key.Key_F8)
    assert player.playing
    qtbot.keyClick(bar.speed, Qt.Key.Key_F8)
    assert not player.playing
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(bar.speed, Qt.Key.Key_K, both)
    assert player.rate == 1.25
    assert bar.minimumSizeHint().width() < 640  # whatever there is to say
    for button, key in ((bar.play, "F8"), (bar.back, "Ctrl+J"), (bar.forward, "Ctrl+K")):
        assert key in button.toolTip()
        assert button.accessibleName()
