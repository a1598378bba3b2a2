"""`hearth run` and `hearth batch`: one parser for each model, and the doing."""

import argparse
import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.arguments import (
    Parser,
    add_field,
    add_fields,
    add_running,
    path_of,
    typed_values,
)
from pipelines.cli.describing import print_json
from pipelines.cli.own_names import with_own_files
from pipelines.cli.prompt_lines import add_prompts, takes_prompts, with_prompts
from pipelines.cli.running import fetch, open_journal, recording, runtime_of, wanted_version
from pipelines.cli.terminal import say, showing, stoppable
from pipelines.errors import BadInput
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress
from pipelines.spec import ModelSpec, fields_of

if TYPE_CHECKING:
    from pipelines.batch import BatchEvent, BatchResult

EXIT_FAILED = 1
EXIT_CANCELLED = 130


def run_parser(spec: ModelSpec[Any]) -> Parser:
    """Options of `hearth run MODEL`."""
    parser = _parser("run", spec, "Runs on one file.")
    add_fields(parser, spec)
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output",
        default="",
        metavar="PATH",
        help="The file to write, replaced if it exists; or a folder, in which --name-pattern "
        "names the file and nothing is replaced.\n[default: the current folder]",
    )
    for field in fields_of(spec.output):
        add_field(parser, group, field)
    add_running(parser)
    return parser


def batch_parser(spec: ModelSpec[Any]) -> Parser:
    """Options of `hearth batch MODEL`."""
    parser = _parser("batch", spec, "Runs on every file of a folder; started again, goes on.")
    add_inputs(parser)
    add_fields(parser, spec, without=(spec.input_field,))
    if takes_prompts(spec):
        add_prompts(parser)
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output", type=path_of, required=True, metavar="OUT_DIR", help="The folder to write to."
    )
    for field in fields_of(spec.output):
        add_field(parser, group, field)
    add_running(parser)
    return parser


def add_inputs(parser: Parser) -> None:
    """Which files a batch works on, the same for all models."""
    inputs = parser.add_argument_group("files")
    inputs.add_argument(
        "inputs",
        nargs="+",
        type=path_of,
        metavar="DIR",
        help="The folder with the files; or several files and folders.",
    )
    inputs.add_argument(
        "--recursive",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="Whether to go into sub-folders, which appear again in the output.\n[default true]",
    )
    inputs.add_argument(
        "--retry-failed",
        action="store_true",
        help="Only the files that failed last time with the same settings and folders.",
    )
    inputs.add_argument(
        "--watch",
        action="store_true",
        help="Stay and do what is put into the folder, too, until Ctrl-C.",
    )


def _parser(command: str, spec: ModelSpec[Any], what: str) -> Parser:
    return Parser(
        prog=f"hearth {command} {spec.name}",
        description=f"{spec.title}. {what}\n{spec.summary}\nNames may be written with - or _.",
    )


def run_command(
    spec: ModelSpec[Any], words: Sequence[str], places: Places, wanted: str = ""
) -> int:
    """`hearth run MODEL[:VERSION] ...`: the exit code; raises HearthError or Cancelled."""
    options = run_parser(spec).parse_args(words)
    from pipelines.run import run
    from pipelines.validation import validate
    from pipelines.versions import check_fits, version_of

    version = wanted_version(spec, wanted, places)
    typed = with_own_files(spec, typed_values(fields_of(spec.params), options), places)
    params = validate(spec.params, {**(version.choices if version else {}), **typed})
    version = version or version_of(spec, params)
    check_fits(spec, version, params)
    output = validate(spec.output, typed_values(fields_of(spec.output), options))
    destination = _destination(spec, params, output, options.output)
    spec = kept_for(spec, places)
    cancel = CancelToken()
    with ExitStack() as stack:
        runtime = runtime_of(options, places)
        journal, without = open_journal(stack, places)
        stack.enter_context(stoppable(cancel))
        if not all(map(runtime.store.is_installed, version.weights)):
            spec.read(params)  # a bad file is told before anything is downloaded
            fetch(runtime, version, options.quiet, cancel)
        display = stack.enter_context(showing(options.quiet))
        note = recording(stack, journal, spec, params, version)
        progress = Progress(display, cancel)
        outcome = run(runtime, spec, params, destination, output, progress, version)
        note(outcome.path)
    if without is not None:  # not before: a folder that cannot be written at all fails the run
        say(without)
    if options.json:
        print_json(
            {
                "output": str(outcome.path),
                "seconds": round(outcome.seconds, 3),
                "notes": [str(item) for item in outcome.notes],
                **outcome.provenance,
            }
        )
    else:
        _tell_notes(outcome.path, outcome.notes)
        print(outcome.path)
    return 0


