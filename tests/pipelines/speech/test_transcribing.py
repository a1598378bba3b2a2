"""A whole transcription with the starters on real speech: each stage, each setting, each lack."""

import gc
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from pipelines.errors import BadInput, NoConnection
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.speech import transcribing
from pipelines.speech.english_aligner import ENGINE
from pipelines.speech.listening import Heard, Improved, Moment
from pipelines.speech.speaker_models import VOICE_ENCODER
from pipelines.speech.stages import stages_for, stages_of_folder
from pipelines.speech.transcribing import Stages, check_abilities, transcribe
from pipelines.speech.transcript import Transcript, to_whisperx
from pipelines.speech.whisper import Whisper
from pipelines.speech.whisper_models import ALL, by_key
from tests.speech_samples import (
    FRENCH,
    LIBRIVOX,
    RATE,
    SPANISH,
    Joined,
    joined,
    music,
    plain_words,
    silence,
    synthesised,
    white_noise,
    word_error_rate,
)
from tests.transcribing import (
    PLAN,
    known_aligner,
    notes_of,
    said,
    settings,
    stages_in,
    talk_of,
    tiny_aligner,
    weights_folder,
    words_of,
)

SAID = [clip.text for clip in LIBRIVOX]


@pytest.fixture(scope="module")
def folder(kept_weights: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with both Whisper starters and the voices."""
    made = tmp_path_factory.mktemp("home") / "weights"
    return weights_folder(kept_weights, made, ("tiny.en", "base"), voices=True)


@pytest.fixture(scope="module")
def english(folder: Path) -> Iterator[Stages]:
    stages = stages_in(folder)
    yield stages
    stages.seat.clear()


@pytest.fixture(scope="module")
def every(folder: Path) -> Iterator[Stages]:
    stages = stages_in(folder, "base")
    yield stages
    stages.seat.clear()


@pytest.fixture(scope="module")
def reading() -> Joined:
    return joined(LIBRIVOX)


def run(stages: Stages, samples: Any, **given: object) -> Transcript:
    """With one reading followed, unless asked otherwise: it is quicker."""
    params = settings(**{"beam_size": 1, **given})
    return transcribe(stages, talk_of(samples), params, PLAN, Progress())


@pytest.fixture(scope="module")
def read_out(english: Stages, reading: Joined) -> Transcript:
    return run(english, reading.samples, beam_size=5)


# -- the result -------------------------------------------------------------------------------


def test_the_text_is_right_and_in_the_shape_of_whisperx(
    read_out: Transcript, reading: Joined
) -> None:
    assert word_error_rate(" ".join(SAID), said(read_out)) < 0.08
    told = json.loads(json.dumps(to_whisperx(read_out)))
    assert told["language"] == "en"
    assert [word["word"] for word in told["word_segments"]] == [
        word["word"] for word in words_of(told)
    ]
    at = 0.0
    for segment in told["segments"]:
        assert at <= segment["start"] < segment["end"] <= reading.seconds
        assert " ".join(word["word"] for word in segment["words"]) == segment["text"]
        at = segment["start"]
        for word in segment["words"]:
            assert set(word) == {"word", "start", "end", "score"}
            assert 0 <= word["score"] <= 1
            assert segment["start"] <= word["start"] <= word["end"] <= segment["end"]
    for start, end in reading.spans:
        assert any(s["start"] < end and s["end"] > start for s in told["segments"])


def test_segments_are_sentences(read_out: Transcript) -> None:
    assert len(read_out.segments) == len(LIBRIVOX)
    for segment, clip in zip(read_out.segments, LIBRIVOX, strict=True):
        assert word_error_rate(clip.text, segment.text) < 0.35


def test_what_made_it_and_what_is_lacking_is_told(read_out: Transcript) -> None:
    assert dict(read_out.made_by) == {"model": "tiny.en", "vad": "silero", "words": ENGINE}
    assert notes_of(read_out).count("Word times are by the starter aligner") == 1
    assert len(read_out.speech) >= len(LIBRIVOX)
    assert read_out.duration == pytest.approx(len(joined(LIBRIVOX).samples) / RATE)


@pytest.mark.slow
def test_batches_change_nothing(english: Stages, read_out: Transcript, reading: Joined) -> None:
    one = run(english, reading.samples, batch_size=1, chunk_size=10, beam_size=5)
    many = run(english, reading.samples, batch_size=8, chunk_size=10, beam_size=5)
    assert plain_words(said(one)) == plain_words(said(many))
    assert word_error_rate(said(read_out), said(many)) < 0.08


def test_without_word_times(english: Stages, reading: Joined) -> None:
    made = run(english, reading.samples, align_output=False)
    assert not made.has_words
    assert all(not segment.words for segment in made.segments)
    assert "words" not in made.made_by
    assert notes_of(made) == ""
    assert word_error_rate(" ".join(SAID), said(made)) < 0.08


def test_only_the_text(english: Stages, reading: Joined) -> None:
    made = run(english, reading.samples, only_text=True, diarize=True)
    assert not made.has_words
    assert made.speakers == ()
    assert word_error_rate(" ".join(SAID), said(made)) < 0.08


def test_debug_says_seconds_and_memory_of_each_stage(english: Stages) -> None:
    told = notes_of(run(english, LIBRIVOX[1].samples, debug=True, align_output=False))
    for stage in ("voice activity", "transcription"):
        assert f"{stage}: " in told
    assert " s, " in told
    assert "MB held" in told


# -- hints, temperatures, voice activity ------------------------------------------------------


def test_a_prompt_sets_the_spelling(english: Stages) -> None:
    clip = LIBRIVOX[0].samples
    plain = run(english, clip, align_output=False)
    hinted = run(english, clip, align_output=False, initial_prompt="Mister Jon Dashwoode spoke.")
    assert "Dashwoode" not in said(plain)
    assert "Dashwoode" in said(hinted)


def test_hotwords_are_rather_heard(english: Stages) -> None:
    clip = LIBRIVOX[0].samples
    hinted = run(english, clip, align_output=False, hotwords="Dashwoode")
    assert "Dashwoode" in said(hinted)


def test_temperatures_begin_where_asked(english: Stages) -> None:
    made = run(
        english,
        LIBRIVOX[1].samples,
        align_output=False,
        temperature=0.4,
        temperature_fallback=False,
    )
    assert {segment.temperature for segment in made.segments} == {0.4}


def test_what_looks_wrong_is_tried_again(english: Stages) -> None:
    hard = white_noise(LIBRIVOX[2].seconds + 1, 0.12)
    hard[: len(LIBRIVOX[2].samples)] += LIBRIVOX[2].samples * np.float32(0.6)
    asked = {"align_output": False, "vad_onset": 0.05, "vad_offset": 0.02}
    without = run(english, hard, temperature_fallback=False, **asked)
    assert {segment.temperature for segment in without.segments} <= {0.0}
    again = run(english, hard, **asked)
    for segment in again.segments:
        assert segment.temperature is not None
        if segment.temperature == 0.0:
            assert segment.avg_logprob is not None
            assert segment.avg_logprob > -1.0


@pytest.mark.slow  # for importing pyannote alone
def test_voice_activity_by_pyannote(english: Stages) -> None:
    made = run(english, LIBRIVOX[1].samples, vad_method="pyannote", only_text=True)
    assert made.made_by["vad"] == "pyannote"
    assert "young man" in said(made)


def test_the_thresholds_of_voice_activity_count(english: Stages) -> None:
    quiet = (
        LIBRIVOX[1].samples * np.float32(0.3)
        + white_noise(LIBRIVOX[1].seconds, 0.05)[: len(LIBRIVOX[1].samples)]
    )
    asked = {"align_output": False}
    strict = run(english, quiet, vad_onset=0.95, vad_offset=0.94, **asked)
    lax = run(english, quiet, vad_onset=0.1, vad_offset=0.05, **asked)
    seconds = [sum(end - start for start, end in made.speech) for made in (strict, lax)]
    assert seconds[0] < seconds[1]


def test_shorter_stretches(english: Stages, reading: Joined) -> None:
    heard: list[Moment] = []
    talk = replace(talk_of(reading.samples), hear=heard.append)
    params = settings(chunk_size=5, batch_size=1, beam_size=1, align_output=False)
    transcribe(english, talk, params, PLAN, Progress())
    assert len(heard) > len(LIBRIVOX)


# -- languages --------------------------------------------------------------------------------


def test_the_language_is_found_out_with_how_sure_that_is(every: Stages) -> None:
    for clip in (SPANISH, FRENCH, LIBRIVOX[1]):
        made = run(every, clip.samples, align_output=False)
        assert made.language == clip.language
        assert made.language_probability is not None
        assert made.language_probability > 0.5
        assert word_error_rate(clip.text, said(made)) < 0.6


def test_a_language_that_was_given_is_taken(every: Stages) -> None:
    made = run(every, SPANISH.samples, language="es", align_output=False)
    assert (made.language, made.language_probability) == ("es", None)


def test_translation(every: Stages) -> None:
    made = run(every, SPANISH.samples, task="translate", language="es")
    assert (made.language, made.task) == ("en", "translate")
    words = set(plain_words(said(made)).split())
    assert words & {"the", "and", "fast", "happy", "bat"}
    assert made.has_words
    assert "Word times of a translation are Whisper's own" in notes_of(made)


def test_an_english_model_refuses_what_it_cannot_do(english: Stages) -> None:
    with pytest.raises(BadInput, match=r"^tiny\.en knows English only: choose a model"):
        run(english, SPANISH.samples, language="es")
    with pytest.raises(BadInput, match=r"^tiny\.en knows English only, so it cannot translate"):
        run(english, SPANISH.samples, task="translate")


@pytest.mark.parametrize("model", [model for model in ALL if not model.translates])
def test_no_model_translates_that_was_not_taught_to(model: Any) -> None:
    with pytest.raises(BadInput, match="translate"):
        check_abilities(model, model.title, settings(task="translate"))
    check_abilities(model, model.title, settings())


def test_a_folder_of_the_users_own_is_asked_itself(folder: Path) -> None:
    stages = stages_in(folder)
    own = Stages(stages.load_whisper, "mine", stages.files)
    with pytest.raises(BadInput, match=r"^mine knows English only"):
        run(own, LIBRIVOX[1].samples, language="de")
    own.seat.clear()


# -- nothing to hear --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "samples",
    [silence(5), music(8), white_noise(5), np.zeros(1, np.float32), silence(0.01)],
    ids=["silence", "music", "noise", "one sample", "a moment"],
)
def test_where_nobody_speaks_nothing_is_written(english: Stages, samples: Any) -> None:
    made = run(english, samples, diarize=True)
    assert made.segments == ()
    assert "No speech was found" in notes_of(made) or "nothing in it" in notes_of(made)
    assert made.language == ""


# -- word times by an aligner -----------------------------------------------------------------


@pytest.fixture
def own_stages(kept_weights: Path, tmp_path: Path) -> Iterator[Stages]:
    """Stages whose store may be added to."""
    stages = stages_in(weights_folder(kept_weights, tmp_path / "own", voices=True))
    yield stages
    stages.seat.clear()


def test_an_aligner_gives_the_word_times(
    own_stages: Stages, reading: Joined, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_aligner(tmp_path / "aligner", monkeypatch)
    made = run(own_stages, reading.samples)
    assert made.made_by["words"] == "tiny/aligner"
    assert notes_of(made) == ""
    assert len(made.segments) >= len(LIBRIVOX)  # out of chunks of several sentences
    assert word_error_rate(" ".join(SAID), said(made)) < 0.08
    for segment in made.segments:
        assert all(word.start is not None for word in segment.words)
        assert segment.text[-1] in ".!?"
    # random weights place words somewhere else than Whisper does
    assert own_stages.seat.key == ("aligner", "tiny/aligner")


def test_whisper_is_gone_before_the_aligner_comes(
    own_stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_aligner(tmp_path / "aligner", monkeypatch)
    order: list[str] = []
    closes = Whisper.close
    load_aligner = transcribing.load_aligner
    assign = own_stages.load_whisper

    def load_whisper() -> Whisper:
        order.append("whisper")
        return assign()

    def close(self: Whisper) -> None:
        order.append("whisper away")
        closes(self)

    def load(*given: Any) -> Any:
        order.append("aligner")
        return load_aligner(*given)

    own_stages.load_whisper = load_whisper
    monkeypatch.setattr(Whisper, "close", close)
    monkeypatch.setattr(transcribing, "load_aligner", load)
    run(own_stages, LIBRIVOX[1].samples, diarize=True)
    assert order == ["whisper", "whisper away", "aligner"]
    assert own_stages.seat.key == "voices"


def test_a_seat_gives_the_memory_of_whisper_back(own_stages: Stages) -> None:
    process = psutil.Process()
    own_stages.whisper()
    gc.collect()
    full = process.memory_info().rss
    own_stages.seat.clear()
    assert full - process.memory_info().rss > 25e6  # of 39 million weights in int8


def test_a_damaged_aligner_is_told_and_costs_no_text(
    own_stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_aligner(tmp_path / "aligner", monkeypatch)
    vocabulary = tmp_path / "aligner" / "config.json"
    vocabulary.write_text(vocabulary.read_text().replace('"hidden_size": 32', '"hidden_size": 64'))
    monkeypatch.undo()
    model = known_aligner(tmp_path / "aligner", monkeypatch)
    made = run(own_stages, LIBRIVOX[1].samples)
    assert said(made) == said(run(own_stages, LIBRIVOX[1].samples, align_output=False))
    assert f"{model.repo} cannot be used for word times" in notes_of(made)


def test_a_missing_aligner_is_asked_for_once(
    own_stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    fetch = type(own_stages.files).fetch

    def fetching(self: Any, weights: Any, progress: Progress) -> Any:
        asked.extend(weight.name for weight in weights)
        return fetch(self, weights, progress)

    monkeypatch.setattr(type(own_stages.files), "fetch", fetching)
    first, second = (run(own_stages, LIBRIVOX[1].samples) for _again in range(2))
    assert len(asked) == len(set(asked)) > 0
    for made in (first, second):
        assert made.has_words
        assert made.made_by["words"] == ENGINE
        assert "Word times are by the starter aligner" in notes_of(made)


def test_a_language_whose_aligner_is_not_here(every: Stages) -> None:
    made = run(every, SPANISH.samples, language="es")
    assert made.has_words
    assert made.made_by["words"] == "whisper"
    assert "the aligner for Spanish could not be fetched" in notes_of(made)


def test_without_a_connection_the_note_is_a_plain_sentence(
    every: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreached(*_given: Any) -> None:
        raise NoConnection("Could not download it ({reason}).", reason="Errno -3")

    monkeypatch.setattr(type(every.files), "fetch", unreached)
    every.missing.clear()
    made = run(every, SPANISH.samples, language="es")
    every.missing.clear()
    assert [str(note) for note in made.notes] == [
        "The aligner for Spanish could not be fetched, since there is no connection: word times "
        "are Whisper's own; connect and run again for better ones."
    ]


def test_a_language_without_an_aligner(every: Stages) -> None:
    made = run(every, FRENCH.samples, language="la")
    assert made.has_words
    assert "There is no aligner for Latin" in notes_of(made)


# -- speakers ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dialogue() -> Joined:
    """A woman who reads and a synthetic man, in turn."""
    man = synthesised()
    return joined((LIBRIVOX[0], man, LIBRIVOX[2], man, LIBRIVOX[3]), pauses=(0.6,))


def test_two_voices_are_two_speakers(english: Stages, dialogue: Joined) -> None:
    made = run(english, dialogue.samples, diarize=True)
    assert made.made_by["speakers"] == "resemblyzer"
    assert "by the starter model" in notes_of(made)
    assert made.speakers == ("SPEAKER_00", "SPEAKER_01")
    right = 0
    words = [word for segment in made.segments for word in segment.words]
    for word in words:
        assert word.start is not None
        middle = word.start
        inside = [i for i, (start, end) in enumerate(dialogue.spans) if start <= middle <= end]
        expected = "SPEAKER_01" if inside and inside[0] % 2 else "SPEAKER_00"
        right += word.speaker == expected
    assert right > 0.9 * len(words)


def test_the_number_of_speakers_can_be_given(english: Stages, dialogue: Joined) -> None:
    samples = dialogue.samples[: int(dialogue.spans[1][1] * RATE)]
    one = run(english, samples, diarize=True, max_speakers=1)
    assert one.speakers == ("SPEAKER_00",)
    three = run(english, samples, diarize=True, min_speakers=3, max_speakers=3)
    assert len(three.speakers) == 3


def test_more_at_least_than_at_most_is_refused(english: Stages) -> None:
    clip = LIBRIVOX[1].samples
    with pytest.raises(BadInput, match=r"^There cannot be at least 3 and at most 2 speakers"):
        run(english, clip, diarize=True, min_speakers=3, max_speakers=2)
    run(english, clip, min_speakers=3, max_speakers=2, align_output=False)  # nobody asked


def test_without_anything_that_tells_voices_apart_the_text_stays(
    kept_weights: Path, tmp_path: Path
) -> None:
    stages = stages_in(weights_folder(kept_weights, tmp_path / "bare"))
    made = run(stages, LIBRIVOX[1].samples, diarize=True)
    stages.seat.clear()
    assert "young man" in said(made)
    assert made.speakers == ()
    assert "speakers" not in made.made_by
    assert "Speakers could not be told apart. " in notes_of(made)
    assert VOICE_ENCODER.title in notes_of(made)


# -- what is told while it runs ---------------------------------------------------------------


def test_segments_are_told_as_they_are_heard(english: Stages, reading: Joined) -> None:
    heard: list[Moment] = []
    talk = replace(talk_of(reading.samples), hear=heard.append)
    params = settings(batch_size=1, chunk_size=10, beam_size=1)
    made = transcribe(english, talk, params, PLAN, Progress())
    *before, last = heard
    assert isinstance(last, Improved)
    assert last.transcript.segments == made.segments
    assert len(before) > 1
    reached = [moment.reached or 0.0 for moment in before if isinstance(moment, Heard)]
    assert len(reached) == len(before)
    assert reached == sorted(reached)
    ends = [end for _start, end in made.speech]
    assert reached[-1] == pytest.approx(ends[-1], abs=0.01)


def test_a_stretch_without_words_is_reached_all_the_same(english: Stages) -> None:
    heard: list[Moment] = []
    hum = music(8)
    talk = replace(talk_of(np.concatenate([LIBRIVOX[1].samples, hum])), hear=heard.append)
    params = settings(batch_size=1, chunk_size=5, vad_onset=0.05, vad_offset=0.02)
    made = transcribe(english, talk, params, PLAN, Progress())
    moments = [moment for moment in heard if isinstance(moment, Heard)]
    assert moments[-1].reached == pytest.approx(made.speech[-1][1], abs=0.01)


@pytest.mark.slow
def test_going_on_hears_only_the_rest(english: Stages) -> None:
    reading = joined(LIBRIVOX[:4], pauses=(1, 2))
    params = settings(batch_size=1, chunk_size=5, beam_size=1)
    heard: list[Heard] = []

    def hear(moment: Moment) -> None:
        if isinstance(moment, Heard):
            heard.append(moment)

    talk = replace(talk_of(reading.samples), hear=hear)
    whole = transcribe(english, talk, params, PLAN, Progress())
    for cut in (1, len(heard) // 2, len(heard) - 1):
        begun = tuple(segment for moment in heard[:cut] for segment in moment.segments)
        reached = heard[cut - 1].reached
        assert reached is not None
        later = replace(talk_of(reading.samples), begun=begun, reached=reached)
        made = transcribe(english, later, params, PLAN, Progress())
        assert made.segments == whole.segments, cut
        assert made.made_by == whole.made_by


def test_going_on_at_the_end_only_does_what_comes_after(
    english: Stages, read_out: Transcript, reading: Joined
) -> None:
    talk = replace(talk_of(reading.samples), begun=read_out.segments, reached=reading.seconds)
    made = transcribe(english, talk, settings(), PLAN, Progress())
    assert said(made) == said(read_out)


def test_cancelling_ends_it_at_once_wherever_it_is(english: Stages, dialogue: Joined) -> None:
    stages: list[str] = []
    for wanted in ("Looking for speech", "Loading", "Transcribing", "Telling speakers"):
        token = CancelToken()

        def stop(report: Any, wanted: str = wanted, token: CancelToken = token) -> None:
            stages.append(str(report.text))
            if str(report.text).startswith(wanted):
                token.cancel()

        params = settings(diarize=True, batch_size=1, chunk_size=5, beam_size=1)
        with pytest.raises(Cancelled):
            transcribe(english, talk_of(dialogue.samples), params, PLAN, Progress(stop, token))
        assert stages[-1].startswith(wanted)


def test_the_modules_that_load_know_what_to_ask_for(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="fetches more"):
        stages_for(by_key("tiny.en"), {}, "auto", PLAN)
    with pytest.raises(BadInput, match="There is no model folder"):
        stages_of_folder(tmp_path / "nothing", stages_in(folder).files, "auto", PLAN)
