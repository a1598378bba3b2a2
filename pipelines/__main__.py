"""The command line: what was typed goes to the right command, what goes wrong becomes one line.

Exit codes: 0 done, 1 the job failed, 2 bad input, 130 stopped by Ctrl-C.
"""

import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import pipelines
from pipelines.cli.answers import add_answers_parser, answers_command
from pipelines.cli.arguments import Parser, Usage
from pipelines.cli.doctor import add_doctor_options, doctor_command
from pipelines.cli.models import add_models_parser, models_command
from pipelines.cli.remaking import add_remake_parser, remake_command
from pipelines.cli.terminal import say
from pipelines.errors import HearthError
from pipelines.places import Places, cache_folder, default_places
from pipelines.progress import Cancelled
from pipelines.spec import ModelSpec, Task

_DESCRIPTION = """\
Image and language models on your own machine. Without a command, the window opens.

  hearth run real-esrgan --image photo.jpg --output large.png
      one picture through one model
  hearth batch real-esrgan photos --output large
      every picture of a folder; started again, it goes on where it was
  hearth run chat --prompt "Why is the sky blue?"
      a question to a language model; hearth chat is a conversation
  hearth run llava --image photo.jpg --prompt "What is in this picture?"
      a question about a picture
  hearth batch llava photos --prompt "Describe it." --output answers.csv
      the same about a folder; hearth answers search WORDS finds the pictures
  hearth run instant-id --image face.jpg --prompt "a knight in a forest"
      portraits of the person in a photo
  hearth batch instant-id faces --prompts prompts.txt --output portraits
      a folder of faces times a list of prompts
  hearth remake portrait.webp
      the same portrait again, without the photo
  hearth plan real-esrgan --image photo.jpg
      what memory and time that would take
  hearth models list
      which models there are, and which are installed
  hearth models install real-esrgan
      download a model now; after Ctrl-C or a crash it goes on where it was
  hearth models disk, hearth models move FOLDER
      what takes how much room, and moving it to another disk
  hearth doctor
      whether everything is well, and what to do where it is not
  hearth run real-esrgan --help
      every setting of a model, with its bounds and default"""

_EPILOG = """\
Results go to standard output, progress and errors to standard error.
Exit code 0: done; 1: failed; 2: the input or the command is wrong; 130: stopped by Ctrl-C.
HEARTH_HOME sets the folder for models and records; HEARTH_DEBUG=1 shows tracebacks."""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command and give its exit code; nothing is raised."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder() / "numba"))
    try:
        places = default_places()
    except HearthError as error:
        say(error)
        return error.exit_code
    log = places.log
    try:
        with _logging_to(log):
            return _failing_clearly(lambda: _dispatch(words, places), log)
    except SystemExit as end:  # argparse ends --help and --version so
        return end.code if isinstance(end.code, int) else 2


def _dispatch(words: list[str], places: Places) -> int:
    _speak_any_name()
    if len(words) > 1 and words[0] in ("run", "batch", "plan") and not words[1].startswith("-"):
        from pipelines.cli.commands import batch_command, run_command
        from pipelines.cli.plan import plan_command
        from pipelines.own_models.shelf import OwnModels
        from pipelines.registry import model
        from pipelines.versions import split_reference

        places.check()
        commands = {"run": run_command, "batch": batch_command, "plan": plan_command}
        name, version = split_reference(words[1])
        spec = model(name, OwnModels(places.own_models))
        if spec.task is Task.CHAT:
            from pipelines.cli.chat import chat_command
            from pipelines.cli.prompting import table_command

            commands |= {"run": chat_command, "batch": table_command}
        if spec.task is Task.IMAGE_QA:
            from pipelines.cli.answering import answering_command
            from pipelines.cli.asking import asking_command

            commands |= {"run": asking_command, "batch": answering_command}
        if spec.task is Task.PORTRAITS:
            from pipelines.cli.portraying import portrait_command

            commands |= {"run": portrait_command}
        return commands[words[0]](spec, words[2:], places, version)
    if words[:1] == ["chat"]:
        from pipelines.cli.conversing import conversing_command
        from pipelines.registry import model

        places.check()
        return conversing_command(model("chat"), words[1:], places)
    options = _parser().parse_args(words)
    if options.command == "models":
        return models_command(options, places)
    if options.command == "answers":
        return answers_command(options, places)
    if options.command == "remake":
        return remake_command(options, places)
    if options.command == "doctor":
        return doctor_command(options, places)
    if options.command is None:
        _parser().print_help()
        return 0
    raise Usage(
        "Which model? Give its name right after {command}, one of: {names}.",
        command=options.command,
        names=", ".join(spec.name for spec in _known()),
    )


def _known() -> tuple[ModelSpec[Any], ...]:
    from pipelines.registry import all_models

    return all_models()


def _parser() -> Parser:
    parser = Parser(prog="hearth", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("--version", action="version", version=f"hearth {pipelines.__version__}")
    parser.set_defaults(action=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    names = ", ".join(spec.name for spec in _known())
    for name, what in (
        ("run", "run a model on one file"),
        ("batch", "run a model on many files"),
        ("plan", "say what memory and time a run would take"),
    ):
        commands.add_parser(
            name,
            help=what,
            description=f"hearth {name} MODEL[:VERSION]: {what}.\nMODEL is one of: {names}.\n"
            f"Its settings: hearth {name} MODEL --help",
            usage=f"hearth {name} MODEL [options]",
        )
    add_models_parser(commands, names)
    what = "talk with a language model in the terminal"
    commands.add_parser("chat", help=what, usage="hearth chat [--model MODEL] [options]")
    add_answers_parser(commands)
    add_remake_parser(commands)
    what = "look whether Python, GPU, disk, sources and installed models are well"
    doctor = commands.add_parser("doctor", help=what, description=f"{what[0].upper()}{what[1:]}.")
    add_doctor_options(doctor)
    return parser


def _failing_clearly(work: Callable[[], int], log: Path) -> int:
    """Turn every way to fail into one sentence and an exit code."""
    try:
        code = work()
        sys.stdout.flush()
        return code
    except HearthError as error:
        _show_details()
        say(error)
        return error.exit_code
    except (Cancelled, KeyboardInterrupt):
        say("Stopped.")
        return 130
    except BrokenPipeError:  # whoever read our output has seen enough
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        _show_details()
        logging.getLogger(__name__).exception("Unexpected failure")
        details = f" The details are in {log}." if log.exists() else " HEARTH_DEBUG=1 shows more."
        message = " ".join(str(error).split()) or "no message"
        say(f"Something unexpected went wrong ({type(error).__name__}: {message}).{details}")
        return 1


def _show_details() -> None:
    if os.environ.get("HEARTH_DEBUG"):
        traceback.print_exc()


@contextmanager
def _logging_to(path: Path) -> Iterator[None]:
    """Details of failures go to a file, which is only made when there are any."""
    logger = logging.getLogger("pipelines")
    handler: logging.Handler = logging.NullHandler()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True
        )
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield
    finally:
        logger.propagate = propagate
        logger.removeHandler(handler)
        handler.close()


def _speak_any_name() -> None:
    """File names may hold what the terminal's encoding does not."""
    errors = "backslashreplace" if sys.platform == "win32" else "surrogateescape"
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors=errors)


if __name__ == "__main__":
    sys.exit(main())
