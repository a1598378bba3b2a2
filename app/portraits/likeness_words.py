"""How alike a portrait is, as a person says it: beside how alike the photos are to each other."""

from PySide6.QtCore import QCoreApplication, QLocale

from pipelines.identity.likeness_scale import USUAL, relative_likeness

#: Below these shares of that it is less alike, and hardly so.
_LESS, _HARDLY = 0.75, 0.5


def is_low(likeness: float, among: float | None) -> bool:
    """Whether one would want more of it."""
    return relative_likeness(likeness, among) < _LESS


def number_of(likeness: float) -> str:
    """Two digits, as the user's language writes them."""
    return QLocale().toString(likeness, "f", 2)


def short_words(likeness: float, among: float | None) -> str:
    """A word or two."""
    share = relative_likeness(likeness, among)
    if share >= 1:
        return QCoreApplication.translate("Likeness", "Very alike")
    if share >= _LESS:
        return QCoreApplication.translate("Likeness", "Alike")
    if share >= _HARDLY:
        return QCoreApplication.translate("Likeness", "Less alike")
    return QCoreApplication.translate("Likeness", "Hardly alike")


def long_words(likeness: float, among: float | None) -> str:
    """A sentence that says what the number is compared with."""
    told = {"words": short_words(likeness, among), "likeness": number_of(likeness)}
    if among is None:
        words = QCoreApplication.translate(
            "Likeness",
            "{words}: {likeness}. Two good photos of one person have about {usual}.",
        )
        return words.format(**told, usual=number_of(USUAL))
    words = QCoreApplication.translate(
        "Likeness", "{words}: {likeness}. The photos among themselves have {among}."
    )
    return words.format(**told, among=number_of(among))
