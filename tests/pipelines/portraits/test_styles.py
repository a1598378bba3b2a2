"""The library of styles: what comes with Hearth, what the user changes, and what is given on."""

from dataclasses import replace
from pathlib import Path

import pytest

import resources
from pipelines.errors import BadInput
from pipelines.portraits.styles import (
    BUILT_IN,
    PLACE,
    Style,
    check_style,
    find_styles,
    joined,
    read_styles,
    restored,
    styles_in,
    told_apart,
    write_styles,
)
from pipelines.text import Text

CAT = Path(resources.__file__).parent / "examples" / "cat.jpg"
OWN = Style(Text("Tin toy"), "tin toy of {prompt}", "flesh")


def test_what_comes_with_hearth_can_be_offered() -> None:
    assert len(BUILT_IN) >= 8
    assert len({style.key for style in BUILT_IN}) == len(BUILT_IN)
    for style in BUILT_IN:
        check_style(style)
        words, negative = style.applied("a knight", "hats")
        assert "a knight" in words
        assert PLACE not in words
        assert negative.endswith(", hats")


def test_the_negative_prompt_of_a_style_alone_has_no_loose_comma() -> None:
    assert OWN.applied("a cat", "  ") == ("tin toy of a cat", "flesh")
    assert replace(OWN, negative="").applied("a cat", "hats") == ("tin toy of a cat", "hats")


@pytest.mark.parametrize("style", [*BUILT_IN, OWN, replace(OWN, negative="")])
@pytest.mark.parametrize("said", [("a knight, at night", "hats"), ("a cat", "")])
def test_a_style_is_told_apart_from_what_was_asked_for(style: Style, said: tuple[str, str]) -> None:
    assert style.undone(*style.applied(*said)) == said
    drawn = dict(zip(("prompt", "negative_prompt"), style.applied(*said), strict=True))
    found = told_apart((*BUILT_IN, style), style.word, {**drawn, "style": "", "seed": 3})
    assert found == {
        "prompt": said[0],
        "negative_prompt": said[1],
        "style": style.word,
        "seed": 3,
    }


@pytest.mark.parametrize("styles", [(), (replace(OWN, prompt="toy {prompt}"),)])
def test_a_style_that_is_gone_or_says_something_else_leaves_the_words_joined(
    styles: tuple[Style, ...],
) -> None:
    settings = {"prompt": "tin toy of a cat", "negative_prompt": "flesh", "style": ""}
    assert told_apart(styles, OWN.word, settings) == settings
    assert told_apart((OWN,), "", settings) == settings


def test_styles_are_found_by_name_and_key_in_any_case() -> None:
    found = find_styles((*BUILT_IN, OWN), " film noir, TIN TOY,neon, Film-Noir ,")
    assert [style.word for style in found] == ["film-noir", "Tin toy", "neon"]
    assert find_styles(BUILT_IN, "") == ()
    with pytest.raises(BadInput, match=r"no style called baroque\. Known are: watercolour, film"):
        find_styles(BUILT_IN, "neon, baroque")


def test_the_list_is_kept_and_hearths_own_stay_translatable(tmp_path: Path) -> None:
    library = styles_in(tmp_path)
    assert library.load() == BUILT_IN
    changed = replace(BUILT_IN[1], prompt="noir {prompt}")
    library.save((OWN, BUILT_IN[0], changed))
    assert library.load() == (OWN, BUILT_IN[0], changed)
    words = library.path.read_text("utf-8")
    assert "key: watercolour" in words
    assert "pigment" not in words  # what nobody changed is only named
    assert restored(library.load()) == (*BUILT_IN, OWN)


def test_a_thumbnail_is_a_small_copy_beside_the_list(tmp_path: Path) -> None:
    from pipelines.media.reading import picture_size

    library = styles_in(tmp_path)
    pictured = (library.pictured(OWN, CAT), library.pictured(BUILT_IN[0], CAT))
    library.save(pictured)
    assert library.load() == pictured
    for style in library.load():
        path = library.thumbnail_of(style)
        assert path is not None
        assert picture_size(path) == (224, 224)  # no larger than it was
    assert library.thumbnail_of(OWN) is None


@pytest.mark.parametrize(
    ("style", "sentence"),
    [
        (replace(OWN, name=Text("Tin, toy")), "no comma"),
        (replace(OWN, name=Text(" ")), "A name is needed"),
        (replace(OWN, prompt="tin toy"), "need {prompt} once"),
        (replace(OWN, prompt="{prompt} {prompt}"), "need {prompt} once"),
    ],
)
def test_a_style_that_cannot_be_offered_is_not_saved(
    tmp_path: Path, style: Style, sentence: str
) -> None:
    library = styles_in(tmp_path)
    with pytest.raises(BadInput) as caught:
        library.save((style,))
    assert sentence in str(caught.value)
    assert not library.path.exists()


def test_two_styles_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Two styles are called"):
        write_styles(tmp_path / "x.yaml", (OWN, replace(OWN, name=Text("TIN TOY"))))


@pytest.mark.parametrize(
    "content",
    ["styles: 3", "- a", "styles: [3]", "styles: [{name: a, prompt: b}]", "styles: [{nam: a}]",
     "styles: [{name: [a], prompt: '{prompt}'}]", "{", "styles: [{key: unknown}]"],
)  # fmt: skip
def test_a_damaged_file_is_told_and_kept(tmp_path: Path, content: str) -> None:
    path = tmp_path / "styles.yaml"
    path.write_text(content)
    with pytest.raises(BadInput, match=r"styles\.yaml is damaged"):
        read_styles(path)
    assert path.read_text() == content


def test_styles_can_be_given_on(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    write_styles(path, (OWN, replace(OWN, name=Text("Other"), prompt="other {prompt}")))
    present = (*BUILT_IN, replace(OWN, name=Text("other"), prompt="mine {prompt}"))
    whole = joined(present, read_styles(path))
    assert [style.word for style in whole[len(BUILT_IN) :]] == ["other", "Tin toy", "Other 2"]
    assert joined(whole, read_styles(path)) == whole  # again changes nothing
    write_styles(path, whole)
    assert read_styles(path) == whole
