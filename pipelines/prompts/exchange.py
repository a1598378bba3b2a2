"""Prompts to share: any number of templates and system prompts in one YAML file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.media.atomic import replacing
from pipelines.prompts.library import Item, Shelf
from pipelines.prompts.records import (
    damaged,
    dump_record,
    read_record,
    system_prompt_from,
    system_prompt_record,
    template_from,
    template_record,
)
from pipelines.prompts.template import Origin, PromptTemplate, SystemPrompt
from pipelines.text import text

FORMAT = 1
_MARK = "hearth_prompts"


class Clash(StrEnum):
    """What becomes of a prompt whose name is taken: nothing at all is imported, it gets a number
    after its name, or it takes the place of the user's own (never of a preset)."""

    REFUSE = "refuse"
    RENAME = "rename"
    REPLACE = "replace"


@dataclass(frozen=True)
class Imported:
    """What was kept, under the names it has now."""

    templates: tuple[PromptTemplate, ...]
    system_prompts: tuple[SystemPrompt, ...]


def export_prompts(prompts: Iterable[PromptTemplate | SystemPrompt], path: Path) -> None:
    """Write them all to one file. Raises BadInput for none, DiskFull and NotWritable."""
    prompts = tuple(prompts)
    if not prompts:
        raise BadInput("There is nothing to export: choose a prompt.")
    record = {
        _MARK: FORMAT,
        "templates": [
            template_record(item) for item in prompts if isinstance(item, PromptTemplate)
        ],
        "system_prompts": [
            system_prompt_record(item) for item in prompts if isinstance(item, SystemPrompt)
        ],
    }
    content = dump_record({name: value for name, value in record.items() if value})
    with replacing(path) as descriptor, open(descriptor, "wb", closefd=False) as file:
        file.write(content)


def import_prompts(
    path: Path,
    templates: Shelf[PromptTemplate],
    system_prompts: Shelf[SystemPrompt],
    clash: Clash = Clash.REFUSE,
) -> Imported:
    """Keep what is in a shared file as the user's own.

    The file is read to its end before anything is kept. Raises BadInput for another file, a
    damaged one and a taken name; DiskFull and NotWritable.
    """
    record = read_record(path)
    version = record.get(_MARK)
    if not isinstance(version, int):
        raise BadInput(
            "{name} holds no prompts: choose a file that Hearth exported.", name=path.name
        )
    if version > FORMAT:
        raise BadInput("{name} was made by a newer Hearth: update Hearth.", name=path.name)
    found_templates = _read_all(record, "templates", path, template_from)
    found_systems = _read_all(record, "system_prompts", path, system_prompt_from)
    if not found_templates and not found_systems:
        raise damaged(path, text("there is no prompt in it"))
    if clash is Clash.REFUSE:
        _check_free(found_templates, templates)
        _check_free(found_systems, system_prompts)
    return Imported(
        tuple(_keep(item, templates, clash) for item in found_templates),
        tuple(_keep(item, system_prompts, clash) for item in found_systems),
    )


def _read_all(
    record: Mapping[str, Any],
    name: str,
    path: Path,
    read: Callable[[Mapping[str, Any], Path, Origin], Item],
) -> tuple[Item, ...]:
    items = record.get(name) or []
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise damaged(path, text("{field} is not a list as it should be", field=name))
    return tuple(read(item, path, Origin.OWN) for item in items)


def _check_free(items: tuple[Item, ...], shelf: Shelf[Item]) -> None:
    taken = {item.name.casefold() for item in shelf.listing().items}
    for item in items:
        if item.name.casefold() in taken:
            raise BadInput(
                "There is a prompt named {name} already: import it under another name, or replace "
                "yours.",
                name=item.name,
            )
        taken.add(item.name.casefold())


def _keep(item: Item, shelf: Shelf[Item], clash: Clash) -> Item:
    free = shelf.free_name(item.name)
    if clash is Clash.RENAME or (free != item.name and _is_preset(item.name, shelf)):
        item = replace(item, name=free)
    return shelf.save(item, replacing_own=clash is Clash.REPLACE)


def _is_preset(name: str, shelf: Shelf[Item]) -> bool:
    return shelf.get(name).origin is Origin.PRESET
