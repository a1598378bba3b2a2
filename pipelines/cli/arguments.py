"""A model's fields as command line options, and what was typed as values for them."""

import argparse
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from pipelines.budget import parse_budget
from pipelines.errors import BadInput
from pipelines.spec import Media, ModelSpec, ParamField, fields_of

if TYPE_CHECKING:
    from pipelines.planning import Preferences

_TRUE = frozenset(("true", "yes", "on", "1"))
_FALSE = frozenset(("false", "no", "off", "0"))
DTYPES = ("auto", "float32", "float16", "bfloat16")


class Usage(BadInput):
    """The command cannot be understood."""


class HelpFormatter(argparse.HelpFormatter):
    """Keeps the line breaks of our texts and wraps each line."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26)

    def _split_lines(self, text: str, width: int) -> list[str]:
        lines: list[str] = []
        for line in text.splitlines():
            lines.extend(textwrap.wrap(line, width, break_on_hyphens=False) or [""])
        return [*lines, ""] if len(lines) > 1 else lines  # air around longer texts

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        wrapped = (
            textwrap.fill(
                part,
                width,
                initial_indent=indent,
                subsequent_indent=indent,
                break_on_hyphens=False,  # names of models are copied
            )
            if not part.startswith(" ")
            else part
            for part in text.splitlines()
        )
        return "\n".join(wrapped)


class Parser(argparse.ArgumentParser):
    """Raises Usage instead of ending the process; takes ``--a_b`` for ``--a-b``.

    `switches` are the options of yes-or-no fields: a word like "true" may follow them.
    """

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", HelpFormatter)
        super().__init__(allow_abbrev=False, **options)
        self.switches: dict[str, ParamField] = {}

    def error(self, message: str) -> NoReturn:
        raise Usage("{message}. See: {prog} --help", message=message, prog=self.prog)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[argparse.Namespace, list[str]]:
        return super().parse_known_args(self._plain(list(args or ())), namespace)

    def _plain(self, words: list[str]) -> list[str]:
        """The same words with dashes in names and every switch as a flag without a value."""
        plain: list[str] = []
        while words:
            word = words.pop(0)
            if word == "--":
                return [*plain, word, *words]
            name, equals, value = word.partition("=")
            if not name.startswith("--"):
                plain.append(word)
                continue
            name = name.replace("_", "-")
            field = self.switches.get(name)
            if field is None:
                plain.append(name + equals + value)
                continue
            if not equals and words and words[0].lower() in _TRUE | _FALSE:
                equals, value = "=", words.pop(0)
            plain.append(name if not equals or _is_true(field, value) else f"--no-{name[2:]}")
        return plain


def _is_true(field: ParamField, word: str) -> bool:
    if word.lower() not in _TRUE | _FALSE:
        raise Usage(
            "{title} ({name}) must be true or false, not {word}.",
            title=field.title,
            name=field.name,
            word=word,
        )
    return word.lower() in _TRUE


def option_of(field: ParamField, name: str = "") -> str:
    """``face_enhance`` is typed ``--face-enhance``; `name` is another one that it goes by."""
    return "--" + (name or field.name).replace("_", "-")


def add_fields(parser: Parser, spec: ModelSpec[Any], without: Iterable[str] = ()) -> None:
    """Every field of the model's inputs as an option, in groups; `without` leaves some out."""
    inputs = parser.add_argument_group("inputs")
    settings = parser.add_argument_group("settings")
    for field in fields_of(spec.params):
        if field.name not in without:
            also = (old for old, new in spec.params.ALIASES.items() if new == field.name)
            add_field(parser, inputs if field.media else settings, field, also)


def add_field(parser: Parser, group: Any, field: ParamField, also: Iterable[str] = ()) -> None:
    """One option, which may go by other names `also`. What is not typed does not appear in the
    result, so that defaults stay.

    Values are kept as words: the model's own declaration checks them, with its own sentences.
    """
    if field.kind == "bool":
        parser.switches[option_of(field)] = field
        group.add_argument(
            option_of(field),
            dest=field.name,
            action=argparse.BooleanOptionalAction,
            default=argparse.SUPPRESS,
            help=_escaped(help_of(field)),
        )
        return
    group.add_argument(
        option_of(field),
        *(option_of(field, name) for name in also),
        dest=field.name,
        metavar=metavar_of(field),
        action="extend" if field.kind == "files" else "store",
        nargs="+" if field.kind == "files" else None,
        default=argparse.SUPPRESS,
        help=_escaped(help_of(field)),
    )


def typed_values(fields: Iterable[ParamField], options: argparse.Namespace) -> dict[str, Any]:
    """What was typed for these fields, ready for `validate`."""
    found: dict[str, Any] = {}
    for field in fields:
        if not hasattr(options, field.name):
            continue
        word = getattr(options, field.name)
        if field.choices:  # a choice may be a number
            word = next((choice for choice in field.choices if str(choice) == word), word)
        found[field.name] = word
    return found


