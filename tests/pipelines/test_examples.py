"""Examples of the user's own: copied whole, listed, removed."""

from pathlib import Path

import pytest

import resources
from pipelines.errors import BadInput
from pipelines.examples import ExampleShelf
from pipelines.registry import model
from pipelines.validation import validate

SPEC = model("real-esrgan")
_EXAMPLES = Path(resources.__file__).parent / "examples"
CAT, ASTRONAUT = _EXAMPLES / "cat.jpg", _EXAMPLES / "astronaut.jpg"


def test_an_example_outlives_the_files_it_was_made_of(tmp_path: Path) -> None:
    picture, result = tmp_path / "Ein Bild.JPG", tmp_path / "out.png"
    picture.write_bytes(CAT.read_bytes())
    result.write_bytes(ASTRONAUT.read_bytes())
    params = validate(SPEC.params, {"image": picture, "scale": 2.0})
    shelf = ExampleShelf(tmp_path / "shelf")
    shelf.add(SPEC, params, result, version="0123456789ab")
    picture.unlink()
    result.unlink()
    (example,) = ExampleShelf(tmp_path / "shelf").all("real-esrgan")
    again = validate(SPEC.params, example.params(SPEC))
    assert again.image.read_bytes() == CAT.read_bytes()
    assert again == params.model_copy(update={"image": again.image})
    assert example.output is not None
    assert example.output.read_bytes() == ASTRONAUT.read_bytes()
    assert (example.title, example.version) == ("Ein Bild", "0123456789ab")


def test_examples_are_listed_in_order_and_removed(tmp_path: Path) -> None:
    shelf = ExampleShelf(tmp_path)
    params = validate(SPEC.params, {"image": CAT})
    for title in "abc":
        shelf.add(SPEC, params, CAT, title=title)
    found = shelf.all("real-esrgan")
    assert [example.title for example in found] == ["a", "b", "c"]
    shelf.remove("real-esrgan", found[1])
    assert [example.title for example in shelf.all("real-esrgan")] == ["a", "c"]
    assert shelf.all("owner/another") == ()


def test_a_result_that_is_gone_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    shelf = ExampleShelf(tmp_path / "shelf")
    params = validate(SPEC.params, {"image": CAT})
    with pytest.raises(BadInput, match=r"out.png is no longer there"):
        shelf.add(SPEC, params, tmp_path / "out.png")
    assert shelf.all("real-esrgan") == ()


def test_only_the_users_own_can_be_removed(tmp_path: Path) -> None:
    from pipelines.cards import card_of

    built_in = card_of("real-esrgan").examples[0]
    with pytest.raises(BadInput, match="only your own"):
        ExampleShelf(tmp_path).remove("real-esrgan", built_in)
    assert built_in.output is not None
    assert built_in.output.is_file()


def test_damaged_ones_are_left_out(tmp_path: Path) -> None:
    shelf = ExampleShelf(tmp_path)
    shelf.add(SPEC, validate(SPEC.params, {"image": CAT}), CAT)
    (tmp_path / "real-esrgan" / "0001" / "example.md").write_text("---\nexamples: 3\n---\n")
    assert shelf.all("real-esrgan") == ()
