"""The inventory names everything that a data folder holds: else a move would leave it behind."""

from pathlib import Path

from pipelines.places import Places
from pipelines.storage.inventory import DATABASE_FILES, FILES, FOLDERS, foreign

#: Below the data folder, and on purpose never moved: nothing yet.
STAYS: frozenset[str] = frozenset()


def places_below_data(places: Places) -> dict[str, str]:
    """Property of `Places` -> the name in the data folder that it leads to."""
    found: dict[str, str] = {}
    for kind in type(places).__mro__:
        for name, item in vars(kind).items():
            value = getattr(places, name) if isinstance(item, property) else None
            if isinstance(value, Path) and value.is_relative_to(places.data):
                found[name] = value.relative_to(places.data).parts[0]
    return found


def test_every_place_below_the_data_folder_is_moved(tmp_path: Path) -> None:
    below = places_below_data(Places(tmp_path / "data", tmp_path / "config"))
    named = {*FOLDERS, *FILES, *DATABASE_FILES}
    forgotten = {name: part for name, part in below.items() if part not in named | STAYS}
    assert forgotten == {}
    assert {"weights", "own_models", "examples", "journal", "conversations", "log"} <= set(below)


def test_a_new_place_would_be_noticed(tmp_path: Path) -> None:
    class More(Places):
        @property
        def chats(self) -> Path:
            return self.data / "chats" / "all.sqlite3"

    below = places_below_data(More(tmp_path / "data", tmp_path / "config"))
    assert below["chats"] == "chats"
    assert "chats" not in {*FOLDERS, *FILES, *DATABASE_FILES} | STAYS


def test_what_is_named_is_not_somebody_elses(tmp_path: Path) -> None:
    places = Places(tmp_path / "data", tmp_path / "config")
    for name in places_below_data(places).values():
        path = places.data / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert foreign(places.data) == ()
