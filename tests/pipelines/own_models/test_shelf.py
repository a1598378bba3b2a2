"""Models of the user's own: kept, named, edited, removed; run like the others; shared whole."""

import json
import zipfile
from pathlib import Path

import pytest
from PIL import Image

import resources
from pipelines.__main__ import main
from pipelines.cards import Card
from pipelines.errors import BadInput, HearthError, WrongHash
from pipelines.examples import ExampleShelf
from pipelines.media.provenance import read_provenance
from pipelines.own_models.bundle import export_model, import_model, is_bundle
from pipelines.own_models.shelf import OwnModels, checked_name, name_from
from pipelines.progress import Progress
from pipelines.registry import all_models, model, models_for, own_specs
from pipelines.spec import Task, fields_of
from pipelines.validation import validate
from pipelines.weights.states import Health
from tests.pipelines.own_models import weight_files as make

DRAWING = Path(resources.__file__).parent / "examples" / "drawing.png"


@pytest.fixture
def shelf(tmp_path: Path) -> OwnModels:
    return OwnModels(tmp_path / "models")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return make.upscaler(tmp_path / "2x Größer (v2).pth")


# -- keeping --------------------------------------------------------------------------------


def test_it_is_named_after_its_file_and_stays(shelf: OwnModels, file: Path) -> None:
    added = shelf.add(file, Progress())
    assert (added.name, added.title) == ("me/2x-groer-v2", "2x Größer (v2)")
    assert not added.in_place
    assert added.path.read_bytes() == file.read_bytes()
    file.unlink()
    (again,) = OwnModels(shelf.folder).all()
    assert again == added
    assert again.is_there
    assert len(again.version) == 12


def test_the_same_file_is_not_added_twice(shelf: OwnModels, file: Path) -> None:
    added = shelf.add(file, Progress())
    assert shelf.add(file, Progress()) == added
    other = shelf.add(file, Progress(), name="anna/other")
    assert {item.name for item in shelf.all()} == {added.name, "anna/other"}
    assert other.sha256 == added.sha256


