"""GGUF files on the Hugging Face Hub and the licences they come under."""

from pipelines.spec import HuggingFaceSource, Licence, WeightFile

_HUB = "https://huggingface.co"

MIT_PHI = Licence("MIT", f"{_HUB}/microsoft/Phi-4-mini-instruct/blob/main/LICENSE")
LFM_OPEN = Licence(
    "LFM Open License v1.0",
    f"{_HUB}/LiquidAI/LFM2.5-1.2B-Instruct/blob/main/LICENSE",
    note="Free also for commercial use, but only for companies with less than 10 million US "
    "dollars of yearly revenue. Above that, ask Liquid AI for a licence.",
)


def apache(publisher: str) -> Licence:
    """The Apache licence as the publisher's model page states it."""
    return Licence("Apache-2.0", f"{_HUB}/{publisher}")


def gguf(
    title: str,
    repo: str,
    file: str,
    size: int,
    sha256: str | None,
    licence: Licence,
    revision: str = "main",
    name: str = "",
) -> WeightFile:
    """A file of a repository on the Hub, in the store under its own name or `name`.

    `size` in bytes; `sha256` None if no record states it.
    """
    return WeightFile(
        name=name or file,
        title=title,
        size=size,
        sha256=sha256,
        licence=licence,
        sources=(HuggingFaceSource(repo, revision, file),),
    )
