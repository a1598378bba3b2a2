"""What ran before an update is offered, runs again, and is what its own pictures ask for."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.choosing.choice_lines import full_title
from app.choosing.choices import Choice
from app.context import AppContext
from app.upscaling.tab import UpscalingTab
from pipelines.media.provenance import read_provenance
from pipelines.spec import ModelSpec
from pipelines.versions import VersionLedger, version_of
from tests.app.upscaling.conftest import MakeTab
from tests.app.upscaling.doing import put_in, run, save
from tests.fakes import FakeModel
from tests.pipelines.test_versions import NEW, OLD, pinned


@pytest.fixture
def loaded() -> list[bytes]:
    return []


@pytest.fixture
def updated(
    make_tab: MakeTab, context: AppContext, tmp_path: Path, loaded: list[bytes]
) -> UpscalingTab:
    """A tab over a model whose weights were others when it last ran."""

    def load(files: Mapping[str, Path], *_rest: Any) -> object:
        loaded.append(files["w.pth"].read_bytes())
        return object()

    def spec(content: bytes) -> ModelSpec[Any]:
        fake = FakeModel(weights=(pinned(tmp_path, content),))
        return replace(fake.spec(), load=load)

    before = spec(OLD)
    VersionLedger(context.places.versions).remember(version_of(before, before.example()))
    return make_tab(spec(NEW))


def older_of(tab: UpscalingTab) -> tuple[Choice, str]:
    return next((c, c.version.id) for c in tab.panel.picker.choices if c.version is not None)


def test_an_older_version_runs_and_is_what_its_picture_asks_for(
    updated: UpscalingTab, qtbot: QtBot, photo: Path, loaded: list[bytes]
) -> None:
    tab = updated
    assert tab.panel.choice is not None
    assert tab.panel.choice.version is None
    older, id_ = older_of(tab)
    assert f"older version {id_}" in full_title(older)
    assert not older.installed
    tab.panel.picker.choose(older.key)
    put_in(tab, qtbot, photo)
    run(tab, qtbot)
    assert loaded == [OLD]
    result = tab.viewer.result
    assert result is not None
    made = read_provenance(result)
    assert made is not None
    assert made.version == id_

    tab.panel.picker.choose("fake/plain")
    put_in(tab, qtbot, photo)
    run(tab, qtbot)
    assert loaded == [OLD, NEW]

    tab.inputs = []
    put_in(tab, qtbot, result)
    assert id_ in tab.strip.words
    tab.strip.action.emit()
    assert tab.panel.choice.key == older.key


def test_many_pictures_run_the_older_version_too(
    updated: UpscalingTab, qtbot: QtBot, tmp_path: Path, loaded: list[bytes]
) -> None:
    older, id_ = older_of(updated)
    updated.panel.picker.choose(older.key)
    put_in(updated, qtbot, save(tmp_path / "a.png"), save(tmp_path / "b.png"))
    run(updated, qtbot)
    assert loaded == [OLD]
    made = [read_provenance(path) for path in tmp_path.glob("*_fake.png")]
    assert [item.version for item in made if item] == [id_] * 2
    assert QImage(str(tmp_path / "a_fake.png")).width() == 48
