"""`hearth run`, `plan` and `batch` with WhisperX: real recordings, bad ones, kills and Ctrl-C."""

import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from pipelines.__main__ import main
from pipelines.speech.project import open_project
from tests.speech_samples import (
    FRENCH,
    LIBRIVOX,
    RATE,
    SPANISH,
    joined,
    music,
    plain_words,
    silence,
    synthesised,
    white_noise,
    word_error_rate,
    write_recording,
)
from tests.transcribing import weights_folder, words_of

Captured = pytest.CaptureFixture[str]

CLIP = LIBRIVOX[1].path
QUICK = ("--beam-size", "1", "--offline", "--quiet")


@pytest.fixture(autouse=True)
def home(kept_weights: Path, hearth_home: Path) -> Path:
    weights_folder(kept_weights, hearth_home / "weights", ("tiny.en", "base"), voices=True)
    return hearth_home


def run(audio: Path, output: Path, *words: str, model: str = "tiny.en") -> int:
    given = ["--audio", str(audio), "--output", str(output), "--model", model]
    return main(["run", "whisperx", *given, *QUICK, *words])


def run_json(audio: Path, output: Path, *words: str, model: str = "tiny.en") -> dict[str, Any]:
    assert run(audio, output, *words, model=model) == 0
    return json.loads(output.read_text("utf-8"))


# -- run --------------------------------------------------------------------------------------


def test_run_writes_subtitles_and_keeps_the_transcript(
    home: Path, tmp_path: Path, capfd: Captured
) -> None:
    out = tmp_path / "out.srt"
    assert run(CLIP, out) == 0
    told = capfd.readouterr()
    assert told.out == f"{out}\n"
    assert "Word times are by the starter aligner" in told.err
    assert out.read_text("utf-8").startswith("1\n00:00:00,")
    (kept,) = (home / "transcripts").iterdir()  # and no log
    assert kept.name.endswith(".hearth-transcript")
    project = open_project(kept)
    assert project.audio is not None
    assert Path(project.audio.path) == CLIP.resolve()
    assert plain_words(project.transcript.text) in plain_words(out.read_text("utf-8"))


def test_the_result_has_the_shape_of_whisperx(tmp_path: Path) -> None:
    told = run_json(CLIP, tmp_path / "out.json")
    (segment,) = told["segments"]
    assert {"start", "end", "text", "words"} <= set(segment)
    for word in words_of(told):
        assert set(word) == {"word", "start", "end", "score"}


def test_only_text_is_a_text_file(tmp_path: Path, capfd: Captured) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    assert run(CLIP, folder, "--only-text") == 0
    (made,) = folder.iterdir()
    assert made.suffix == ".txt"
    assert capfd.readouterr().out == f"{made}\n"
    assert word_error_rate(LIBRIVOX[1].text, made.read_text("utf-8")) < 0.4


def test_debug_is_told(tmp_path: Path, capfd: Captured) -> None:
    assert run(CLIP, tmp_path / "out.txt", "--debug", "--no-align-output") == 0
    assert "transcription: " in capfd.readouterr().err


def test_several_formats_lie_beside_each_other(tmp_path: Path) -> None:
    assert run(CLIP, tmp_path / "out.srt", "--format", "srt,json,vtt") == 0
    assert {path.name for path in tmp_path.glob("out.*")} == {"out.srt", "out.json", "out.vtt"}


def test_one_speaker_a_side(tmp_path: Path, capfd: Captured) -> None:
    left, right = LIBRIVOX[0].samples, synthesised().samples
    pause = silence(0.5)
    quiet = [np.concatenate([part * 0, pause]) for part in (left, right)]
    sides = np.stack(
        [np.concatenate([left, pause, quiet[1]]), np.concatenate([quiet[0], right, pause])]
    )
    wav = write_recording(tmp_path / "call.wav", sides)
    told = run_json(wav, tmp_path / "call.json", "--diarize")
    assert told["made_by"]["speakers"] == "stereo"
    assert "by the sides of the stereo recording" in capfd.readouterr().err
    middle = len(left) / RATE
    for word in words_of(told):
        expected = "SPEAKER_00" if word["end"] <= middle + 0.3 else "SPEAKER_01"  # type: ignore[operator]
        assert word["speaker"] == expected


