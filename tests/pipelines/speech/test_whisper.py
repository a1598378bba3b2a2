"""Whisper with the real starter models on real speech, against faster-whisper on the same model."""

import gc
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.speech import whisper_device
from pipelines.speech.listening import Heard, Moment
from pipelines.speech.transcript import Segment, Word
from pipelines.speech.voice_activity import Chunk, cut_and_merge, find_speech
from pipelines.speech.whisper import Timestamps, Whisper, WhisperOptions, options_from, runs_on
from pipelines.speech.whisper_decoding import Decoder, Decoding
from pipelines.speech.whisper_folder import folder_for
from pipelines.speech.whisper_models import by_key
from pipelines.speech.whisper_words import sentences_of
from pipelines.text import text
from tests.speech_samples import (
    FRENCH,
    LIBRIVOX,
    RATE,
    SPANISH,
    Joined,
    Samples,
    joined,
    music,
    pink_noise,
    plain_words,
    silence,
    synthesised,
    whisper_files,
    white_noise,
    word_error_rate,
)

PLAN = Plan("cpu", "float32", 0, text("on the CPU"))
ENGLISH = WhisperOptions("en")
SAID = [clip.text for clip in LIBRIVOX]


def load(kept_weights: Path, key: str) -> Whisper:
    files = whisper_files(kept_weights, key)
    with folder_for(files, by_key(key)) as folder:
        return Whisper.load(folder.path, PLAN)


@pytest.fixture(scope="module")
def tiny(kept_weights: Path) -> Iterator[Whisper]:
    whisper = load(kept_weights, "tiny.en")
    yield whisper
    whisper.close()


@pytest.fixture(scope="module")
def base(kept_weights: Path) -> Iterator[Whisper]:
    whisper = load(kept_weights, "base")
    yield whisper
    whisper.close()


def whole(samples: Samples) -> tuple[Chunk, ...]:
    seconds = len(samples) / RATE
    return (Chunk(0, seconds, ((0, seconds),)),)


def written(segments: Sequence[Segment]) -> str:
    return " ".join(segment.text for segment in segments)


def hear_clips(whisper: Whisper, options: WhisperOptions) -> list[str]:
    return [
        written(whisper.transcribe(clip.samples, whole(clip.samples), options)) for clip in LIBRIVOX
    ]


# -- words right ----------------------------------------------------------------------------


def test_tiny_en_errs_as_much_as_faster_whisper_s_own(tiny: Whisper) -> None:
    own = [
        " ".join(
            segment.text
            for segment in tiny.model.transcribe(
                np.array(clip.samples), language="en", without_timestamps=True
            )[0]
        )
        for clip in LIBRIVOX
    ]
    ours = hear_clips(tiny, ENGLISH)
    assert (
        word_error_rate(SAID, ours) == word_error_rate(SAID, own) == pytest.approx(0.042, abs=1e-3)
    )
    words = hear_clips(tiny, replace(ENGLISH, timestamps="words"))
    assert [plain_words(one) for one in words] == [plain_words(one) for one in ours]


@pytest.mark.slow
def test_base_errs_as_much_as_faster_whisper_s_own(base: Whisper) -> None:
    own = [
        " ".join(s.text for s in base.model.transcribe(np.array(clip.samples), language="en")[0])
        for clip in LIBRIVOX
    ]
    ours = hear_clips(base, ENGLISH)
    assert (
        word_error_rate(SAID, ours) == word_error_rate(SAID, own) == pytest.approx(0.014, abs=1e-3)
    )


@pytest.fixture(scope="module")
def long_recording() -> Joined:
    """A minute and 40 s, every sentence twice, with pauses of 2 to 8 s."""
    return joined(times=2)


@pytest.fixture(scope="module")
def recording() -> Joined:
    """Half a minute, to be cut into small pieces."""
    return joined(pauses=(0.5,))