def test_large_files_stay_where_they_are(
    shelf: OwnModels, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.own_models.shelf.COPY_UP_TO", 10)
    added = shelf.add(file, Progress(), name="me/big")
    assert added.in_place
    assert added.path == file
    assert shelf.remove("me/big") == 0
    assert file.is_file()
    copied = shelf.add(file, Progress(), name="me/big", copy=True)
    assert shelf.remove("me/big") == copied.size
    assert not copied.path.exists()
    assert shelf.all() == ()


def test_a_folder_is_one_model(shelf: OwnModels, tmp_path: Path) -> None:
    folder = make.transformers_folder(tmp_path / "Llama")
    added = shelf.add(folder, Progress())
    assert added.name == "me/llama"
    assert (added.path / "model.safetensors").is_file()
    before = added.sha256
    (folder / "config.json").write_text((folder / "config.json").read_text() + " ")
    assert shelf.add(folder, Progress(), name="me/other").sha256 != before


def test_a_model_that_sees_keeps_its_eye_and_chats_too(shelf: OwnModels, tmp_path: Path) -> None:
    path = make.seeing_gguf(tmp_path / "Owl.gguf")
    added = shelf.add(path, Progress())
    assert {file.name for file in added.path.parent.iterdir()} == {"Owl.gguf", "mmproj-F16.gguf"}
    assert shelf.verify(added, Progress()) is Health.GOOD
    assert shelf.add(path, Progress()) == added
    asked, chatting = (model(added.name, shelf, task) for task in (Task.IMAGE_QA, Task.CHAT))
    assert model(added.name, shelf) is asked
    assert (asked.task, chatting.task) == (Task.IMAGE_QA, Task.CHAT)
    for task in (Task.IMAGE_QA, Task.CHAT):
        assert added.name in {item.name for item in models_for(task, shelf)}
    assert added.name not in {item.name for item in models_for(Task.UPSCALING, shelf)}
    (added.path.parent / "mmproj-F16.gguf").unlink()
    assert shelf.verify(added, Progress()) is Health.DAMAGED


def test_a_model_that_sees_is_shared_with_its_eye(shelf: OwnModels, tmp_path: Path) -> None:
    added = shelf.add(make.seeing_gguf(tmp_path / "Owl.gguf"), Progress())
    target = tmp_path / "owl.hearth"
    export_model(added, ExampleShelf(tmp_path / "e"), target, Progress(), with_weights=True)
    other = OwnModels(tmp_path / "other")
    got = import_model(target, other, ExampleShelf(tmp_path / "f"), Progress())
    assert (got.kind, got.sha256) == (added.kind, added.sha256)
    assert (got.path.parent / "mmproj-F16.gguf").is_file()


@pytest.mark.parametrize("name", ["a", "a/b/c", "A/b", "a/..", "../b", "a/b c", "a/", "nul/b", ""])
def test_bad_names_are_told(name: str) -> None:
    with pytest.raises(BadInput, match="owner/name"):
        checked_name(name)


@pytest.mark.parametrize("stem", ["モデル", "...", "CON", "x" * 300, "Ä ö"])
def test_any_file_name_gives_a_valid_name(stem: str) -> None:
    assert checked_name(name_from(stem))


def test_a_taken_name_is_told(shelf: OwnModels, tmp_path: Path, file: Path) -> None:
    shelf.add(file, Progress(), name="me/one")
    with pytest.raises(BadInput, match="already"):
        shelf.add(make.upscaler(tmp_path / "b.pth", seed=1), Progress(), name="me/one")


def test_a_failed_import_leaves_nothing(
    shelf: OwnModels, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipelines.own_models.shelf.copy_files", full)
    with pytest.raises(OSError, match="space"):
        shelf.add(file, Progress(), name="me/one")
    monkeypatch.undo()
    assert shelf.all() == ()
    assert shelf.add(file, Progress(), name="me/one").is_there


def test_damaged_records_hide_only_themselves(shelf: OwnModels, file: Path) -> None:
    added = shelf.add(file, Progress())
    for name, content in (("b", "{"), ("c", "[]"), ("d", '{"kind": "x"}')):
        folder = shelf.folder / "me" / name
        folder.mkdir()
        (folder / "model.json").write_text(content)
    assert shelf.all() == (added,)
    with pytest.raises(BadInput, match=added.name):
        shelf.get("me/b")


def test_what_is_said_about_it_can_be_edited(shelf: OwnModels, file: Path) -> None:
    added = shelf.add(file, Progress())
    assert added.card.collections == ("Your own",)
    card = Card(("Mine",), ("Cats",), ("Dogs",), (), "# Mine")
    shelf.edit(added.name, title="Mine", defaults={"scale": 2.0}, licence="CC0-1.0", card=card)
    again = shelf.get(added.name)
    assert (again.title, again.defaults, again.licence) == ("Mine", {"scale": 2.0}, "CC0-1.0")
    assert again.card == card


# -- running --------------------------------------------------------------------------------


def test_it_is_a_model_like_the_others(shelf: OwnModels, file: Path) -> None:
    added = shelf.add(file, Progress(), name="anna/lines", description="For my drawings.")
    shelf.edit(added.name, defaults={"scale": 3.0, "gone": 1, "image": "x.png"})
    spec = model("anna/lines", shelf)
    assert "anna/lines" in {item.name for item in models_for(Task.UPSCALING, shelf)}
    assert spec not in all_models()
    names = [field.name for field in fields_of(spec.params)]
    assert names == ["image", "scale"]
    params = validate(spec.params, {"image": DRAWING})
    assert params.scale == 3.0
    assert spec.summary == "For my drawings."
    with pytest.raises(BadInput, match="scale"):
        validate(spec.params, {"image": DRAWING, "scale": 99})


def test_a_default_that_is_no_longer_allowed_is_left_out(shelf: OwnModels, file: Path) -> None:
    added = shelf.add(file, Progress())
    shelf.edit(added.name, defaults={"scale": 1000})
    assert validate(model(added.name, shelf).params, {"image": DRAWING}).scale == 0.0


def test_the_command_line_imports_runs_and_says_what_it_was(
    tmp_path: Path, file: Path, hearth_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "import", str(file), "--name", "anna/lines", "--quiet"]) == 0
    assert capsys.readouterr().out.strip() == "anna/lines"
    output = tmp_path / "out.png"
    assert main(["run", "anna/lines", "--image", str(DRAWING), "--output", str(output)]) == 0
    with Image.open(output) as result:
        assert result.size == (256, 256)
    told = read_provenance(output)
    assert told is not None
    own = OwnModels(hearth_home / "models").get("anna/lines")
    assert (told.model, told.version) == ("anna/lines", own.version)
    assert "author" in told.licence
    assert str(tmp_path) not in json.dumps(told.settings)
    assert main(["run", "anna/none", "--image", str(DRAWING)]) == 2
    assert "Known are: anna/lines" in capsys.readouterr().err


def test_weights_that_went_away_are_told(shelf: OwnModels, file: Path) -> None:
    added = shelf.add(file, Progress(), copy=False)
    file.unlink()
    assert own_specs(shelf) == ()
    with pytest.raises(BadInput, match="no longer at"):
        model(added.name, shelf)


def test_what_nothing_runs_yet_is_kept_and_said(shelf: OwnModels, tmp_path: Path) -> None:
    added = shelf.add(make.lora(tmp_path / "w.safetensors"), Progress())
    assert shelf.get(added.name).is_there
    with pytest.raises(BadInput, match="LoRA"):
        model(added.name, shelf)


# -- sharing --------------------------------------------------------------------------------


@pytest.fixture
def shared(shelf: OwnModels, file: Path, tmp_path: Path) -> Path:
    """A model with a card and an example, exported with its weights."""
    added = shelf.add(file, Progress(), name="anna/lines", description="For drawings.")
    shelf.edit(added.name, defaults={"scale": 2.0}, licence="CC0-1.0", commercial=True)
    examples = ExampleShelf(tmp_path / "examples")
    spec = model("anna/lines", shelf)
    examples.add(spec, validate(spec.params, {"image": DRAWING}), DRAWING, title="A house")
    target = tmp_path / "lines.hearth"
    export_model(shelf.get("anna/lines"), examples, target, Progress(), with_weights=True)
    return target


def test_it_is_the_same_on_another_machine(tmp_path: Path, shared: Path) -> None:
    assert is_bundle(shared)
    shelf, examples = (
        OwnModels(tmp_path / "b" / "models"),
        ExampleShelf(tmp_path / "b" / "examples"),
    )
    got = import_model(shared, shelf, examples, Progress())
    assert (got.name, got.description, got.licence) == ("anna/lines", "For drawings.", "CC0-1.0")
    assert got.defaults == {"scale": 2.0}
    assert got.commercial is True
    assert not got.in_place
    assert shelf.get("anna/lines") == got
    (example,) = examples.all("anna/lines")
    params = validate(model("anna/lines", shelf).params, example.params(model("anna/lines", shelf)))
    assert params.image.read_bytes() == DRAWING.read_bytes()
    assert not list((tmp_path / "b" / "models").glob(".import-*"))


def test_without_weights_the_right_file_is_asked_for(
    tmp_path: Path, shelf: OwnModels, file: Path
) -> None:
    added = shelf.add(file, Progress(), name="anna/lines")
    target = tmp_path / "lines.hearth"
    export_model(added, ExampleShelf(tmp_path / "e"), target, Progress())
    assert target.stat().st_size < 10_000
    other, examples = OwnModels(tmp_path / "b"), ExampleShelf(tmp_path / "b-examples")
    with pytest.raises(BadInput, match=added.sha256):
        import_model(target, other, examples, Progress())
    wrong = make.upscaler(tmp_path / "wrong.pth", seed=3)
    with pytest.raises(WrongHash, match=r"wrong\.pth is not the file"):
        import_model(target, other, examples, Progress(), weights=wrong)
    assert other.all() == ()
    assert import_model(target, other, examples, Progress(), weights=file).name == "anna/lines"


def _forged(tmp_path: Path, shared: Path, name: str, content: bytes) -> Path:
    forged = tmp_path / "forged.hearth"
    with zipfile.ZipFile(shared) as source, zipfile.ZipFile(forged, "w") as target:
        for info in source.infolist():
            if info.filename != name:
                target.writestr(info, source.read(info))
        target.writestr(name, content)
    return forged


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("../outside.txt", b"x"),
        ("/absolute.txt", b"x"),
        ("a\\..\\b", b"x"),
        ("model.json", b"{"),
        ("model.json", b"[]"),
        ("model.json", b'{"format": 99}'),
        ("model.json", b'{"name": "../../x", "kind": "upscaler"}'),
        ("model.json", b"{}"),
    ],
)
def test_forged_files_are_refused_and_leave_nothing(
    tmp_path: Path, shared: Path, name: str, content: bytes
) -> None:
    other = OwnModels(tmp_path / "b" / "models")
    with pytest.raises(HearthError):
        import_model(
            _forged(tmp_path, shared, name, content),
            other,
            ExampleShelf(tmp_path / "b" / "examples"),
            Progress(),
        )
    assert other.all() == ()
    assert not (tmp_path / "b" / "outside.txt").exists()


def test_an_example_that_points_elsewhere_is_left_out(tmp_path: Path, shared: Path) -> None:
    card = b"---\nexamples: [{title: x, inputs: {image: ../../../secret.png}}]\n---\n"
    forged = _forged(tmp_path, shared, "examples/0001/example.md", card)
    examples = ExampleShelf(tmp_path / "b-examples")
    import_model(forged, OwnModels(tmp_path / "b"), examples, Progress())
    assert examples.all("anna/lines") == ()


def test_the_command_line_shares(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "import", str(file), "--name", "anna/lines", "--quiet"]) == 0
    target = tmp_path / "shared"
    words = ["models", "export", "anna/lines", "--output", str(target), "--with-weights", "--quiet"]
    assert main(words) == 0
    monkeypatch.setenv("HEARTH_HOME", str(tmp_path / "other"))
    capsys.readouterr()
    assert main(["models", "import", f"{target}.hearth", "--json", "--quiet"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["name"], told["kind"], told["runs"]) == ("anna/lines", "upscaler", True)