def test_a_video_is_heard(tmp_path: Path) -> None:
    film = film_with(tmp_path / "film.mp4", LIBRIVOX[1].samples)
    told = run_json(film, tmp_path / "film.json")
    assert "young man" in told["segments"][0]["text"]


def test_translating_from_the_command_line(tmp_path: Path, capfd: Captured) -> None:
    told = run_json(SPANISH.path, tmp_path / "t.json", "--task", "translate", model="base")
    assert (told["language"], told["task"]) == ("en", "translate")
    capfd.readouterr()
    assert run(SPANISH.path, tmp_path / "t.srt", "--task", "translate") == 2
    assert "tiny.en knows English only, so it cannot translate" in capfd.readouterr().err


# -- bad input --------------------------------------------------------------------------------


def film_with(path: Path, samples: Any, sound: bool = True) -> Path:
    """A small video, with sound or without."""
    with av.open(str(path), "w") as container:
        picture: Any = container.add_stream("mpeg4", rate=10)
        picture.width = picture.height = 64
        track: Any = container.add_stream("aac", rate=RATE, layout="mono") if sound else None
        for _number in range(max(1, round(len(samples) / RATE * 10))):
            frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), "rgb24")
            for packet in picture.encode(frame):
                container.mux(packet)
        for packet in picture.encode():
            container.mux(packet)
        if track is not None:
            block = av.AudioFrame.from_ndarray(samples[None, :], "fltp", "mono")
            block.rate = RATE
            for part in (block, None):
                for packet in track.encode(part):
                    container.mux(packet)
    return path


def lying_wav(path: Path) -> Path:
    """One second whose header states ten hours."""
    write_recording(path, LIBRIVOX[1].samples[:RATE])
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, 40, RATE * 2 * 36_000)
    struct.pack_into("<I", content, 4, RATE * 2 * 36_000 + 36)
    path.write_bytes(content)
    return path


def nothing_said(tmp_path: Path, kind: str) -> Path:
    samples = {"silence": silence(3), "music": music(5), "noise": white_noise(4)}[kind]
    return write_recording(tmp_path / f"{kind}.wav", samples)


@pytest.mark.parametrize("kind", ["silence", "music", "noise"])
def test_where_nobody_speaks_no_text_is_invented(
    tmp_path: Path, kind: str, capfd: Captured
) -> None:
    out = tmp_path / "out.txt"
    assert run(nothing_said(tmp_path, kind), out) == 0
    assert out.read_text("utf-8").strip() == ""
    assert "No speech was found in the recording." in capfd.readouterr().err


def test_the_wrong_ending_with_the_right_content(tmp_path: Path) -> None:
    named = shutil.copy(CLIP, tmp_path / "really_flac.mp3")
    assert run(Path(named), tmp_path / "out.srt") == 0
    unnamed = shutil.copy(CLIP, tmp_path / "no_ending")
    assert run(Path(unnamed), tmp_path / "out2.srt") == 0


def test_a_header_that_lies_is_not_believed(tmp_path: Path) -> None:
    began = time.monotonic()
    told = run_json(lying_wav(tmp_path / "lies.wav"), tmp_path / "out.json")
    assert told["duration"] == pytest.approx(1.0, abs=0.1)
    assert "He was" in told["segments"][0]["text"]
    assert time.monotonic() - began < 60


