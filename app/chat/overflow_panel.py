"""Shown instead of a silent cut: what does not fit, what would go, and what to do about it."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.chat.asking import Overflow
from app.chat.picture_buttons import PictureButtons
from app.icons import Tint, set_icon
from app.labels import hint_label
from app.widgets.thumbnails import Thumbnails
from pipelines.language.engine import Message, Role

#: Old messages that are named one by one, alone and over their pictures; the rest is counted.
_NAMED, _NAMED_SHOWN = 6, 2
#: Pixels of that list before it scrolls; with pictures below it a fifth of the window.
_HIGHEST, _HIGHEST_SHOWN = 170, 240


class OverflowPanel(QFrame):
    """`send_without` with how much is left out, `raise_wanted` with a context length, `edit_wanted`
    and `dismissed`; `picture_chosen` with one that would go. Hidden while nothing overflows."""

    send_without = Signal(int)
    raise_wanted = Signal(int)
    edit_wanted = Signal()
    dismissed = Signal()
    picture_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, thumbnails: Thumbnails | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setProperty("kind", "warning")
        self._leaves_out = self._length = 0
        sign = QLabel(self)
        sign.setFixedSize(24, 24)
        set_icon(sign, "warning", Tint.WARNING, 24)
        self.head = hint_label("", "heading", self)
        self.what = hint_label("", "", self)
        self.what.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.pictures = PictureButtons(thumbnails, self)
        self.pictures.chosen.connect(self.picture_chosen)
        page = QWidget(self)
        page.setProperty("role", "page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.what)
        inside.addWidget(self.pictures)
        inside.addStretch(1)
        box = QScrollArea(self)
        box.setWidgetResizable(True)
        box.setWidget(page)
        box.setAccessibleName(self.tr("What would be left out"))
        self._box = box
        self.send_button = self._button(lambda: self.send_without.emit(self._leaves_out))
        self.raise_button = self._button(lambda: self.raise_wanted.emit(self._length))
        self.send_button.setText(self.tr("Send without them"))
        self.raise_button.setText(self.tr("Raise the context length"))
        self.edit_button = self._button(self.edit_wanted.emit)
        self.edit_button.setText(self.tr("Edit the message"))
        self.cancel_button = self._button(self.dismissed.emit)
        self.cancel_button.setText(self.tr("Cancel"))
        top = QHBoxLayout()
        top.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.head, 1)
        row = QGridLayout()  # two lines: translations are longer
        row.setColumnStretch(0, 1)
        row.setColumnStretch(1, 1)
        buttons = (self.send_button, self.raise_button, self.edit_button, self.cancel_button)
        for number, button in enumerate(buttons):
            button.setAccessibleName(button.text())
            row.addWidget(button, number // 2, number % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addLayout(top)
        column.addWidget(box)
        column.addLayout(row)
        self.hide()

    def _button(self, act: object) -> QPushButton:
        button = QPushButton(self)
        if callable(act):
            button.clicked.connect(lambda: act())
        return button

    def show_overflow(self, overflow: Overflow, left_out: int, possible: int) -> None:
        """`left_out` is what was agreed to before; `possible` is the longest window of the model
        in tokens."""
        number = QLocale().toString
        self.head.setText(
            self.tr("This takes {tokens} tokens, the answer included; the window holds {window}.")
            .format(tokens=number(overflow.tokens), window=number(overflow.window))
        )  # fmt: skip
        fitted = overflow.fitted
        if fitted is None:
            self._leaves_out = overflow.tokens_over
            words = self.tr("The model would not read the first {n} tokens of the text.")
            self.what.setText(words.format(n=number(overflow.tokens_over)))
            self.send_button.setText(self.tr("Continue without them"))
        else:
            self._leaves_out = left_out + len(fitted.dropped)
            self.what.setText(self._dropped(fitted.dropped))
            self.send_button.setText(self.tr("Send without them"))
        self.pictures.show_images(overflow.pictures)
        self.send_button.setAccessibleName(self.send_button.text())
        self.show()
        width = max(200, self.width() - 40)
        height = self.what.heightForWidth(width)
        most = _HIGHEST
        if overflow.pictures:
            height += self.pictures.heightForWidth(width) + 12
            room = self.window().height() // 5
            most = min(_HIGHEST_SHOWN, max(_HIGHEST // 2, room))
        self._box.setFixedHeight(min(most, height + 8))
        self._offer_length(overflow, possible)
        self.send_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dropped(self, dropped: tuple[Message, ...]) -> str:
        lines = [
            self.tr(
                "The model would not read these oldest messages ({n}); they stay in the "
                "conversation:"
            ).format(n=len(dropped))
        ]
        named = _NAMED_SHOWN if any(message.images for message in dropped) else _NAMED
        for message in dropped[:named]:
            who = self.tr("You") if message.role is Role.USER else self.tr("Answer")
            words = " ".join(message.content.split())
            shown = self.tr("(pictures: {n})").format(n=len(message.images))
            told = f"{words[:60]}{'…' if len(words) > 60 else ''}"
            lines.append(f"•  {who}: {told}{f' {shown}' if message.images else ''}")
        if len(dropped) > named:
            lines.append(self.tr("and {n} more").format(n=len(dropped) - named))
        return "\n".join(lines)

    def _offer_length(self, overflow: Overflow, possible: int) -> None:
        """The next round length in which it fits, if the model can keep so much in mind."""
        self._length = min(possible, -(-overflow.tokens // 1024) * 1024)
        fits = self._length >= overflow.tokens and self._length > overflow.window
        self.raise_button.setVisible(fits)
        words = self.tr("Raise the context length to {n}")
        self.raise_button.setText(words.format(n=QLocale().toString(self._length)))
        self.raise_button.setAccessibleName(self.raise_button.text())
        self.raise_button.setToolTip(self.tr("Takes more memory, and loads the model anew"))
