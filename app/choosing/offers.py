"""One offer at a time in the message strip: what its buttons do until another message comes."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.error_view import MessageKind, MessageStrip

Act = Callable[[], None]


class Offers(QObject):
    """Remembers what the strip's buttons stand for.

    Anyone may say something else in the strip meanwhile, so its words tell whose turn it is.
    """

    def __init__(self, strip: MessageStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        self._words = ""
        self._accept: Act | None = None
        self._decline: Act | None = None
        strip.declined.connect(self._on_declined)

    @property
    def would_hide(self) -> bool:
        """Whether something stands in the strip that an offer would take away."""
        return bool(self._strip.words)

    def make(
        self,
        words: str,
        action: str,
        accept: Act,
        refusal: str = "",
        decline: Act | None = None,
        kind: MessageKind = MessageKind.INFO,
        details: str = "",
        closes: bool = False,
    ) -> None:
        """Say `words` with a button `action`, and one to refuse if there is a word for it.

        With `closes` the second one offers something else, and the strip can be closed as well.
        """
        self._words, self._accept, self._decline = words, accept, decline
        self._strip.show_message(
            kind, words, action=action, refusal=refusal, details=details, closes=closes
        )

    def accept(self) -> bool:
        """The strip's action was pressed. Returns whether it was for an offer of ours."""
        accept, ours = self._accept, self._strip.words == self._words
        self._forget()
        if accept is None or not ours:
            return False
        accept()
        return True

    def _on_declined(self) -> None:
        decline = self._decline
        self._forget()
        if decline is not None:
            decline()

    def _forget(self) -> None:
        self._words, self._accept, self._decline = "", None, None
