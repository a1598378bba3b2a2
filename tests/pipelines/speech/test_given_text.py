"""A recording with a text that is known: where the text is found, what is refused, what comes."""

import shutil
from pathlib import Path

import pytest

from pipelines.errors import BadInput
from pipelines.progress import Progress
from pipelines.speech.aligners import load_aligner
from pipelines.speech.given_text import LONGEST_WITHOUT_TIMES, place_text, read_spoken_text
from tests.speech_samples import LIBRIVOX, silence, write_recording
from tests.transcribing import PLAN, tiny_aligner

CLIP = LIBRIVOX[0]


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    return Path(shutil.copy(CLIP.path, tmp_path / "talk.flac"))


def test_plain_text_lies_over_all_of_the_recording(audio: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_text("\ufeffOne line,\n\n  another   line.\n", encoding="utf-8")
    spoken = read_spoken_text(audio, script)
    (segment,) = spoken.transcript.segments
    assert segment.text == "One line, another line."
    assert (segment.start, segment.end) == (0.0, pytest.approx(CLIP.seconds))


def test_subtitles_keep_their_times(audio: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.srt"
    script.write_text("1\n00:00:01,000 --> 00:00:02,500\nHello there.\n")
    (segment,) = read_spoken_text(audio, script).transcript.segments
    assert (segment.start, segment.end, segment.text) == (1.0, 2.5, "Hello there.")


def test_the_text_beside_the_recording_is_found(audio: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"There is no text beside talk\.flac: .*talk\.txt into"):
        read_spoken_text(audio, None)
    (tmp_path / "talk.srt").write_text("1\n00:00:01,000 --> 00:00:02,500\nSubtitles.\n")
    assert read_spoken_text(audio, None).transcript.text == "Subtitles."
    (tmp_path / "talk.txt").write_text("Plain.")
    assert read_spoken_text(audio, None).transcript.text == "Plain."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"  \n", r"There is no text in script\.txt\."),
        ("Grüße".encode("latin-1"), r"script\.txt is not UTF-8 text"),
        (None, r"script\.txt cannot be read \(No such file"),
    ],
)
def test_what_is_no_text_is_one_sentence(
    audio: Path, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    script = tmp_path / "script.txt"
    if content is not None:
        script.write_bytes(content)
    with pytest.raises(BadInput, match=sentence):
        read_spoken_text(audio, script)


def test_a_long_recording_wants_times(tmp_path: Path) -> None:
    audio = write_recording(tmp_path / "long.wav", silence(LONGEST_WITHOUT_TIMES + 1))
    (tmp_path / "long.txt").write_text("Words.")
    with pytest.raises(BadInput, match="up to 5 minutes: give subtitles"):
        read_spoken_text(audio, None)


def test_every_word_gets_a_time(
    audio: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tiny_aligner(tmp_path / "aligner", monkeypatch)
    names = (model.config.name, model.vocabulary.name, model.weights.name)
    files = {name: tmp_path / "aligner" / name.removeprefix("tiny-en.") for name in names}
    script = tmp_path / "talk.txt"
    script.write_text(f"{CLIP.text.capitalize()}. And that was all.")
    aligner = load_aligner(files, model, PLAN)
    made = place_text(read_spoken_text(audio, None), "en", aligner, Progress())
    aligner.close()
    assert [segment.text for segment in made.segments] == [
        f"{CLIP.text.capitalize()}.",
        "And that was all.",
    ]
    at = 0.0
    for word in (word for segment in made.segments for word in segment.words):
        assert word.start is not None
        assert word.end is not None
        assert at <= word.start <= word.end <= CLIP.seconds
        at = word.start
    assert made.language == "en"
    assert dict(made.made_by) == {"words": "tiny/aligner"}


def test_what_cannot_be_placed_keeps_its_times_and_is_told(
    audio: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tiny_aligner(tmp_path / "aligner", monkeypatch)
    names = (model.config.name, model.vocabulary.name, model.weights.name)
    files = {name: tmp_path / "aligner" / name.removeprefix("tiny-en.") for name in names}
    (tmp_path / "talk.srt").write_text(
        "1\n00:00:01,000 --> 00:00:02,500\nHello there.\n\n"
        "2\n00:01:00,000 --> 00:01:02,000\nBeyond the end.\n"
    )
    aligner = load_aligner(files, model, PLAN)
    made = place_text(read_spoken_text(audio, None), "en", aligner, Progress())
    aligner.close()
    assert made.segments[-1].start == 60.0
    assert "1 passages could not be placed" in str(made.notes[-1])
