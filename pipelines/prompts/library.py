"""Shelves of templates and of system prompts: those that come with Hearth, and the user's own.

Presets are files of ``resources/prompts``; each of the user's own is a YAML file in the data
folder that a person can read, copy and delete. Files are written whole or not at all.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

import resources
from pipelines.errors import BadInput, HearthError
from pipelines.media.atomic import cannot_write, replacing
from pipelines.media.naming import free_path
from pipelines.places import Places
from pipelines.prompts.records import (
    check_name,
    dump_record,
    read_record,
    system_prompt_from,
    system_prompt_record,
    template_from,
    template_record,
)
from pipelines.prompts.template import Origin, PromptTemplate, SystemPrompt
from pipelines.text import Text

BUILT_IN = Path(resources.__file__).parent / "prompts"
SUFFIX = ".yaml"
_MOST_STEM = 60

Item = TypeVar("Item", PromptTemplate, SystemPrompt)


@dataclass(frozen=True)
class Listing(Generic[Item]):
    """Items by name, presets first, and a sentence for each file that cannot be read."""

    items: tuple[Item, ...]
    problems: tuple[Text, ...] = ()


class Shelf(Generic[Item]):
    """One kind of prompts. Several processes may use it at once; who saves last, wins."""

    def __init__(
        self,
        own: Path,
        presets: Path,
        read: Callable[[Mapping[str, Any], Path, Origin], Item],
        record: Callable[[Item], dict[str, Any]],
    ) -> None:
        self.own, self.presets = own, presets
        self._read, self._record = read, record

    def listing(self) -> Listing[Item]:
        """Everything there is; a damaged file hides no other."""
        problems: list[Text] = []
        items = [item for _path, item in self._files(problems)]
        items.sort(key=lambda item: (item.origin is Origin.OWN, item.name.casefold()))
        return Listing(tuple(items), tuple(problems))

    def get(self, name: str) -> Item:
        """The one of that name, whatever its case. Raises BadInput."""
        for _path, item in self._files([]):
            if _same(item.name, name):
                return item
        raise BadInput("There is no prompt named {name}.", name=name)

    def save(self, item: Item, *, replacing_own: bool = False) -> Item:
        """Keep it as the user's own, under its name.

        Raises BadInput if the name is taken, unless by an own one and `replacing_own` is set, and
        DiskFull or NotWritable.
        """
        item = replace(item, name=check_name(item.name), origin=Origin.OWN)
        self._write(self._path_of(item.name, replacing_own), item)
        return item

    def rename(self, name: str, new: str) -> Item:
        """Give an own one another name. Raises BadInput if that is taken or it is a preset."""
        path, item = self._own(name)
        renamed = replace(item, name=check_name(new))
        if not _same(name, renamed.name):
            self._path_of(renamed.name, replacing_own=False)
        self._write(path, renamed)
        return renamed

    def remove(self, name: str) -> None:
        """Delete an own one. Raises BadInput for a preset or an unknown name, NotWritable."""
        path, _item = self._own(name)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(path, error) from error

    def free_name(self, name: str) -> str:
        """The name, or the first of “name 2”, “name 3” ... that nothing has."""
        taken = {item.name.casefold() for _path, item in self._files([])}
        candidate, number = name, 2
        while candidate.casefold() in taken:
            candidate, number = f"{name} {number}", number + 1
        return candidate

    def _write(self, path: Path, item: Item) -> None:
        record = self._record(item)
        self._read(record, path, Origin.OWN)  # it shall be read again
        content = dump_record(record)
        with replacing(path) as descriptor, open(descriptor, "wb", closefd=False) as file:
            file.write(content)

    def _files(self, problems: list[Text]) -> list[tuple[Path, Item]]:
        found: list[tuple[Path, Item]] = []
        for folder, origin in ((self.presets, Origin.PRESET), (self.own, Origin.OWN)):
            for path in sorted(folder.glob(f"*{SUFFIX}")):
                if path.name.startswith("."):
                    continue  # a hidden copy that some editor or file system keeps
                try:
                    found.append((path, self._read(read_record(path), path, origin)))
                except HearthError as error:
                    problems.append(error.text)
        return found

    def _own(self, name: str) -> tuple[Path, Item]:
        for path, item in self._files([]):
            if not _same(item.name, name):
                continue
            if item.origin is Origin.PRESET:
                raise BadInput(
                    "{name} comes with Hearth and stays as it is: save a copy under another name.",
                    name=item.name,
                )
            return path, item
        raise BadInput("There is no prompt named {name}.", name=name)

    def _path_of(self, name: str, replacing_own: bool) -> Path:
        with suppress(StopIteration):
            path, item = next(pair for pair in self._files([]) if _same(pair[1].name, name))
            if item.origin is Origin.PRESET or not replacing_own:
                raise BadInput(
                    "There is a prompt named {name} already: choose another name.", name=item.name
                )
            return path
        # A damaged file may lie where the name would go: it is kept.
        return free_path(self.own / f"{_stem(name)}{SUFFIX}")


def template_shelf(places: Places) -> Shelf[PromptTemplate]:
    """Hearth's templates and those in the data folder."""
    return Shelf(
        places.prompts / "templates", BUILT_IN / "templates", template_from, template_record
    )


def system_prompt_shelf(places: Places) -> Shelf[SystemPrompt]:
    """Hearth's system prompts and those in the data folder."""
    return Shelf(
        places.prompts / "system", BUILT_IN / "system", system_prompt_from, system_prompt_record
    )


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _stem(name: str) -> str:
    """A file name that every system takes."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_MOST_STEM] or "prompt"
