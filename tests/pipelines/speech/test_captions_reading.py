"""Subtitles and tables are opened: ours, whisperX's and those of other programs."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.errors import BadInput
from pipelines.speech.captions.reading import LARGEST_BYTES, read_transcript
from pipelines.speech.output import TranscriptOutput, write_transcript
from pipelines.speech.transcript import Segment, Transcript
from tests.pipelines.speech.talks import random_talk, talk


def read(tmp_path: Path, name: str, content: str | bytes) -> Transcript:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_transcript(path)


def bare(transcript: Transcript) -> list[tuple[float, float, str, str]]:
    return [(s.start, s.end, s.text, s.speaker) for s in transcript.segments]


@pytest.mark.parametrize("kind", ["srt", "vtt", "json", "csv", "aud", "tsv"])
@pytest.mark.parametrize("seed", range(8))
def test_what_was_written_is_read_again(tmp_path: Path, kind: str, seed: int) -> None:
    before = random_talk(seed, words=kind == "json", gaps=False)
    segments = [replace(s, text="<Nasty> & {co}" if n == 1 else s.text) for n, s in
                enumerate(before.segments)]  # fmt: skip
    if kind != "srt":  # which knows no escape for its tags
        before = before.with_segments(replace(s, words=()) for s in segments)
    path = write_transcript(before, tmp_path / f"a.{kind}", TranscriptOutput(), {"model": "x"})
    after = read_transcript(path, language="en")
    assert after.language == "en"
    wanted = bare(before)
    if kind == "tsv":
        wanted = [(start, end, text, "") for start, end, text, _speaker in wanted]
    found = bare(after)
    assert [item[2:] for item in found] == [item[2:] for item in wanted]
    for ours, theirs in zip(found, wanted, strict=True):
        assert ours[:2] == pytest.approx(theirs[:2], abs=0.0006)
    if kind == "json":
        assert after == before


def test_csv_keeps_the_figures(tmp_path: Path) -> None:
    segments = (
        Segment(0.0, 1.0, 'a;b, "c"', (), "A", -0.25, 1.5, 0.125, 0.5, True, False),
        Segment(1.0, 2.0, "d", checked=True),
    )
    path = write_transcript(Transcript(segments), tmp_path / "a.csv", TranscriptOutput(), {})
    assert read_transcript(path).segments == segments
    other = read(tmp_path, "b.csv", "Text;Start;End\nHallo;0,5;1,5\n")
    assert bare(other) == [(0.5, 1.5, "Hallo", "")]


def test_highlighted_words_become_one_segment_again(tmp_path: Path) -> None:
    output = TranscriptOutput(highlight_words=True)
    for kind in ("srt", "vtt"):
        path = write_transcript(talk(), tmp_path / f"a.{kind}", output, {})
        assert bare(read_transcript(path)) == bare(talk())


def test_subtitles_of_others(tmp_path: Path) -> None:
    srt = (
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hello</i> {\\an8}there,\r\nyou. "
        '<font color="#fff">Red</font>\r\n\r\n'
        "3\r\n00:00:05,000 --> 00:00:04,000\r\n{really} 5 < 6\r\n\r\n"
        "2\r\n00:00:03,000 --> 00:00:03,500\r\n \r\n\r\n"
    )
    assert bare(read(tmp_path, "a.srt", srt)) == [
        (1.0, 2.5, "Hello there, you. Red", ""),
        (5.0, 5.02, "{really} 5 < 6", ""),
    ]
    latin = "1\n00:00:01,000 --> 00:00:02,000\nGrüße à tous\n".encode("cp1252")
    assert read(tmp_path, "b.srt", latin).segments[0].text == "Grüße à tous"
    wide = "1\n00:00:01,000 --> 00:00:02,000\nGrüße\n".encode("utf-16")
    assert read(tmp_path, "c.srt", wide).segments[0].text == "Grüße"
    vtt = (
        "WEBVTT - title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnot said\n\n"
        "intro-1\n00:01.000 --> 00:02.000 align:start position:0%\n"
        "<v.loud Mary Ann>Hi <00:01.500><c>R&amp;B</c></v>\n\nNOTE not said\n\n"
        "7\n01:00:03.000 --> 01:00:04.000\n- Second\nline\n"
    )
    assert bare(read(tmp_path, "a.vtt", vtt)) == [
        (1.0, 2.0, "Hi R&B", "Mary Ann"),
        (3603.0, 3604.0, "- Second line", ""),
    ]


def test_json_of_others(tmp_path: Path) -> None:
    openai = {
        "text": " Hi there.",
        "language": "en",
        "segments": [
            {
                **{"id": 0, "seek": 0, "start": 0.0, "end": 1.5, "text": " Hi there."},
                **{"tokens": [1], "temperature": 0.2, "avg_logprob": -0.3},
                **{"compression_ratio": 1.1, "no_speech_prob": 0.01},
                "words": [{"word": " Hi", "start": 0.0, "end": 0.5, "probability": 0.75}],
            }
        ],
    }
    segment = read(tmp_path, "a.json", json.dumps(openai)).segments[0]
    assert (segment.text, segment.avg_logprob, segment.temperature) == ("Hi there.", -0.3, 0.2)
    assert (segment.words[0].text, segment.words[0].score) == ("Hi", 0.75)
    replicate = json.dumps(openai["segments"])
    assert bare(read(tmp_path, "b.json", replicate)) == [(0.0, 1.5, "Hi there.", "")]
    cpp = {
        "result": {"language": "de"},
        "transcription": [{"offsets": {"from": 500, "to": 1500}, "text": " Hallo"}],
    }
    told = read(tmp_path, "c.json", json.dumps(cpp))
    assert (bare(told), told.language) == ([(0.5, 1.5, "Hallo", "")], "de")
    assert read(tmp_path, "d.json", '{"segments": []}') == Transcript()


def test_labels_of_audacity(tmp_path: Path) -> None:
    labels = "0.5\t1.5\tone\n\\\t100.0\t200.0\n2,0\t2,0\t\n3.0\t4.0\t[[Ann]] three\ttabs\n"
    assert bare(read(tmp_path, "a.aud", labels))[::2] == [
        (0.5, 1.5, "one", ""),
        (3.0, 4.0, "three tabs", "Ann"),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *((f"a.{kind}", b"") for kind in ("srt", "vtt", "json", "csv", "tsv", "aud")),
        *((f"a.{kind}", b"Just a letter to Mary.\n") for kind in ("srt", "vtt", "json", "tsv")),
        ("a.csv", b"name,age\nAnn,5\n"),
        ("a.aud", b"no tabs here\n"),
        ("a.json", b'{"segments": 5}'),
        ("a.json", b'{"segments": [{"start": "x", "end": 1, "text": ""}]}'),
        ("a.json", b'{"segments": [7]}'),
        ("a.json", b'{"segments": [{"start": NaN, "end": 1, "text": "x"}]}'),
        ("a.json", b"[" * 100_000),
        ("a.tsv", b"start\tend\ttext\n1\n"),
        ("a.tsv", b"start\tend\ttext\none\ttwo\tthree\n"),
        ("a.vtt", b"1\n00:00:01,000 --> 00:00:02,000\nno header\n"),
        ("a.srt", b"RIFF\x00\x01\x02\x03WAVE"),
        ("a.txt", b"plain text has no times\n"),
        ("a.mp4", b"x"),
        ("nowhere.srt", None),
    ],
)
def test_other_files_are_told_in_one_sentence(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput) as told:
        read_transcript(path)
    assert name in str(told.value)
    assert str(told.value).endswith(".")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    with path.open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(BadInput, match="too large"):
        read_transcript(path)
