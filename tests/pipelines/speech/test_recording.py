"""Decoding by the real decoder: every container, and everything that can be wrong with a file."""

import shutil
import sys
import tracemalloc
import wave
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from pipelines.errors import BadInput
from pipelines.progress import Cancelled, CancelToken, Progress
from pipelines.speech import recording
from pipelines.speech.recording import (
    AUDIO_SUFFIXES,
    RATE,
    RECORDING_SUFFIXES,
    VIDEO_SUFFIXES,
    UnreadableRecording,
    probe,
    read_recording,
    stereo_blocks,
    write_wav,
)
from tests.speech_samples import LIBRIVOX, joined, silence, write_recording

CLIP = LIBRIVOX[0]


def encode(
    path: Path,
    samples: NDArray[np.floating] | None,
    codec: str = "pcm_s16le",
    rate: int = RATE,
    video: bool = False,
    late: float = 0.0,
    container_format: str | None = None,
) -> Path:
    """A file of that codec; with `video`, a film whose sound begins `late` seconds after it."""
    with av.open(str(path), "w", format=container_format) as container:
        if video:
            film: Any = container.add_stream("mpeg4", rate=10)
            film.width, film.height, film.pix_fmt = 64, 48, "yuv420p"
        if samples is not None:
            stream: Any = container.add_stream(codec, rate=rate)
            layout = "stereo" if np.ndim(samples) == 2 else "mono"
            stream.layout = layout
            stream.bit_rate = 128_000
            resampler = av.AudioResampler(stream.format, layout, rate, stream.frame_size or 1024)
            whole = (np.clip(np.atleast_2d(samples), -1, 1) * 32767).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(whole), "s16p", layout)
            frame.sample_rate, frame.pts = RATE, 0
            position = round(late * rate)
            for given in (frame, None):
                for made in resampler.resample(given):
                    made.pts, made.time_base = position, Fraction(1, rate)
                    position += made.samples
                    container.mux(stream.encode(made))
            container.mux(stream.encode(None))
        if video:
            for number in range(20):
                picture = av.VideoFrame.from_ndarray(
                    np.full((48, 64, 3), number * 10, np.uint8), format="rgb24"
                )
                picture.pts, picture.time_base = number, Fraction(1, 10)
                container.mux(film.encode(picture))
            container.mux(film.encode(None))
    return path


def likeness(one: NDArray[np.floating], other: NDArray[np.floating]) -> float:
    """Correlation at the best shift of up to a tenth of a second."""
    size = min(len(one), len(other)) - 3200
    best = 0.0
    for shift in range(-1600, 1601, 8):
        piece = other[1600 + shift : 1600 + shift + size]
        best = max(best, float(np.corrcoef(one[1600 : 1600 + size], piece)[0, 1]))
    return best


@pytest.mark.parametrize(
    ("name", "codec", "rate"),
    [
        ("a.wav", "pcm_s16le", 16_000),
        ("a.wav", "pcm_f32le", 48_000),
        ("a.flac", "flac", 44_100),
        ("a.mp3", "libmp3lame", 44_100),
        ("a.m4a", "aac", 44_100),
        ("a.ogg", "flac", 44_100),
        ("a.opus", "libopus", 48_000),
        ("a.wma", "wmav2", 44_100),
        ("a.mka", "ac3", 48_000),
        ("a.aiff", "pcm_s16be", 8_000),
    ],
)
def test_every_container_gives_the_same_sound(
    name: str, codec: str, rate: int, tmp_path: Path
) -> None:
    path = encode(tmp_path / name, CLIP.samples, codec, rate)
    read = read_recording(path)
    assert read.notes == ()
    assert read.samples.dtype == np.float32
    assert read.duration == pytest.approx(CLIP.seconds, abs=0.1)
    assert likeness(CLIP.samples, read.samples) > (0.9 if rate < RATE or codec == "wmav2" else 0.97)
    info = read.info
    assert (info.channels, info.sample_rate, info.has_video) == (1, rate, False)
    assert info.duration == pytest.approx(CLIP.seconds, abs=0.3)
    assert probe(path) == info


def test_flac_is_exact() -> None:
    assert np.array_equal(read_recording(CLIP.path).samples, CLIP.samples)


