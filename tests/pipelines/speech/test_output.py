"""Every format is read back by a reader of that format; files are whole and overwrite nothing."""

import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import docx
import pypdf
import pysubs2
import pytest
from pydantic import ValidationError

from pipelines.errors import NotWritable
from pipelines.speech.captions.formats import TITLES, Format
from pipelines.speech.output import (
    TranscriptOutput,
    captions_for,
    cautions_for,
    formats_of,
    suffix_of,
    targets_of,
    write_transcript,
)
from pipelines.speech.transcript import Segment, Transcript, from_whisperx
from tests.pipelines.speech.talks import random_talk, spoken, talk

MADE = {"model": "whisperx", "version": "tiny.en", "hearth": "0.1", "settings": {"language": "en"}}

#: What breaks careless writers: markup, commands, arrows, quotes, tabs and other scripts.
NASTY = (
    'He said "<b>R&B</b>", {really} --> and C:\\new',
    "# 1. *not* a [heading](x) | `code` ~ _under_",
    "Ünïcödé straße Ελληνικά Кириллица",
    "=SUM(A1:A2);\t'x'\nnext line",
    "1. first 😀 and a null \x00\x07 here",
)


def nasty() -> Transcript:
    segments = [spoken(text, n * 4.0, n * 4.0 + 3.0, "A & <B>") for n, text in enumerate(NASTY)]
    return Transcript(tuple(segments), language="en", duration=30.0)


def written(transcript: Transcript, folder: Path, kind: str, **given: object) -> Path:
    output = TranscriptOutput.model_validate({"format": kind, **given})
    return write_transcript(transcript, folder / f"My talk.{kind}", output, MADE)


def plain(words: str) -> str:
    return " ".join(words.replace("\x00", "").replace("\x07", "").split())


def test_pysubs2_reads_srt_and_vtt(tmp_path: Path) -> None:
    for kind in ("srt", "vtt"):
        path = written(talk(), tmp_path, kind)
        subtitles = pysubs2.load(str(path))
        assert [(event.start, event.end) for event in subtitles] == [
            (500, 2500),
            (2900, 6100),
            (12000, 12500),
        ]
        assert subtitles[0].plaintext == "[SPEAKER_00]: Hello there, how are you?"
    vtt = path.read_text(encoding="utf-8")
    assert vtt.startswith("WEBVTT\n\nNOTE\n")
    assert json.loads(vtt.splitlines()[3]) == MADE
    marked = pysubs2.load(str(written(talk(), tmp_path, "srt", highlight_words=True)))
    assert marked[1].text == "[SPEAKER_00]: Hello {\\u1}there,{\\u0} how are you?"
    unnamed = pysubs2.load(str(written(talk(), tmp_path, "srt", speaker_prefix=False)))
    assert unnamed[0].plaintext == "Hello there, how are you?"


def test_subtitles_hold_whatever_was_said(tmp_path: Path) -> None:
    srt = written(nasty(), tmp_path, "srt", speaker_prefix=False).read_text(encoding="utf-8")
    texts = [block.split("\n", 2)[2] for block in srt.strip("\n").split("\n\n")]
    assert texts == [plain(text).replace("-->", "->") for text in NASTY]
    vtt = written(nasty(), tmp_path, "vtt").read_text(encoding="utf-8")
    assert '[A &amp; &lt;B>]: He said "&lt;b>R&amp;B&lt;/b>", {really} -> and' in vtt


