"""The page of one model: what it is good for, its weights, its examples, its card."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.icons import Tint, set_icon
from app.models.badges import Badge
from app.models.card_text import CardText
from app.models.download_bar import data_size
from app.models.downloads import Downloads
from app.models.entries import ExampleEntry, ModelEntry, VariantEntry
from app.models.examples_view import ExampleCard
from app.models.variant_row import VariantRow
from app.translation import translate, translate_param


class ModelDetail(QScrollArea):
    """Shows one entry. What is asked for is told by signals; states come by `show_states`."""

    install_requested = Signal(object)
    remove_requested = Signal(object)
    load_requested = Signal(object)
    unload_requested = Signal(object)
    pause_requested = Signal(object)
    give_up_requested = Signal(object)
    example_used = Signal(object)
    example_removed = Signal(object)
    edit_requested = Signal(str)
    share_requested = Signal(str)
    own_remove_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry: ModelEntry | None = None
        self.rows: dict[str, VariantRow] = {}
        self.examples: list[ExampleCard] = []
        self.memory = QLabel()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_entry(self, entry: ModelEntry) -> None:
        """Show that model from the top; the same one again stays where it was scrolled to."""
        bar = self.verticalScrollBar()
        before = bar.value() if self.entry is not None and self.entry.name == entry.name else 0
        self.entry = entry
        self.rows, self.examples = {}, []
        page = QWidget(self)
        page.setProperty("role", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(28, 24, 28, 28)
        self._column.setSpacing(20)
        self._add_head(entry)
        self._add_judgement(entry)
        if entry.own:
            self._add_own(entry)
        if entry.variants:
            self._add_weights(entry.variants)
        if entry.examples:
            self._add_examples(entry.examples)
        if entry.card.body:
            self._add_card(entry.card.body)
        self._column.addStretch(1)
        self.setWidget(page)
        page.show()
        bar.setValue(before)

    def show_states(self, downloads: Downloads, loaded: set[str]) -> None:
        """Downloads by key and the versions in memory."""
        for key, row in self.rows.items():
            row.show_state(downloads.get(key), row.entry.version in loaded)

    # -- parts -----------------------------------------------------------------------------

    def _add_head(self, entry: ModelEntry) -> None:
        title = QLabel(translate_param(entry.title))
        title.setProperty("role", "display")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        name = QLabel(entry.name)
        name.setProperty("role", "hint")
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        name.setToolTip(self.tr("Its name on the command line"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(name)
        head.addStretch(1)
        if entry.source:
            head.addWidget(_Link(entry.source, self.tr("Where it comes from")))
        summary = QLabel(translate_param(entry.summary))
        summary.setWordWrap(True)
        summary.setTextFormat(Qt.TextFormat.PlainText)
        self.memory = QLabel()
        self.memory.setProperty("role", "hint")
        self.memory.setWordWrap(True)
        self.memory.hide()
        box = QVBoxLayout()
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(summary)
        box.addWidget(self.memory)
        summary.setVisible(bool(entry.summary))
        self._column.addLayout(box)

    def show_memory(self, words: str) -> None:
        """What it needs and how it would run."""
        self.memory.setText(words)
        self.memory.setVisible(bool(words))

    def _add_judgement(self, entry: ModelEntry) -> None:
        lists = (
            (self.tr("Good at"), "check", Tint.SUCCESS, entry.card.good_at),
            (self.tr("Not good at"), "close", Tint.WARNING, entry.card.not_good_at),
        )
        if not any(lines for *_, lines in lists):
            return
        row = QHBoxLayout()
        row.setSpacing(16)
        for title, icon, tint, lines in lists:
            row.addWidget(self._points(title, icon, tint, lines), 1)
        self._column.addLayout(row)

    def _points(self, title: str, icon: str, tint: Tint, lines: Sequence[str]) -> QFrame:
        card = _card()
        inside = _inside(card, title)
        for line in lines:
            mark, words = QLabel(), QLabel(translate_param(line))
            set_icon(mark, icon, tint, 16)
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            inside.addLayout(row)
        inside.addStretch(1)
        return card

    def _add_weights(self, variants: Sequence[VariantEntry]) -> None:
        card = _card()
        inside = _inside(card, self.tr("Versions"))
        for index, variant in enumerate(variants):
            if index:
                inside.addWidget(_line())
            row = self.rows[variant.key] = VariantRow(variant, card)
            row.install_requested.connect(self.install_requested)
            row.remove_requested.connect(self.remove_requested)
            row.load_requested.connect(self.load_requested)
            row.unload_requested.connect(self.unload_requested)
            row.pause_requested.connect(self.pause_requested)
            row.give_up_requested.connect(self.give_up_requested)
            inside.addWidget(row)
        self._column.addWidget(card)

    def _add_own(self, entry: ModelEntry) -> None:
        """A model of the user's own: where it is, and what can be done with it."""
        card = _card()
        inside = _inside(card, self.tr("Your model"))
        state = Badge()
        if not entry.there:
            words, tip = self.tr("The file is gone"), self.tr("Put it back, or import it again.")
            state.show_words(words, "error", Tint.ERROR, tip)
        elif entry.runs:
            state.show_words(self.tr("Installed"), "check", Tint.SUCCESS)
        else:
            tip = self.tr("It is kept for when Hearth learns to run it.")
            state.show_words(self.tr("Nothing here runs it yet"), "clock", Tint.MUTED, tip)
        facts = QLabel(" · ".join(self._own_facts(entry)))
        facts.setWordWrap(True)
        facts.setProperty("role", "small")
        facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(state)
        row.addStretch(1)
        for words, icon, signal in (
            (self.tr("Edit…"), "edit", self.edit_requested),
            (self.tr("Share…"), "share", self.share_requested),
            (self.tr("Remove…"), "trash", self.own_remove_requested),
        ):
            button = QPushButton(words)
            button.setAccessibleName(f"{words.rstrip('…')} {entry.title}")
            set_icon(button, icon, side=16)
            button.clicked.connect(lambda _on=False, s=signal: s.emit(entry.name))
            row.addWidget(button)
        inside.addLayout(row)
        inside.addWidget(facts)
        self._column.addWidget(card)

    def _own_facts(self, entry: ModelEntry) -> list[str]:
        from pipelines.own_models.kinds import TITLES
        from pipelines.spec import Kind

        facts = [f"{key}: {value}" for key, value in entry.facts.items()]
        kind = [translate(TITLES[entry.kind])] if isinstance(entry.kind, Kind) else []
        place = [str(entry.place)] if entry.place else []
        return [*kind, *facts, data_size(entry.size), *place]

    def _add_examples(self, examples: Sequence[ExampleEntry]) -> None:
        title = QLabel(self.tr("Examples"))
        title.setProperty("role", "title")
        self._column.addWidget(title)
        for example in examples:
            card = ExampleCard(example)
            card.used.connect(self.example_used)
            card.removed.connect(self.example_removed)
            self.examples.append(card)
            self._column.addWidget(card)

    def _add_card(self, body: str) -> None:
        card = _card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 16)
        text = CardText(card)
        lines = body.splitlines()
        if lines and lines[0].startswith("# "):  # the page has a title already
            lines = lines[1:]
        text.show_markdown("\n".join(lines))
        inside.addWidget(text)
        self._column.addWidget(card)


class _Link(QLabel):
    """A link in the colours of the theme, which Qt takes over only when the text is set."""

    def __init__(self, address: str, words: str) -> None:
        super().__init__()
        self._html = f'<a href="{address}">{words}</a>'
        self.setOpenExternalLinks(True)
        self.setToolTip(address)
        self.setText(self._html)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.clear()
            self.setText(self._html)


def _card() -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    return card


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line


def _inside(card: QFrame, title: str) -> QVBoxLayout:
    inside = QVBoxLayout(card)
    inside.setContentsMargins(20, 16, 20, 16)
    inside.setSpacing(10)
    heading = QLabel(title, card)
    heading.setProperty("role", "title")
    inside.addWidget(heading)
    return inside
