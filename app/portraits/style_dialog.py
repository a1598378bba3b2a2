"""The styles, to be renamed, changed, added, deleted, put in order and restored."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.list_dialog import ListDialog, ListWords
from app.translation import translate
from pipelines.text import as_text

if TYPE_CHECKING:
    from pipelines.portraits.styles import Style


def style_title(style: "Style") -> str:
    """What it is called in the user's language."""
    return translate(style.name) if style.key else str(style.name)


class StyleDialog(ListDialog["Style"]):
    """`saved` with the new list. Nothing changes before that."""

    def __init__(self, items: "Sequence[Style]", parent: QWidget | None = None) -> None:
        words = ListWords(
            title=self.tr("Styles of portraits"),
            list=self.tr("Styles"),
            add=self.tr("Add a style"),
            delete=self.tr("Delete the style"),
            up=self.tr("Move the style up"),
            down=self.tr("Move the style down"),
            restore=self.tr("Restore Hearth's styles"),
            restore_tip=self.tr("Those that came with Hearth, as they were; your own stay"),
        )
        super().__init__(items, words, parent)

    def make_fields(self) -> None:
        self.name = QLineEdit(self)
        self.prompt = QPlainTextEdit(self)
        self.negative = QPlainTextEdit(self)
        for field in (self.prompt, self.negative):
            field.setTabChangesFocus(True)
        self.add_field(self.tr("&Name"), self.name)
        self.add_field(self.tr("&Words; {prompt} is where your prompt goes"), self.prompt, 2)
        self.add_field(self.tr("What the picture shall n&ot show"), self.negative, 1)
        self.name.textEdited.connect(lambda _words: self.changed())
        self.prompt.textChanged.connect(self.changed)
        self.negative.textChanged.connect(self.changed)

    def title_of(self, item: "Style") -> str:
        return style_title(item)

    def show_item(self, item: "Style | None") -> None:
        self.name.setText(style_title(item) if item is not None else "")
        self.prompt.setPlainText(item.prompt if item is not None else "")
        self.negative.setPlainText(item.negative if item is not None else "")

    def read_item(self, old: "Style") -> "Style":
        changed = replace(
            old, prompt=self.prompt.toPlainText(), negative=self.negative.toPlainText()
        )
        if self.name.text() == style_title(old):  # only shown in another language
            return changed
        return replace(changed, name=as_text(self.name.text()))

    def check_item(self, item: "Style") -> None:
        from pipelines.errors import BadInput
        from pipelines.portraits.styles import check_style

        check_style(item)
        words = [one.word.casefold() for one in self.items]
        if words.count(item.word.casefold()) > 1:
            raise BadInput("Two styles are called {name}: give one another name.", name=item.word)

    def new_item(self) -> "Style":
        from pipelines.portraits.styles import PLACE, Style

        taken = {one.word.casefold() for one in self.items}
        name, number = self.tr("New style"), 2
        while name.casefold() in taken:
            name, number = f"{self.tr('New style')} {number}", number + 1
        return Style(as_text(name), PLACE)

    def restored(self, items: "Sequence[Style]") -> "Sequence[Style]":
        from pipelines.portraits.styles import restored

        return restored(items)