def test_csv_json_and_tsv_are_tables_of_the_segments(tmp_path: Path) -> None:
    with written(nasty(), tmp_path, "csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == [plain(text) for text in NASTY]
    assert rows[1] | {"speaker": "A & <B>", "start": "4.000", "score": "0.9"} == rows[1]
    told = json.loads(written(talk(), tmp_path, "json").read_bytes())
    assert told["provenance"] == MADE
    assert from_whisperx(told) == talk()
    tsv = written(nasty(), tmp_path, "tsv").read_bytes().decode()
    assert [line.count("\t") for line in tsv.splitlines()] == [2] * 6
    assert b"\r" not in tsv.encode()


def test_word_reads_the_document(tmp_path: Path) -> None:
    document = docx.Document(str(written(nasty(), tmp_path, "docx")))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert paragraphs[:3] == ["My talk", "Hearth 0.1, whisperx tiny.en", "A & <B>"]
    assert document.paragraphs[2].style.name == "Heading 2"  # type: ignore[union-attr]
    said = " ".join(paragraphs[3:])
    for text in NASTY:
        assert plain(text) in said
    assert json.loads(document.core_properties.comments) == MADE
    assert document.core_properties.language == "en"
    big = {**MADE, "settings": {"prompt": "x" * 999}}
    path = write_transcript(talk(), tmp_path / "b.docx", TranscriptOutput(), big)
    assert docx.Document(str(path)).core_properties.comments == "Hearth 0.1, whisperx tiny.en"


class _Page(HTMLParser):
    def __init__(self, words: str) -> None:
        super().__init__()
        self.text = ""
        self.ids: list[str] = []
        self.links: list[str] = []
        self.starts: list[str] = []
        self.meta: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(words)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.meta[told.get("name", "")] = told.get("content", "")
            return
        self.open.append(tag)
        self.ids += [told["id"]] if "id" in told else []
        self.links += [told["href"]] if "href" in told else []
        self.starts += [told["data-start"]] if "data-start" in told else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


def test_a_browser_reads_the_page(tmp_path: Path) -> None:
    words = written(nasty(), tmp_path, "html").read_text(encoding="utf-8")
    page = _Page(words)
    for text in NASTY:
        assert plain(text) in plain(page.text)
    assert json.loads(page.meta["provenance"]) == MADE
    assert len(page.ids) == len(set(page.ids)) == len(NASTY)
    assert all(link.removeprefix("#") in page.ids for link in page.links)
    assert page.starts[0] == "0.000"
    assert "http" not in words.replace("https://www.w3.org", "")
    twice = talk().with_segments([talk().segments[0], talk().segments[0]])
    assert _Page(written(twice, tmp_path, "html").read_text("utf-8")).ids == ["t500", "t500-2"]


def test_markdown_is_read_as_the_words_that_were_said(tmp_path: Path) -> None:
    from markdown_it import MarkdownIt

    words = written(nasty(), tmp_path, "md").read_text(encoding="utf-8")
    page = _Page(MarkdownIt("commonmark").render(words))
    for text in NASTY:
        assert plain(text) in plain(page.text)
    assert "<h1>My talk</h1>" in MarkdownIt("commonmark").render(words)


def test_a_reader_finds_the_text_of_the_pdf(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(written(nasty(), tmp_path, "pdf"))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.creator) == (
        "My talk",
        "Hearth 0.1, whisperx tiny.en",
    )
    assert json.loads(str(reader.metadata["/Keywords"])) == MADE
    text = plain(" ".join(page.extract_text() for page in reader.pages))
    for words in ("Ελληνικά", "Кириллица", 'said "<b>R&B</b>", {really}', "A & <B>", "C:\\new"):
        assert words in text
    long = Transcript(tuple(spoken("word " * 60, n * 20.0, n * 20.0 + 9.0) for n in range(60)))
    pages = pypdf.PdfReader(written(long, tmp_path, "pdf")).pages
    assert len(pages) > 3
    assert sum(page.extract_text().count("word") for page in pages) == 3600


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_what_nobody_is_known_to_have_said_is_not_given_to_the_last_speaker(
    tmp_path: Path, kind: str
) -> None:
    parts = (spoken("One.", 0, 1), spoken("Two.", 1, 2, "Ann"), spoken("Three.", 2, 3))
    path = written(Transcript(parts), tmp_path, kind)
    if kind == "docx":
        text = " ".join(part.text for part in docx.Document(str(path)).paragraphs)
    elif kind == "html":
        text = _Page(path.read_text(encoding="utf-8")).text
    else:
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    places = [text.index(words) for words in ("One", "Ann", "Two", "Speaker not known", "Three")]
    assert places == sorted(places)
    assert text.count("Speaker not known") == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [("ja", "今日は良い天気です。"), ("zh", "今天天气很好"), ("ko", "오늘은 날씨가 좋습니다")],
)
def test_pdf_of_east_asian_text(tmp_path: Path, language: str, said: str) -> None:
    transcript = Transcript((Segment(0.0, 3.0, f"{said} Hearth " * 30),), language=language)
    text = "".join(
        p.extract_text() for p in pypdf.PdfReader(written(transcript, tmp_path, "pdf")).pages
    )
    assert said.replace(" ", "") in text.replace(" ", "").replace("\n", "")
    assert cautions_for(transcript, TranscriptOutput(format="pdf")) == ()


def test_pdf_of_text_from_right_to_left(tmp_path: Path) -> None:
    words = "שלום עולם, 12.5% של world! " * 20
    transcript = Transcript((Segment(0.0, 3.0, words, speaker="עדה"),), language="he")
    reader = pypdf.PdfReader(written(transcript, tmp_path, "pdf"))
    text = plain("".join(page.extract_text() for page in reader.pages))
    # pypdf takes letters that stand from right to left for what they say.
    assert "עדה" in text
    assert "שלום עולם" in text
    assert "world" in text
    assert "12.5%" in text


