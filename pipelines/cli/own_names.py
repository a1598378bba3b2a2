"""Names of the user's own models where a file is asked for: ``--own-upscaler me/4x-foo``."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.own_models.shelf import OwnModels, is_own
from pipelines.places import Places
from pipelines.spec import Media, ModelSpec, fields_of


def with_own_files(
    spec: ModelSpec[Any], typed: Mapping[str, Any], places: Places
) -> dict[str, Any]:
    """What was typed, with the weights' paths in place of models' names.

    A file of that name goes before a model; what is neither stays for others to complain about.
    """
    shelf = OwnModels(places.own_models)
    found = dict(typed)
    for item in fields_of(spec.params):
        if item.media is not Media.CHECKPOINT or item.name not in found:
            continue
        given = found[item.name]
        if isinstance(given, (list, tuple)):
            found[item.name] = [_path_of(word, shelf) for word in given]
        else:
            found[item.name] = _path_of(given, shelf)
    return found


def _path_of(word: Any, shelf: OwnModels) -> Any:
    if not isinstance(word, str) or not is_own(word) or Path(word).exists():
        return word
    with suppress(BadInput):
        return str(shelf.get(word).path)
    return word
