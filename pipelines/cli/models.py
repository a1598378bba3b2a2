"""`hearth models ...`: what can be typed, and who does it."""

import argparse
from typing import Any

from pipelines.cli.adopting import add_adopt_options, adopt_command
from pipelines.cli.arguments import Usage
from pipelines.cli.moving import add_move_options
from pipelines.cli.own import add_export_options, add_import_options
from pipelines.cli.packing import add_pack_options
from pipelines.places import Places

_LOOKING = frozenset((None, "list", "show", "search", "disk", "token"))
_MODEL = "A name from hearth models list, with the version after a colon if not the present one."


def add_models_parser(commands: Any, names: str) -> None:
    """The parser of `hearth models` with its actions; `names` are the models there are."""
    models = commands.add_parser("models", help="list, search, install, verify, remove models")
    models.set_defaults(json=False)
    actions = models.add_subparsers(dest="action", metavar="ACTION", title="actions")

    _action(actions, "list", "every model, with what is installed")
    showing = _action(actions, "show", "every setting, version and file of one model")
    showing.add_argument(
        "model", metavar="MODEL", help=f"One of: {names}; or one of your own: OWNER/NAME."
    )
    searching = _action(actions, "search", "models by words: name, task, what they are good at")
    searching.add_argument("words", nargs="+", metavar="WORD", help="All of them must be found.")

    installing = _action(
        actions, "install", "download a model; stopped with Ctrl-C and started again, it goes on"
    )
    installing.add_argument(
        "models",
        nargs="+",
        metavar="MODEL[:VERSION]",
        help=f"{_MODEL} Or a task pack: FILE.tar.",
    )
    _add_choice(installing, "Install this variant; may be given several times.")
    installing.add_argument(
        "--all", action="store_true", help="Install everything that the model may ever load."
    )
    installing.add_argument("--offline", action="store_true", help="Never download anything.")
    _add_quiet(installing)

    removing = _action(actions, "remove", "delete a model's files, but none that others share")
    removing.add_argument("models", nargs="+", metavar="MODEL[:VERSION]", help=_MODEL)
    _add_choice(removing, "Remove only this variant; may be given several times.")

    verifying = _action(actions, "verify", "read installed files again and check their hashes")
    verifying.add_argument("models", nargs="*", metavar="MODEL", help="All, if none is named.")
    _add_quiet(verifying)

    importing = _action(actions, "import", "a model from a file or folder of your own")
    add_import_options(importing)
    exporting = _action(actions, "export", "a model of your own as one file to share")
    add_export_options(exporting)

    _action(actions, "disk", "what takes how much room, and when it was last used")

    packing = _action(actions, "pack", "a task with all its files, for a machine without network")
    add_pack_options(packing)

    adopting = _action(actions, "adopt", "use the models of other programs where they lie")
    add_adopt_options(adopting)

    moving = _action(actions, "move", "where the models are, or move them to another folder")
    add_move_options(moving)

    token = _action(actions, "token", "the access token for closed repositories of Hugging Face")
    change = token.add_mutually_exclusive_group()
    change.add_argument(
        "--set", action="store_true", help="Ask for the token and put it into the keyring."
    )
    change.add_argument("--remove", action="store_true", help="Take it out of the keyring.")


def models_command(options: argparse.Namespace, places: Places) -> int:
    """Carry out what `add_models_parser` understood. Returns the exit code."""
    from pipelines.cli.moving import move_command
    from pipelines.storage.presence import announce

    if options.action == "move":
        return move_command(options, places)
    places.check()
    # Nobody may move the folder away while it is worked in.
    presence = None if options.action in _LOOKING else announce(places)
    try:
        return _carry_out(options, places)
    finally:
        if presence is not None:
            presence.leave()


def _carry_out(options: argparse.Namespace, places: Places) -> int:
    from pipelines.cli import disk, installing, own, packing, show
    from pipelines.own_models.shelf import OwnModels
    from pipelines.versions import VersionLedger
    from pipelines.weights.store import store_at

    store = store_at(places, getattr(options, "offline", False))
    ledger, shelf = VersionLedger(places.versions), OwnModels(places.own_models)
    match options.action:
        case "list" | None:
            show.list_models(store, shelf, options.json)
        case "show":
            show.show_model(options.model, store, ledger, shelf, options.json)
        case "search":
            show.search_models(" ".join(options.words), store, shelf, options.json)
        case "disk":
            return disk.disk_command(places, store, ledger, options.json)
        case "pack":
            return packing.pack_command(options, store)
        case "install":
            pack = packing.pack_among(options.models)
            if pack is not None:
                return packing.install_pack_command(
                    pack, store, ledger, options.quiet, options.json
                )
            if options.all and options.variant:
                raise Usage("Choose either --all or --variant.")
            wanted = installing.Wanted(options.models, options.variant, options.all)
            return installing.install(wanted, store, ledger, options.quiet, options.json)
        case "remove":
            wanted = installing.Wanted(options.models, options.variant)
            return installing.remove(wanted, store, ledger, shelf, options.json)
        case "verify":
            return installing.verify(
                options.models, store, ledger, shelf, options.quiet, options.json
            )
        case "adopt":
            return adopt_command(options, places)
        case "import":
            return own.import_command(options, places)
        case "export":
            return own.export_command(options, places)
        case "token":
            return installing.token(options.set, options.remove, options.json)
    return 0


def _action(actions: Any, name: str, what: str) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
    parser.add_argument("--json", action="store_true", help="Print it as JSON.")
    return parser


def _add_choice(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("--variant", action="append", default=[], metavar="KEY", help=words)


def _add_quiet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="No progress, only errors.")
