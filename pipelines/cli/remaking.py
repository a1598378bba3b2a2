"""`hearth remake PICTURE`: a portrait again, out of what it says about itself."""

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from pipelines.cli.arguments import Parser, add_field, add_running, path_of, typed_values
from pipelines.cli.portraying import tell_series, teller
from pipelines.cli.running import fetch, open_journal, runtime_of
from pipelines.cli.terminal import say, showing, stoppable
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress
from pipelines.spec import fields_of


def add_remake_parser(commands: Any) -> None:
    """The options."""
    from pipelines.portraits.params import PortraitOutput

    what = "make a portrait again, without the photo"
    parser: Parser = commands.add_parser(
        "remake",
        help=what,
        description="Makes a portrait again from what is written in it: on the same device, pixel "
        "for pixel. Give a picture that hearth run instant-id wrote.",
    )
    parser.add_argument("picture", type=path_of, metavar="PICTURE", help="The portrait.")
    parser.add_argument(
        "--checkpoint",
        type=path_of,
        metavar="FILE",
        help="Where the base model of your own lies that drew it.",
    )
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output",
        default="",
        metavar="PATH",
        help="The file to write, replaced if it exists; or a folder.\n[default: beside the "
        "picture, under a name of its own]",
    )
    for field in fields_of(PortraitOutput):
        add_field(parser, group, field)
    add_running(parser)


def remake_command(options: argparse.Namespace, places: Places) -> int:
    """The exit code; raises HearthError or Cancelled."""
    from pipelines.cli.portrait_targets import targets_for
    from pipelines.media.naming import free_path
    from pipelines.own_models.shelf import OwnModels
    from pipelines.portraying.remaking import remake, remake_of, run_otherwise
    from pipelines.validation import validate
    from pipelines.versions import VersionLedger

    places.check()
    path: Path = options.picture
    shelf, ledger = OwnModels(places.own_models), VersionLedger(places.versions)
    again = remake_of(path, shelf, ledger, options.checkpoint)
    typed = options.output or str(free_path(path.with_stem(f"{path.stem}_again")))
    given = typed_values(fields_of(again.spec.output), options)
    targets = targets_for(again.spec, again.part.params, given, typed, 1)
    output = validate(again.spec.output, targets.given)
    cancel = CancelToken()
    with ExitStack() as stack:
        runtime = runtime_of(options, places)
        journal, without = open_journal(stack, places)
        stack.enter_context(stoppable(cancel))
        if not all(map(runtime.store.is_installed, again.version.weights)):
            fetch(runtime, again.version, options.quiet, cancel)
        for remark in again.remarks:
            say(remark)
        display = stack.enter_context(showing(options.quiet))
        result = remake(
            runtime,
            again,
            targets.of(output),
            output,
            Progress(display, cancel),
            listener=teller(options, display),
            journal=journal,
        )
    if without is not None:
        say(without)
    for done in result.done:
        if (otherwise := run_otherwise(again, done)) is not None:
            say(otherwise)
    return tell_series(result, options.json)
