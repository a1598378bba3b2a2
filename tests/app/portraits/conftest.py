"""The Portraits tab over a scripted model, with real files and a real journal."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import skimage.data
from PIL import Image
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.context import AppContext
from app.portraits.studio import Studio
from app.portraits.tab import PortraitsTab
from pipelines.spec import ModelSpec
from tests.portrait_fakes import ASTRONAUT, FakeLooker, FakePortraits, face_at

MakeTab = Callable[..., PortraitsTab]
Settle = Callable[..., None]


@pytest.fixture
def model() -> FakePortraits:
    return FakePortraits()


@pytest.fixture
def looker() -> FakeLooker:
    faces = {"astronaut.png": (ASTRONAUT,), "two.png": (ASTRONAUT, face_at(20, 30, 60))}
    return FakeLooker(faces)


@pytest.fixture
def make_tab(context: AppContext, qtbot: QtBot) -> Iterator[MakeTab]:
    made: list[PortraitsTab] = []

    def make(spec: ModelSpec, looker: FakeLooker, size: tuple[int, int] = (1192, 740)):  # noqa: ANN202
        tab = PortraitsTab(context, "portraits", lambda: (spec,), looker)
        made.append(tab)
        tab.resize(*size)
        tab.show()
        qtbot.waitUntil(lambda: tab.studio.panel.choice is not None, timeout=20_000)
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
        return tab

    yield make
    for tab in made:
        context.jobs.cancel_all()
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=20_000)
        # Not left to the plug-in, which deletes a tab that still waits for a quick job.
        if isValid(tab):
            tab.close_tab()
            tab.close()
            tab.deleteLater()
    context.settings.save()


@pytest.fixture
def tab(make_tab: MakeTab, model: FakePortraits, looker: FakeLooker) -> PortraitsTab:
    return make_tab(model.spec(), looker)


@pytest.fixture
def studio(tab: PortraitsTab) -> Studio:
    return tab.studio


@pytest.fixture
def settle(context: AppContext, qtbot: QtBot) -> Settle:
    """Wait for every job; with `later` milliseconds for those, too, that begin only then."""

    def do(later: int = 20) -> None:
        qtbot.wait(later)
        qtbot.waitUntil(lambda: context.jobs.is_idle, timeout=60_000)

    return do


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that are shown in the system's file manager."""
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    return shown


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "astronaut.png"
    Image.fromarray(skimage.data.astronaut()).save(path)
    return path


@pytest.fixture
def two(tmp_path: Path, photo: Path) -> Path:
    """A photo of two faces."""
    path = tmp_path / "two.png"
    path.write_bytes(photo.read_bytes())
    return path
