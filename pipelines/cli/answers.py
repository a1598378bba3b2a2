"""`hearth answers`: the pictures that models were asked about, found by words."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.describing import print_json
from pipelines.cli.terminal import say
from pipelines.places import Places

if TYPE_CHECKING:
    from pipelines.answers.gallery import Gallery
    from pipelines.answers.search import Hit

_MOST = 100


def add_answers_parser(commands: Any) -> None:
    """`hearth answers` and what it can do."""
    what = "find pictures by what models answered about them"
    parser = commands.add_parser("answers", help=what, description=f"{what[0].upper()}{what[1:]}.")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    what = "the pictures with all these words in an answer or in their name"
    search = actions.add_parser("search", help=what, description=f"{what[0].upper()}{what[1:]}.")
    search.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help="Each is found as a word or the beginning of one. Without any, all pictures.",
    )
    search.add_argument("--folder", type=Path, help="Only below this folder.")
    search.add_argument("--model", help="Only what this model answered.")
    search.add_argument(
        "--limit", type=_count, default=_MOST, metavar="N", help=f"[default {_MOST}]"
    )
    search.add_argument(
        "--paths", action="store_true", help="Only the paths, one a line, for other programs."
    )
    search.add_argument("--json", action="store_true", help="Everything as JSON.")
    what = "the folders with such pictures, and how many"
    folders = actions.add_parser("folders", help=what, description=f"{what[0].upper()}{what[1:]}.")
    folders.add_argument("--json", action="store_true", help="As JSON.")
    what = "take the answers about a folder's pictures out of the search"
    forget = actions.add_parser("forget", help=what, description=f"{what[0].upper()}{what[1:]}.")
    forget.add_argument("folder", type=Path, metavar="FOLDER", help="That folder and all below.")


def answers_command(options: argparse.Namespace, places: Places) -> int:
    """`hearth answers ...`. The exit code; raises HearthError."""
    from pipelines.answers.gallery import Gallery

    places.check()
    with Gallery(places.answers) as gallery:
        if options.action == "search":
            _search(gallery, options)
        elif options.action == "folders":
            _folders(gallery, options.json)
        else:
            say(f"{gallery.forget(options.folder)} pictures forgotten.")
    return 0


def _search(gallery: "Gallery", options: argparse.Namespace) -> None:
    found = gallery.search(
        " ".join(options.words), folder=options.folder, model=options.model, limit=options.limit
    )
    if options.json:
        print_json({"total": found.total, "hits": [_told(gallery, hit) for hit in found.hits]})
        return
    for hit in found.hits:
        print(hit.path)
        if not options.paths:
            print(f"    {_marks(hit)}{''.join(part.text for part in hit.snippet)}")
    if len(found.hits) < found.total:
        say(f"{len(found.hits)} of {found.total} pictures; --limit shows more.")
    elif not found.total:
        say("No picture was found.")


def _marks(hit: "Hit") -> str:
    if hit.is_missing:
        return "[not there any more] "
    return "[changed since] " if hit.is_changed else ""


def _told(gallery: "Gallery", hit: "Hit") -> dict[str, Any]:
    return {
        "path": str(hit.path),
        "width": hit.width,
        "height": hit.height,
        "missing": hit.is_missing,
        "changed": hit.is_changed,
        "snippet": "".join(part.text for part in hit.snippet),
        "answers": [vars(told) for told in gallery.answers_about(hit.path)],
    }


def _folders(gallery: "Gallery", as_json: bool) -> None:
    folders = gallery.folders()
    if as_json:
        print_json([{"folder": str(path), "pictures": count} for path, count in folders.items()])
        return
    for path, count in folders.items():
        print(f"{count:7}  {path}")


def _count(word: str) -> int:
    if not word.isdecimal() or not int(word):
        raise argparse.ArgumentTypeError(f"must be a number from 1, not {word}")
    return int(word)
