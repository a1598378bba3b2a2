"""The pictures that one job consists of: each prompt in each style, with a seed for each."""

import hashlib
import secrets
from collections.abc import Sequence
from typing import TypeVar

from pipelines.diffusion.seeds import MAX_SEED
from pipelines.errors import BadInput
from pipelines.portraits.params import InstantIdParams
from pipelines.portraits.styles import BUILT_IN, Style, find_styles
from pipelines.spec import Part

#: Parts several prompts in one.
PARTING = "---"
#: Fields that only `parts_of` reads, or that are in its keys.
VARIED = ("prompt", "negative_prompt", "style", "seed", "num_outputs")

P = TypeVar("P", bound=InstantIdParams)


def parts_of(params: P, styles: Sequence[Style] = BUILT_IN) -> tuple[Part[P], ...]:
    """One picture each: prompt and style in words, a seed, and nothing left to vary.

    Seeds count up from the one given, or from one that is drawn now; every prompt and style begins
    with the same. Raises BadInput for an empty prompt or a style that is not there.
    """
    prompts = prompts_in(params.prompt)
    if not prompts:
        raise BadInput("The prompt is empty: write what the picture shall show.")
    first = params.seed if params.seed is not None else secrets.randbelow(MAX_SEED + 1)
    return tuple(
        _part(params, prompt, style, first, number)
        for prompt in prompts
        for style in find_styles(styles, params.style) or (None,)
        for number in range(params.num_outputs)
    )


def prompts_in(words: str) -> tuple[str, ...]:
    """The prompts that lines of three dashes part; blank ones do not count.

    >>> prompts_in("a knight\\n---\\na painter")
    ('a knight', 'a painter')
    """
    found: list[list[str]] = [[]]
    for line in words.splitlines():
        if line.strip() == PARTING:
            found.append([])
        else:
            found[-1].append(line)
    said = ("\n".join(lines).strip() for lines in found)
    return tuple(words for words in said if words)


def joined_prompts(prompts: Sequence[str]) -> str:
    """One text of several prompts, as `prompts_in` takes them apart; blank ones are left out."""
    return f"\n{PARTING}\n".join(words for words in prompts if words.strip())


def _part(params: P, prompt: str, style: Style | None, first: int, number: int) -> Part[P]:
    words, negative = prompt, params.negative_prompt
    if style is not None:
        words, negative = style.applied(prompt, negative)
    seed = (first + number) % (MAX_SEED + 1)
    chosen = {
        "prompt": words,
        "negative_prompt": negative,
        "style": "",
        "seed": seed,
        "num_outputs": 1,
    }
    said = hashlib.sha256(f"{words}\n{PARTING}\n{negative}".encode()).hexdigest()[:12]
    # A seed that is drawn is another one at the next start; the part is the same.
    which = f"seed {seed}" if params.seed is not None else f"no. {number + 1}"
    names = {"prompt": prompt, "style": style.word if style else "", "seed": seed}
    return Part(f"{said} {which}", params.model_copy(update=chosen), names)