def test_a_film_gives_its_sound(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mp4", CLIP.samples[:32_000], "aac", video=True)
    read = read_recording(path)
    assert read.info.has_video
    assert read.info.codec == "aac"
    assert read.duration == pytest.approx(2, abs=0.1)
    assert likeness(CLIP.samples[:32_000], read.samples) > 0.97


def test_sound_that_begins_after_the_picture_keeps_its_place(tmp_path: Path) -> None:
    """Else subtitles would come too early in the film."""
    path = encode(tmp_path / "a.mkv", CLIP.samples[:16_000], "pcm_s16le", video=True, late=1.0)
    samples = read_recording(path).samples
    assert np.abs(samples[:15_900]).max() == 0
    assert np.allclose(samples[16_000:32_000], CLIP.samples[:16_000], atol=1e-3)


@pytest.mark.parametrize("suffix", [".mp3", ".mp4", ".txt", "", ".srt"])
def test_a_wrong_ending_does_no_harm(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    shutil.copy(CLIP.path, path)
    assert np.array_equal(read_recording(path).samples, CLIP.samples)


@pytest.mark.parametrize(
    "name",
    ["-i.flac", "ünï çödé 日本.flac", "a%d b.flac", "concat:a|b.flac", "http:x.flac", "'.flac"],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names")
def test_odd_names(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    shutil.copy(CLIP.path, path)
    assert len(read_recording(path).samples) == len(CLIP.samples)


@pytest.mark.skipif(sys.platform != "linux", reason="such names are for Linux alone")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = Path(str(tmp_path) + "/a\udcff.flac")
    shutil.copy(CLIP.path, path)
    assert len(read_recording(path).samples) == len(CLIP.samples)


# -- bad inputs -----------------------------------------------------------------------------


def refusal(path: Path) -> str:
    """The sentence with which reading refuses the file; it must be one, and name the file."""
    with pytest.raises(UnreadableRecording) as caught:
        read_recording(path)
    assert isinstance(caught.value, BadInput)
    sentence = str(caught.value)
    assert path.name in sentence
    assert "\n" not in sentence
    assert len(sentence) < 250
    return sentence


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").touch()
    assert "is empty" in refusal(tmp_path / "a.mp3")


def test_a_text_that_is_called_mp3(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_text("Dear diary, today nothing was recorded.\n" * 200)
    assert "not audio or video" in refusal(tmp_path / "a.mp3")


def test_noise_that_is_called_mp4(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(np.random.default_rng(0).bytes(100_000))
    refusal(tmp_path / "a.mp4")


def test_a_picture(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (64, 64)).save(tmp_path / "a.jpg")
    refusal(tmp_path / "a.jpg")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert "No such file" in refusal(tmp_path / "none.wav")
    assert "folder" in refusal(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.wav"
    write_recording(path, CLIP.samples)

    def refuse(self: Path, *_given: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in refusal(path)


def test_a_film_without_sound(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mp4", None, video=True)
    assert "video without sound" in refusal(path)
    with pytest.raises(UnreadableRecording):
        probe(path)


def test_a_playlist_opens_nothing_else(tmp_path: Path) -> None:
    """A list of addresses or of other files is no recording."""
    secret = tmp_path / "secret.wav"
    write_recording(secret, CLIP.samples)
    entries = f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:{secret}\n#EXT-X-ENDLIST\n"
    (tmp_path / "a.m3u8").write_text(entries)
    (tmp_path / "b.mp3").write_text(f"ffconcat version 1.0\nfile '{secret.name}'\n")
    refusal(tmp_path / "a.m3u8")
    refusal(tmp_path / "b.mp3")


@pytest.mark.parametrize(("name", "codec"), [("a.mkv", "aac"), ("a.mpg", "mp2")])
def test_of_a_film_that_breaks_off_the_sound_so_far_is_used(
    name: str, codec: str, tmp_path: Path
) -> None:
    samples = joined(LIBRIVOX, pauses=(0.2,)).samples
    path = encode(tmp_path / name, samples, codec, rate=44_100, video=True)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    read = read_recording(path)
    assert 5 < read.duration < 20
    assert likeness(samples[: 4 * RATE], read.samples[: 4 * RATE]) > 0.85
    if name == "a.mkv":  # its header says how long it was
        assert "26" in str(read.notes[0]) or "25" in str(read.notes[0])
        assert len(read.notes) == 1


def test_an_mp4_without_its_index_is_refused(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mp4", CLIP.samples, "aac", video=True)
    path.write_bytes(path.read_bytes()[:40_000])
    refusal(path)


def test_damage_in_the_middle_costs_only_that(tmp_path: Path) -> None:
    samples = joined(LIBRIVOX, pauses=(0.2,)).samples
    path = encode(tmp_path / "a.mp3", samples, "libmp3lame", 44_100)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4000] = np.random.default_rng(0).bytes(4000)
    path.write_bytes(content)
    read = read_recording(path)
    assert read.duration == pytest.approx(len(samples) / RATE, abs=1.5)
    assert likeness(samples[: 4 * RATE], read.samples[: 4 * RATE]) > 0.9


def test_a_header_of_ten_hours_on_a_second_takes_no_memory(tmp_path: Path) -> None:
    path = write_recording(tmp_path / "a.wav", CLIP.samples[:RATE])
    content = bytearray(path.read_bytes())
    ten_hours = 10 * 3600 * RATE * 2
    content[4:8] = (ten_hours + 36).to_bytes(4, "little")
    content[40:44] = ten_hours.to_bytes(4, "little")
    path.write_bytes(content)
    assert probe(path).duration == pytest.approx(36_000, abs=1) or probe(path).duration < 2
    tracemalloc.start()
    try:
        read = read_recording(path)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert read.duration == pytest.approx(1, abs=0.01)
    assert peak < 20e6


def test_a_matroska_header_of_ten_hours_is_told(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mka", CLIP.samples, "flac")
    content = path.read_bytes()
    at = content.index(b"\x44\x89\x88") + 3  # Duration, eight bytes
    import struct

    path.write_bytes(content[:at] + struct.pack(">d", 36_000_000.0) + content[at + 8 :])
    assert probe(path).duration == pytest.approx(36_000)
    read = read_recording(path)
    assert read.duration == pytest.approx(CLIP.seconds, abs=0.05)
    assert str(read.notes[0]) == (
        "a.mka says that it lasts 10:00:00 h, but holds only 7.1 s of sound, which were used. It "
        "may be incomplete."
    )


# -- sides, memory, writing -----------------------------------------------------------------


def test_sides_are_kept_apart(tmp_path: Path) -> None:
    left, right = CLIP.samples[:47_840], LIBRIVOX[1].samples[:47_840]
    path = encode(tmp_path / "a.flac", np.stack((left, right)), "flac")
    [sides] = stereo_blocks(path)
    assert sides.shape == (2, 47_840)
    assert np.allclose(sides[0] / 32768, left, atol=1e-3)
    assert np.allclose(sides[1] / 32768, right, atol=1e-3)
    mono = read_recording(path)
    assert mono.info.channels == 2
    assert np.allclose(mono.samples, (left + right) / 2, atol=1e-3)


def test_a_mono_recording_has_the_same_on_both_sides(tmp_path: Path) -> None:
    [sides] = stereo_blocks(CLIP.path)
    assert np.allclose(sides[0], sides[1], atol=1)
    assert likeness(CLIP.samples, sides[0] / 32768) > 0.999


def test_long_recordings_are_held_once_and_a_half(tmp_path: Path) -> None:
    path = write_recording(tmp_path / "a.wav", np.tile(CLIP.samples, 85))  # ten minutes
    tracemalloc.start()
    try:
        read = read_recording(path)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < read.samples.nbytes * 1.75


def test_reading_tells_how_far_it_is_and_stops(tmp_path: Path) -> None:
    path = write_recording(tmp_path / "a.wav", silence(200))
    token = CancelToken()
    seen: list[float | None] = []

    def listen(report: object) -> None:
        seen.append(getattr(report, "fraction", None))
        token.cancel()

    with pytest.raises(Cancelled):
        read_recording(path, Progress(listen, token))
    assert seen == [pytest.approx(0.3, abs=0.02)]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "new" / "a.wav", CLIP.samples)
    assert np.allclose(read_recording(path).samples, CLIP.samples, atol=1e-4)
    write_wav(path, np.stack((CLIP.samples, -CLIP.samples)))
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getframerate()) == (2, RATE)
    write_wav(path, np.array([-40000.0, 2.0, 0.5], np.float32))
    assert read_recording(path).samples.tolist() == pytest.approx([-1, 1, 0.5], abs=1e-4)


def test_suffixes_are_lower_case_and_told_apart() -> None:
    assert set(AUDIO_SUFFIXES).isdisjoint(VIDEO_SUFFIXES)
    assert (*AUDIO_SUFFIXES, *VIDEO_SUFFIXES) == RECORDING_SUFFIXES
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in RECORDING_SUFFIXES)
    assert len(set(RECORDING_SUFFIXES)) == len(RECORDING_SUFFIXES)
    assert recording.RATE == 16_000
