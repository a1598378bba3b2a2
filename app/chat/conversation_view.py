"""The first page of the tab: the open conversation, as a chat or as one text."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.chat.asking import Ask, Overflow
from app.chat.chat_page import ChatPage
from app.chat.completion_page import CompletionPage
from app.chat.exporting import Exporting
from app.chat.overflow_panel import OverflowPanel
from app.chat.sending import Sending
from app.chat.talk import Answering
from app.chat.views import ChatParts, ViewPage
from app.choosing.offers import Offers
from app.error_view import MessageKind, MessageStrip
from app.input_files import local_paths
from app.jobs import Job, JobState
from app.translation import translate
from app.widgets.job_bar import JobBar
from pipelines.conversations.records import Conversation, ConversationKind

if TYPE_CHECKING:
    from pipelines.text import Text


class ConversationView(ViewPage):
    """Messages, what overflows and downloads are told here, around one of two pages."""

    def __init__(self, parts: ChatParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts = parts
        self.strip = MessageStrip(self)
        self.offers = Offers(self.strip, self)
        self.strip.action.connect(self.offers.accept)
        self.sending = Sending(parts, self.strip, self.offers, self)
        self.exporting = Exporting(parts, self.strip, self)
        self.chat = self.make_chat()
        self.completion = CompletionPage(parts, self.sending, self)
        self.overflow = OverflowPanel(self, parts.thumbnails)
        self._overflowed: Ask | None = None
        self.status = QLabel(self)
        self.status.setProperty("role", "small")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setContentsMargins(28, 0, 24, 0)
        self.status.hide()
        self.job_bar = JobBar(self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.chat)
        self.pages.addWidget(self.completion)
        above = QVBoxLayout()
        above.setContentsMargins(24, 12, 24, 0)
        above.addWidget(self.strip)
        above.addWidget(self.overflow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        column.addWidget(self.job_bar)
        self.setAcceptDrops(True)
        self._connect()

    def make_chat(self) -> ChatPage:
        """The page for messages."""
        return ChatPage(self.parts, self.sending, self.strip, self)

    def _connect(self) -> None:
        talk, overflow = self.parts.talk, self.overflow
        talk.opened.connect(self._on_opened)
        talk.answering_changed.connect(self._on_answering)
        talk.returned.connect(self.chat.take_back)
        talk.overflowed.connect(self._on_overflow)
        talk.failed.connect(self.strip.show_failure)
        self.parts.line.failed.connect(self.strip.show_failure)
        self.parts.line.noticed.connect(self._notice)
        self.parts.panel.changed.connect(self._on_settings)
        self.parts.panel.choice_changed.connect(lambda _choice, _by_hand: self._on_settings())
        self.sending.downloading.connect(self.job_bar.show_job)
        self.job_bar.cancelled.connect(self._cancel_download)
        overflow.send_without.connect(self._send_without)
        overflow.raise_wanted.connect(self._raise_length)
        overflow.edit_wanted.connect(self._edit_instead)
        overflow.dismissed.connect(self._edit_instead)
        self.chat.changed.connect(self.state_changed)
        self.completion.changed.connect(self.state_changed)

    @property
    def page(self) -> "ChatPage | CompletionPage":
        """The one that suits the open conversation."""
        is_chat = self.parts.talk.kind is ConversationKind.CHAT
        return self.chat if is_chat else self.completion

    def _on_opened(self, conversation: Conversation | None) -> None:
        self._forget_overflow()
        answering = self.parts.talk.answering
        self.pages.setCurrentWidget(self.page)
        here = answering is not None and self.parts.talk.answers_here
        if here and answering is not None and answering.begins_here:
            answering.begins_here = False  # what is open has only got its number
            self.parts.drafts.keep(None, "")
            if self.page is self.completion:
                self.completion.keep_draft()
            return
        if conversation is None:
            self.sending.forget_new()
        self.page.show_conversation()

    def _on_settings(self) -> None:
        self.page.refresh()

    def _notice(self, words: "Text") -> None:
        self.strip.show_message(MessageKind.WARNING, translate(words))

    # -- an answer on its way --------------------------------------------------------------

    def _on_answering(self) -> None:
        answering = self.parts.talk.answering
        if answering is None:
            self.status.hide()
        else:
            self._forget_overflow()
            answering.job.progressed.connect(lambda _report: self._tell(answering))
            answering.job.stopping_changed.connect(lambda: self._tell(answering))
            self._tell(answering)
        self.page.refresh()

    def _tell(self, answering: Answering) -> None:
        """What happens until the first word: loading takes its time."""
        job = answering.job
        wordless = answering.turn is None or not (answering.turn.content or answering.turn.thinking)
        words = ""
        if job.state is JobState.QUEUED:
            words = self.tr("Waiting for another job to end…")
        elif job.stopping:
            words = self.tr("Stopping…")
        elif wordless and job.report is not None and job.report.text is not None:
            words = translate(job.report.text)
        shown = bool(words) and self.parts.talk.answering is answering
        self.status.setText(words)
        self.status.setVisible(shown)

    def _cancel_download(self) -> None:
        if self.sending.download is not None:
            self.sending.download.cancel()

    # -- what does not fit -----------------------------------------------------------------

    def _on_overflow(self, overflow: Overflow, answering: Answering) -> None:
        self.chat.take_back(answering)
        if answering.ask.conversation != self.parts.talk.id:
            return  # the user has gone on to another; what was typed waits there
        self._overflowed = answering.ask
        left_out = answering.ask.left_out
        self.overflow.show_overflow(overflow, left_out, self.parts.panel.facts.window)

    def _send_without(self, count: int) -> None:
        ask = self._overflowed
        if ask is not None:
            self.sending.leave_out(ask.conversation, count)
            self._again(ask)

    def _raise_length(self, tokens: int) -> None:
        ask = self._overflowed
        if ask is not None:
            self.parts.panel.set_values({"context_length": tokens})
            self._again(ask)

    def _again(self, ask: Ask) -> None:
        self._forget_overflow()
        if ask.kind is ConversationKind.CHAT:
            self.chat.resend(ask)
        else:
            self.completion.go_on()

    def _edit_instead(self) -> None:
        self._forget_overflow()
        self.take_focus()

    def _forget_overflow(self) -> None:
        self._overflowed = None
        self.overflow.hide()

    # -- what the window's menus call ------------------------------------------------------

    @property
    def can_run(self) -> bool:
        return not self.page.why_not()

    @property
    def can_cancel(self) -> bool:
        answering = self.parts.talk.answering
        on_its_way = answering is not None and not answering.job.token.cancelled
        return on_its_way or self.chat.is_editing

    @property
    def can_save(self) -> bool:
        return self.parts.talk.conversation is not None

    def take_focus(self) -> None:
        page = self.page
        edit = page.composer.edit if isinstance(page, ChatPage) else page.edit
        edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_in(self, words: str) -> None:
        """Write this where one writes, as if it had been typed."""
        page = self.page
        if isinstance(page, ChatPage):
            page.composer.set_message(words)
        else:
            page.edit.setPlainText(words)
        self.take_focus()

    def run(self) -> None:
        page = self.page
        page.send() if isinstance(page, ChatPage) else page.go_on()

    def cancel(self) -> None:
        """Stop the answer; without one, stop editing an earlier message."""
        if self.parts.talk.answering is not None:
            self.parts.talk.stop()
        elif self.chat.is_editing:
            self.chat.cancel_edit()
        self.state_changed.emit()

    def save(self) -> None:
        if self.parts.talk.conversation is not None:
            self.exporting.export(self.parts.talk.conversation)

    def open_files(self) -> None:
        if self.page is self.chat:
            self.chat.browse()

    def paste(self) -> None:
        page = self.page
        edit = page.composer.edit if isinstance(page, ChatPage) else page.edit
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.paste()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.page is self.chat and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = local_paths(event.mimeData().urls())
        if paths:
            self.chat.attach(paths)
            event.acceptProposedAction()

    def fail(self, job: Job) -> None:
        """Say why a job failed."""
        self.strip.show_failure(job)

    def close_view(self) -> None:
        self.chat.measurer.stop()
        self.completion.measurer.stop()
