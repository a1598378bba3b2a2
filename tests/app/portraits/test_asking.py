"""What is asked for: styles, seeds, sheets, and portraits made again."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.portraits.asked import parts_asked
from app.portraits.deeds import Deed
from app.portraits.remaking import series_again
from app.portraits.seed_field import SeedEditor
from app.portraits.sheet import Axis, Sheet, parse_values, usual_values
from app.portraits.sheet_dialog import SheetDialog
from app.portraits.studio import Studio
from app.portraits.style_dialog import StyleDialog
from app.portraits.style_field import StylesEditor
from pipelines.media.provenance import read_provenance
from pipelines.planning import Preferences
from pipelines.portraits.params import InstantIdParams
from pipelines.portraits.styles import BUILT_IN, styles_in
from pipelines.portraying.remaking import MissingCheckpoint, Remake
from pipelines.spec import Part, fields_of
from pipelines.text import text
from pipelines.versions import version_of
from tests.app.portraits.conftest import Settle
from tests.portrait_fakes import FakeLooker, FakePortraits, sitting_of

FIELDS = {item.name: item for item in fields_of(InstantIdParams)}


def editor(studio: Studio, name: str) -> Any:
    assert studio.panel.form is not None
    return studio.panel.form.rows[name].editor


def put_in(studio: Studio, settle: Settle, *paths: Path) -> None:
    studio.add_paths(list(paths))
    settle()


def run(studio: Studio, settle: Settle) -> None:
    studio.run()
    settle()


# -- seeds and styles ------------------------------------------------------------------------


def test_the_dice_keep_a_new_seed(studio: Studio, qtbot: QtBot) -> None:
    seed = editor(studio, "seed")
    assert isinstance(seed, SeedEditor)
    assert seed.value() is None
    assert seed.random_words.isVisibleTo(seed)
    qtbot.mouseClick(seed.dice_button, Qt.MouseButton.LeftButton)
    first = seed.value()
    assert isinstance(first, int)
    assert not seed.random_words.isVisibleTo(seed)
    qtbot.mouseClick(seed.dice_button, Qt.MouseButton.LeftButton)
    assert seed.value() != first


def test_styles_are_chosen_by_keyboard_and_each_makes_portraits(
    studio: Studio, settle: Settle, photo: Path, model: FakePortraits, qtbot: QtBot
) -> None:
    styles = editor(studio, "style")
    assert isinstance(styles, StylesEditor)
    assert styles.list.count() == 10
    styles.list.setCurrentRow(1, styles.list.selectionModel().SelectionFlag.NoUpdate)
    qtbot.keyClick(styles.list, Qt.Key.Key_Space)
    styles.list.setCurrentRow(2, styles.list.selectionModel().SelectionFlag.NoUpdate)
    qtbot.keyClick(styles.list, Qt.Key.Key_Space)
    assert styles.value() == "film-noir, neon"
    put_in(studio, settle, photo)
    run(studio, settle)
    assert [one.label for one in studio.viewer.model.done] == ["Film noir", "Neon"]
    assert "crime film still of a person" in model.drawn[0].prompt


def test_the_first_portrait_of_a_style_becomes_its_thumbnail(
    studio: Studio, settle: Settle, photo: Path
) -> None:
    put_in(studio, settle, photo)
    studio.panel.change({"style": "neon"})
    run(studio, settle)
    library = styles_in(studio.context.places.data)
    pictured = [style.word for style in library.load() if library.thumbnail_of(style)]
    assert pictured == ["neon"]


def test_styles_are_edited_in_a_dialog(studio: Studio, settle: Settle, qtbot: QtBot) -> None:
    studio.panel.styles_wanted.emit()
    dialog = studio.findChild(StyleDialog)
    assert isinstance(dialog, StyleDialog)
    dialog.add_button.click()
    dialog.prompt.setPlainText("no place for it")
    assert "need {prompt} once" in dialog.trouble.text()
    dialog.prompt.setPlainText("{prompt} as a stamp")
    dialog.name.setText("Stamp")
    dialog.name.textEdited.emit("Stamp")
    dialog.save()
    settle()
    styles = editor(studio, "style")
    assert styles.list.item(10).text() == "Stamp"
    assert styles_in(studio.context.places.data).load()[-1].prompt == "{prompt} as a stamp"


# -- sheets ----------------------------------------------------------------------------------


def test_values_around_the_present_one_are_offered_within_bounds() -> None:
    adapter = FIELDS["ip_adapter_scale"]
    assert usual_values(adapter, 0.8) == (0.4, 0.6, 0.8, 1.0, 1.2)
    assert usual_values(adapter, 1.4) == (1.0, 1.2, 1.4)
    assert usual_values(FIELDS["num_inference_steps"], 30) == (10, 20, 30, 40, 50)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("0.4; 0.8", (0.4, 0.8)),
        ("0.4, 0.8", (0.4, 0.8)),
        ("0,4; 0,8", (0.4, 0.8)),
        ("0.4 0.4 1", (0.4, 1.0)),
    ],
)
def test_values_are_read_as_people_write_them(words: str, wanted: tuple[float, ...]) -> None:
    assert parse_values(FIELDS["ip_adapter_scale"], words) == wanted


@pytest.mark.parametrize("words", ["", "a", "0.4; 7"])
def test_what_is_no_value_is_refused(words: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  whatever float says
        parse_values(FIELDS["ip_adapter_scale"], words)


def test_a_sheet_varies_two_settings_with_one_seed(
    studio: Studio, settle: Settle, photo: Path, model: FakePortraits
) -> None:
    put_in(studio, settle, photo)
    studio.viewer.grid.vary_button.click()
    dialog = studio.findChild(SheetDialog)
    assert isinstance(dialog, SheetDialog)
    dialog.across.values.setText("0.4; 0.8; 1.2")
    dialog.down.values.setText("0.6; 9")
    assert not dialog.draw_button.isEnabled()
    assert "from 0 to 1.5" in dialog.down.trouble.text()
    dialog.down.values.setText("0.6; 1")
    assert "3 × 2 = 6 portraits" in dialog.told.text()
    dialog.draw_button.click()
    settle()
    drawn = [(one.controlnet_conditioning_scale, one.ip_adapter_scale) for one in model.drawn]
    assert drawn == [(0.6, 0.4), (0.6, 0.8), (0.6, 1.2), (1.0, 0.4), (1.0, 0.8), (1.0, 1.2)]
    assert len({one.seed for one in model.drawn}) == 1
    sheet = studio.viewer.sheet
    assert studio.viewer.stack.currentWidget() is sheet
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [sheet.model.headerData(n, across) for n in range(3)] == ["0.4", "0.8", "1.2"]
    assert [sheet.model.headerData(n, down) for n in range(2)] == ["0.6", "1"]
    place = sheet.model.index(1, 2)
    portrait = sheet.model.portrait(place)
    assert portrait is not None
    assert portrait.values["ip_adapter_scale"] == 1.2
    assert portrait.path is not None
    told = read_provenance(portrait.path)
    assert told is not None
    assert told.settings["controlnet_conditioning_scale"] == 1.0
    studio.doing.act(Deed.OPEN, [portrait])
    studio.viewer.leave_large()
    assert studio.viewer.stack.currentWidget() is sheet


def test_a_sheet_is_one_picture_beside_its_cells_in_the_words_of_the_window(
    studio: Studio, settle: Settle, photo: Path, opened: list[str], qtbot: QtBot
) -> None:
    put_in(studio, settle, photo)
    studio.panel.change({"prompt": "a knight", "seed": 3})
    items = FIELDS["ip_adapter_scale"], FIELDS["enhance_nonface_region"]
    studio.draw(Sheet(Axis(items[0], (0.4, 0.8)), Axis(items[1], (False, True))))
    settle()
    path = photo.with_name("astronaut_instant-id_sheet.png")
    assert f"4 portraits finished. The sheet is {path.name}." in studio.strip.words
    told = read_provenance(path)
    assert told is not None
    assert told.details["sheet"]["varied"] == {
        "ip_adapter_scale": [0.4, 0.8],
        "enhance_nonface_region": [False, True],
    }
    cells = {one.path.name for one in studio.viewer.model.done if one.path is not None}
    assert set(told.details["sheet"]["pictures"].values()) == cells
    with Image.open(path) as picture:
        assert min(picture.size) > 2 * 96
    qtbot.mouseClick(studio.viewer.sheet.file_button, Qt.MouseButton.LeftButton)
    studio.strip.action.emit()
    assert opened == [str(photo.parent)] * 2


def test_the_sheet_speaks_as_the_form_does() -> None:
    spec, params = FakePortraits().spec(), InstantIdParams(image=Path("a.png"), prompt="a knight")
    axis = Axis(FIELDS["enhance_nonface_region"], (False, True))
    drawing = parts_asked(spec, [params, params], Sheet(axis)).drawing
    assert drawing is not None
    (made,) = drawing.axes
    assert made.heading == axis.title
    assert [made.label(value) for value in made.values] == [axis.label(v) for v in axis.values]


def test_a_sheet_that_is_stopped_leaves_its_cells_and_no_sheet(
    studio: Studio, settle: Settle, photo: Path, model: FakePortraits
) -> None:
    put_in(studio, settle, photo)
    model.on_step = lambda _seed, _step: studio.batch[0].token.cancel() if model.drawn else None
    studio.draw(Sheet(Axis(FIELDS["ip_adapter_scale"], (0.4, 0.8))))
    settle()
    assert len(studio.viewer.model.done) == 1
    assert not list(photo.parent.glob("*_sheet.png"))
    assert studio.viewer.sheet.file_button.isHidden()


def test_a_sheet_over_one_setting_twice_is_refused(studio: Studio) -> None:
    studio.ask_sheet()
    dialog = studio.findChild(SheetDialog)
    assert isinstance(dialog, SheetDialog)
    dialog.down.choose("ip_adapter_scale")
    assert "another setting" in dialog.down.trouble.text()
    assert not dialog.draw_button.isEnabled()
    dialog.down.choose("")
    assert "5 × 1 = 5 portraits" in dialog.told.text()


# -- again -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "taken"), [("a.safetensors", "a.safetensors"), ("a/model_index.json", "a")]
)
def test_a_portrait_is_made_again_from_what_it_says_and_a_base_model_that_is_asked_for(
    context: AppContext,
    settle: Settle,
    photo: Path,
    looker: FakeLooker,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    shown: str,
    taken: str,
) -> None:
    model = FakePortraits()
    spec = model.spec()

    asked: list[Path | None] = []

    def find(context: AppContext, path: Path, checkpoint: Path | None = None) -> Remake:
        told = read_provenance(path)
        assert told is not None
        asked.append(checkpoint)
        if checkpoint is None:
            raise MissingCheckpoint(path.name, "mine")
        kept = {n: v for n, v in told.settings.items() if n not in ("image", "reference_images")}
        params = InstantIdParams(image=photo, **kept)
        part = Part("again", params, {"seed": params.seed})
        return Remake(
            spec,
            part,
            sitting_of(params),
            version_of(spec, params),
            Preferences(),
            (text("It was drawn elsewhere."),),
        )

    studio = Studio(context, "portraits", lambda: (spec,), looker, find)
    qtbot.addWidget(studio)
    qtbot.waitUntil(lambda: studio.panel.choice is not None, timeout=20_000)
    settle()
    put_in(studio, settle, photo)
    studio.panel.change({"seed": 4, "prompt": "a pirate"})
    run(studio, settle)
    (done,) = studio.viewer.model.done
    studio.panel.change({"seed": 9, "prompt": "a baker"})
    studio.doing.act(Deed.AGAIN, [done])
    settle()
    assert "your own base model mine, which is not among" in studio.strip.words
    assert "--checkpoint" not in studio.strip.words
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_about: ("", ""))
    studio.strip.action.emit()
    settle()
    assert asked == [None]
    assert not studio.busy
    studio.doing.act(Deed.AGAIN, [done])
    settle()
    picked = str(photo.with_name("models") / shown)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_about: (picked, ""))
    studio.strip.action.emit()
    settle()
    assert asked == [None, None, photo.with_name("models") / taken]
    first, again = (one.path for one in studio.viewer.model.done)
    assert first is not None
    assert again is not None
    assert first != again
    assert model.drawn[0].prompt == model.drawn[1].prompt == "a pirate"
    assert model.drawn[1].seed == 4
    assert "It was drawn elsewhere." in studio.strip.words
    studio.close_tab()
    context.settings.save()


@pytest.mark.parametrize("changed", [False, True])
def test_a_portrait_that_is_dropped_shows_its_style_while_that_says_the_same(
    studio: Studio, settle: Settle, photo: Path, changed: bool
) -> None:
    asked = {"prompt": "a pirate", "negative_prompt": "hats", "style": "neon"}
    put_in(studio, settle, photo)
    studio.panel.change({**asked, "seed": 5})
    run(studio, settle)
    (done,) = studio.viewer.model.done
    told = read_provenance(done.path) if done.path is not None else None
    assert told is not None
    if changed:
        library = styles_in(studio.context.places.data)
        styles = (replace(one, prompt="blue {prompt}") for one in library.load())
        studio.styles.save(tuple(styles))
        settle()
        asked = {name: told.settings[name] for name in asked}
        assert asked["style"] == ""
    studio.panel.change({"prompt": "a baker", "negative_prompt": "", "style": "", "seed": None})
    assert done.path is not None
    put_in(studio, settle, done.path)
    assert studio.offers.accept()
    values = studio.panel.form_values()
    assert {name: values[name] for name in asked} == asked
    assert values["seed"] == 5


def test_a_portrait_made_again_has_its_style_apart_in_its_settings() -> None:
    spec = FakePortraits().spec()
    params = InstantIdParams(image=Path("a.png"), prompt="a pirate", style="neon", seed=4)
    assert spec.parts is not None
    (part,) = spec.parts(params)
    version = version_of(spec, params)
    again = Remake(spec, part, sitting_of(params), version, Preferences(), ())
    (asked,) = series_again(again, None, "", BUILT_IN).asked
    assert (asked.prompt, asked.style) == ("a pirate", "neon")
    assert spec.parts(asked)[0].params == part.params
    (asked,) = series_again(again, None, "", ()).asked
    assert (asked.prompt, asked.style) == (part.params.prompt, "")


def test_a_picture_that_cannot_be_made_again_says_why(
    studio: Studio, settle: Settle, photo: Path
) -> None:
    studio.remaking.remake(photo)
    settle()
    assert "astronaut.png is no portrait drawn by Hearth" in studio.strip.words
    assert not studio.busy
