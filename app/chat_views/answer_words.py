"""What is said of an answer: how fast, how long, why it ended, and what it takes."""

from PySide6.QtCore import QCoreApplication, QLocale

from app.chat_views.engine_work import Told
from app.translation import translate
from pipelines.language.engine import Answer, Finish


def finish_words(finish: Finish) -> str:
    """Why it ended."""
    return {
        Finish.STOP: QCoreApplication.translate("AnswerWords", "ended by itself"),
        Finish.LENGTH: QCoreApplication.translate("AnswerWords", "cut at the limit of tokens"),
        Finish.CANCELLED: QCoreApplication.translate("AnswerWords", "stopped by you"),
    }[finish]


def speed_words(answer: Answer) -> str:
    """Time to the first token, and tokens per second where there was more than one."""
    say = QLocale().toString
    words = QCoreApplication.translate("AnswerWords", "First token after {seconds} s")
    told = words.format(seconds=say(answer.first_token_s, "f", 2))
    if answer.tokens_per_s > 0:
        words = QCoreApplication.translate("AnswerWords", "{number} tokens/s")
        told += " · " + words.format(number=say(answer.tokens_per_s, "f", 1))
    return told


def end_words(answer: Answer) -> str:
    """How many tokens, why it ended, and the seed that gives it again."""
    words = QCoreApplication.translate("AnswerWords", "{number} tokens, {end} · seed {seed}")
    return words.format(number=answer.new_tokens, end=finish_words(answer.finish), seed=answer.seed)


def memory_words(told: Told) -> str:
    """What the model takes, and where."""
    size = QLocale().formattedDataSize(
        told.memory_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat
    )
    words = QCoreApplication.translate("AnswerWords", "About {size} of memory on {device}")
    return words.format(size=size, device=told.device.upper())


def fact_lines(told: Told) -> list[str]:
    """All of it, and the notes."""
    return [
        speed_words(told.answer),
        end_words(told.answer),
        memory_words(told),
        *(translate(note) for note in told.notes),
    ]
