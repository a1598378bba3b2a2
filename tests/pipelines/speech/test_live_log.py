"""What was shown is on the disk, at whatever moment the process is killed."""

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.errors import BadInput, NotWritable
from pipelines.speech.audio_reference import AudioReference
from pipelines.speech.live_log import (
    SUFFIX,
    LiveLog,
    read_log,
    remove_log,
    remove_useless,
    unfinished,
)
from pipelines.speech.speaker_edits import rename_speaker
from pipelines.speech.transcript import Transcript
from pipelines.text import text
from tests.pipelines.speech.talks import spoken, talk

AUDIO = AudioReference("/music/My talk (1).wav", "", 5, 6, "abc", 14.0)


def made(folder: Path) -> LiveLog:
    return LiveLog.create(folder, AUDIO, "whisperx", {"language": "en"}, {"job": 7})


def test_a_log_says_what_was_heard_and_how_far(tmp_path: Path) -> None:
    with made(tmp_path / "logs") as log:
        assert log.path.name.startswith("My_talk_1_-")
        log.describe(Transcript(language="en", duration=14.0, speech=((0.4, 6.2),)))
        log.append(talk().segments[:2])
        log.append((), reached=10.5)
        logged = read_log(log.path)
        assert logged.running
        assert unfinished(tmp_path / "logs") == ()
    (logged,) = unfinished(tmp_path / "logs")
    assert logged.transcript.segments == talk().segments[:2]
    assert (logged.transcript.language, logged.transcript.speech) == ("en", ((0.4, 6.2),))
    assert (logged.reached, logged.improved, logged.finished) == (10.5, False, False)
    assert (logged.audio, logged.model, logged.params) == (AUDIO, "whisperx", {"language": "en"})
    assert logged.about == {"job": 7}


def test_a_later_stage_replaces_and_the_end_is_noted(tmp_path: Path) -> None:
    log = made(tmp_path)
    log.append([spoken("rough", 0, 1)])
    better = replace(rename_speaker(talk(), "SPEAKER_00", "Ada"), notes=(text("Hm, {n}.", n=1),))
    log.replace(better)
    logged = read_log(log.path)
    assert (logged.transcript, logged.improved) == (better, True)
    log.finish(talk())
    assert read_log(log.path).finished
    assert read_log(log.path).transcript == talk()
    assert unfinished(tmp_path) == ()
    log.close()
    log.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_later_run_goes_on_where_it_was(tmp_path: Path) -> None:
    with made(tmp_path) as log:
        log.append(talk().segments[:1], reached=2.7)
        with pytest.raises(BadInput, match="still runs"):
            LiveLog.resume(read_log(log.path))
    (logged,) = unfinished(tmp_path)
    with LiveLog.resume(logged) as log:
        assert log.reached == 2.7
        assert unfinished(tmp_path) == ()
        log.append(talk().segments[1:])
        log.finish()
    assert read_log(log.path).transcript.segments == talk().segments
    with pytest.raises(BadInput, match="has ended"):
        LiveLog.resume(read_log(log.path))


def test_a_log_cut_at_any_byte_keeps_all_before(tmp_path: Path) -> None:
    log = made(tmp_path)
    ends = [log.path.stat().st_size]
    segments = [spoken(f"Sätze {n} 😀", n * 2.0, n * 2.0 + 1.5) for n in range(6)]
    for segment in segments:
        log.append([segment])
        ends.append(log.path.stat().st_size)
    log.close()
    whole = log.path.read_bytes()
    cut = tmp_path / f"cut{SUFFIX}"
    for size in range(ends[0], ends[-1] + 1):
        cut.write_bytes(whole[:size])
        count = sum(end <= size for end in ends) - 1
        logged = read_log(cut)
        assert list(logged.transcript.segments) == segments[:count]
        assert logged.reached == (segments[count - 1].end if count else 0.0)
    # What is written after a cut is read again.
    cut.write_bytes(whole[: ends[2] - 5])
    with LiveLog.resume(replace(read_log(cut), running=False)) as more:
        more.append([segments[5]])
    assert list(read_log(cut).transcript.segments) == [segments[0], segments[5]]


_WRITER = """
import sys
from pathlib import Path
from pipelines.speech.live_log import LiveLog
from pipelines.speech.audio_reference import AudioReference
from tests.pipelines.speech.talks import spoken
with LiveLog.create(Path(sys.argv[1]), AudioReference("/a/talk.wav")) as log:
    for n in range(100_000):
        log.append([spoken(f"segment {n} " + "word " * 40, n * 2.0, n * 2.0 + 1.5)])
        print(n, flush=True)
"""


def test_a_killed_process_has_lost_nothing_that_it_showed(tmp_path: Path) -> None:
    chance = random.Random(5)
    for round_ in range(5):
        folder = tmp_path / str(round_)
        with subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(folder)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.15))
            process.kill()
            shown = [0, *(int(line) for line in process.stdout if line.strip().isdecimal())]
        (logged,) = unfinished(folder)
        heard = [segment.text.split()[1] for segment in logged.transcript.segments]
        assert heard == [str(n) for n in range(len(heard))]
        assert len(heard) > max(shown)
        assert logged.reached == logged.transcript.segments[-1].end


def test_bad_logs_are_told_and_never_listed(tmp_path: Path) -> None:
    bad = tmp_path / f"bad{SUFFIX}"
    for content in (b"", b"\n{", b"[]", b"RIFF", b'{"format": "other"}'):
        bad.write_bytes(content)
        with pytest.raises(BadInput, match="is no record of a transcription"):
            read_log(bad)
    bad.write_text(json.dumps({"format": "hearth-live-log", "format_version": 9}))
    with pytest.raises(BadInput, match="newer Hearth"):
        read_log(bad)
    with pytest.raises(BadInput, match="cannot be read"):
        read_log(tmp_path / "nowhere")
    assert unfinished(tmp_path) == ()
    assert unfinished(tmp_path / "nowhere") == ()
    head = {"format": "hearth-live-log", "format_version": 1, "audio": 5, "params": None}
    odd = [{"heard": "x"}, {"heard": [{"start": "?"}]}, {"improved": 7}, {"reached": 5}]
    good = {"heard": [{"start": 1.0, "end": 2.0, "text": "kept"}], "reached": 2.0}
    bad.write_text("\n".join(json.dumps(line) for line in [head, *odd, good]))
    assert [s.text for s in read_log(bad).transcript.segments] == ["kept"]


def test_useless_logs_are_taken_off(tmp_path: Path) -> None:
    finished, empty, open_log, useful = (made(tmp_path) for _ in range(4))
    for log in (finished, useful):
        log.append(talk().segments)
    finished.finish()
    empty.close()
    useful.close()
    remove_useless(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        (open_log.path.name, useful.path.name)
    )
    open_log.remove()
    remove_log(useful.path)
    remove_log(useful.path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_takes_none_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritable):
        made(tmp_path / "file")
    log = made(tmp_path / "logs")
    log.close()
    with pytest.raises(NotWritable):
        log.append(talk().segments)


def test_each_record_reaches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    real = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda descriptor: (synced.append(descriptor), real(descriptor))
    )
    log = made(tmp_path)
    before = len(synced)
    log.append(talk().segments)
    log.append((), reached=99.0)
    assert len(synced) == before + 2
    log.remove()
