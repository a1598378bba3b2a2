"""A conversation: the messages, the meter, and where one writes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.chat.asking import SCHEMA, Ask
from app.chat.composer import Composer
from app.chat.entries import Act, Entry
from app.chat.language_files import is_model
from app.chat.measuring import Measured, Measurer, Wanted
from app.chat.meter import ContextMeter
from app.chat.sending import Sending
from app.chat.talk import Answering
from app.chat.transcript import Transcript
from app.chat.views import ChatParts
from app.error_view import MessageKind, MessageStrip, sentence_of
from app.jobs import QUICK, Job, JobState
from app.labels import hint_label
from pipelines.conversations.attachments import Attachment, message_content
from pipelines.conversations.records import ConversationKind, Turn
from pipelines.errors import HearthError
from pipelines.language.engine import Role

if TYPE_CHECKING:
    from pipelines.progress import Progress


class ChatPage(QWidget):
    """`changed` when what can be done may differ, `models_given` with models that were dropped."""

    changed = Signal()
    models_given = Signal(object)

    def __init__(
        self, parts: ChatParts, sending: Sending, strip: MessageStrip, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._parts, self._sending, self._strip = parts, sending, strip
        self._editing: int | None = None
        self.transcript = Transcript(self, parts.thumbnails)
        self.empty = self._make_empty()
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.transcript)
        self.composer = Composer(self, parts.thumbnails)
        self.meter = ContextMeter(self)
        self.measurer = Measurer(parts.context, self)
        self.foot = foot = QVBoxLayout()
        foot.setContentsMargins(24, 0, 24, 12)
        foot.setSpacing(6)
        foot.addWidget(self.composer)
        foot.addWidget(self.meter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
        self._connect()

    def _make_empty(self) -> QWidget:
        page = QWidget(self)
        head = QLabel(self.tr("What is it about?"), page)
        head.setProperty("role", "display")
        head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = hint_label(
            self.tr(
                "Everything stays on this machine. Enter sends, Shift+Enter begins a new line. "
                "Text files can be dropped here."
            ),
            "hint",
            page,
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 0, 48, 0)
        column.addStretch(2)
        column.addWidget(head)
        column.addWidget(words)
        column.addStretch(3)
        return page

    def _connect(self) -> None:
        talk, composer = self._parts.talk, self.composer
        composer.sent.connect(self.send)
        composer.stopped.connect(talk.stop)
        composer.changed.connect(self._on_typed)
        composer.files_wanted.connect(self.browse)
        composer.files_given.connect(self.attach)
        composer.recalled.connect(self.edit_last)
        composer.edit_cancelled.connect(self.cancel_edit)
        self.transcript.acted.connect(self._act)
        self.measurer.measured.connect(self._show_measured)
        talk.changed.connect(self._show_entries)
        talk.grew.connect(self._grow)
        talk.turn_wanted.connect(self.transcript.show_turn)

    # -- what is shown ---------------------------------------------------------------------

    def show_conversation(self) -> None:
        """Another conversation was opened or begun: its draft, and nothing being edited."""
        self._editing = None
        self.composer.show_editing(False)
        self._put_draft()
        self.refresh()

    def _put_draft(self) -> None:
        drafts, conversation = self._parts.drafts, self._parts.talk.id
        images = drafts.images_of(conversation)
        self.composer.set_message(drafts.of(conversation), images=images)

    def _keep_draft(self) -> None:
        composer = self.composer
        self._parts.drafts.keep(self._parts.talk.id, composer.words, composer.images)

    def _show_entries(self) -> None:
        if self._parts.talk.kind is not ConversationKind.CHAT:
            return
        entries = self._parts.talk.entries()
        self.stack.setCurrentWidget(self.transcript if entries else self.empty)
        fresh = [e.turn.id for e in entries] != [e.turn.id for e in self.transcript.entries]
        self.transcript.set_entries(entries, follow=fresh)
        self.refresh()

    def _grow(self, entry: Entry) -> None:
        if self._parts.talk.kind is ConversationKind.CHAT:
            self.transcript.grow(entry)

    def refresh(self) -> None:
        """What can be done now, and what it would take."""
        self.composer.show_state(self._parts.talk.answers_here, self.why_not())
        self.measure()
        self.changed.emit()

    def why_not(self) -> str:
        """Why nothing can be sent now; empty if it can."""
        if self._parts.panel.choice is None:
            return self.tr("There is no model yet")
        if self._parts.talk.answering is not None:
            return self.tr("An answer is being written: stop it, or wait for its end")
        return self.tr("Write a message first") if self.composer.is_empty else ""

    # -- the window ------------------------------------------------------------------------

    def measure(self) -> None:
        """Count again soon."""
        parts, choice = self._parts, self._parts.panel.choice
        if choice is None or parts.talk.kind is not ConversationKind.CHAT:
            self.measurer.want(None)
            return
        turns = self._before_draft()
        files = self.composer.attachments
        self.measurer.want(
            Wanted(
                choice,
                {**parts.panel.given, **parts.panel.values()},
                [turn.message for turn in turns][self._sending.left_out(parts.talk.id) :],
                message_content(self.composer.words, files),
                [item.text for item in files],
                parts.panel.facts.window,
                images=[item.input for item in self.composer.images],
                image_tokens=parts.panel.facts.image_tokens,
            )
        )

    def _show_measured(self, found: Measured) -> None:
        self.meter.show_use(found.use, found.exact)
        if found.files:
            self.composer.chips.show_tokens(found.files)
        self.composer.pictures.show_tokens(found.images, found.exact)

    def _before_draft(self) -> Sequence[Turn]:
        """The turns that the draft follows."""
        turns = self._parts.talk.turns
        ids = [turn.id for turn in turns]
        return turns[: ids.index(self._editing)] if self._editing in ids else turns

    # -- sending ---------------------------------------------------------------------------

    def send(self) -> None:
        """Send what is written; if that cannot be, it stays where it is."""
        if self.why_not():
            return
        before = self._before_draft()
        ask = Ask(
            ConversationKind.CHAT,
            self._parts.talk.id,
            before[-1].id if before else None,
            self.composer.words.strip(),
            self.composer.attachments,
            images=self.composer.images,
            schema=self.schema(),
        )
        if self._sending.send(ask):
            self._clear()

    def schema(self) -> Mapping[str, Any] | None:
        """A JSON schema that the answer to what is written must follow."""
        return None

    def resend(self, ask: Ask) -> None:
        """Send that once more, after something was agreed to or changed."""
        if self._sending.send(ask) and ask.said is not None:
            self._clear()

    def _clear(self) -> None:
        self._editing = None
        self.composer.show_editing(False)
        self.composer.set_message("")
        self._parts.drafts.keep(self._parts.talk.id, "")

    def take_back(self, answering: Answering) -> None:
        """What was not sent after all goes back to where it was written."""
        ask, talk = answering.ask, self._parts.talk
        if ask.kind is not ConversationKind.CHAT or ask.said is None:
            return
        same = talk.id == ask.conversation and self.composer.is_empty
        if same:
            self.composer.set_message(ask.said, ask.attachments, ask.images)
            last = talk.turns[-1].id if talk.turns else None
            if ask.parent != last:  # an earlier message was being edited
                after = [turn for turn in talk.turns if turn.parent == ask.parent]
                self._editing = after[0].id if after else None
                self.composer.show_editing(self._editing is not None)
        elif not self._parts.drafts.of(ask.conversation):
            self._parts.drafts.keep(ask.conversation, ask.said, ask.images)
        self.refresh()

    def _on_typed(self) -> None:
        if self._editing is None:
            self._keep_draft()
        self.refresh()

    # -- earlier messages ------------------------------------------------------------------

    def _act(self, act: Act, turn_id: int) -> None:
        talk = self._parts.talk
        turn, kin = talk.turn(turn_id), talk.siblings_of(turn_id)
        if turn is None:
            return
        if act is Act.EDIT:
            self.edit(turn)
        elif act is Act.REGENERATE:
            self.regenerate(turn)
        elif act is Act.CONTINUE:
            self._sending.send(Ask(ConversationKind.CHAT, talk.id, turn.parent, goes_on=turn.id))
        elif act is Act.BRANCH:
            talk.branch(turn_id)
        elif kin is not None:
            other = kin.before if act is Act.BEFORE else kin.after
            if other is not None:
                talk.show_version(other)

    def regenerate(self, turn: Turn) -> None:
        """Another answer to the same message, beside the old one."""
        if turn.parent is not None:
            facts = turn.answer
            schema = facts.settings.get(SCHEMA) if facts is not None else None
            conversation = self._parts.talk.id
            self._sending.send(Ask(ConversationKind.CHAT, conversation, turn.parent, schema=schema))

    def regenerate_last(self) -> None:
        """Ctrl+R: the last answer again, or the first to a message that has none."""
        turns = self._parts.talk.turns
        if not turns or self._parts.talk.answering is not None:
            return
        if turns[-1].role is Role.USER:
            self._sending.send(Ask(ConversationKind.CHAT, self._parts.talk.id, turns[-1].id))
        else:
            self.regenerate(turns[-1])

    def edit(self, turn: Turn) -> None:
        """Put an earlier message into the composer; sending it makes a branch."""
        if self._parts.talk.answering is not None:
            return
        self._keep_draft()
        self._editing = turn.id
        self.composer.set_message(turn.content, turn.attachments, turn.images)
        self.composer.show_editing(True)
        self.composer.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def edit_last(self) -> None:
        """Up in the empty composer."""
        said = [turn for turn in self._parts.talk.turns if turn.role is Role.USER]
        if said:
            self.edit(said[-1])

    @property
    def is_editing(self) -> bool:
        return self._editing is not None

    def cancel_edit(self) -> None:
        """Back to the draft that was there before."""
        self._editing = None
        self.composer.show_editing(False)
        self._put_draft()
        self.refresh()

    # -- files -----------------------------------------------------------------------------

    def browse(self) -> None:
        """The file dialog for text files."""
        paths, _kind = QFileDialog.getOpenFileNames(self, self.tr("Attach text files"))
        if paths:
            self.attach([Path(path) for path in paths])

    def attach(self, given: Sequence[Path]) -> None:
        """Read text files and put them beside the message; what is none is told. Models among
        them are handed on."""
        models = [path for path in given if is_model(path)]
        if models:
            self.models_given.emit(models)
        paths = [path for path in given if path not in models]
        if not paths:
            return

        def work(_progress: "Progress") -> list[Any]:
            from pipelines.conversations.attachments import read_attachment

            found: list[Any] = []
            for path in paths:
                try:
                    found.append(read_attachment(path))
                except HearthError as error:
                    found.append(error)
            return found

        job = self._parts.context.jobs.submit(work, lane=QUICK)
        job.finished.connect(lambda _state: self._on_read(job))

    def _on_read(self, job: Job) -> None:
        if job.state is not JobState.DONE:
            self._strip.show_failure(job)
            return
        problems = [sentence_of(item) for item in job.result if isinstance(item, HearthError)]
        for item in job.result:
            if isinstance(item, Attachment):
                self.composer.chips.add(item)
        if problems:
            self._strip.show_message(MessageKind.WARNING, " ".join(problems[:3]))
