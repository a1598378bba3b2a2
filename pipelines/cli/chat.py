"""`hearth run chat`: one answer, as it is written. `--model` takes any language model here."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.arguments import Parser, add_field, add_fields, add_running, typed_values
from pipelines.cli.commands import EXIT_CANCELLED
from pipelines.cli.describing import print_json
from pipelines.cli.running import fetch, open_journal, recording, runtime_of, wanted_version
from pipelines.cli.terminal import say, showing, stoppable
from pipelines.errors import BadInput, JobFailed
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress
from pipelines.spec import ModelSpec, Task, fields_of

if TYPE_CHECKING:
    from pipelines.language.engine import Answer, Piece
    from pipelines.run import Session


def chat_parser(spec: ModelSpec[Any]) -> Parser:
    """Options of `hearth run` for a language model."""
    parser = Parser(
        prog=f"hearth run {spec.name}",
        description=f"{spec.title}. The answer goes to standard output as it is written.\n"
        f"{spec.summary}\nNames may be written with - or _. --prompt - reads standard input.",
    )
    add_fields(parser, spec)
    add_schema(parser)
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output", type=Path, metavar="FILE", help="Write the answer to this file, too."
    )
    for field in fields_of(spec.output):
        add_field(parser, group, field)
    add_running(parser)
    return parser


def add_schema(
    parser: Parser, what: str = "A JSON schema that every answer has to follow."
) -> None:
    """``--schema``, the same for one answer and for many."""
    group = parser.add_argument_group("structure")
    group.add_argument(
        "--schema",
        type=Path,
        metavar="FILE",
        help=what,
    )


def schema_of(path: Path) -> dict[str, Any]:
    """The schema, with a word on what of it is only checked. Raises BadInput."""
    from pipelines.prompts.schema import read_schema_file
    from pipelines.prompts.schema_limits import unforced

    schema = read_schema_file(path)
    for sentence in unforced(schema):
        say(sentence)
    return schema


#: What runs a folder and a GGUF file of the user's own.
_OF_ONES_OWN = {
    Task.CHAT: ("transformers", "gguf"),
    Task.IMAGE_QA: ("llava-folder", "llava-gguf"),
}


def redirected(
    spec: ModelSpec[Any], words: Sequence[str], places: Places
) -> tuple[ModelSpec[Any], list[str]]:
    """The model that ``--model`` names, if it is none of the catalogue: one of your own, or a file.

    Returns its SPEC and the words without that option, or both as they were.
    """
    from pipelines.own_models.shelf import OwnModels, is_own
    from pipelines.registry import model

    rest = list(words)
    named = next((i for i, word in enumerate(rest) if word.split("=")[0] == "--model"), None)
    known = {field.name: field.choices for field in fields_of(spec.params)}.get("model", ())
    if named is None or not known:
        return spec, rest
    option = rest.pop(named)
    wanted = option.partition("=")[2] or (rest.pop(named) if named < len(rest) else "")
    path = Path(wanted)
    if wanted and wanted not in known and path.exists():
        folder, file = _OF_ONES_OWN[spec.task]
        return model(folder if path.is_dir() else file), ["--checkpoint", wanted, *rest]
    if is_own(wanted):
        found = model(wanted, OwnModels(places.own_models), spec.task)
        if found.task is not spec.task:
            raise BadInput(
                "{name} is made for something else: run it by its own name, hearth run {name}.",
                name=wanted,
            )
        return found, rest
    return spec, list(words)


def chat_command(
    spec: ModelSpec[Any], words: Sequence[str], places: Places, wanted: str = ""
) -> int:
    """`hearth run` of a language model. The exit code; raises HearthError or Cancelled."""
    spec, rest = redirected(spec, words, places)
    options = chat_parser(spec).parse_args(rest)
    from pipelines.language.engine import Finish
    from pipelines.run import open_session
    from pipelines.validation import validate
    from pipelines.versions import check_fits, version_of

    version = wanted_version(spec, wanted, places)
    typed = typed_values(fields_of(spec.params), options)
    typed["prompt"] = prompt_of(typed.get("prompt"))
    params = validate(spec.params, {**(version.choices if version else {}), **typed})
    version = version or version_of(spec, params)
    check_fits(spec, version, params)
    output = validate(spec.output, typed_values(fields_of(spec.output), options))
    schema = schema_of(options.schema) if options.schema is not None else None
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
        answer = answer_to(session, params, schema, cancel, options)
        provenance = session.provenance(params, session.plan)
        if options.output is not None:
            journal, _without = open_journal(stack, places)
            note = recording(stack, journal, spec, params, version)
            note(spec.write(answer, options.output, output, provenance))
    if options.json:
        print_json(_told(answer, provenance))
    elif not options.quiet:
        say(counts_of(answer))
    for sentence in answer.notes:
        say(sentence)
    if schema is not None:
        _check(answer, schema)
    return EXIT_CANCELLED if answer.finish is Finish.CANCELLED else 0


def answer_to(
    session: "Session",
    params: Any,
    schema: dict[str, Any] | None,
    cancel: CancelToken,
    options: argparse.Namespace,
) -> "Answer":
    """Generate, with the text on standard output as it comes and thinking on standard error."""
    from dataclasses import replace

    spec = session.spec
    printer = Printer(quiet=options.quiet)
    request = replace(spec.read(params), schema=schema)
    if not options.json:
        request = replace(request, listener=printer)
    answer, _plan, notes = session.compute(request, params, Progress(None, cancel))
    printer.close()
    return replace(answer, notes=(*notes, *answer.notes))


class Printer:
    """Writes pieces of an answer where they belong; `text` is what it has written."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self.text = ""
        self._thinking = False
        self._ended = True

    def __call__(self, piece: "Piece") -> None:
        if piece.thinking != self._thinking:
            self._thinking = piece.thinking
            if not self._quiet:
                mark = "thinking:" if piece.thinking else "thought enough."
                print(f"hearth: {mark}", file=sys.stderr, flush=True)
        if not piece.thinking:
            self.text += piece.text
            sys.stdout.write(piece.text)
            sys.stdout.flush()
            self._ended = piece.text.endswith("\n")
        elif not self._quiet:
            sys.stderr.write(piece.text)
            sys.stderr.flush()

    def close(self) -> None:
        """End the last line."""
        if not self._ended:
            sys.stdout.write("\n")
            sys.stdout.flush()