@pytest.mark.parametrize("timestamps", ["chunk", "segments", "words"])
def test_of_a_long_recording_no_sentence_is_lost_or_repeated(
    timestamps: Timestamps, tiny: Whisper, long_recording: Joined
) -> None:
    chunks = cut_and_merge(find_speech(long_recording.samples))
    options = replace(ENGLISH, timestamps=timestamps)
    segments = tiny.transcribe(long_recording.samples, chunks, options)
    heard = written(segments)
    assert word_error_rate(long_recording.text, heard) < 0.05
    for clip in LIBRIVOX:
        tail = " ".join(plain_words(clip.text).split()[-3:]).replace("is to be ill", "be ill")
        assert plain_words(heard).count(tail.split()[-1]) >= 2
    if timestamps == "chunk":
        assert [segment.start for segment in segments] == [round(c.start, 3) for c in chunks]
        return
    assert len(segments) == 10
    for segment, (start, end) in zip(segments, long_recording.spans, strict=True):
        assert abs(segment.start - start) < 0.5
        assert abs(segment.end - end) < 0.6
    assert all(bool(segment.words) == (timestamps == "words") for segment in segments)


def test_words_have_times_and_make_up_the_text(base: Whisper) -> None:
    clip = synthesised("spoken-english")
    (first, second) = base.transcribe(
        clip.samples, whole(clip.samples), replace(ENGLISH, timestamps="words")
    )
    assert first.text.startswith("The quick brown")
    assert second.text.startswith("Yesterday we")
    words = (*first.words, *second.words)
    assert " ".join(word.text for word in words) == f"{first.text} {second.text}"
    assert len(words) == len(clip.starts)
    starts = [word.start for word in words if word.start is not None]
    assert starts == sorted(starts)
    off = [abs(a - b) for a, b in zip(starts, clip.starts, strict=True) if b is not None]
    assert np.median(off) < 0.15
    assert all(0 <= (word.score or 0) <= 1 for word in words)
    assert (first.start, first.end) == (first.words[0].start, first.words[-1].end)


def test_figures_come_along(tiny: Whisper) -> None:
    clip = LIBRIVOX[0]
    (segment,) = tiny.transcribe(clip.samples, whole(clip.samples), ENGLISH)
    assert segment.avg_logprob is not None
    assert -0.6 < segment.avg_logprob < 0
    assert segment.compression_ratio is not None
    assert 1 < segment.compression_ratio < 2
    assert segment.no_speech_prob is not None
    assert segment.no_speech_prob < 0.5
    assert segment.temperature == 0


def test_hotwords_and_prompts_change_how_names_are_spelt(tiny: Whisper) -> None:
    clip = LIBRIVOX[0]
    for hints in ({"hotwords": "Jon Dashwoode"}, {"initial_prompt": "Mr. Jon Dashwoode is here."}):
        (segment,) = tiny.transcribe(clip.samples, whole(clip.samples), replace(ENGLISH, **hints))
        assert "Dashwoode" in segment.text


def test_endless_hints_are_cut(tiny: Whisper) -> None:
    clip = LIBRIVOX[1]
    options = replace(ENGLISH, initial_prompt="Emma, " * 900, hotwords="Norland 日本 " * 500)
    assert len(tiny.transcribe(clip.samples, whole(clip.samples), options)) <= 1


# -- no words where there are none ----------------------------------------------------------


@pytest.mark.parametrize("make", [silence, white_noise, pink_noise, music])
def test_no_text_is_invented(make: Callable[[float], Samples], base: Whisper) -> None:
    samples = make(20)
    options = replace(ENGLISH, timestamps="words")
    assert base.transcribe(samples, cut_and_merge(find_speech(samples)), options) == ()


@pytest.mark.parametrize("make", [silence, white_noise])
def test_none_is_kept_either_where_voice_activity_errs(
    make: Callable[[float], Samples], base: Whisper
) -> None:
    samples = make(8)
    heard = base.transcribe(samples, whole(samples), ENGLISH)
    assert len(written(heard)) < 25  # at most a word that Whisper is sure of


