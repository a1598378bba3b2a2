"""`--prompts FILE`: many prompts for one job or batch, one a line."""

import argparse
from pathlib import Path
from typing import Any

from pipelines.cli.arguments import Parser, path_of
from pipelines.errors import BadInput
from pipelines.spec import ModelSpec

#: Far more than anybody waits for.
_MOST_BYTES = 4 * 2**20


def takes_prompts(spec: ModelSpec[Any]) -> bool:
    """Whether each prompt makes results of its own."""
    return spec.parts is not None and "prompt" in spec.varied


def add_prompts(parser: Parser) -> None:
    """The option."""
    parser.add_argument(
        "--prompts",
        type=path_of,
        metavar="FILE",
        help="A text file with one prompt a line, instead of --prompt; each makes results of its "
        "own.",
    )


def with_prompts(typed: dict[str, Any], options: argparse.Namespace) -> dict[str, Any]:
    """What was typed, with the prompts of the file. Raises BadInput."""
    path: Path | None = getattr(options, "prompts", None)
    if path is None:
        return typed
    if "prompt" in typed:
        raise BadInput("Give either --prompt or --prompts, not both.")
    from pipelines.portraits.parts import joined_prompts

    return {**typed, "prompt": joined_prompts(read_prompts(path))}


def read_prompts(path: Path) -> list[str]:
    """The lines that are not blank, each once. Raises BadInput for a file that has none."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput("{name} is too large for a list of prompts.", name=path.name)
        words = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(
            "The prompts {name} cannot be read ({reason}): check that the file is there and that "
            "you may read it.",
            name=path.name,
            reason=error.strerror or type(error).__name__,
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(
            "The prompts {name} are not UTF-8 text: save them as such.", name=path.name
        ) from error
    found = list(dict.fromkeys(filter(None, (line.strip() for line in words.splitlines()))))
    if not found:
        raise BadInput("There is no prompt in {name}: write one a line.", name=path.name)
    return found