def test_what_a_pdf_cannot_show_is_told() -> None:
    def told(words: str) -> str:
        transcript = Transcript((Segment(0.0, 1.0, words),))
        return " ".join(
            str(text) for text in cautions_for(transcript, TranscriptOutput(format="all"))
        )

    assert "ส" in told("สวัสดี")
    assert told("שלום, سلام \u200fبالعالم") == ""
    assert told("Plain, Ελληνικά, Кириллица, 日本 …") == ""
    assert cautions_for(nasty(), TranscriptOutput(format="docx")) == ()


@pytest.mark.parametrize("kind", list(Format))
def test_an_empty_transcript_is_a_file_too(tmp_path: Path, kind: Format) -> None:
    for transcript in (Transcript(), Transcript((Segment(0.0, 1.0, "  "),), language="ar")):
        assert written(transcript, tmp_path, str(kind)).exists()
    assert TITLES[kind]


def test_formats_are_asked_for_by_name_list_or_ending() -> None:
    assert TranscriptOutput(format=" SRT, audacity,json , srt").format == "srt,aud,json"
    assert TranscriptOutput(format="").format == "auto"
    assert TranscriptOutput(format="srt,all").format == "all"
    assert formats_of(TranscriptOutput(format="all")) == tuple(Format)
    assert formats_of(TranscriptOutput(), Path("a.VTT")) == (Format.VTT,)
    assert formats_of(TranscriptOutput(), Path("a.b")) == (Format.SRT,)
    assert formats_of(TranscriptOutput(format="md,txt"), Path("a.vtt")) == (Format.MD, Format.TXT)
    assert suffix_of("audacity") == ".aud"
    for bad in ("srt,doc", "srt;json", "auto,srt"):
        with pytest.raises(ValidationError, match="no format that transcripts are written in"):
            TranscriptOutput(format=bad)


def test_all_formats_lie_beside_each_other_and_overwrite_nothing_unnamed(tmp_path: Path) -> None:
    (tmp_path / "talk.json").write_text("mine")
    (tmp_path / "talk.srt").write_text("old")
    output = TranscriptOutput(format="json,srt,vtt")
    first = write_transcript(talk(), tmp_path / "talk.srt", output, {})
    assert first == tmp_path / "talk_2.json"
    assert (tmp_path / "talk.json").read_text() == "mine"
    assert (tmp_path / "talk.srt").read_text().startswith("1\n")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "talk.json",
        "talk.srt",
        "talk.vtt",
        "talk_2.json",
    ]
    targets = targets_of(TranscriptOutput(format="srt,md"), tmp_path / "Interview 2.5")
    assert [path.name for path in targets.values()] == ["Interview 2.5.srt", "Interview 2.5.md"]
    upper = write_transcript(talk(), tmp_path / "B.SRT", TranscriptOutput(), {})
    assert upper.name == "B.SRT"


def test_a_folder_that_takes_no_files_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritable, match=r"talk\.srt cannot be written"):
        write_transcript(talk(), tmp_path / "file" / "talk.srt", TranscriptOutput(), {})
    assert os.listdir(tmp_path) == ["file"]


def test_what_cannot_be_rendered_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr("pipelines.speech.captions.document.to_docx", fail)
    with pytest.raises(ZeroDivisionError):
        write_transcript(talk(), tmp_path / "a.srt", TranscriptOutput(format="srt,docx"), {})
    assert list(tmp_path.iterdir()) == []


def test_random_talks_go_into_every_format(tmp_path: Path) -> None:
    for seed in range(6):
        transcript = random_talk(seed, words=seed % 2 == 0, language=("en", "ja", "ar")[seed % 3])
        output = TranscriptOutput(format="all", max_line_width=30, max_line_count=2)
        write_transcript(transcript, tmp_path / f"{seed}.srt", output, MADE)
    assert len(list(tmp_path.iterdir())) == 6 * len(Format)


def test_the_preview_shows_the_cues_of_the_file(tmp_path: Path) -> None:
    output = TranscriptOutput(max_line_width=20, max_line_count=1)
    cues = captions_for(replace(talk(), language="en"), output)
    subtitles = pysubs2.load(str(write_transcript(talk(), tmp_path / "a.srt", output, {})))
    assert [cue.text for cue in cues] == [event.plaintext for event in subtitles]


def test_writing_imports_no_models() -> None:
    code = (
        "import sys\n"
        "from pipelines.speech import editing, finding, history, live_log, output\n"
        "from pipelines.speech import project, suspects\n"
        "from pipelines.speech.captions import reading\n"
        "heavy = {'torch', 'numpy', 'transformers', 'whisperx', 'docx', 'reportlab', 'PySide6'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
