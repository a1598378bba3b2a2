"""The inputs that all language models share, with the names, ranges and defaults of the guide."""

from typing import Annotated, Literal

from pydantic import AfterValidator

from pipelines.language.engine import Sampling
from pipelines.spec import Media, Params, param

#: The longest window that can be asked for, in tokens.
LONGEST_WINDOW = 131_072


def _speakable(words: str) -> str:
    """Text that UTF-8 can carry: halves of a pair from a broken clipboard are refused."""
    try:
        words.encode()
    except UnicodeEncodeError as error:
        raise ValueError("it holds signs that are no valid text; remove them") from error
    return words


Words = Annotated[str, AfterValidator(_speakable)]


class LanguageParams(Params):
    """Inputs of a language model."""

    prompt: Words = param(
        title="Prompt",
        description="What you ask or tell the model. Say what you want, for whom, and in which "
        "form; an example of a good answer helps more than a rule.",
        media=Media.TEXT,
    )
    system_prompt: Words = param(
        "",
        title="System prompt",
        description="Stands before the conversation and says how the model should behave: its "
        "role, tone, language and limits. Empty leaves it to the model. Base models without a "
        "chat template read it as the first paragraph.",
    )
    temperature: float = param(
        0.7,
        title="Temperature",
        description="How daring the choice of words is. 0.1 to 0.4 for facts, code and "
        "extraction, 0.7 is usual, 0.8 to 1.2 for stories and ideas; far above 1.5 words fall "
        "apart.",
        ge=0.1,
        le=5,
        step=0.1,
    )
    top_p: float = param(
        0.95,
        title="Top p",
        description="Only the likeliest words that together have this probability are chosen "
        "from. 0.9 to 0.95 is usual; lower is safer and more repetitive, 1 allows every word.",
        ge=0,
        le=1,
        step=0.05,
    )
    top_k: int = param(
        -1,
        title="Top k",
        description="Only so many of the likeliest words are chosen from. 20 to 40 keeps nonsense "
        "out at high temperatures; 1 always takes the likeliest; -1 is off.",
        ge=-1,
        le=50,
        step=1,
        lowest="Off",
    )
    max_new_tokens: int = param(
        128,
        title="Max new tokens",
        description="The answer ends after so many tokens at the latest; a token is about four "
        "letters of English. 128 is a short paragraph, 512 a page. Models that think first need "
        "1024.",
        ge=1,
        le=1024,
        step=32,
        unit="tokens",
    )
    min_new_tokens: int = param(
        -1,
        title="Min new tokens",
        description="The model may not end its answer before so many tokens. Useful against "
        "answers of one word; too high makes it ramble. -1 is off.",
        ge=-1,
        le=1024,
        step=16,
        unit="tokens",
        lowest="Off",
        advanced=True,
    )
    stop_sequences: Words = param(
        "",
        title="Stop sequences",
        description="The answer ends before any of these, separated by commas: Q:,###. Write \\n "
        "for a new line and \\, for a comma. For base models, which do not know when to end.",
        advanced=True,
    )
    repetition_penalty: float = param(
        0.0,
        title="Repetition penalty",
        description="Makes words that have been said less likely. 0 is none; 0.1 to 0.2 is usual "
        "against loops; 1 is the strongest and hurts code and lists, which repeat by nature.",
        ge=0,
        le=1,
        step=0.05,
        advanced=True,
    )
    seed: int | None = param(
        None,
        title="Seed",
        description="A number that fixes the dice: the same seed, settings and conversation give "
        "the same text. The conversation is then read anew for each answer, which takes longer. "
        "Empty takes another one each time.",
        ge=0,
        le=2**31 - 1,
        advanced=True,
    )
    context_length: int = param(
        0,
        title="Context length",
        description="How many tokens the model keeps in mind, conversation and answer together. "
        "More takes more memory. 0 takes what the model was trained for, up to 8192.",
        ge=0,
        le=LONGEST_WINDOW,
        step=1024,
        unit="tokens",
        lowest="Automatic",
        advanced=True,
    )

    @property
    def sampling(self) -> Sampling:
        """The part that decides how tokens are chosen."""
        return Sampling(
            temperature=self.temperature,
            top_p=self.top_p,
            top_k=self.top_k,
            max_new_tokens=self.max_new_tokens,
            min_new_tokens=self.min_new_tokens,
            stop_sequences=split_stops(self.stop_sequences),
            repetition_penalty=self.repetition_penalty,
            seed=self.seed,
        )


class TextOutput(Params):
    """How an answer is written to a file."""

    format: Literal["text", "json"] = param(
        "text",
        title="Format",
        description="text writes the answer alone; json adds the question, the settings, counts "
        "and speeds.",
        labels={"text": "The answer alone", "json": "JSON with settings and counts"},
    )


def split_stops(words: str) -> tuple[str, ...]:
    r"""``Q:,###,\n\n`` as three stop sequences; ``\,`` is a comma.

    >>> split_stops(r"Q:,\n,a\,b")
    ('Q:', '\n', 'a,b')
    """
    found, part, escaped = [], "", False
    for sign in words:
        if escaped:
            part += {"n": "\n", "t": "\t"}.get(sign, sign)
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == ",":
            found.append(part)
            part = ""
        else:
            part += sign
    found.append(part + ("\\" if escaped else ""))
    return tuple(stop for stop in found if stop)