def test_nothing_to_hear(tiny: Whisper) -> None:
    assert tiny.transcribe(silence(1), (), ENGLISH) == ()


# -- doubtful text --------------------------------------------------------------------------

LOOP = Decoding((1,), -0.2, 0.0, 9.0, 0.0)
GOOD = Decoding((2,), -0.4, 0.0, 1.5, 0.2)
POOR = Decoding((3,), -1.4, 0.1, 1.5, 0.4)
NOTHING = Decoding((4,), -1.4, 0.9, 1.0, 0.0)


def test_what_is_doubtful() -> None:
    assert LOOP.is_doubtful(ENGLISH)
    assert not GOOD.is_doubtful(ENGLISH)
    assert POOR.is_doubtful(ENGLISH)
    assert not NOTHING.is_doubtful(ENGLISH)
    assert NOTHING.is_silence(ENGLISH)


@pytest.mark.parametrize(
    ("tries", "kept", "warmest"),
    [
        ([GOOD], GOOD, 0.2),
        ([POOR, GOOD], GOOD, 0.4),
        ([POOR] * 5, POOR, 1.0),
        ([LOOP] * 5 + [POOR], POOR, 0.0),  # the last one without repeats
        ([LOOP] * 6, LOOP, 0.0),
    ],
)
def test_doubtful_text_is_decoded_warmer_until_it_is_good(
    tries: list[Decoding],
    kept: Decoding,
    warmest: float,
    tiny: Whisper,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[float, int]] = []

    def alone(_self: Decoder, _encoded: Any, temperature: float, options: WhisperOptions) -> Any:
        asked.append((temperature, options.no_repeat_ngram_size))
        return tries[len(asked) - 1]

    monkeypatch.setattr(Decoder, "_alone", alone)
    decoder = Decoder(tiny.model, tiny._tokenizer(ENGLISH), ENGLISH)
    found = decoder._again(None, LOOP, ENGLISH.temperatures[1:], Progress())
    assert found == kept
    assert asked[-1][0] == warmest
    assert (asked[-1][1] > 0) == (len(tries) == 6)


def test_one_doubtful_stretch_is_decoded_again_and_the_others_not(
    tiny: Whisper, recording: Joined
) -> None:
    """With a threshold that the worst of the sentences alone falls below."""
    samples = recording.samples
    chunks = cut_and_merge(find_speech(samples), 8)
    assert len(chunks) > 3
    before = tiny.transcribe(samples, chunks, ENGLISH)
    probable = sorted(segment.avg_logprob or 0 for segment in before)
    threshold = (probable[0] + probable[1]) / 2
    picky = replace(ENGLISH, log_prob_threshold=threshold, temperatures=(0.0, 0.2))
    after = tiny.transcribe(samples, chunks, picky)
    again = [segment for segment in after if segment.temperature]
    assert len(again) <= 1
    same = sum(one.text == other.text for one, other in zip(before, after, strict=True))
    assert same >= len(chunks) - 1


def test_without_fallback_nothing_is_tried_again(
    tiny: Whisper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Decoder, "_alone", None)
    options = replace(ENGLISH, temperatures=(0.0,), log_prob_threshold=-0.01)
    clip = LIBRIVOX[1]
    (segment,) = tiny.transcribe(clip.samples, whole(clip.samples), options)
    assert segment.temperature == 0


# -- languages ------------------------------------------------------------------------------


@pytest.mark.parametrize("clip", [SPANISH, FRENCH, LIBRIVOX[0], synthesised("spoken-german")])
def test_the_language_is_told_by_the_speech(clip: Any, base: Whisper) -> None:
    """Half a minute of silence before it says nothing about the language."""
    samples = np.concatenate((silence(35), clip.samples))
    language, probability = base.detect_language(samples, find_speech(samples))
    assert language == clip.language
    assert probability > 0.5


