"""`hearth models move`: where the models are, and moving them to another folder."""

import argparse
from pathlib import Path
from typing import Any

from pipelines.cli.arguments import Usage, path_of
from pipelines.cli.terminal import say, showing, stoppable
from pipelines.places import Places
from pipelines.progress import Cancelled, CancelToken, Progress


def add_move_options(parser: argparse.ArgumentParser) -> None:
    """What `hearth models move` takes."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=path_of,
        metavar="FOLDER",
        help="An empty or new folder. Without one you are told where the models are.",
    )
    parser.add_argument(
        "--use",
        action="store_true",
        help="Move nothing: keep models in FOLDER from now on, and use those that are there.",
    )
    parser.add_argument("--quiet", action="store_true", help="No progress, only errors.")


def move_command(options: argparse.Namespace, places: Places) -> int:
    """Tell, use or move. Raises HearthError, and Cancelled after saying how to go on."""
    from pipelines.storage.location import use_folder
    from pipelines.storage.move import move, unfinished
    from pipelines.storage.target import whole_path

    if options.folder is None:
        if options.use:
            raise Usage("Which folder? Give it after --use.")
        return _tell(places, options.json)
    target = whole_path(options.folder)
    warnings = _warn(target, options.json)
    if options.use:
        chosen = use_folder(places, target)
        return _report(options.json, chosen, warnings, "Models are kept in {data} from now on.")
    going_on = unfinished(places) is not None
    cancel = CancelToken()
    try:
        with stoppable(cancel), showing(options.quiet) as display:
            moved = move(places, target, Progress(display, cancel))
    except Cancelled:
        say(
            f"Stopped. Nothing has changed: the models are in {places.data}. What was copied to "
            f"{target} stays there, so that the same command goes on; delete it if you will not."
        )
        raise
    for path in moved.left:
        say(f"{path} is not Hearth's, or has changed meanwhile, and was left where it is.")
    words = "The rest of the move to {data} is done." if going_on else "Moved {size} to {data}."
    told = {
        "moved_files": moved.files,
        "moved_bytes": moved.bytes,
        "left": [str(path) for path in moved.left],
    }
    return _report(options.json, moved.places, warnings, words, size=moved.bytes, **told)


def _tell(places: Places, as_json: bool) -> int:
    from pipelines.storage.move import unfinished

    places.check()
    open_end = unfinished(places)
    warnings = _warn(places.data, as_json)
    if open_end is not None:
        say(f"The move from {open_end.leaving} is not finished: hearth models move {open_end.data}")
    return _report(
        as_json,
        places,
        warnings,
        "{data}",
        unfinished_move_from=str(open_end.leaving) if open_end else None,
    )


def _warn(folder: Path, quietly: bool) -> list[dict[str, str]]:
    from pipelines.storage.cautions import cautions_about

    found = cautions_about(folder)
    if not quietly:
        for item in found:
            say(f"Note: {item.text}")
    return [{"kind": item.caution.value, "text": str(item.text)} for item in found]


def _report(
    as_json: bool,
    places: Places,
    warnings: list[dict[str, str]],
    words: str,
    size: int = 0,
    **more: Any,
) -> int:
    from pipelines.cli.describing import megabytes, print_json

    if as_json:
        print_json({"folder": str(places.data), "warnings": warnings, **more})
    else:
        print(words.format(data=places.data, size=megabytes(size)))
    return 0
