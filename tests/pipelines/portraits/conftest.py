"""One set of small files, and one painter, for all tests of drawing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from pipelines.device import Plan
from pipelines.text import text

if TYPE_CHECKING:
    from pipelines.portraits.painter import InstantIdPainter
    from pipelines.portraits.painter_loading import PainterFiles

CPU = Plan("cpu", "float32", 0, text("a test"))


@pytest.fixture(scope="session")
def portrait_files(tmp_path_factory: pytest.TempPathFactory) -> "PainterFiles":
    from tests.tiny_portraits import write_portrait_files

    return write_portrait_files(tmp_path_factory.mktemp("instant-id"))


@pytest.fixture(scope="session")
def painter(portrait_files: "PainterFiles") -> "InstantIdPainter":
    from pipelines.portraits.painter_loading import load_painter

    return load_painter(portrait_files, CPU)


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Layers this small take ten times as long when threads wait for each other on a busy CPU."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