def test_french_is_written_and_translated(base: Whisper) -> None:
    french = written(base.transcribe(FRENCH.samples, whole(FRENCH.samples), WhisperOptions("fr")))
    assert word_error_rate(FRENCH.text, french) < 0.4
    options = WhisperOptions("fr", task="translate")
    english = written(base.transcribe(FRENCH.samples, whole(FRENCH.samples), options))
    assert "old whisk" in english.lower()


def test_an_english_model_knows_english(tiny: Whisper, base: Whisper) -> None:
    assert not tiny.multilingual
    assert tiny.languages == ("en",)
    assert tiny.detect_language(SPANISH.samples) == ("en", 1.0)
    assert base.multilingual
    assert len(base.languages) == 99
    with pytest.raises(BadInput, match="does not know the language “yue”"):
        base.transcribe(silence(1), whole(silence(1)), WhisperOptions("yue"))


def test_sentences_of_languages_without_spaces() -> None:
    words = [Word(part, i, i + 0.5, 1.0) for i, part in enumerate(("你", "好。", "再", "见。"))]
    assert [text for text, _words in sentences_of(words, "zh")] == ["你好。", "再见。"]


def test_a_sentence_is_parted_at_a_long_pause() -> None:
    words = [Word(" One", 0, 0.4), Word(" two", 0.5, 0.9), Word(" three.", 5, 5.5)]
    found = sentences_of(words, "en")
    assert [text for text, _words in found] == ["One two", "three."]
    assert found[1][1] == (Word("three.", 5, 5.5),)


# -- live, cancel, memory -------------------------------------------------------------------


def test_batches_are_heard_as_they_come_and_in_order(tiny: Whisper, recording: Joined) -> None:
    chunks = cut_and_merge(find_speech(recording.samples), 5)
    heard: list[Moment] = []
    at: list[tuple[int, float | None]] = []
    progress = Progress(lambda report: at.append((len(heard), report.fraction)))
    options = replace(ENGLISH, timestamps="words", batch_size=2)
    found = tiny.transcribe(recording.samples, chunks, options, progress, heard.append)
    assert len(chunks) / 2 <= len(heard) <= 1 + len(chunks) / 2  # the first may be one alone
    told = [segment for moment in heard for segment in moment.segments]  # type: ignore[union-attr]
    assert told == list(found)
    assert [s.start for s in told] == sorted(s.start for s in told)
    assert [count for count, _fraction in at] == list(range(1, len(heard) + 1))
    assert at[-1][1] == pytest.approx(1)


def test_a_cancel_takes_effect_after_the_batch(tiny: Whisper, recording: Joined) -> None:
    chunks = cut_and_merge(find_speech(recording.samples), 5)
    token, heard = CancelToken(), []

    def hear(moment: Moment) -> None:
        heard.append(moment)
        token.cancel()

    options = replace(ENGLISH, batch_size=1)
    with pytest.raises(Cancelled):
        tiny.transcribe(recording.samples, chunks, options, Progress(cancel=token), hear)
    assert len(heard) == 1
    assert isinstance(heard[0], Heard)


def test_who_hears_may_end_it(tiny: Whisper) -> None:
    def refuse(_moment: Moment) -> None:
        raise BadInput("no room")

    with pytest.raises(BadInput, match="no room"):
        tiny.transcribe(LIBRIVOX[1].samples, whole(LIBRIVOX[1].samples), ENGLISH, None, refuse)


def test_a_batch_that_fails_is_halved_and_that_is_told(
    tiny: Whisper, recording: Joined, monkeypatch: pytest.MonkeyPatch
) -> None:
    chunks = cut_and_merge(find_speech(recording.samples), 5)
    assert len(chunks) > 4
    expected = tiny.transcribe(recording.samples, chunks, replace(ENGLISH, beam_size=1))
    decode, sizes = Decoder.decode, []

    def small(self: Decoder, features: Any, progress: Progress) -> Any:
        sizes.append(len(features))
        if len(features) > 1:
            raise RuntimeError("anything at all")
        return decode(self, features, progress)

    monkeypatch.setattr(Decoder, "decode", small)
    found = tiny.transcribe(recording.samples, chunks, replace(ENGLISH, beam_size=1))
    assert [s.text for s in found] == [s.text for s in expected]
    assert set(sizes) == {1, 2}
    assert sizes[0] == sizes[-1] == 1
    assert sizes.count(2) <= whisper_device.workers("cpu")  # once, by each
    notes = [str(note) for note in tiny.take_notes()]
    assert notes[-1].endswith("at a time were taken.")
    assert tiny.take_notes() == ()


