"""A comparison as Markdown, to be kept or sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.chat_views.answer_words import fact_lines
from app.chat_views.engine_work import Told


@dataclass(frozen=True)
class Compared:
    """One column: the model, its settings, and what it said or why it failed."""

    title: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    told: Told | None = None
    failure: str = ""


def markdown_of(prompt: str, system_prompt: str, columns: Sequence[Compared]) -> str:
    """The question, then each answer under its model's name with its speed and settings."""

    parts = [
        "# " + QCoreApplication.translate("CompareText", "Comparison"),
        "",
        *_quoted(prompt),
        "",
    ]
    if system_prompt.strip():
        title = QCoreApplication.translate("CompareText", "System prompt")
        parts += [f"**{title}**", "", *_quoted(system_prompt), ""]
    for number, column in enumerate(columns, start=1):
        parts += [f"## {number}. {column.title}", "", *_column(column), ""]
    return "\n".join(parts).rstrip() + "\n"


def _column(column: Compared) -> list[str]:
    parts = []
    if column.failure:
        failed = QCoreApplication.translate("CompareText", "Failed: {reason}")
        parts += [failed.format(reason=column.failure), ""]
    if column.text:
        parts += [column.text, ""]
    if column.told is not None:
        parts += [f"- {line}" for line in fact_lines(column.told)]
    if column.settings:
        told = ", ".join(f"{name} {value}" for name, value in column.settings.items())
        parts.append(
            "- "
            + QCoreApplication.translate("CompareText", "Settings: {values}").format(values=told)
        )
    return parts


def save_markdown(words: str, path: Path) -> None:
    """Write it whole or not at all. Raises DiskFull and NotWritable."""
    from pipelines.media.atomic import replacing

    with (
        replacing(path) as descriptor,
        open(descriptor, "w", encoding="utf-8", closefd=False) as file,
    ):
        file.write(words)


def _quoted(words: str) -> list[str]:
    return [f"> {line}".rstrip() for line in words.splitlines()] or [">"]
