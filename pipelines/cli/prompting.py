"""`hearth batch chat`: a template over a table, one row a prompt, the answers in a new column."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipelines.cli.arguments import Parser, add_fields, add_running, path_of, typed_values
from pipelines.cli.chat import add_schema, redirected, schema_of
from pipelines.cli.commands import EXIT_CANCELLED, EXIT_FAILED
from pipelines.cli.describing import print_json
from pipelines.cli.running import fetch, runtime_of, wanted_version
from pipelines.cli.terminal import say, showing, stoppable
from pipelines.errors import BadInput
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress
from pipelines.spec import ModelSpec, fields_of

if TYPE_CHECKING:
    from pipelines.prompts.table_run import TableResult
    from pipelines.prompts.template import PromptTemplate


def table_parser(spec: ModelSpec[Any]) -> Parser:
    """Options of `hearth batch` for a language model."""
    parser = Parser(
        prog=f"hearth batch {spec.name}",
        description=f"{spec.title}. Asks once for every row of a table and writes the table again "
        "with the answers in a new column; started again after a stop, it goes on. In --prompt and "
        "--system-prompt, <name> stands for the value in the column of that name.",
    )
    inputs = parser.add_argument_group("table")
    inputs.add_argument("table", type=path_of, metavar="CSV", help="The table, with a header.")
    inputs.add_argument(
        "--template", default="", metavar="NAME", help="A template of the prompt workshop."
    )
    inputs.add_argument(
        "--column", default="answer", metavar="NAME", help="The new column.\n[default answer]"
    )
    inputs.add_argument(
        "--retry-failed", action="store_true", help="Ask again for the rows that failed last time."
    )
    inputs.add_argument(
        "--replace", action="store_true", help="Begin anew, over a file that is there already."
    )
    add_fields(parser, spec)
    add_schema(parser)
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output", type=path_of, required=True, metavar="CSV", help="The table to write."
    )
    add_running(parser)
    return parser


def table_command(
    spec: ModelSpec[Any], words: Sequence[str], places: Places, wanted: str = ""
) -> int:
    """`hearth batch` of a language model. The exit code; raises HearthError."""
    spec, rest = redirected(spec, words, places)
    options = table_parser(spec).parse_args(rest)
    from pipelines.prompts.table import read_table
    from pipelines.prompts.table_run import run_table
    from pipelines.prompts.template import Form
    from pipelines.run import open_session
    from pipelines.validation import validate
    from pipelines.versions import check_fits, version_of

    version = wanted_version(spec, wanted, places)
    typed = typed_values(fields_of(spec.params), options)
    template = _template(options.template, typed, places)
    if options.schema is not None:
        template = replace(template, schema=schema_of(options.schema))
    settings = {**(version.choices if version else {}), **typed, "prompt": template.text}
    params = validate(spec.params, settings)
    version = version or version_of(spec, params)
    check_fits(spec, version, params)
    table = read_table(options.table)
    cancel = CancelToken()
    with ExitStack() as stack:
        runtime = runtime_of(options, places)
        stack.enter_context(stoppable(cancel))
        if not all(map(runtime.store.is_installed, version.weights)):
            fetch(runtime, version, options.quiet, cancel)
        display = stack.enter_context(showing(options.quiet))
        progress = Progress(display, cancel)
        session = stack.enter_context(open_session(runtime, spec, params, progress, version))
        session.load(progress)
        engine = stack.enter_context(session.leased())
        result = run_table(
            table,
            template,
            engine.generate,
            options.output,
            column=options.column,
            form=Form.CHAT if engine.has_template else Form.COMPLETION,
            sampling=params.sampling,
            settings={"model": spec.name, "version": version.id},
            replace=options.replace,
            retry_failed=options.retry_failed,
            progress=progress,
        )
    return _told(result, options.json)


def _template(name: str, typed: dict[str, Any], places: Places) -> "PromptTemplate":
    """What was named or typed. Raises BadInput for both or neither."""
    from pipelines.prompts.library import template_shelf
    from pipelines.prompts.template import PromptTemplate

    words, system = typed.get("prompt", ""), typed.pop("system_prompt", "")
    if bool(name) == bool(words):
        raise BadInput(
            "Say what is asked for each row: either --prompt with <names> of columns in it, or "
            "--template with the name of one."
        )
    if words:
        return PromptTemplate("typed", words, system_prompt=system)
    return template_shelf(places).get(name)


def _told(result: "TableResult", as_json: bool) -> int:
    """Say how it ended; the exit code."""
    if as_json:
        print_json(
            {
                "output": str(result.path),
                "column": result.column,
                "rows": result.total,
                "answered": result.answered,
                "skipped": result.skipped,
                "failed": [{"line": line, "reason": str(why)} for line, why in result.failed],
                "cut_short": result.cut_short,
                "cancelled": result.cancelled,
                "notes": [str(note) for note in result.notes],
            }
        )
    else:
        for line, why in result.failed:
            say(f"line {line}: {why}")
        for note in result.notes:
            say(note)
        print(result.path)
    counts = f"{result.answered} answered, {len(result.failed)} failed, {result.skipped} skipped"
    say(f"{counts}{', then cancelled' if result.cancelled else ''}.")
    if result.cancelled:
        return EXIT_CANCELLED
    return EXIT_FAILED if result.failed else 0