@pytest.mark.parametrize(("full", "raised"), [(True, MemoryError), (False, RuntimeError)])
def test_a_single_stretch_s_failure_is_a_lack_of_memory_if_the_driver_says_so(
    full: bool, raised: type[Exception], tiny: Whisper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: Any) -> Any:
        raise RuntimeError("anything at all")

    monkeypatch.setattr(Decoder, "decode", fail)
    monkeypatch.setattr("pipelines.speech.whisper_batches.lacks_memory", lambda _device: full)
    with pytest.raises(raised):
        tiny.transcribe(LIBRIVOX[1].samples, whole(LIBRIVOX[1].samples), ENGLISH)


def test_the_driver_is_asked_for_free_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whisper_device, "ask_nvidia", lambda _question, _otherwise: 10**9)
    assert not whisper_device.lacks_memory("cuda:0")
    assert whisper_device.lacks_memory("cuda:0", 3 * 10**9)
    assert not whisper_device.lacks_memory("cpu", 3 * 10**9)


def test_closing_gives_the_memory_back(kept_weights: Path) -> None:
    process = psutil.Process()
    gc.collect()
    before = process.memory_info().rss
    whisper = load(kept_weights, "base")
    clip = LIBRIVOX[0]
    whisper.transcribe(clip.samples, whole(clip.samples), ENGLISH)
    during = process.memory_info().rss
    whisper.close()
    whisper.close()
    assert during - before > 60e6
    assert process.memory_info().rss - before < (during - before) / 2
    with pytest.raises(RuntimeError, match="closed"):
        whisper.transcribe(clip.samples, whole(clip.samples), ENGLISH)


# -- loading --------------------------------------------------------------------------------


def test_formats_and_devices() -> None:
    assert whisper_device.compute_type_for("cpu") == ("int8", None)
    assert whisper_device.compute_type_for("mps") == ("int8", None)
    used, note = whisper_device.compute_type_for("cpu", "float16")
    assert used == "int8"
    assert str(note) == "This device cannot compute in float16: int8 was used."
    assert runs_on()[-1] == "cpu"
    assert whisper_device.threads() >= 1


@pytest.mark.parametrize("damage", ["model.bin", "config.json", "tokenizer.json"])
def test_a_damaged_folder_is_told(damage: str, kept_weights: Path, tmp_path: Path) -> None:
    files = whisper_files(kept_weights, "tiny.en")
    folder = tmp_path / "my whisper"
    folder.mkdir()
    with folder_for(files, by_key("tiny.en")) as made:
        for path in made.path.iterdir():
            shutil.copyfile(path, folder / path.name)
    content = (folder / damage).read_bytes()
    (folder / damage).write_bytes(content[: len(content) // 2])
    with pytest.raises(BadInput, match="my whisper cannot be loaded as a Whisper model"):
        Whisper.load(folder, PLAN)


def test_options_from_the_inputs() -> None:
    class Given:
        task, batch_size, beam_size = "translate", 4, 3
        temperature, temperature_fallback = 0.2, True
        initial_prompt, hotwords = "Hello.", "Norland"

    options = options_from(Given(), "de", "words")
    assert options == WhisperOptions(
        "de",
        "translate",
        "words",
        batch_size=4,
        beam_size=3,
        temperatures=(0.2, 0.4, 0.6, 0.8, 1.0),
        initial_prompt="Hello.",
        hotwords="Norland",
    )
    Given.temperature_fallback = False
    assert options_from(Given(), "de", "words").temperatures == (0.2,)
