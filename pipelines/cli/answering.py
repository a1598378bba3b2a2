"""`hearth batch llava`: the same questions about every picture of a folder."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.arguments import (
    Parser,
    add_field,
    add_fields,
    add_running,
    help_of,
    path_of,
    typed_values,
)
from pipelines.cli.chat import add_schema, redirected, schema_of
from pipelines.cli.commands import add_inputs, kept_for, tell_batch
from pipelines.cli.running import runtime_of, wanted_version
from pipelines.cli.terminal import say, showing, stoppable
from pipelines.errors import BadInput
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress
from pipelines.spec import ModelSpec, fields_of

if TYPE_CHECKING:
    from pipelines.answering.batch import AnswersResult
    from pipelines.answering.target import Target
    from pipelines.batch import BatchEvent


def answering_parser(spec: ModelSpec[Any]) -> Parser:
    """Options of `hearth batch` for a model that sees."""
    parser = Parser(
        prog=f"hearth batch {spec.name}",
        description=f"{spec.title}. Asks about every picture of a folder; started again, it goes "
        f"on.\n{spec.summary}\nNames may be written with - or _. --model takes a GGUF file, a "
        "transformers folder or a model of your own, too.",
    )
    add_inputs(parser)
    (prompt,) = (field for field in fields_of(spec.params) if field.name == "prompt")
    parser.add_argument_group("questions").add_argument(
        "--prompt",
        action="append",
        default=[],
        metavar="TEXT",
        help=f"{help_of(prompt)}\nMay be given several times, too.",
    )
    add_schema(
        parser,
        "A file with a JSON schema that every answer has to follow; the properties of an object "
        "become columns.",
    )
    add_fields(parser, spec, without=(spec.input_field, "prompt"))
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output",
        type=path_of,
        metavar="PATH",
        help="A table to write, which ends in .csv or .jsonl, or a folder for a file each.\n"
        "[required, but with --in-place alone]",
    )
    for field in fields_of(spec.output):
        add_field(parser, group, field)
    group.add_argument(
        "--replace",
        action="store_true",
        help="Ask about all pictures again, over a table that is there already.",
    )
    add_running(parser)
    return parser


def answering_command(
    spec: ModelSpec[Any], words: Sequence[str], places: Places, wanted: str = ""
) -> int:
    """`hearth batch` of a model that sees. The exit code; raises HearthError."""
    spec, rest = redirected(spec, words, places)
    options = answering_parser(spec).parse_args(rest)
    from pipelines.answering.batch import run_answers
    from pipelines.answering.target import target_of
    from pipelines.batch import ItemDone
    from pipelines.journal import Journal
    from pipelines.validation import validate
    from pipelines.vision.params import joined

    version = wanted_version(spec, wanted, places)
    typed = typed_values(fields_of(spec.params), options)
    typed["prompt"] = joined(options.prompt)
    if options.schema is not None:
        typed["json_schema"] = json.dumps(schema_of(options.schema), ensure_ascii=False)
    chosen = {**(version.choices if version else {}), **typed}
    params = validate(spec.params, {**chosen, spec.input_field: Path("each file")})
    output = validate(spec.output, typed_values(fields_of(spec.output), options))
    spec = kept_for(spec, places)
    single = len(options.inputs) == 1 and not options.inputs[0].is_file()
    inputs = options.inputs[0] if single else options.inputs
    if options.watch and (not single or options.retry_failed):
        raise BadInput("--watch goes with exactly one folder, and not with --retry-failed.")
    target = target_of(_destination(options.output, inputs, output), output)
    cancel = CancelToken()

    def tell(event: "BatchEvent") -> None:
        if isinstance(event, ItemDone) and not options.json and target.has_files:
            display.interrupted(lambda: print(event.output, flush=True))

    with ExitStack() as stack:
        runtime = runtime_of(options, places)
        journal = stack.enter_context(Journal(places.journal))
        stack.enter_context(stoppable(cancel))
        display = stack.enter_context(showing(options.quiet))
        result = run_answers(
            runtime,
            spec,
            params,
            inputs,
            target,
            Progress(display, cancel),
            journal=journal,
            recursive=options.recursive,
            retry_failed_only=options.retry_failed,
            anew=options.replace,
            watch=options.watch,
            listener=tell,
            version=version,
        )
    return _told(result, target, options.json)


def _destination(typed: Path | None, inputs: Any, output: Any) -> Path:
    """What was typed, or the pictures' own folder where they are changed themselves."""
    if typed is not None:
        return typed
    if output.changes_pictures and output.format == "xmp" and isinstance(inputs, Path):
        return inputs
    raise BadInput("Say where the answers go: --output answers.csv for a table, or a folder.")


def _told(result: "AnswersResult", target: "Target", as_json: bool) -> int:
    tables = [str(path) for path in result.tables]
    notes = [str(note) for note in result.notes]
    for note in notes:
        say(note)
    if not as_json:
        for path in tables:
            print(path, flush=True)
    return tell_batch(result, as_json, tables=tables, notes=notes)
