"""A person puts in a photo and draws portraits of the face in it."""

import threading
from pathlib import Path

from app.portraits.studio import Studio
from pipelines.media.provenance import read_provenance
from tests.app.portraits.conftest import Settle
from tests.portrait_fakes import FakePortraits


def put_in(studio: Studio, settle: Settle, *paths: Path) -> None:
    studio.add_paths(list(paths))
    settle()


def draw(studio: Studio, settle: Settle, count: int = 1) -> None:
    studio.panel.change({"num_outputs": count})
    assert studio.can_run
    studio.run()
    settle()


def test_portraits_come_one_by_one_and_are_on_disk(
    studio: Studio, settle: Settle, photo: Path, model: FakePortraits
) -> None:
    put_in(studio, settle, photo)
    studio.panel.change({"seed": 7})
    draw(studio, settle, 3)
    done = studio.viewer.model.done
    assert [one.seed for one in done] == [7, 8, 9]
    for one in done:
        assert one.path is not None
        assert one.path.is_file()
        told = read_provenance(one.path)
        assert told is not None
        assert told.settings["seed"] == one.seed
    assert "3 portraits finished" in studio.strip.words
    assert threading.get_ident() not in model.threads
