"""How long the window is away while the starter model's tokens stream, and how chat scrolls.

    uv run python -m tests.benchmarks.bench_chat_window [--weights FOLDER] [--tokens 512]

The answer is written at the end of a conversation of 500 messages. A first, short answer imports
torch and loads the model; that may take its time and is not counted.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.__main__ import build_window, make_application
from app.chat.tab import ChatTab
from app.main_window import MainWindow
from pipelines.conversations.store import ConversationStore
from pipelines.language.catalogue import STARTER
from pipelines.language.engine import Role
from pipelines.places import Places
from tests.benchmarks.bench_event_loop import Pulse

MESSAGES = 500
ANSWER = """Here is **how** it is done:

1. First call `read`, then look at what came.
2. Then write it down, in words that can be understood a year later by somebody else.

```python
def read(path):
    return [line.strip() for line in open(path)]  # every line
```

That is all there is to it, unless the file is larger than the memory of the machine.
"""


def fill(path: Path) -> int:
    """A long conversation. Returns its id."""
    with ConversationStore(path) as store:
        conversation, parent = store.create(), None
        for n in range(MESSAGES):
            role = Role.ASSISTANT if n % 2 else Role.USER
            words = ANSWER * 2 if n % 2 else f"Question {n}: how is it done?"
            parent = store.turns.add(conversation.id, role, words, parent=parent).id
    return conversation.id


def wait(app: QApplication, until: object, seconds: float = 600) -> None:
    end = time.monotonic() + seconds
    while callable(until) and not until():
        app.processEvents()
        time.sleep(0.0005)
        if time.monotonic() > end:
            raise SystemExit("it took too long")


def answer(app: QApplication, window: MainWindow, tab: ChatTab, tokens: int) -> list[float]:
    """Ask for so many tokens. The gaps from the first of them to the last, in milliseconds."""
    tab.panel.set_values({"max_new_tokens": tokens, "min_new_tokens": tokens})
    chat, pulse = tab.conversation.chat, Pulse()
    chat.composer.set_message("Explain with code and a list how to read a file in Python.")
    tab.run()
    wait(app, lambda: tab.talk.answering is None or bool(_words(tab)))
    pulse.begin()
    wait(app, lambda: tab.talk.answering is None)
    wait(app, lambda: window.context.jobs.is_idle)
    gaps = pulse.end()
    if tab.conversation.strip.words:
        raise SystemExit(tab.conversation.strip.words)
    return gaps


def _words(tab: ChatTab) -> str:
    answering = tab.talk.answering
    return answering.turn.content if answering is not None and answering.turn is not None else ""


def scroll(app: QApplication, tab: ChatTab) -> list[float]:
    """Milliseconds of each of 200 turns of the wheel through the conversation."""
    bar, found = tab.conversation.chat.transcript.verticalScrollBar(), []
    for _step in range(200):
        began = time.monotonic()
        bar.setValue(bar.value() - 120)
        app.processEvents()
        found.append((time.monotonic() - began) * 1000)
    return sorted(found)


def type_words(app: QApplication, tab: ChatTab) -> list[float]:
    """Milliseconds of each of 100 keys."""
    edit, found = tab.conversation.chat.composer.edit, []
    for sign in "words that are typed " * 5:
        began = time.monotonic()
        edit.insertPlainText(sign)
        app.processEvents()
        found.append((time.monotonic() - began) * 1000)
    return sorted(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, help="a folder with the starter model")
    parser.add_argument("--tokens", type=int, default=512)
    arguments = parser.parse_args()
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        places = Places(Path(name), Path(name))
        if arguments.weights:
            places.weights.mkdir()
            file = STARTER.weight.name
            shutil.copyfile(arguments.weights / file, places.weights / file)
        else:
            from pipelines.progress import Progress
            from pipelines.weights.store import WeightStore

            WeightStore(places.weights).fetch((STARTER.weight,), Progress())
        conversation = fill(places.conversations)
        sys.setswitchinterval(0.001)  # as app.__main__ does
        app = make_application()
        app.setQuitOnLastWindowClosed(False)
        window = build_window(app, places)
        window.resize(1280, 800)
        window.show()
        window.show_tab([tab.key for tab in window.tabs].index("chat"))
        tab = window.page
        if not isinstance(tab, ChatTab):
            raise SystemExit("there is no chat tab")
        wait(app, lambda: window.context.jobs.is_idle)
        answer(app, window, tab, 16)
        tab.open(conversation)
        wait(app, lambda: window.context.jobs.is_idle)
        tab.conversation.sending.leave_out(conversation, MESSAGES)
        gaps = answer(app, window, tab, arguments.tokens)
        typed, scrolled = type_words(app, tab), scroll(app, tab)
        window.context.jobs.shutdown()
        window.close()
    print("| while tokens stream | largest gap | 99.9 % below | over 50 ms | beats |")
    print("|---|---|---|---|---|")
    print(
        f"| {arguments.tokens} tokens after {MESSAGES} messages | {gaps[-1]:.0f} ms "
        f"| {gaps[int(len(gaps) * 0.999)]:.0f} ms | {sum(gap > 50 for gap in gaps)} "
        f"| {len(gaps)} |"
    )
    print()
    print("| in that conversation | median | worst |")
    print("|---|---|---|")
    for what, times in (("one key", typed), ("one turn of the wheel", scrolled)):
        print(f"| {what} | {times[len(times) // 2]:.1f} ms | {times[-1]:.1f} ms |")


if __name__ == "__main__":
    main()