def batch_command(
    spec: ModelSpec[Any], words: Sequence[str], places: Places, wanted: str = ""
) -> int:
    """`hearth batch MODEL[:VERSION] ...`. Returns the exit code; raises HearthError."""
    options = batch_parser(spec).parse_args(words)
    from pipelines.batch import ItemDone, plan_batch, run_batch
    from pipelines.journal import Journal
    from pipelines.validation import validate

    typed = with_prompts(typed_values(fields_of(spec.params), options), options)
    typed = with_own_files(spec, typed, places)
    version = wanted_version(spec, wanted, places)
    chosen = {**(version.choices if version else {}), **typed}
    params = validate(spec.params, {**chosen, spec.input_field: Path("each file")})
    output = validate(spec.output, typed_values(fields_of(spec.output), options))
    spec = kept_for(spec, places)
    single = len(options.inputs) == 1 and not options.inputs[0].is_file()
    inputs = options.inputs[0] if single else options.inputs
    if options.watch and (not single or options.retry_failed):
        raise BadInput("--watch goes with exactly one folder, and not with --retry-failed.")
    cancel = CancelToken()

    def tell(event: "BatchEvent") -> None:
        if isinstance(event, ItemDone) and not options.json:
            display.interrupted(lambda: print(event.output, flush=True))

    with ExitStack() as stack:
        runtime = runtime_of(options, places)
        journal = stack.enter_context(Journal(places.journal))
        stack.enter_context(stoppable(cancel))
        choice = {"recursive": options.recursive, "version": version}
        settings = (spec, params, inputs, options.output, output)
        if options.watch:
            from pipelines.watching import watch_folder

            display = stack.enter_context(showing(options.quiet))
            progress = Progress(display, cancel)
            watched = watch_folder(
                runtime, *settings, progress, journal=journal, listener=tell, **choice
            )
            return tell_batch(watched, options.json)
        choice["retry_failed_only"] = options.retry_failed
        plan = plan_batch(*settings, journal=journal, versions=runtime.versions, **choice)
        if plan.todo and not all(map(runtime.store.is_installed, plan.version.weights)):
            fetch(runtime, plan.version, options.quiet, cancel)
        display = stack.enter_context(showing(options.quiet))
        progress = Progress(display, cancel)
        result = run_batch(runtime, *settings, progress, journal=journal, listener=tell, **choice)
    return tell_batch(result, options.json)


def kept_for(spec: ModelSpec[Any], places: Places) -> ModelSpec[Any]:
    """The model with runs that keep what they have, where it knows such."""
    return spec.kept(spec, places.data) if spec.kept is not None else spec


def tell_batch(result: "BatchResult", as_json: bool, **more: Any) -> int:
    """Say how the batch ended, in JSON with `more`; the exit code."""
    if as_json:
        print_json(
            {
                "done": [
                    {
                        "input": str(item.path),
                        "output": str(item.output),
                        "seconds": round(item.seconds, 3),
                        "notes": [str(note) for note in item.notes],
                        **item.names,
                        **item.facts,
                    }
                    for item in result.done
                ],
                "failed": [
                    {"input": str(item.path), "reason": str(item.reason), **item.names}
                    for item in result.failed
                ],
                "skipped": [
                    {"input": str(item.path), "output": str(item.output), **item.names}
                    for item in result.skipped
                ],
                "cancelled": result.cancelled,
                "stopped": str(result.stopped) if result.stopped else None,
                "seconds": round(result.seconds, 3),
                **more,
            }
        )
    for item in result.failed:
        say(f"{item.path}: {item.reason}")
    counts = f"{len(result.done)} done, {len(result.failed)} failed, {len(result.skipped)} skipped"
    if result.stopped is not None:
        say(result.stopped)
    say(f"{counts}{', then cancelled' if result.cancelled else ''}.")
    if result.cancelled:
        return EXIT_CANCELLED
    return EXIT_FAILED if result.failed or result.stopped is not None else 0


def _destination(
    spec: ModelSpec[Any], params: Any, output: Any, typed: str
) -> Path | Callable[[Any], Path]:
    """Where the result goes; checked before the work. Raises BadInput."""
    from pipelines.batch_plan import name_values, result_suffix
    from pipelines.media.atomic import check_writable, remove_leftovers
    from pipelines.media.naming import check_name_pattern, check_suffix, output_path

    source = getattr(params, spec.input_field)
    wanted = Path(typed)
    is_folder = wanted.is_dir() or typed.endswith(("/", os.sep))
    folder = wanted if is_folder else wanted.parent
    if not is_folder:
        (spec.names.check if spec.names is not None else check_suffix)(wanted)
    check_writable(folder)
    remove_leftovers(folder)
    if is_folder:
        check_name_pattern(output.name_pattern)
        values, suffix = name_values(spec, params), result_suffix(spec, source, params, output)
        return lambda _result: output_path(source, wanted, output, values, suffix=suffix)
    if wanted.exists() and source.exists() and wanted.samefile(source):
        raise BadInput("{output} is the source itself. Choose another name.", output=str(wanted))
    return wanted


def _tell_notes(path: Path, notes: Sequence[object]) -> None:
    for note in notes:
        say(f"{path.name}: {note}")
