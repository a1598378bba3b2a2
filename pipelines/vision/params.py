"""The inputs of every question about a picture, with the names and defaults of the LLaVA guide.

image, prompt, top_p, temperature and max_tokens as in yorickvp/llava-13b.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.language.engine import Sampling
from pipelines.language.params import LONGEST_WINDOW, Words
from pipelines.spec import Media, Params, param

#: The line that parts several questions about the same picture.
PARTING = "---"


class PictureQuestionParams(Params):
    """Inputs of a question about a picture."""

    image: Path = param(
        title="Picture",
        description="The picture to ask about: JPEG, PNG, WebP, TIFF, AVIF, HEIC and most others.",
        media=Media.IMAGE,
    )
    prompt: Words = param(
        title="Question",
        description="What you want to know, or what is to be written about the picture. Say in "
        "which form and how long. Several questions are parted by a line with --- alone; each is "
        "answered by itself, and the picture is looked at only once.",
        media=Media.TEXT,
    )
    system_prompt: Words = param(
        "",
        title="System prompt",
        description="Stands before the question and says how the model should behave: its role, "
        "language and limits. Empty leaves it to the model.",
    )
    top_p: float = param(
        1.0,
        title="Top p",
        description="Only the likeliest words that together have this probability are chosen "
        "from. 1 allows every word; 0.9 is safer. Without effect at temperature 0.",
        ge=0,
        le=1,
        step=0.05,
    )
    temperature: float = param(
        0.2,
        title="Temperature",
        description="How daring the choice of words is. 0 always takes the likeliest word, so that "
        "the same question has the same answer; 0.2 is usual for descriptions, 0.7 for stories; "
        "above 1.5 words fall apart.",
        ge=0,
        le=5,
        step=0.1,
    )
    max_tokens: int = param(
        1024,
        title="Max tokens",
        description="The answer ends after so many tokens at the latest; a token is about four "
        "letters of English. 64 is a caption, 256 a paragraph, 1024 two pages.",
        ge=1,
        le=8192,
        step=32,
        unit="tokens",
    )
    image_tokens: int = param(
        0,
        title="Picture detail",
        description="How many tokens a picture may take: more shows smaller print and costs time "
        "and memory. 256 suits captions, 1024 and more suit documents. Automatic leaves it to "
        "the model; LLaVA 1.5 always takes 576.",
        ge=0,
        le=16_384,
        step=64,
        unit="tokens",
        lowest="Automatic",
    )
    seed: int | None = param(
        None,
        title="Seed",
        description="A number that fixes the dice: the same seed, settings and question give the "
        "same answer. Empty takes another one each time.",
        ge=0,
        le=2**31 - 1,
        advanced=True,
    )
    context_length: int = param(
        0,
        title="Context length",
        description="How many tokens the model keeps in mind: pictures, conversation and answer "
        "together. More takes more memory. 0 takes what the model was trained for, up to 8192.",
        ge=0,
        le=LONGEST_WINDOW,
        step=1024,
        unit="tokens",
        lowest="Automatic",
        advanced=True,
    )
    json_schema: Words = param(
        "",
        title="JSON schema",
        description="What every answer has to follow, as a JSON schema: answers are then data "
        "instead of sentences. The properties of an object become columns of a table. Empty "
        "leaves answers free.",
        media=Media.TEXT,
        advanced=True,
    )

    @property
    def max_new_tokens(self) -> int:
        """The longest answer, by the name that language models have for it."""
        return self.max_tokens

    @property
    def sampling(self) -> Sampling:
        """The part that decides how tokens are chosen."""
        return Sampling(
            temperature=self.temperature,
            top_p=self.top_p,
            max_new_tokens=self.max_tokens,
            seed=self.seed,
        )


def schema_in(params: PictureQuestionParams) -> dict[str, Any] | None:
    """The schema that answers follow, or None. Raises BadInput if it is no schema."""
    return _schema(params.json_schema) if params.json_schema.strip() else None


@lru_cache(maxsize=8)
def _schema(words: str) -> dict[str, Any]:
    """Read once for all the pictures of a folder."""
    from pipelines.prompts.schema import read_schema

    return read_schema(words)


def joined(questions: Iterable[str]) -> str:
    """One prompt of several questions, as `questions_in` takes them apart; blank ones are left
    out."""
    return f"\n{PARTING}\n".join(words for words in questions if words)


def questions_in(prompt: str) -> tuple[str, ...]:
    """The questions that lines of three dashes part; blank ones do not count.

    >>> questions_in("What is it?\\n---\\nHow many?")
    ('What is it?', 'How many?')
    """
    found: list[list[str]] = [[]]
    for line in prompt.splitlines():
        if line.strip() == PARTING:
            found.append([])
        else:
            found[-1].append(line)
    said = ("\n".join(lines).strip() for lines in found)
    return tuple(words for words in said if words)