def bad_inputs(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "empty.wav").touch()
    (tmp_path / "words.mp3").write_text("these are words\n" * 50)
    film = film_with(tmp_path / "whole.mp4", LIBRIVOX[1].samples).read_bytes()
    (tmp_path / "corrupt.mp4").write_bytes(film[: len(film) // 3])
    (tmp_path / "scrambled.mp4").write_bytes(film[:64] + os.urandom(5000))
    film_with(tmp_path / "silent.mp4", silence(1), sound=False)
    folder = tmp_path / "folder"
    folder.mkdir()
    names = ("empty.wav", "words.mp3", "corrupt.mp4", "scrambled.mp4", "silent.mp4")
    return {
        **{name: tmp_path / name for name in names},
        "folder": folder,
        "gone.wav": tmp_path / "gone.wav",
    }


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("empty.wav", "empty.wav is empty: copy or record it again."),
        ("words.mp3", "words.mp3 is no recording that can be read"),
        ("corrupt.mp4", "corrupt.mp4 is no recording that can be read"),
        ("scrambled.mp4", "scrambled.mp4 is no recording that can be read"),
        ("silent.mp4", "silent.mp4 is a video without sound"),
        ("folder", "is a folder: choose a recording in it, or run the folder as a batch."),
        ("gone.wav", "cannot be read (No such file or directory)"),
    ],
)
def test_a_bad_recording_is_one_sentence(
    tmp_path: Path, name: str, sentence: str, capfd: Captured
) -> None:
    assert run(bad_inputs(tmp_path)[name], tmp_path / "out.srt") == 2
    told = capfd.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert line.startswith("hearth: ")
    assert sentence in line
    assert not (tmp_path / "out.srt").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--format", "docs"], "“docs” is no format that transcripts are written in"),
        (["--language", "klingon"], "Language (language) must be one of: auto, "),
        (["--batch-size", "0"], "Batch size (batch_size) must be a number from 1 to 64."),
        (["--language", "de"], "tiny.en knows English only"),
        (
            ["--diarize", "--min-speakers", "3", "--max-speakers", "2"],
            "There cannot be at least 3 and at most 2 speakers",
        ),
    ],
)
def test_a_bad_setting_is_one_sentence(
    tmp_path: Path, words: list[str], sentence: str, capfd: Captured
) -> None:
    assert run(CLIP, tmp_path / "out.srt", *words) == 2
    (line,) = capfd.readouterr().err.splitlines()
    assert sentence in line


