"""`hearth run instant-id`: portraits one after another, or a sheet of them."""

import argparse
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.arguments import Parser, add_field, add_fields, add_running, typed_values
from pipelines.cli.commands import EXIT_CANCELLED, EXIT_FAILED, kept_for
from pipelines.cli.describing import print_json
from pipelines.cli.prompt_lines import add_prompts, with_prompts
from pipelines.cli.running import fetch, open_journal, runtime_of, wanted_version
from pipelines.cli.terminal import Display, say, showing, stoppable
from pipelines.errors import BadInput
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress
from pipelines.spec import ModelSpec, Part, fields_of

if TYPE_CHECKING:
    from pipelines.portraying.events import PortraitDone, PortraitEvent, SeriesResult


def portrait_parser(spec: ModelSpec[Any]) -> Parser:
    """Options of `hearth run` for a model of portraits."""
    parser = Parser(
        prog=f"hearth run {spec.name}",
        description=f"{spec.title}. The path of each portrait goes to standard output as soon as "
        f"it is there.\n{spec.summary}\nNames may be written with - or _. Several prompts are "
        "parted by lines of ---.",
    )
    add_fields(parser, spec)
    add_prompts(parser)
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output",
        default="",
        metavar="PATH",
        help="The file to write, replaced if it exists, with _1, _2 ... for several portraits; or "
        "a folder, in which --name-pattern names them and nothing is replaced.\n[default: the "
        "current folder]",
    )
    group.add_argument(
        "--sheet",
        action="append",
        default=[],
        metavar="NAME=V,V",
        help="Vary a setting over these values, and make a labelled sheet of the portraits, too. "
        "The first one goes across, a second one down: --sheet ip_adapter_scale=0.4,0.8 "
        "--sheet controlnet_conditioning_scale=0.4,0.8",
    )
    for field in fields_of(spec.output):
        add_field(parser, group, field)
    add_running(parser)
    return parser


def portrait_command(
    spec: ModelSpec[Any], words: Sequence[str], places: Places, wanted: str = ""
) -> int:
    """`hearth run` of a model of portraits. The exit code; raises HearthError or Cancelled."""
    options = portrait_parser(spec).parse_args(words)
    from pipelines.cli.portrait_targets import targets_for
    from pipelines.portraying.axes import axis_from, cells_of
    from pipelines.portraying.series import draw_series, find_sitting
    from pipelines.portraying.sheet import draw_sheet
    from pipelines.validation import validate
    from pipelines.versions import check_fits, version_of

    version = wanted_version(spec, wanted, places)
    typed = with_prompts(typed_values(fields_of(spec.params), options), options)
    params = validate(spec.params, {**(version.choices if version else {}), **typed})
    version = version or version_of(spec, params)
    check_fits(spec, version, params)
    spec = kept_for(spec, places)
    parts = parts_in(spec, params)
    axes = [axis_from(spec, params, each) for each in options.sheet]
    cells = cells_of(_alone(parts), axes) if axes else parts
    given = typed_values(fields_of(spec.output), options)
    targets = targets_for(spec, params, given, options.output, len(cells))
    output = validate(spec.output, targets.given)
    cancel = CancelToken()
    with ExitStack() as stack:
        runtime = runtime_of(options, places)
        journal, without = open_journal(stack, places)
        stack.enter_context(stoppable(cancel))
        with showing(options.quiet) as display:  # what is wrong with a photo costs no download
            looking = Progress(display, cancel)
            content = find_sitting(runtime, spec, cells[0].params, looking, version)
        if not all(map(runtime.store.is_installed, version.weights)):
            fetch(runtime, version, options.quiet, cancel)
        display = stack.enter_context(showing(options.quiet))
        how = {
            "listener": teller(options, display),
            "journal": journal,
            "version": version,
            "content": content,
        }
        progress, sheet = Progress(display, cancel), None
        if axes:
            settings = (parts[0], axes, targets.of(output), targets.sheet(output), output)
            made = draw_sheet(runtime, spec, *settings, progress, **how)
            result, sheet = made.series, made.path
        else:
            result = draw_series(runtime, spec, cells, targets.of(output), output, progress, **how)
    if without is not None:  # not before: a folder that cannot be written at all fails the run
        say(without)
    return tell_series(result, options.json, sheet)


def parts_in(spec: ModelSpec[Any], params: Any) -> tuple[Part[Any], ...]:
    """The portraits that these params ask for. Raises BadInput."""
    return spec.parts(params) if spec.parts is not None else (Part("", params),)


def _alone(parts: Sequence[Part[Any]]) -> Part[Any]:
    if len(parts) > 1:
        raise BadInput(
            "A sheet is made of one prompt, one style and one seed: leave --num-outputs, further "
            "prompts and further styles out."
        )
    return parts[0]


def teller(options: argparse.Namespace, display: Display) -> "Callable[[PortraitEvent], None]":
    """Says what is finished as it happens; JSON waits for the end."""
    from pipelines.portraying.events import PortraitDone, PortraitFailed

    def tell(event: "PortraitEvent") -> None:
        if isinstance(event, PortraitFailed):
            display.interrupted(lambda: say(event.reason))
        elif isinstance(event, PortraitDone):
            display.interrupted(lambda: _tell_done(event, options))

    return tell


def _tell_done(event: "PortraitDone", options: argparse.Namespace) -> None:
    for note in event.notes:
        say(f"{event.path.name}: {note}")
    if not options.quiet:
        say(f"{event.path.name}: {_facts(event)}.")
    if not options.json:
        print(event.path, flush=True)


def _facts(event: "PortraitDone") -> str:
    said = [f"seed {event.seed}"]
    if event.likeness is None:
        said.append("no face was found in it to compare")
    else:
        said.append(f"likeness {event.likeness:.2f}")
    if event.among_photos is not None:
        said.append(f"the photos among themselves {event.among_photos:.2f}")
    return ", ".join(said)


def tell_series(result: "SeriesResult", as_json: bool, sheet: Path | None = None) -> int:
    """Say how it ended; the exit code."""
    if as_json:
        print_json({**json_of(result), "sheet": str(sheet) if sheet is not None else None})
    elif sheet is not None:
        print(sheet)
    if result.stopped is not None:
        say(result.stopped)
    if result.cancelled:
        say(f"Stopped. {len(result.done)} done.")
        return EXIT_CANCELLED
    return EXIT_FAILED if result.failed or result.stopped is not None else 0


def json_of(result: "SeriesResult") -> dict[str, Any]:
    """All portraits, each with its seed, likeness and settings."""
    return {
        "output": [str(event.path) for event in result.done],
        "portraits": [
            {
                "output": str(event.path),
                "seed": event.seed,
                "likeness": event.likeness,
                "among_photos": event.among_photos,
                "seconds": round(event.seconds, 3),
                "notes": [str(note) for note in event.notes],
                **event.provenance,
            }
            for event in result.done
        ],
        "failed": [{**event.part.names, "reason": str(event.reason)} for event in result.failed],
        "cancelled": result.cancelled,
        "stopped": str(result.stopped) if result.stopped is not None else None,
        "seconds": round(result.seconds, 3),
    }
