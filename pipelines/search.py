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
    ranked: list[tuple[int, int, ModelSpec[Any]]] = []
    for order, spec in enumerate(specs):
        rank = rank_of(words, search_levels(spec, readable_card(spec.name, language)))
        if rank is not None:
            ranked.append((rank, order, spec))
    return tuple(spec for _rank, _order, spec in sorted(ranked, key=lambda item: item[:2]))


def rank_of(words: str, levels: Sequence[str]) -> int | None:
    """0 for the best match; None if a word is nowhere. `levels` as from `search_levels`."""
    places = [_level_of(word, levels) for word in words.casefold().split()]
    return None if None in places else sum(place or 0 for place in places)


def readable_card(model: str, language: str = "") -> Card:
    """The card of a built-in model; an empty one if it is damaged: that must not hide the model."""
    try:
        return card_of(model, language)
    except BadInput:
        return Card()


def search_levels(spec: ModelSpec[Any], card: Card) -> tuple[str, ...]:
    """The texts of a model to look in, the most telling first, in small letters."""
    variants = [f"{variant.key} {variant.title}" for variant in spec.variants()]
    found = (
        [spec.name, spec.title],
        [spec.task.value, *variants, *card.collections],
        [spec.summary, *card.good_at],
        [card.body, *(weight.name for weight in spec.catalogue())],
    )
    return tuple(" ".join(texts).casefold() for texts in found)


def _level_of(word: str, levels: Sequence[str]) -> int | None:
    return next((index for index, level in enumerate(levels) if word in level), None)