def _check(answer: "Answer", schema: dict[str, Any]) -> None:
    """Raise JobFailed if the answer does not follow the schema after all."""
    from pipelines.prompts.schema import check_answer

    verdict = check_answer(answer.text, schema)
    if not verdict.follows:
        raise JobFailed("The answer does not follow the schema: {reason}", reason=verdict.problem)


def prompt_of(typed: str | None) -> str:
    """What was typed, or standard input. Raises BadInput if there is neither."""
    if typed is None and sys.stdin.isatty():
        raise BadInput("There is no prompt: give one with --prompt, or - to read standard input.")
    if typed in (None, "-"):
        return sys.stdin.read()
    return typed or ""


def counts_of(answer: "Answer") -> str:
    """``57 tokens, first after 0.2 s, 31.4 tokens/s``."""
    return (
        f"{answer.new_tokens} tokens, first after {answer.first_token_s:.1f} s, "
        f"{answer.tokens_per_s:.1f} tokens/s"
    )


def _told(answer: "Answer", provenance: dict[str, Any]) -> dict[str, Any]:
    from dataclasses import asdict

    told = {**asdict(answer), "notes": [str(note) for note in answer.notes]}
    rounded = {k: round(v, 3) if isinstance(v, float) else v for k, v in told.items()}
    return {**rounded, **provenance}
