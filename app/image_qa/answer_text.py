"""Questions with their answers, to be read, chosen from and copied; never taken for markup."""

import json
from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QWidget

from app.image_qa.heard_answers import Pairs

#: What stands over some answers (a model and a date, or nothing), and they themselves.
Section = tuple[str, Pairs]


class AnswerText(QTextBrowser):
    """Shows sections of questions and answers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] = ()
        self._words = ""
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Answers"))
        self.document().setDocumentMargin(2)

    @property
    def sections(self) -> tuple[Section, ...]:
        return self._sections

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these from their beginning; the same again stays where it is scrolled to."""
        if tuple(sections) == self._sections and not self._words:
            return
        self._sections, self._words = tuple(sections), ""
        self.setHtml("".join(_markup(head, pairs) for head, pairs in sections))

    def show_words(self, words: str) -> None:
        """A sentence in place of answers."""
        if words != self._words or self._sections:
            self._sections, self._words = (), words
            self.setHtml(f"<p>{escape(words)}</p>" if words else "")

    def plain(self) -> str:
        """The answers as text, for the clipboard."""
        return "\n\n".join(_plain(head, pairs) for head, pairs in self._sections)


def _markup(head: str, pairs: Pairs) -> str:
    parts = [f"<p><i>{escape(head)}</i></p>"] if head else []
    for question, answer in pairs:
        data = _as_data(answer)
        parts.append(f'<p style="margin-bottom:2px"><b>{_lines(question)}</b></p>')
        if data is None:
            parts.append(f'<p style="margin-top:2px">{_lines(answer)}</p>')
        else:
            parts.append(f'<pre style="white-space:pre-wrap; margin-top:2px">{escape(data)}</pre>')
    return "".join(parts)


def _lines(words: str) -> str:
    return "<br/>".join(map(escape, words.splitlines()))


def _as_data(answer: str) -> str | None:
    """JSON set out in lines, or None for sentences."""
    if answer.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return json.dumps(json.loads(answer), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return None


def _plain(head: str, pairs: Pairs) -> str:
    several = len(pairs) > 1
    told: Iterable[str] = (f"{q}\n{a}" if several else a for q, a in pairs)
    return "\n\n".join((*([head] if head and several else []), *told))
