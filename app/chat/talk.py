"""The conversation that is open, and the one answer that may be on its way, here or elsewhere."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.chat.asking import Answered, Ask, ModelUse, Overflow
from app.chat.entries import Entry, entries_of
from app.chat.store_line import StoreLine
from app.chat.stream import Stream
from app.context import AppContext
from app.jobs import REPORT_EVERY_MS, Job, JobState
from pipelines.conversations.records import (
    AnswerFacts,
    Conversation,
    ConversationKind,
    Siblings,
    Turn,
)
from pipelines.language.engine import Role

if TYPE_CHECKING:
    from pipelines.conversations.store import ConversationStore
    from pipelines.progress import Progress

#: Showing what came may take this share of the window's time, so that typing stays smooth.
_SHARE = 0.25


@dataclass
class Answering:
    """An answer on its way. `turn` is None until its first word is near.

    `page` tells new conversations apart as long as they have no id; `begins_here` while the open
    one is getting its id.
    """

    ask: Ask
    use: ModelUse
    job: Job
    stream: Stream
    conversation: int | None
    page: int
    begins_here: bool = False
    turn: Turn | None = None
    said: Turn | None = None


@dataclass(frozen=True)
class Opened:
    """What a job read of a conversation."""

    conversation: Conversation
    turns: tuple[Turn, ...]
    siblings: Mapping[int, Siblings] = field(default_factory=dict)


def read_conversation(store: "ConversationStore", conversation: int) -> Opened:
    """The branch that is shown; only from a job."""
    found = store.get(conversation)
    return Opened(found, store.turns.path(found.leaf), store.turns.all_siblings(conversation))


class Talk(QObject):
    """`opened` with a `Conversation` or None after another was opened or begun, `turn_wanted` with
    the turn that is to be seen; `changed` when the entries did, `grew` with the last entry.

    `answering_changed` when an answer began or ended; `ended` with it when it did, `returned` with
    what was not sent after all, `overflowed` with an `Overflow` and its `Answering`, `failed` with
    a job. `listed` when the list may differ.
    """

    opened = Signal(object)
    turn_wanted = Signal(int)
    changed = Signal()
    grew = Signal(object)
    answering_changed = Signal()
    ended = Signal(object)
    returned = Signal(object)
    overflowed = Signal(object, object)
    failed = Signal(object)
    listed = Signal()

    def __init__(self, context: AppContext, line: StoreLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._line = context, line
        self.conversation: Conversation | None = None
        self.kind = ConversationKind.CHAT
        self.turns: tuple[Turn, ...] = ()
        self.answering: Answering | None = None
        self.names: Mapping[str, str] = {}
        self._siblings: Mapping[int, Siblings] = {}
        self._wanted: int | None = None
        self._page = 0
        self._timer = QTimer(self)
        self._timer.setInterval(REPORT_EVERY_MS)
        self._timer.timeout.connect(self._look)

    # -- which conversation ----------------------------------------------------------------

    @property
    def id(self) -> int | None:
        """Of the open conversation; None while it has not begun."""
        return self.conversation.id if self.conversation is not None else None

    @property
    def answers_here(self) -> bool:
        """Whether the answer on its way belongs to what is open."""
        answering = self.answering
        if answering is None or answering.conversation != self.id:
            return False
        return self.id is not None or answering.page == self._page

    def begin(self, kind: ConversationKind) -> None:
        """A new conversation; nothing is saved before something is said."""
        self._wanted = None
        self._page += 1
        self.conversation, self.kind = None, kind
        self.turns, self._siblings = (), {}
        self.opened.emit(None)
        self.changed.emit()

    def open(self, conversation: int, turn: int | None = None) -> None:
        """Read and show a conversation, in the branch that has that turn."""
        self._wanted = conversation

        def work(store: "ConversationStore") -> Opened:
            found = read_conversation(store, conversation)
            if turn is None or turn in (item.id for item in found.turns):
                return found
            store.turns.show(turn)
            return read_conversation(store, conversation)

        self._line.ask(work, lambda found: self._on_opened(found, turn))

    def _on_opened(self, found: Opened, turn: int | None) -> None:
        if found.conversation.id == self._wanted:
            self._take(found)
            self.opened.emit(found.conversation)
            self.changed.emit()
            if turn is not None:
                self.turn_wanted.emit(turn)

    def _take(self, found: Opened) -> None:
        self.conversation, self.kind = found.conversation, found.conversation.kind
        self.turns, self._siblings = found.turns, found.siblings

    def reload(self) -> None:
        """Read what is open again."""
        if self.id is not None:
            conversation = self.id
            self._line.ask(lambda store: read_conversation(store, conversation), self._on_reloaded)

    def _on_reloaded(self, found: Opened) -> None:
        if found.conversation.id == self.id:
            self._take(found)
            self.changed.emit()

    def show_version(self, turn_id: int) -> None:
        """Show the branch of that turn."""
        conversation = self.id
        if conversation is None or self.answers_here:
            return

        def work(store: "ConversationStore") -> Opened:
            store.turns.show(turn_id)
            return read_conversation(store, conversation)

        self._line.ask(work, self._on_reloaded)

    def branch(self, turn_id: int) -> None:
        """Go on from there in a new conversation."""

        def work(store: "ConversationStore") -> int:
            return store.branch(turn_id).id

        def done(conversation: int) -> None:
            self.open(conversation)
            self.listed.emit()

        self._line.ask(work, done)

    def turn(self, turn_id: int) -> Turn | None:
        """A turn that is shown."""
        return next((turn for turn in self.turns if turn.id == turn_id), None)

    def siblings_of(self, turn_id: int) -> Siblings | None:
        """The versions of a turn."""
        return self._siblings.get(turn_id)

    # -- what is shown ---------------------------------------------------------------------

    def entries(self) -> list[Entry]:
        """The branch, with what is on its way at its end."""
        turns: Sequence[Turn] = self.turns
        answering = self.answering
        if answering is not None and self.answers_here:
            turns = self._with_pending(answering)
        return entries_of(turns, self._siblings, self.names)

    def _with_pending(self, answering: Answering) -> list[Turn]:
        ask = answering.ask
        after = answering.turn.parent if answering.turn is not None else ask.parent
        turns = []
        if after is not None:
            known = [*self.turns, *([answering.said] if answering.said is not None else [])]
            ids = [turn.id for turn in known]
            turns = known[: ids.index(after) + 1] if after in ids else known
        if answering.turn is None and ask.said is not None:
            turns.append(
                Turn(
                    0, 0, None, Role.USER, ask.said, attachments=ask.attachments, images=ask.images
                )
            )
        facts = AnswerFacts(model=answering.use.key)
        placeholder = Turn(0, 0, None, Role.ASSISTANT, "", answer=facts, growing=True)
        turns.append(answering.turn or placeholder)
        return turns

    # -- answers ---------------------------------------------------------------------------

    def ask(self, ask: Ask, use: ModelUse) -> None:
        """Let the model answer; only one at a time."""
        if self.answering is not None:
            return
        context, line, stream = self._context, self._line, Stream()
        settings = context.settings.value

        def work(progress: "Progress") -> Any:
            from app.chat.answering import answer_work

            runtime = context.engine.runtime(settings)
            try:
                return answer_work(lambda: runtime, line.store, use, ask, stream)(progress)
            finally:
                context.engine.find_devices()

        title = self.tr("Answer of {model}").format(model=self.names.get(use.key, use.key))
        job = context.jobs.submit(work, title, context.engine.lane(settings))
        self.answering = answering = Answering(ask, use, job, stream, ask.conversation, self._page)
        job.finished.connect(lambda state: self._on_end(answering, state))
        self._timer.start()
        self.changed.emit()
        self.answering_changed.emit()

    def stop(self) -> None:
        """End the answer at its next token; what came stays."""
        if self.answering is not None:
            self.answering.job.cancel()

    def _look(self) -> None:
        began = time.monotonic()
        answering = self.answering
        if answering is None:
            self._timer.stop()
            return
        batch = answering.stream.take()
        if batch.begun is not None:
            here = self.answers_here
            answering.turn, answering.said = batch.begun.answer, batch.begun.said
            answering.conversation = batch.begun.conversation.id
            if here and self.conversation is None:
                self.conversation = batch.begun.conversation
                answering.begins_here = True
                self.opened.emit(self.conversation)
            self.listed.emit()
            if here:
                self.changed.emit()
        turn = answering.turn
        if turn is None or not (batch.text or batch.thinking or batch.restarted):
            return
        before = ("", "") if batch.restarted else (turn.content, turn.thinking)
        answering.turn = replace(
            turn, content=before[0] + batch.text, thinking=before[1] + batch.thinking
        )
        if self.answers_here:
            name = self.names.get(answering.use.key, answering.use.key)
            self.grew.emit(Entry(answering.turn, None, name, is_last=True))
        spent = (time.monotonic() - began) * 1000
        self._timer.setInterval(max(REPORT_EVERY_MS, int(spent / _SHARE)))

    def _on_end(self, answering: Answering, state: JobState) -> None:
        self._look()
        here = self.answers_here
        self.answering = None
        self._timer.stop()
        self._timer.setInterval(REPORT_EVERY_MS)
        job = answering.job
        if answering.turn is None:
            if here:
                self.changed.emit()
            if isinstance(job.result, Overflow):
                self.overflowed.emit(job.result, answering)
            else:
                self.returned.emit(answering)
        elif here:
            self._settle(answering)
        if state is JobState.FAILED:
            self.failed.emit(job)
        self.ended.emit(answering)
        self.answering_changed.emit()
        self.listed.emit()

    def _settle(self, answering: Answering) -> None:
        """Keep showing what came until the store has been read again."""
        done = answering.job.result
        turn = done.turn if isinstance(done, Answered) else answering.turn
        assert turn is not None
        self.turns = (*self._with_pending(answering)[:-1], replace(turn, growing=False))
        self.changed.emit()
        self.reload()
