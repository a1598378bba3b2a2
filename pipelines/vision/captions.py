"""What of the answers about a picture is its caption, and what its keywords."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipelines.answers.gallery import plain_words
from pipelines.media.captions import Caption
from pipelines.vision.questions import PictureAnswers, model_in

#: Properties of structured answers that say what is to be seen.
_TOLD = ("caption", "description", "alt_text", "alt", "title", "summary")

_BULLET = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_INTRODUCTION = re.compile(r"\s*\S{0,20}(?:\s+\S{1,20}){0,2}:\s*", re.UNICODE)
_LONGEST_KEYWORD = 50


def caption_of(result: PictureAnswers, provenance: Mapping[str, Any]) -> Caption:
    """What is written into the picture, with a word on who wrote it."""
    told, keywords = parts_of([answer.text for answer in result.answers], result.structured)
    version, model = provenance.get("hearth", ""), model_in(provenance)
    details = {key: provenance[key] for key in ("version", "licence") if key in provenance}
    return Caption(
        text=told,
        keywords=keywords,
        writer=f"Hearth {version}, {model}",
        details={"model": model, **details, "questions": list(result.questions)},
    )


def parts_of(answers: Sequence[str], structured: bool = False) -> tuple[str, tuple[str, ...]]:
    """Caption and keywords in these answers: lists are keywords, all else is the caption.

    >>> parts_of(["A dog on a beach.", "dog, beach, sea"])
    ('A dog on a beach.', ('dog', 'beach', 'sea'))
    """
    told: list[str] = []
    keywords: list[str] = []
    for answer in answers:
        content = json.loads(answer) if structured else None
        found = None if isinstance(content, dict) else keywords_in(answer)
        if isinstance(content, dict):
            words, more = _of_object(content)
            told.append(words or ("" if more else plain_words(answer)))
            keywords += more
        elif found is not None:
            keywords += found
        else:
            told.append(plain_words(answer) if structured else answer.strip())
    return "\n\n".join(filter(None, told)), tuple(dict.fromkeys(keywords))


def keywords_in(answer: str) -> list[str] | None:
    """The keywords if the answer is a list of such: JSON, lines with bullets, or words parted by
    commas. None for sentences."""
    words = answer.strip()
    if words.startswith("["):
        try:
            content = json.loads(words)
        except ValueError:
            return None
        return _plain(content) if isinstance(content, list) else None
    lines = [line for line in words.splitlines() if line.strip()]
    if len(lines) > 1:
        if all(map(_BULLET.match, lines)):
            return _short([_BULLET.sub("", line, count=1) for line in lines], 5)
        return None
    introduction = _INTRODUCTION.match(words)
    words = words[introduction.end() :] if introduction else words
    pieces = re.split(r"[,;]", words.rstrip("."))
    # A sentence has commas too, but longer parts between them.
    return _short(pieces, 2 if words.endswith(".") else 3) if len(pieces) > 2 else None


def _short(pieces: Iterable[str], most_words: int) -> list[str] | None:
    """The pieces, if each is short enough for a keyword."""
    words = [piece.strip().strip("\"'*#.").strip() for piece in pieces]
    words = [word for word in words if word]
    fit = all(len(w) <= _LONGEST_KEYWORD and len(w.split()) <= most_words for w in words)
    return words if words and fit else None


def _of_object(content: Mapping[str, Any]) -> tuple[str, list[str]]:
    told = [content[name] for name in _TOLD if isinstance(content.get(name), str)]
    lists = [value for value in content.values() if isinstance(value, list)]
    return (told[0].strip() if told else ""), [word for value in lists for word in _plain(value)]


def _plain(content: Sequence[Any]) -> list[str]:
    return [str(item).strip() for item in content if isinstance(item, (str, int)) and str(item)]
