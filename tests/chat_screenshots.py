"""The chat tab's screens for `tests.screenshots`: a scripted model answers, so all are alike.

The pages beside the conversation are taken with the real starter model, where its file is there.
"""

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.chat.models import Known, ModelFacts, list_models
from app.chat.tab import ChatTab
from app.chat_views.compare_page import ComparePage
from app.chat_views.token_page import TokenPage
from app.chat_views.views import VIEWS
from app.chat_views.workshop_page import WorkshopPage
from pipelines.language.engine import Piece
from tests.app.chat.conftest import spec_of
from tests.language_fakes import FakeEngine

if TYPE_CHECKING:
    from tests.screenshots import Photographer

THOUGHT = "They want a function and the reason. A slice is the shortest; say what it costs."
ANSWER = """A slice with a step of **-1** walks the string from its end:

```python
def reverse(words: str) -> str:
    # every character, the last one first
    return words[::-1]
```

1. `words[::-1]` makes a new string; the old one stays as it is.
2. It takes as long as the string is long.
3. For *very* long texts `reversed(words)` gives one character at a time.

| way | copies |
|---|---|
| `words[::-1]` | one |
| `"".join(reversed(words))` | two |
"""
QUESTIONS = (
    "What is a photograph?",
    "Write a short Python function that reverses a string.",
)
TOKENS = """<|im_start|>user
How does a tokenizer cut words? Unbelievably, café and ⅞ become several tokens.

def add(a, b):
    return a + b
"""
REVIEWS = """id,Text
1,I loved the view from the window.
2,
3,The lamp broke after a day.
4,It weighs two kilograms.
"""
STORY = "Once upon a time there was a lighthouse keeper who"


def pieces_of(words: str) -> list[str]:
    """Cut as tokens would be."""
    return [word + " " for word in words.split(" ")]


def take_chat(photographer: "Photographer") -> None:
    """Empty, a conversation, an answer on its way, what overflows, and a base model's text."""
    window = photographer.window
    engine = FakeEngine(window=8192, name="Qwen3 4B")
    base = FakeEngine(pieces_of("had never seen the sea. "), template=None, window=4096)
    specs = (spec_of(engine, "Qwen3 4B"), spec_of(base, "Qwen3 4B Base"))

    def known(found: Sequence[Any], runtime: Any) -> Known:
        told = list_models(found, runtime)
        named = tuple(replace(c, title=c.key, licence="Apache-2.0") for c in told.choices)
        facts = {c.key: ModelFacts(8192, chats="Base" not in c.key) for c in named}
        return replace(told, choices=named, facts=facts)

    tab = window.pages["chat"] = ChatTab(window.context, "chat", lambda: specs, VIEWS, known=known)
    window.stack.addWidget(tab)
    window.show_tab([item.key for item in window.tabs].index("chat"))
    photographer.settle()
    photographer.take("chat-empty")
    _talk(photographer, tab, engine)
    _overflow(photographer, tab)
    _complete(photographer, tab)


def take_chat_views(photographer: "Photographer") -> None:
    """Comparison, workshop and tokens, by the real starter model."""
    window = photographer.window
    window.show_tab([item.key for item in window.tabs].index("chat"))
    photographer.settle()
    tab = window.pages["chat"]
    assert isinstance(tab, ChatTab)
    tab.panel.set_values({"max_new_tokens": 256})
    for question in QUESTIONS:
        _say(photographer, tab, question)
    photographer.take("chat-conversation")
    for view in VIEWS:
        tab.views.show_view(view.key)
        photographer.settle()
        page = tab.views.page
        if isinstance(page, ComparePage):
            _compare(photographer, page)
        elif isinstance(page, WorkshopPage):
            _workshop(photographer, page)
        elif isinstance(page, TokenPage):
            page.box.setPlainText(TOKENS)
            photographer.settle()
        photographer.take(f"chat-{view.key}")
    tab.views.show_view(tab.views.keys[0])


def _compare(photographer: "Photographer", page: ComparePage) -> None:
    page.system.setPlainText("Answer in two short sentences.")
    page.prompt.setPlainText("Why is the sky blue?")
    other = page.columns[1].settings.form
    assert other is not None
    other.rows["temperature"].editor.set_value(1.0)
    other.changed.emit()
    page.run()
    photographer.settle()


def _workshop(photographer: "Photographer", page: WorkshopPage) -> None:
    page.list.choose("Classify a text")
    page.values.set_values({"text": "The soup was cold and the waiter rude."})
    photographer.settle()
    page.preview.load_model()
    photographer.settle()
    page.run()
    photographer.settle()
    reviews = photographer.photo.with_name("reviews.csv")
    reviews.write_text(REVIEWS)
    page.output.setCurrentWidget(page.table)
    page.table.choice.read(reviews)
    photographer.settle()
    page.table.run()
    photographer.settle()


def _say(photographer: "Photographer", tab: ChatTab, words: str) -> None:
    tab.conversation.chat.composer.set_message(words)
    tab.run()
    photographer.settle()


def _talk(photographer: "Photographer", tab: ChatTab, engine: FakeEngine) -> None:
    engine.pieces = pieces_of("Of course. What is it about?")
    for words in ("Names for a grey cat", "A letter to the landlord", "Can you help me?"):
        tab.begin()
        _say(photographer, tab, words)
    engine.pieces = [Piece(THOUGHT, True), *pieces_of(ANSWER)]
    _say(photographer, tab, "Write a Python function that reverses a string, and explain it.")
    view = tab.conversation.chat.transcript.view_of(tab.talk.turns[-1].id)
    if view is not None and view.fold is not None:
        view.fold.button.click()
        photographer.take("chat-thinking")
    go = threading.Event()
    engine.pieces = pieces_of(ANSWER)
    engine.on_piece = lambda n: go.wait(60) if n == 40 else None
    tab.conversation.chat.composer.set_message("And without a slice?")
    tab.run()
    photographer.wait(
        20, lambda: "last" in tab.conversation.chat.transcript.entries[-1].turn.content
    )
    tab.conversation.chat.composer.set_message("Next, I would like to")
    photographer.wait(1)
    photographer.take("chat-streaming")
    go.set()
    photographer.settle()
    engine.on_piece = lambda _n: None


def _overflow(photographer: "Photographer", tab: ChatTab) -> None:
    tab.panel.set_values({"context_length": 256})
    _say(photographer, tab, "Please put all of that into one table. " * 12)
    photographer.take("chat-overflow")
    tab.conversation.overflow.dismissed.emit()
    tab.panel.set_values({"context_length": 0})
    tab.conversation.chat.composer.set_message("")


def _complete(photographer: "Photographer", tab: ChatTab) -> None:
    tab.panel.picker.choose("Qwen3 4B Base")
    photographer.settle()
    page = tab.conversation.completion
    page.edit.setPlainText(STORY + " ")
    page.edit.moveCursor(page.edit.textCursor().MoveOperation.End)
    page.go_on()
    photographer.settle()
    photographer.take("chat-completion")
