"""Where sentences end, by NLTK's Punkt with small parameters of our own.

NLTK's trained parameters are a download without a clear licence. What Punkt needs most for speech
is to know abbreviations and ordinals ("Dr. Smith", "am 3. Mai"); these are lists that we wrote
(resources/speech/sentences.json). Whisper writes the punctuation, which is rarely odd.
"""

import json
import re
from functools import cache
from importlib.resources import files
from threading import Thread
from typing import TYPE_CHECKING, Any

from pipelines.speech.transcript import WITHOUT_SPACES

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

#: Languages that stand for another one's lists, as their sentences end alike.
_LIKE = {"nn": "no", "nb": "no", "sk": "cs", "hr": "sl", "sr": "sl", "bs": "sl", "uk": "ru",
         "be": "ru", "bg": "ru", "mk": "ru", "gl": "pt", "ca": "es", "oc": "fr", "ro": "it",
         "lb": "de", "af": "nl", "fo": "da", "is": "da", "az": "tr"}  # fmt: skip

#: What ends a sentence where no space follows it.
_WIDE_ENDS = re.compile(r"[^。！？!?]*[。！？!?]+[」』）\"”]*|[^。！？!?]+$")


@cache
def _told() -> dict[str, Any]:
    return json.loads(
        files("resources").joinpath("speech", "sentences.json").read_text(encoding="utf-8")
    )


def punkt_language(language: str) -> str:
    """The language whose lists are used for Whisper's code `language`; English for lack of any."""
    language = _LIKE.get(language, language)
    return language if language in _told() else "en"


def punkt_parameters(language: str) -> "PunktParameters":
    """What Punkt has to know of a language, by Whisper's code."""
    from nltk.tokenize.punkt import PunktParameters

    code = punkt_language(language)
    told = _told()[code]
    parameters = PunktParameters()
    parameters.abbrev_types = set(told["abbreviations"].lower().split())
    parameters.sent_starters = set(_told()["starters"].get(code, "").split())
    parameters.collocations = {("##number##", word) for word in told["after_number"].split()}
    return parameters


@cache
def _splitter(code: str) -> "PunktSentenceTokenizer":
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    return PunktSentenceTokenizer(punkt_parameters(code))


def get_ready(language: str) -> None:
    """Load what `sentence_spans` needs in the background: importing NLTK takes two seconds."""
    if language not in WITHOUT_SPACES:
        Thread(target=_splitter, args=(punkt_language(language),), name="sentences").start()


def sentence_spans(written: str, language: str) -> list[tuple[int, int]]:
    """Where each sentence of `written` stands, as (start, end) in characters.

    Between them is nothing but spaces.
    """
    if language in WITHOUT_SPACES:
        return [found.span() for found in _WIDE_ENDS.finditer(written)]
    return list(_splitter(punkt_language(language)).span_tokenize(written))