def test_an_output_that_cannot_be_written_is_told_before_the_work(
    tmp_path: Path, capfd: Captured
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    assert run(CLIP, blocked / "out.srt") in (1, 2)
    assert run(CLIP, tmp_path / "out.png") == 2
    assert "Hearth cannot write .png files" in capfd.readouterr().err
    assert run(CLIP, CLIP) == 2


def test_a_place_for_transcripts_that_cannot_be_written(
    home: Path, tmp_path: Path, capfd: Captured
) -> None:
    (home / "transcripts").write_text("in the way")
    assert run(CLIP, tmp_path / "out.srt") == 1
    (line,) = capfd.readouterr().err.splitlines()
    assert "transcripts" in line
    assert not (tmp_path / "out.srt").exists()


# -- plan -------------------------------------------------------------------------------------


def test_plan_tells_memory_before_anything_is_loaded(tmp_path: Path, capfd: Captured) -> None:
    given = ["plan", "whisperx", "--audio", str(CLIP), "--device", "cpu", "--json"]
    peaks = {}
    for model in ("tiny.en", "base", "large-v3"):
        assert main([*given, "--model", model]) == 0
        peaks[model] = json.loads(capfd.readouterr().out)["peak_bytes"]
    assert 60e6 < peaks["tiny.en"] < peaks["base"] < 1e9
    assert 1.6e9 < peaks["large-v3"] < 6e9


# -- models of the user's own -----------------------------------------------------------------


def folder_of_mine(kept_weights: Path, folder: Path) -> Path:
    folder.mkdir()
    for path in kept_weights.glob("whisper-tiny.en.*"):
        shutil.copy(path, folder / path.name.removeprefix("whisper-tiny.en."))
    return folder


def test_a_folder_of_ones_own(kept_weights: Path, tmp_path: Path, capfd: Captured) -> None:
    folder = folder_of_mine(kept_weights, tmp_path / "mine")
    assert main(["models", "import", str(folder), "--name", "me/w"]) == 0
    capfd.readouterr()
    out = tmp_path / "out.json"
    words = ["--audio", str(CLIP), "--output", str(out), *QUICK]
    assert main(["run", "me/w", *words]) == 0
    told = json.loads(out.read_text("utf-8"))
    assert "young man" in told["segments"][0]["text"]
    capfd.readouterr()
    assert main(["run", "me/w", *words, "--language", "de"]) == 2
    assert "knows English only" in capfd.readouterr().err


def test_a_folder_that_is_no_whisper(kept_weights: Path, tmp_path: Path, capfd: Captured) -> None:
    folder = folder_of_mine(kept_weights, tmp_path / "mine")
    model = folder / "model.bin"
    content = model.read_bytes()
    model.write_bytes(content.replace(b"WhisperSpec\0", b"EncoderSpec\0", 1))
    words = ["--audio", str(CLIP), "--output", str(tmp_path / "x.srt"), *QUICK]
    assert main(["run", "whisper-folder", "--checkpoint", str(folder), *words]) in (1, 2)
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith("hearth: ")
    assert "mine" in line
    (folder / "tokenizer.json").unlink()
    assert main(["run", "whisper-folder", "--checkpoint", str(folder), *words]) == 2
    assert "lacks tokenizer.json" in capfd.readouterr().err


# -- batch ------------------------------------------------------------------------------------


def batch(source: Path, out: Path, *words: str, model: str = "tiny.en") -> int:
    given = [str(source), "--output", str(out), "--model", model, "--beam-size", "1"]
    return main(["batch", "whisperx", *given, "--offline", "--quiet", *words])


def test_a_folder_in_two_languages(tmp_path: Path, capfd: Captured) -> None:
    source = tmp_path / "in"
    (source / "deep").mkdir(parents=True)
    shutil.copy(SPANISH.path, source / "uno.flac")
    shutil.copy(LIBRIVOX[1].path, source / "deep" / "one.flac")
    shutil.copy(FRENCH.path, source / "deep" / "deux.flac")
    before = {path: path.read_bytes() for path in source.rglob("*.flac")}
    out = tmp_path / "out"
    assert batch(source, out, "--format", "srt,json", model="base") == 0
    names = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    stems = ("uno", "deep/one", "deep/deux")
    assert names == {f"{stem}.{kind}" for stem in stems for kind in ("srt", "json")}
    found = {
        stem: json.loads((out / f"{stem}.json").read_text("utf-8"))["language"] for stem in stems
    }
    assert found == {"uno": "es", "deep/one": "en", "deep/deux": "fr"}
    assert {path: path.read_bytes() for path in source.rglob("*.flac")} == before
    capfd.readouterr()
    assert batch(source, out, "--format", "srt,json", model="base") == 0
    assert "0 done, 0 failed, 3 skipped" in capfd.readouterr().err


def test_bad_files_are_named_and_the_others_done(tmp_path: Path, capfd: Captured) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    shutil.copy(CLIP, source / "good.flac")
    (source / "cut.flac").write_bytes(CLIP.read_bytes()[:20_000])  # what is there is used
    bad_inputs(source)
    shutil.rmtree(source / "folder")
    (source / "whole.mp4").unlink()
    assert batch(source, out) == 1
    told = capfd.readouterr().err
    for name in ("empty.wav", "words.mp3", "corrupt.mp4", "scrambled.mp4", "silent.mp4"):
        (line,) = (line for line in told.splitlines() if f"{name}: " in line)
        assert str(source / name) in line
    assert "2 done, 5 failed, 0 skipped" in told
    assert {path.name for path in out.iterdir()} == {"good.srt", "cut.srt"}
    shutil.copy(CLIP, source / "empty.wav")
    assert batch(source, out, "--retry-failed") == 1
    assert "1 done, 4 failed, 2 skipped" in capfd.readouterr().err
    assert (out / "empty.srt").exists()


def test_nothing_that_lies_there_is_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    shutil.copy(CLIP, source / "talk.flac")
    (source / "talk.srt").write_text("mine")
    (source / "talk.json").write_text("mine too")
    assert batch(source, source, "--format", "srt,json") == 0
    assert (source / "talk.srt").read_text() == "mine"
    assert (source / "talk.json").read_text() == "mine too"
    assert len(list(source.glob("*.srt"))) == 2
    assert len(list(source.glob("*.json"))) == 2


# -- as a process: kills and Ctrl-C -----------------------------------------------------------

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def begin(*words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipelines", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "HEARTH_HOME": str(home)},
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def heard_in(home: Path) -> list[dict[str, Any]]:
    """What the log on the disk has so far."""
    found = []
    for log in (home / "transcripts").glob("*.hearth-log"):
        for line in log.read_bytes().splitlines():
            try:
                found.append(json.loads(line))
            except ValueError:
                continue
    return [record for record in found if "heard" in record]


def wait_for(process: subprocess.Popen[str], is_there: Callable[[], bool]) -> None:
    ends = time.monotonic() + 120
    while not is_there():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < ends
        time.sleep(0.02)


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
@pytest.mark.parametrize(
    "how", [signal.SIGKILL, pytest.param(signal.SIGINT, marks=pytest.mark.slow)]
)
def test_a_run_that_was_broken_off_is_gone_on_with(
    start: Start, home: Path, tmp_path: Path, how: signal.Signals, capfd: Captured
) -> None:
    long = joined(LIBRIVOX, times=2)
    wav = write_recording(tmp_path / "long.wav", long.samples)
    words = ["--batch-size", "1", "--chunk-size", "10", "--device", "cpu"]
    given = ["--audio", str(wav), "--output", str(tmp_path / "out.json"), "--model", "tiny.en"]
    process = start("run", "whisperx", *given, *QUICK, *words)
    wait_for(process, lambda: len(heard_in(home)) >= 3)
    process.send_signal(how)
    process.communicate(timeout=60)
    assert process.returncode == (130 if how is signal.SIGINT else -how)
    before = heard_in(home)
    assert 3 <= len(before) < 9
    assert not (tmp_path / "out.json").exists()
    capfd.readouterr()
    assert main(["run", "whisperx", *given, *QUICK, *words]) == 0
    assert "Went on from 0:" in capfd.readouterr().err
    assert [path.suffix for path in (home / "transcripts").iterdir()] == [".hearth-transcript"]
    text = (tmp_path / "out.json").read_text("utf-8")
    heard = " ".join(segment["text"] for segment in json.loads(text)["segments"])
    assert word_error_rate(long.text, heard) < 0.1
    whole = run_json(wav, tmp_path / "whole.json", *words)
    assert json.loads(text)["segments"] == whole["segments"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
def test_a_batch_that_was_killed_goes_on_and_a_watched_folder_ends_by_ctrl_c(
    start: Start, home: Path, tmp_path: Path, capfd: Captured
) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number, clip in enumerate(LIBRIVOX[:3]):
        shutil.copy(clip.path, source / f"{number}.flac")
    given = [str(source), "--output", str(out), "--model", "tiny.en", *QUICK]
    process = start("batch", "whisperx", *given)
    wait_for(process, lambda: any(out.glob("*.srt")))
    process.kill()
    process.communicate(timeout=60)
    done = len(list(out.glob("*.srt")))
    assert 1 <= done < 3
    watching = start("batch", "whisperx", *given, "--watch")
    wait_for(watching, lambda: len(list(out.glob("*.srt"))) == 3)
    shutil.copy(LIBRIVOX[3].path, source / "late.flac")
    wait_for(watching, lambda: (out / "late.srt").exists())
    watching.send_signal(signal.SIGINT)
    _told, err = watching.communicate(timeout=60)
    assert watching.returncode == 130
    assert "Traceback" not in err
    assert len(list(out.iterdir())) == 4
    assert not list((home / "transcripts").glob("*.hearth-log"))
