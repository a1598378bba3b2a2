"""Names: patterns, safety on every system, and never somebody else's file."""

from pathlib import Path

import pytest

from pipelines.errors import BadInput
from pipelines.media.naming import check_name_pattern, named_for, output_path
from pipelines.media.picture import PictureOutput


def name(
    tmp_path: Path, source: str = "photo.jpg", pattern: str = "{name}", **values: object
) -> str:
    output = PictureOutput(name_pattern=pattern)
    path = output_path(Path("in") / source, tmp_path, output, values)
    return path.relative_to(tmp_path).as_posix()


def test_the_default_pattern(tmp_path: Path) -> None:
    path = output_path(Path("in/photo.jpg"), tmp_path, PictureOutput(), {"model": "real-esrgan"})
    assert path == tmp_path / "photo_real-esrgan.jpg"


def test_every_place(tmp_path: Path) -> None:
    pattern = "{name} {model} {scale}x {date} {time} {n} {{}}"
    values = {"model": "m", "scale": 4, "n": 7, "date": "2024-05-06", "time": "07-08-09"}
    assert name(tmp_path, pattern=pattern, **values) == "photo m 4x 2024-05-06 07-08-09 7 {}.jpg"
    now = name(tmp_path, pattern="{date}T{time}")
    assert len(now) == len("2024-05-06T07-08-09.jpg")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{nam}", "knows no {nam}. Known are {name}, {model}, {scale}, {prompt}, {style}, {seed}"),
        ("{}", "knows no {}"),
        ("{name.__class__}", "knows no {name.__class__}"),
        ("{n:03}", "knows no {n:03}"),
        ("{name", "brace"),
        ("name}", "brace"),
        ("", "gives no name"),
        ("...", "gives no name"),
        ("{name}/", None),
    ],
)
def test_bad_patterns_are_told(pattern: str, words: str | None) -> None:
    if words is None:
        check_name_pattern(pattern)
        return
    with pytest.raises(BadInput) as caught:
        check_name_pattern(pattern)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ('a<b>:"|?*.jpg', "a_b______.jpg"),
        ("con.jpg", "_con.jpg"),
        ("LPT1.png", "_LPT1.png"),
        ("ends. .jpg", "ends.jpg"),
        ("日本 🐱 [1].jpg", "日本 🐱 [1].jpg"),
        ("a.b.c.jpeg", "a.b.c.jpeg"),
    ],
)
def test_safe_everywhere(tmp_path: Path, source: str, wanted: str) -> None:
    assert name(tmp_path, source) == wanted


def test_long_names_are_cut_between_letters(tmp_path: Path) -> None:
    found = name(tmp_path, "é" * 120 + ".jpg")
    assert found == "é" * 100 + ".jpg"


def test_folders_come_from_the_pattern_not_from_values(tmp_path: Path) -> None:
    assert name(tmp_path, pattern="{model}/{name}", model="a/b") == "a_b/photo.jpg"
    assert name(tmp_path, pattern="../../{name}") == "photo.jpg"
    assert name(tmp_path, pattern="/etc/{name}") == "etc/photo.jpg"


@pytest.mark.parametrize(
    ("source", "chosen", "wanted"),
    [
        ("a.heic", "auto", "a.png"),
        ("a.bmp", "auto", "a.png"),
        ("a.TIFF", "auto", "a.TIFF"),
        ("a.webp", "jpg", "a.jpg"),
        ("a.jpeg", "jpg", "a.jpeg"),
        ("a.png", "tiff", "a.tif"),
        ("noending", "avif", "noending.avif"),
    ],
)
def test_suffix_follows_the_format(tmp_path: Path, source: str, chosen: str, wanted: str) -> None:
    output = PictureOutput.model_validate({"output_format": chosen, "name_pattern": "{name}"})
    assert output_path(Path("in") / source, tmp_path, output, {}).name == wanted


def test_nothing_is_overwritten_unless_asked(tmp_path: Path) -> None:
    output = PictureOutput(name_pattern="{name}")
    source = Path("in/a.png")
    (tmp_path / "a.png").touch()
    assert output_path(source, tmp_path, output, {}).name == "a_2.png"
    (tmp_path / "a_2.png").touch()
    assert output_path(source, tmp_path, output, {}).name == "a_3.png"
    taken = {tmp_path / "a_3.png"}
    assert output_path(source, tmp_path, output, {}, taken=taken).name == "a_4.png"
    assert output_path(source, tmp_path, output, {}, overwrite=True).name == "a.png"


def test_the_source_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.png").touch()
    output = PictureOutput(name_pattern="{name}")
    found = output_path(tmp_path / "a.png", tmp_path, output, {}, overwrite=True)
    assert found.name == "a_2.png"


def test_named_for() -> None:
    assert named_for(Path("a.jpeg"), "jpg") == Path("a.jpeg")
    assert named_for(Path("a.png"), "webp") == Path("a.webp")
    assert named_for(Path("a.v2"), "png") == Path("a.v2.png")
