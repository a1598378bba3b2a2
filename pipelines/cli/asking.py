"""`hearth run llava`: questions about a picture, answered as they are written."""

import argparse
import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.arguments import Parser, add_field, add_fields, add_running, typed_values
from pipelines.cli.chat import Printer, add_schema, counts_of, prompt_of, redirected, schema_of
from pipelines.cli.describing import print_json
from pipelines.cli.running import fetch, open_journal, recording, runtime_of, wanted_version
from pipelines.cli.terminal import say, showing, stoppable
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress
from pipelines.spec import ModelSpec, fields_of

if TYPE_CHECKING:
    from pipelines.run import Session
    from pipelines.vision.questions import PictureAnswers, Questions


def asking_parser(spec: ModelSpec[Any]) -> Parser:
    """Options of `hearth run` for a model that sees."""
    parser = Parser(
        prog=f"hearth run {spec.name}",
        description=f"{spec.title}. The answer goes to standard output as it is written.\n"
        f"{spec.summary}\nNames may be written with - or _. --prompt - reads standard input. "
        "--model takes a GGUF file, a transformers folder or a model of your own, too.",
    )
    add_fields(parser, spec)
    add_schema(parser)
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output", type=Path, metavar="FILE", help="Write the answers to this file, too."
    )
    for field in fields_of(spec.output):
        add_field(parser, group, field)
    add_running(parser)
    return parser


def asking_command(
    spec: ModelSpec[Any], words: Sequence[str], places: Places, wanted: str = ""
) -> int:
    """`hearth run` of a model that sees. The exit code; raises HearthError or Cancelled."""
    spec, rest = redirected(spec, words, places)
    options = asking_parser(spec).parse_args(rest)
    from pipelines.run import open_session
    from pipelines.validation import validate
    from pipelines.versions import check_fits, version_of
    from pipelines.vision.kept import keep_answers

    version = wanted_version(spec, wanted, places)
    typed = typed_values(fields_of(spec.params), options)
    typed["prompt"] = prompt_of(typed.get("prompt"))
    if options.schema is not None:
        typed["json_schema"] = json.dumps(schema_of(options.schema), ensure_ascii=False)
    params = validate(spec.params, {**(version.choices if version else {}), **typed})
    version = version or version_of(spec, params)
    check_fits(spec, version, params)
    output = validate(spec.output, typed_values(fields_of(spec.output), options))
    asked = spec.read(params)  # a bad picture is told before anything is downloaded
    cancel = CancelToken()
    with ExitStack() as stack:
        runtime = runtime_of(options, places)
        stack.enter_context(stoppable(cancel))
        if not all(map(runtime.store.is_installed, version.weights)):
            fetch(runtime, version, options.quiet, cancel)
        with showing(options.quiet) as display:
            progress = Progress(display, cancel)
            session = stack.enter_context(open_session(runtime, spec, params, progress, version))
            session.load(progress)
        answers = _answers(session, asked, params, cancel, options)
        provenance = session.provenance(params, session.plan)
        if options.output is not None:
            journal, _without = open_journal(stack, places)
            note = recording(stack, journal, spec, params, version)
            note(spec.write(answers, options.output, output, provenance))
        keep_answers(places.data, answers, provenance)
    if options.json:
        from pipelines.vision.output import record_of

        print_json(record_of(answers, provenance))
    for sentence in answers.notes:
        say(sentence)
    return 0


def _answers(
    session: "Session",
    asked: "Questions",
    params: Any,
    cancel: CancelToken,
    options: argparse.Namespace,
) -> "PictureAnswers":
    """Ask one after another, an empty line between the answers on standard output."""
    from dataclasses import replace

    from pipelines.vision.questions import PictureAnswers

    found = []
    remarks = []
    for number, question in enumerate(asked.questions):
        printer = Printer(options.quiet)
        listener = None if options.json else printer
        if number and listener is not None:
            print(flush=True)
        one = replace(asked, questions=(question,), listener=listener)
        try:
            result, _plan, notes = session.compute(one, params, Progress(None, cancel))
        finally:
            printer.close()
        found += result.answers
        remarks += notes
        if not options.quiet and not options.json:
            say(counts_of(result.answers[0]))
    return PictureAnswers(
        asked.image,
        asked.questions,
        tuple(found),
        asked.facts,
        asked.schema is not None,
        remarks,
    )
