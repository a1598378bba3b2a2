"""Using the models that other programs have: nothing is copied, moved or changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import BadInput, HearthError
from pipelines.own_models.shelf import OwnModel, OwnModels
from pipelines.places import Places
from pipelines.progress import Progress
from pipelines.spec import WeightFile
from pipelines.storage.offers import Offer, offers_in
from pipelines.storage.other_programs import recognise_program
from pipelines.storage.target import whole_path
from pipelines.text import Text, text
from pipelines.weights.adopted_list import Adopted, AdoptedList
from pipelines.weights.store import WeightStore, store_at


@dataclass(frozen=True)
class Adoption:
    """What an adopted folder gives: files that count as installed now, and what can be added."""

    adopted: Adopted
    found: tuple[tuple[WeightFile, Path], ...]
    offers: tuple[Offer, ...]


def adopt(
    places: Places, folder: Path, known: Iterable[WeightFile], progress: Progress
) -> Adoption:
    """Put a folder on the list of adopted ones and look which of the `known` files are there.

    Reads the files that may be one of them, once. Raises BadInput for a folder that cannot be
    adopted, NotWritable, and Cancelled (then the folder is not on the list).
    """
    adopted = recognise_program(_checked(places, folder))
    progress.stage(text("Looking through {folder}", folder=folder.name))
    store = WeightStore(places.weights, offline=True, adopted=adopted.folders)
    found = store.find_adopted(known, progress)
    AdoptedList(places.adopted).add(adopted)
    return Adoption(adopted, found, offers_in(adopted, [path for _weight, path in found]))


def forget(places: Places, folder: Path) -> Adopted:
    """Take a folder off the list; nothing in it is touched. Raises BadInput if it is not on it."""
    return AdoptedList(places.adopted).forget(whole_path(folder))


def look_again(places: Places, adopted: Adopted, known: Iterable[WeightFile]) -> Adoption:
    """What an adopted folder gives now; quick, since what was read is remembered."""
    store = store_at(places, offline=True)
    here = [(weight, store.path_of(weight)) for weight in known]
    found = tuple(
        (weight, path)
        for weight, path in here
        if path is not None and any(path.is_relative_to(folder) for folder in adopted.folders)
    )
    return Adoption(adopted, found, offers_in(adopted, [path for _weight, path in found]))


def add_offers(
    offers: Iterable[Offer], shelf: OwnModels, progress: Progress
) -> tuple[list[OwnModel], list[tuple[Path, Text]]]:
    """Make models of the user's own of these, where they lie. What cannot become one is named."""
    offers = tuple(offers)
    added: list[OwnModel] = []
    refused: list[tuple[Path, Text]] = []
    for index, offer in enumerate(offers):
        part = progress.part(index / len(offers), (index + 1) / len(offers))
        try:
            added.append(shelf.add(offer.path, part, copy=False))
        except HearthError as error:
            refused.append((offer.path, error.text))
    return added, refused


def _checked(places: Places, folder: Path) -> Path:
    folder, data = whole_path(folder), whole_path(places.data)
    if folder == data or folder in data.parents or data in folder.parents:
        raise BadInput(
            "{folder} is Hearth's own, or holds it: give the folder of the other program.",
            folder=folder,
        )
    return folder
