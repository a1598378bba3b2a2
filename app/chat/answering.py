"""The work of one answer: load, count, save the question, stream, save, all on a job's thread."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from app.chat.asking import SCHEMA, Answered, Ask, ModelUse, Overflow
from app.chat.preparing import Prepared, prepare
from app.chat.stream import Begun, Stream
from pipelines.conversations.records import ConversationKind, Turn
from pipelines.conversations.store import ConversationStore
from pipelines.device import Plan
from pipelines.errors import HearthError
from pipelines.language.continuing import SplitListener
from pipelines.language.engine import Answer, Engine, Finish, Piece, Request, Role
from pipelines.language.text_model import as_completion
from pipelines.progress import Cancelled, Progress
from pipelines.run import Runtime, open_session
from pipelines.text import Text

#: Seconds between two saves of an answer that is still growing.
SAVE_EVERY_S = 1.0


def _generate(engine: Engine, request: Request, progress: Progress) -> Answer:
    """The answer; a base model continues the text instead. Whatever the model's own `run` takes."""
    if request.prompt is None and not engine.has_template:
        request = as_completion(request)
    return engine.generate(request, progress)


def answer_work(
    runtime: Callable[[], Runtime],
    store: Callable[[], ConversationStore],
    use: ModelUse,
    ask: Ask,
    stream: Stream,
) -> Callable[[Progress], Answered | Overflow]:
    """The work of a job. What was asked is in the store before the first word of the answer."""

    def work(progress: Progress) -> Answered | Overflow:
        return _Answering(store(), use, ask, stream).run(runtime(), progress)

    return work


class _Answering:
    """One answer: counts what is to be read, streams, and keeps the store in step.

    It takes the place of the model's own `run`, so that a lack of memory anywhere in it leads to
    the session's smaller steps.
    """

    def __init__(self, store: ConversationStore, use: ModelUse, ask: Ask, stream: Stream) -> None:
        self._store, self._use, self._ask, self._stream = store, use, ask, stream
        self._version = ""
        self._prepared: Prepared | None = None
        self._begun: Begun | None = None
        self._saved = 0.0
        self._text, self._thinking = "", ""

    def run(self, runtime: Runtime, progress: Progress) -> Answered | Overflow:
        """Raises HearthError and, before anything is in the store, Cancelled."""
        use, began = self._use, time.monotonic()
        spec = replace(use.spec, run=self._generate)
        try:
            with open_session(runtime, spec, use.params, progress, use.version) as session:
                self._version = session.version.id
                answer, _plan, notes = session.compute(self._ask, use.params, progress)
        except Cancelled:
            if self._begun is None:
                raise
            seconds = time.monotonic() - began
            answer = Answer("", "", Finish.CANCELLED, 0, 0, 0, seconds, seconds, 0.0, 0)
            notes = []
        except BaseException as error:
            self._break_off(error)
            raise
        return answer if isinstance(answer, Overflow) else self._finish(answer, notes)

    def _finish(self, answer: Answer, notes: Sequence[Text]) -> Answered:
        assert self._begun is not None
        assert self._prepared is not None
        told = (*self._prepared.notes, *notes, *answer.notes)
        whole = replace(answer, text=self._text, thinking=self._thinking, notes=told)
        return Answered(self._store.turns.finish(self._begun.answer.id, whole))

    def _break_off(self, error: BaseException) -> None:
        if self._begun is None:
            return
        reason = error.text if isinstance(error, HearthError) else None
        with suppress(HearthError):  # what went wrong first is what is told
            turns, turn = self._store.turns, self._begun.answer.id
            turns.break_off(turn, self._text, self._thinking, reason)

    def _generate(
        self, engine: Engine, _ask: Ask, params: Any, plan: Plan, progress: Progress
    ) -> Answer | Overflow:
        if self._prepared is None:
            prepared = prepare(engine, self._store, self._use, self._ask)
            if isinstance(prepared, Overflow):
                return prepared
            progress.check()
            self._prepared = prepared
            self._begun = self._save_question(prepared)
            self._stream.begin(self._begun)
        else:
            self._stream.restart()  # ran out of memory on the way
        self._begin_text(self._prepared.before)
        splitter = None
        if self._prepared.before is not None:
            splitter = SplitListener(self._hear, bool(self._thinking) and not self._text)
        request = replace(self._prepared.request, listener=splitter or self._hear)
        answer = _generate(engine, request, progress)
        if splitter is not None:
            splitter.close()
        return answer

    def _begin_text(self, before: Turn | None) -> None:
        self._saved = time.monotonic()
        self._text = before.content if before is not None else ""
        self._thinking = before.thinking if before is not None else ""
        for words, thinking in ((self._thinking, True), (self._text, False)):
            if words:
                self._stream.hear(Piece(words, thinking))

    def _save_question(self, prepared: Prepared) -> Begun:
        store, use, ask = self._store, self._use, self._ask
        given = {"model": use.key, "version": self._version, "settings": use.settings}
        # With what the answer was held to, for whoever wants it again.
        made = {"settings": {**use.settings, SCHEMA: dict(ask.schema)}} if ask.schema else {}
        conversation = ask.conversation
        if conversation is None:
            conversation = store.create(kind=ask.kind).id
        store.configure(conversation, system_prompt=use.params.system_prompt, **given)
        said, parent = None, prepared.parent
        if ask.said is not None and (ask.said or ask.kind is ConversationKind.CHAT):
            said = store.turns.add(
                conversation,
                Role.USER,
                ask.said,
                parent=parent,
                attachments=ask.attachments,
                images=ask.images,
            )
            parent = said.id
        answer = store.turns.begin_answer(conversation, parent=parent, **{**given, **made})
        return Begun(store.get(conversation), said, answer)

    def _hear(self, piece: Piece) -> None:
        if piece.thinking:
            self._thinking += piece.text
        else:
            self._text += piece.text
        self._stream.hear(piece)
        now = time.monotonic()
        if self._begun is not None and now - self._saved >= SAVE_EVERY_S:
            self._saved = now
            with suppress(HearthError):  # the end is saved once more, and tells what is wrong
                self._store.turns.grow(self._begun.answer.id, self._text, self._thinking)
