"""Finding models by words: in the name first, then in what their cards say they are good at."""

from collections.abc import Iterable, Sequence
from typing import Any

from pipelines.cards import Card, card_of
from pipelines.errors import BadInput
from pipelines.spec import ModelSpec


def find_models(
    specs: Iterable[ModelSpec[Any]], words: str, language: str = ""
) -> tuple[ModelSpec[Any], ...]:
    """The models in which every word is found somewhere, the best match first.

    Upper and lower case are the same, and a part of a word is enough. No words find everything.
    """
    wanted = words.casefold().split()
    ranked: list[tuple[int, int, ModelSpec[Any]]] = []
    for order, spec in enumerate(specs):
        levels = _levels(spec, _card(spec, language))
        places = [_level_of(word, levels) for word in wanted]
        if None not in places:
            ranked.append((sum(place or 0 for place in places), order, spec))
    return tuple(spec for _rank, _order, spec in sorted(ranked, key=lambda item: item[:2]))


def _card(spec: ModelSpec[Any], language: str) -> Card:
    try:
        return card_of(spec.name, language)
    except BadInput:  # a damaged card must not hide the model
        return Card()


def _levels(spec: ModelSpec[Any], card: Card) -> Sequence[str]:
    """Where to look, the most telling first."""
    variants = [f"{variant.key} {variant.title}" for variant in spec.variants()]
    found = (
        [spec.name, spec.title],
        [spec.task.value, *variants, *card.collections],
        [spec.summary, *card.good_at],
        [card.body, *(weight.name for weight in spec.catalogue())],
    )
    return [" ".join(texts).casefold() for texts in found]


def _level_of(word: str, levels: Sequence[str]) -> int | None:
    return next((index for index, level in enumerate(levels) if word in level), None)
