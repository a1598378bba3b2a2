"""`hearth models adopt`: using the models that other programs have, where they lie."""

import argparse
from typing import Any

from pipelines.cli.arguments import Usage, path_of
from pipelines.cli.terminal import say, showing, stoppable
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress

_SHOWN = 10


def add_adopt_options(parser: argparse.ArgumentParser) -> None:
    """What `hearth models adopt` takes."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=path_of,
        metavar="FOLDER",
        help="A Hugging Face cache, a ComfyUI or web UI folder, or any folder with models. "
        "Without one you are told which are adopted, and which could be.",
    )
    change = parser.add_mutually_exclusive_group()
    change.add_argument(
        "--import",
        dest="importing",
        action="store_true",
        help="Make models of your own of what is there, used where it lies.",
    )
    change.add_argument("--forget", action="store_true", help="Stop using that folder.")
    parser.add_argument("--quiet", action="store_true", help="No progress, only errors.")


def adopt_command(options: argparse.Namespace, places: Places) -> int:
    """List, adopt or forget. Raises HearthError and Cancelled."""
    from pipelines.cli.describing import print_json
    from pipelines.storage.adopt import forget

    if options.folder is None:
        if options.importing or options.forget:
            raise Usage("Which folder? Give it after adopt.")
        return _list(places, options.json)
    if options.forget:
        forgotten = forget(places, options.folder)
        if options.json:
            print_json({"forgotten": str(forgotten.path)})
        else:
            print(f"{forgotten.path} is not used any more; nothing in it was changed.")
        return 0
    return _adopt(options, places)


def _list(places: Places, as_json: bool) -> int:
    from pipelines.cli.describing import print_json
    from pipelines.storage.other_programs import find_programs
    from pipelines.weights.adopted_list import AdoptedList

    known = AdoptedList(places.adopted).all()
    paths = {entry.path for entry in known}
    others = [entry for entry in find_programs() if entry.path not in paths]
    if as_json:
        told = [{"program": e.program.value, "folder": str(e.path)} for e in known]
        could = [{"program": e.program.value, "folder": str(e.path)} for e in others]
        print_json({"adopted": told, "could_be_adopted": could, "list": str(places.adopted)})
        return 0
    for entry in known:
        gone = "" if entry.path.is_dir() else " (not there now)"
        print(f"{entry.path}  {entry.program.value}{gone}")
    if not known:
        print("No folder is adopted.")
    for entry in others:
        say(f"{entry.program.value} found: hearth models adopt {entry.path}")
    return 0


def _adopt(options: argparse.Namespace, places: Places) -> int:
    from pipelines.cli.describing import megabytes, print_json
    from pipelines.holdings import files_of, versions_of
    from pipelines.own_models.shelf import OwnModels
    from pipelines.registry import all_models
    from pipelines.storage.adopt import add_offers, adopt
    from pipelines.versions import VersionLedger

    ledger = VersionLedger(places.versions)
    known = files_of(version for spec in all_models() for version in versions_of(spec, ledger))
    cancel = CancelToken()
    with stoppable(cancel), showing(options.quiet) as display:
        progress = Progress(display, cancel)
        share = 0.3 if options.importing else 1.0
        adoption = adopt(places, options.folder, known, progress.part(0, share))
        added, refused = [], []
        if options.importing:
            shelf = OwnModels(places.own_models)
            added, refused = add_offers(adoption.offers, shelf, progress.part(share, 1))
    if options.json:
        print_json(
            {
                "program": adoption.adopted.program.value,
                "folder": str(adoption.adopted.path),
                "model_folders": [str(path) for path in adoption.adopted.folders],
                "found": [{"name": w.name, "path": str(path)} for w, path in adoption.found],
                "offers": [_offer(item) for item in adoption.offers],
                "imported": [{"name": m.name, "path": str(m.path)} for m in added],
                "refused": [{"path": str(p), "reason": str(reason)} for p, reason in refused],
            }
        )
        return 0
    print(f"{adoption.adopted.path} ({adoption.adopted.program.value}) is used where it is.")
    for weight, path in adoption.found:
        print(f"  installed now: {weight.title} ({megabytes(weight.size)}, {path.name})")
    for model in added:
        print(f"  {model.name}: {model.path}")
    for path, reason in refused:
        say(f"{path}: {reason}")
    if adoption.offers and not options.importing:
        _tell_offers(adoption.offers, str(adoption.adopted.path))
    return 0


def _offer(offer: Any) -> dict[str, Any]:
    return {"path": str(offer.path), "guess": offer.guess, "bytes": offer.bytes}


def _tell_offers(offers: Any, folder: str) -> None:
    from pipelines.cli.describing import megabytes

    for offer in offers[:_SHOWN]:
        say(f"also there: {offer.path} ({offer.guess}, {megabytes(offer.bytes)})")
    if len(offers) > _SHOWN:
        say(f"and {len(offers) - _SHOWN} more.")
    say(f"To run them too: hearth models adopt {folder} --import, or hearth models import FILE")