def help_of(field: ParamField) -> str:
    """The description, the choices one a line, and the line with bounds and default."""
    lines = [field.description]
    for choice in field.choices:
        label = field.label(choice)
        lines.append(f"- {choice}" + (f": {label}" if label != str(choice) else ""))
    facts = [bounds_of(field), condition_of(field)]
    if field.required:
        facts.append("required")
    elif field.default not in (None, ()):
        facts.append(f"default {default_of(field)}")
    lines.append(f"[{'; '.join(filter(None, facts))}]" if any(facts) else "")
    return "\n".join(filter(None, lines))


def default_of(field: ParamField) -> str:
    """The default as it would be typed."""
    if field.kind == "bool":
        return "true" if field.default else "false"
    if isinstance(field.default, float):
        return f"{field.default:g}"
    return str(field.default) if str(field.default) else '""'


def bounds_of(field: ParamField) -> str:
    """``1 to 10 ×``, ``at least 1``, or only the unit; and what the lowest value stands for."""
    unit = f" {field.unit}" if field.unit else ""
    meaning = f" ({field.minimum:g}: {field.lowest.lower()})" if field.lowest else ""
    if field.minimum is not None and field.maximum is not None:
        return f"{field.minimum:g} to {field.maximum:g}{unit}{meaning}"
    if field.minimum is not None:
        return f"at least {field.minimum:g}{unit}{meaning}"
    if field.maximum is not None:
        return f"at most {field.maximum:g}{unit}"
    return f"in{unit}" if unit else ""


def condition_of(field: ParamField) -> str:
    """When the field has any effect: ``only with version general-x4v3``."""
    parts = []
    for name, wanted in field.shown_when.items():
        values = wanted if isinstance(wanted, (tuple, list)) else (wanted,)
        words = " or ".join(
            str(value).lower() if isinstance(value, bool) else str(value) for value in values
        )
        parts.append(f"{name} {words}")
    return "only with " + " and ".join(parts) if parts else ""


def metavar_of(field: ParamField) -> str:
    """What stands for its value: ``FILE``, ``N``."""
    if field.kind == "files":
        return "FILE"
    if field.media in (Media.IMAGE, Media.AUDIO, Media.CHECKPOINT) or field.kind == "file":
        return "FILE"
    return {"int": "N", "float": "X", "choice": "CHOICE"}.get(field.kind, "TEXT")


def _escaped(words: str) -> str:
    """argparse would take a percent sign for a place to fill."""
    return words.replace("%", "%%")


def add_running(parser: Parser) -> None:
    """Options of how to run, the same for all models."""
    group = parser.add_argument_group("running")
    group.add_argument(
        "--device",
        default="auto",
        metavar="ID",
        help="Where to run: auto, cpu, cuda, cuda:1, mps.\n[default auto: the fastest there is]",
    )
    group.add_argument(
        "--dtype",
        default="auto",
        choices=DTYPES,
        metavar="FORMAT",
        help="Number format: float32 is exact; float16 and bfloat16 are faster where the device "
        "has them.\n[default auto: the fastest that the device has]",
    )
    group.add_argument(
        "--tile",
        default=0,
        type=_tile,
        metavar="N",
        help="Side of the tiles in pixels of the source. Smaller needs less memory and is slower."
        "\n[auto, or 16 to 8192 px; default auto: fitted to the free memory; 0 means auto too]",
    )
    group.add_argument(
        "--memory-budget",
        default={},
        type=_budget,
        metavar="SIZE",
        help="The most memory to use: 6GB, or by device: cuda:0=6GB,cpu=12GB.\n[default: what is "
        "free, less a reserve]",
    )
    group.add_argument("--offline", action="store_true", help="Never download anything.")
    group.add_argument("--json", action="store_true", help="Print the result as JSON.")
    group.add_argument("--quiet", action="store_true", help="No progress, only errors.")


def preferences_of(options: argparse.Namespace) -> "Preferences":
    """What `add_running` took, for the runtime."""
    from pipelines.planning import Preferences

    return Preferences(options.device, options.dtype, options.tile, options.memory_budget)


def _budget(words: str) -> dict[str, int]:
    try:
        return parse_budget(words)
    except BadInput as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def size_of(word: str) -> tuple[int, int]:
    """``1920x1080`` as width and height. Raises ArgumentTypeError."""
    width, _times, height = word.lower().replace("×", "x").partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) and int(height)):
        raise argparse.ArgumentTypeError(f"must look like 1920x1080, not {word}")
    return int(width), int(height)


def _tile(word: str) -> int:
    """The side in pixels, 0 for "auto". Raises ArgumentTypeError."""
    if word.lower() == "auto":
        return 0
    try:
        side = int(word)
    except ValueError:
        side = -1
    if side != 0 and not 16 <= side <= 8192:
        raise argparse.ArgumentTypeError(f"must be auto or a number from 16 to 8192, not {word}")
    return side


def path_of(word: str) -> Path:
    """A path as typed. Raises ArgumentTypeError for an empty one."""
    if not word:
        raise argparse.ArgumentTypeError("must not be empty")
    return Path(word)
