"""A person puts in a photo and draws portraits of the face in it."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.portraits.deeds import Deed
from app.portraits.result_model import Order, Portrait, PortraitState
from app.portraits.studio import Studio
from app.portraits.tab import PortraitsTab
from pipelines.errors import BadInput
from pipelines.media.provenance import read_provenance
from pipelines.portraits.tips import Trouble, tip_for
from pipelines.weight_files import Licence, LocalSource, WeightFile
from tests.app.portraits.conftest import MakeTab, Settle
from tests.portrait_fakes import FakeLooker, FakePortraits


def put_in(studio: Studio, settle: Settle, *paths: Path) -> None:
    studio.add_paths(list(paths))
    settle()


def draw(studio: Studio, settle: Settle, count: int = 1, **values: Any) -> list[Portrait]:
    studio.panel.change({"num_outputs": count, **values})
    assert studio.can_run
    studio.run()
    settle()
    return studio.viewer.model.done


def press(studio: Studio, qtbot: QtBot, portrait: Portrait, key: Qt.Key) -> None:
    """A key on that portrait in the grid."""
    view = studio.viewer.grid.view
    view.select(portrait)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus, timeout=5_000)
    qtbot.keyClick(view, key)


def paths_of(portraits: list[Portrait]) -> list[Path]:
    return [one.path for one in portraits if one.path is not None]


def test_portraits_are_on_disk_with_what_made_them(
    studio: Studio, settle: Settle, photo: Path, model: FakePortraits
) -> None:
    put_in(studio, settle, photo)
    done = draw(studio, settle, 3, seed=7)
    assert [one.seed for one in done] == [7, 8, 9]
    for one, path in zip(done, paths_of(done), strict=True):
        told = read_provenance(path)
        assert told is not None
        assert told.settings["seed"] == one.seed
    assert "3 portraits finished" in studio.strip.words
    assert threading.get_ident() not in model.threads


def test_each_portrait_is_seen_while_it_is_drawn_and_is_there_before_the_next(
    studio: Studio, settle: Settle, photo: Path, model: FakePortraits, qtbot: QtBot
) -> None:
    put_in(studio, settle, photo)
    held, free = threading.Event(), threading.Event()

    def on_step(seed: int, step: int) -> None:
        if (seed, step) == (2, 1):
            held.set()
            free.wait(20)

    model.on_step = on_step
    studio.panel.change({"num_outputs": 3, "seed": 1})
    studio.run()
    qtbot.waitUntil(held.is_set, timeout=20_000)
    rows = studio.viewer.model.rows
    qtbot.waitUntil(lambda: rows[0].path is not None, timeout=5_000)
    qtbot.waitUntil(lambda: rows[1].preview is not None, timeout=5_000)
    states = [row.state for row in rows]
    assert states == [PortraitState.DONE, PortraitState.DRAWING, PortraitState.WAITING]
    assert rows[0].path is not None
    assert rows[0].path.is_file()
    free.set()
    settle()
    assert len(studio.viewer.model.done) == 3


def test_cancel_keeps_what_is_finished(
    studio: Studio, settle: Settle, photo: Path, model: FakePortraits, qtbot: QtBot
) -> None:
    put_in(studio, settle, photo)
    steps: list[tuple[int, int]] = []

    def on_step(seed: int, step: int) -> None:
        steps.append((seed, step))
        if (seed, step) == (2, 1):
            studio.batch[0].token.cancel()

    model.on_step = on_step
    studio.panel.change({"num_outputs": 4, "seed": 1})
    studio.run()
    settle()
    assert steps[-1] == (2, 1)  # no step more
    assert [one.seed for one in studio.viewer.model.done] == [1]
    assert "Stopped; 1 of 4 finished" in studio.strip.words
    assert PortraitState.WAITING not in [row.state for row in studio.viewer.model.rows]


def test_a_portrait_that_fails_is_told_and_the_others_are_there(
    make_tab: MakeTab, looker: FakeLooker, settle: Settle, photo: Path
) -> None:
    model = FakePortraits(fail_on={6: BadInput("The checker objects.")})
    studio = make_tab(model.spec(), looker).studio
    put_in(studio, settle, photo)
    draw(studio, settle, 3, seed=5)
    states = {row.seed: row.state for row in studio.viewer.model.rows}
    assert states[6] is PortraitState.FAILED
    assert len(studio.viewer.model.done) == 2
    assert "1 failed: The checker objects." in studio.strip.words


@pytest.mark.parametrize("name", ["notes.txt", "gone.jpg"])
def test_what_is_no_photo_is_refused_in_one_sentence(
    studio: Studio, settle: Settle, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name.endswith(".txt"):
        path.write_text("not a picture")
    put_in(studio, settle, path)
    assert not studio.inputs
    assert name in studio.strip.words
    assert studio.strip.words.count("\n") == 0


def test_a_photo_without_a_face_says_so_and_cannot_be_run(
    studio: Studio, settle: Settle, photo: Path, looker: FakeLooker
) -> None:
    looker.faces = {}
    put_in(studio, settle, photo)
    assert "No face was found in astronaut.png" in studio.viewer.photos.words.text()
    assert not studio.can_run
    assert threading.get_ident() not in looker.threads


def test_weights_that_find_faces_are_only_downloaded_when_asked(
    studio: Studio, settle: Settle, photo: Path, looker: FakeLooker, qtbot: QtBot
) -> None:
    looker.missing = 278_000_000
    put_in(studio, settle, photo)
    side = studio.viewer.photos
    assert side.looks is None
    assert "278 MB" in side.words.text()
    assert studio.can_run  # the largest face is taken
    qtbot.mouseClick(side.fetch_button, Qt.MouseButton.LeftButton)
    settle()
    assert len(side.view.faces) == 1
    assert side.fetch_button.isHidden()


# -- results ---------------------------------------------------------------------------------


def test_portraits_are_sorted_by_likeness_and_seed(
    make_tab: MakeTab, looker: FakeLooker, settle: Settle, photo: Path
) -> None:
    told = {1: 0.3, 2: None, 3: 0.7}
    model = FakePortraits(likeness=lambda params: told[params.seed or 0])
    studio = make_tab(model.spec(), looker).studio
    put_in(studio, settle, photo)
    draw(studio, settle, 3, seed=1)
    grid = studio.viewer.grid
    grid.sort_by(Order.LIKENESS)
    assert [one.seed for one in grid.shown()] == [3, 1, 2]
    grid.sort_by(Order.SEED)
    assert [one.seed for one in grid.shown()] == [1, 2, 3]
    draw(studio, settle, 1, seed=2)
    grid.sort_by(Order.NEWEST)
    assert [one.seed for one in grid.shown()] == [2, 1, 2, 3]


def test_likeness_is_told_in_words_beside_that_of_the_photos(
    make_tab: MakeTab, looker: FakeLooker, settle: Settle, photo: Path
) -> None:
    model = FakePortraits(likeness=lambda params: 0.36 if params.seed == 1 else 0.71, among=0.7)
    studio = make_tab(model.spec(), looker).studio
    put_in(studio, settle, photo)
    draw(studio, settle, 2, seed=1)
    spoken = [studio.viewer.model.spoken(row) for row in studio.viewer.model.rows]
    assert "Less alike: 0.36. The photos among themselves have 0.70." in spoken[0]
    assert "Very alike: 0.71." in spoken[1]


def test_a_seed_is_taken_over_from_a_portrait(
    studio: Studio, settle: Settle, photo: Path, qtbot: QtBot
) -> None:
    put_in(studio, settle, photo)
    (done,) = draw(studio, settle)
    assert studio.panel.form_values()["seed"] is None
    studio.doing.act(Deed.USE_SEED, [done])
    assert studio.panel.form_values()["seed"] == done.seed
    assert f"{done.seed}" in studio.strip.words
    again = draw(studio, settle)
    assert again[-1].seed == done.seed


def test_a_portrait_is_deleted_from_the_disk_only_after_a_question(
    studio: Studio, settle: Settle, photo: Path, qtbot: QtBot
) -> None:
    put_in(studio, settle, photo)
    done = draw(studio, settle, 2, seed=1)
    first, second = paths_of(done)
    press(studio, qtbot, done[0], Qt.Key.Key_Delete)
    box = studio.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert first.is_file()
    delete = next(button for button in box.buttons() if button.text() == "Delete")
    qtbot.mouseClick(delete, Qt.MouseButton.LeftButton)
    settle()
    assert not first.exists()
    assert second.is_file()
    assert studio.viewer.model.rows == [done[1]]


def test_a_portrait_opens_large_beside_the_photo_and_steps_by_keys(
    studio: Studio, settle: Settle, photo: Path, qtbot: QtBot
) -> None:
    put_in(studio, settle, photo)
    done = draw(studio, settle, 2, seed=1)
    press(studio, qtbot, done[0], Qt.Key.Key_Return)
    large = studio.viewer.large
    assert studio.viewer.stack.currentWidget() is large
    qtbot.waitUntil(lambda: not large.compare.after.size.isEmpty(), timeout=20_000)
    qtbot.waitUntil(lambda: not large.compare.before.size.isEmpty(), timeout=20_000)
    assert studio.can_save
    qtbot.keyClick(large, Qt.Key.Key_PageDown)
    assert large.portrait is done[1]
    qtbot.keyClick(large, Qt.Key.Key_Escape)
    assert studio.viewer.stack.currentWidget() is studio.viewer.splitter
    assert studio.viewer.grid.view.chosen() == [done[1]]


def test_a_portrait_goes_to_other_tabs_and_the_clipboard(
    studio: Studio, settle: Settle, photo: Path
) -> None:
    put_in(studio, settle, photo)
    (done,) = draw(studio, settle)
    asked: list[tuple[str, list[Path]]] = []
    studio.context.requests.files_wanted.connect(lambda task, paths: asked.append((task, paths)))
    studio.doing.act(Deed.UPSCALE, [done])
    studio.doing.act(Deed.ASK, [done])
    assert asked == [("upscaling", [done.path]), ("image-qa", [done.path])]
    studio.doing.act(Deed.COPY, [done])
    settle()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasImage()
    assert [url.toLocalFile() for url in mime.urls()] == [str(done.path)]
    index = studio.viewer.grid.sorted.index(0, 0)
    dragged = studio.viewer.grid.sorted.mimeData([index])
    assert [url.toLocalFile() for url in dragged.urls()] == [str(done.path)]


# -- settings --------------------------------------------------------------------------------


def test_a_tip_changes_the_named_weights_says_which_and_can_be_undone(
    studio: Studio, settle: Settle, photo: Path, qtbot: QtBot
) -> None:
    put_in(studio, settle, photo)
    bar = studio.viewer.tips
    assert bar.isHidden()
    draw(studio, settle)
    assert not bar.isHidden()
    before = studio.panel.form_values()
    button = next(one for one in bar.buttons if one.text() == "Not like the person")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    after = studio.panel.form_values()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"ip_adapter_scale", "controlnet_conditioning_scale"}
    assert "Image adapter strength 0.8 → 0.9" in studio.strip.words
    undo = next(one for one in studio.strip.findChildren(QPushButton) if one.text() == "Undo")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert studio.panel.form_values() == before


def test_a_tip_with_nothing_left_to_change_says_so(
    studio: Studio, settle: Settle, photo: Path
) -> None:
    put_in(studio, settle, photo)
    studio.panel.change({"ip_adapter_scale": 1.5, "controlnet_conditioning_scale": 1.5})
    before = studio.panel.form_values()
    studio.tips.follow(tip_for(Trouble.LIKENESS_LOW))
    assert studio.panel.form_values() == before
    assert "Nothing is left to change" in studio.strip.words


def test_low_likeness_points_at_what_helps(
    make_tab: MakeTab, looker: FakeLooker, settle: Settle, photo: Path
) -> None:
    model = FakePortraits(likeness=lambda params: 0.1 if params.seed == 1 else 0.9)
    studio = make_tab(model.spec(), looker).studio
    put_in(studio, settle, photo)
    draw(studio, settle, seed=1)
    button = studio.viewer.tips.buttons[0]
    assert not button.icon().isNull()
    draw(studio, settle, seed=2)
    assert button.icon().isNull()


def test_the_licence_is_shown_once_before_the_first_run(
    make_tab: MakeTab, looker: FakeLooker, settle: Settle, photo: Path, qtbot: QtBot
) -> None:
    licence = Licence("faces: research", "https://example.org", commercial=False)
    source = LocalSource(photo)
    weights = (WeightFile("w", "W", photo.stat().st_size, None, licence, (source,)),)
    model = FakePortraits(weights=weights)
    studio = make_tab(model.spec(), looker).studio
    put_in(studio, settle, photo)
    studio.run()
    settle()
    assert not studio.viewer.model.rows
    assert "non-commercial use only: faces: research" in studio.strip.words
    agree = next(
        one for one in studio.strip.findChildren(QPushButton) if one.text() == "Understood, go on"
    )
    qtbot.mouseClick(agree, Qt.MouseButton.LeftButton)
    settle()
    assert len(studio.viewer.model.rows) == 1
    assert studio.context.settings.value.seen_licences == ("faces: research",)
    draw(studio, settle)
    assert len(studio.viewer.model.rows) == 2


def test_the_safety_checker_is_on_unless_switched_off(
    studio: Studio, settle: Settle, photo: Path, model: FakePortraits
) -> None:
    put_in(studio, settle, photo)
    draw(studio, settle)
    assert model.drawn[-1].disable_safety_checker is False
    draw(studio, settle, disable_safety_checker=True)
    assert model.drawn[-1].disable_safety_checker is True


def test_only_what_is_changed_often_is_in_sight(studio: Studio) -> None:
    form = studio.panel.form
    assert form is not None
    plain = [name for name, row in form.rows.items() if not row.item.advanced]
    assert plain == [
        "prompt",
        "negative_prompt",
        "style",
        "num_outputs",
        "seed",
        "ip_adapter_scale",
        "controlnet_conditioning_scale",
        "num_inference_steps",
        "guidance_scale",
    ]
    assert "image" not in form.rows


def test_base_models_have_their_own_names_and_licences(studio: Studio) -> None:
    choices = studio.panel.picker.choices
    assert len(choices) == 17
    titles = {choice.title: choice.licence for choice in choices}
    assert titles["Stable Diffusion XL 1.0"] == "CreativeML Open RAIL++-M"
    assert studio.panel.choice is not None
    assert studio.panel.choice.title == "Stable Diffusion XL 1.0"


# -- a portrait put in -----------------------------------------------------------------------


def test_a_portrait_that_is_dropped_offers_its_settings(
    studio: Studio, settle: Settle, photo: Path, qtbot: QtBot
) -> None:
    put_in(studio, settle, photo)
    (done,) = draw(studio, settle, seed=5, prompt="a pirate", ip_adapter_scale=1.1)
    studio.panel.change({"seed": None, "prompt": "a baker", "ip_adapter_scale": 0.4})
    assert done.path is not None
    put_in(studio, settle, done.path)
    assert studio.inputs == [photo]  # whose photo is there stays
    words = [one.text() for one in studio.strip.findChildren(QPushButton) if one.isVisible()]
    assert {"Restore its settings", "Make it again"} <= set(words)
    assert studio.offers.accept()
    values = studio.panel.form_values()
    assert (values["seed"], values["prompt"], values["ip_adapter_scale"]) == (5, "a pirate", 1.1)


def test_using_the_settings_of_a_portrait_shows_prompt_and_style_as_they_were_asked_for(
    studio: Studio, settle: Settle, photo: Path
) -> None:
    put_in(studio, settle, photo)
    (done,) = draw(studio, settle, seed=5, prompt="a pirate", style="neon")
    assert done.label == "Neon"
    studio.panel.change({"prompt": "x", "style": "", "seed": None})
    studio.doing.act(Deed.RESTORE, [done])
    values = studio.panel.form_values()
    assert (values["prompt"], values["style"], values["seed"]) == ("a pirate", "neon", 5)


# -- the tab ---------------------------------------------------------------------------------


def test_a_closed_window_asks_while_portraits_are_drawn(
    tab: PortraitsTab, settle: Settle, photo: Path, model: FakePortraits, qtbot: QtBot
) -> None:
    put_in(tab.studio, settle, photo)
    free = threading.Event()
    model.on_step = lambda _seed, _step: free.wait(20)
    tab.studio.run()
    qtbot.waitUntil(lambda: bool(tab.studio.batch), timeout=5_000)
    assert tab.studio.context.jobs.busy  # what the window asks about
    assert tab.can_cancel
    free.set()
    settle()
    assert not tab.studio.context.jobs.busy
