"""The chat tab: conversations on the left, one of them in the middle, model and settings right."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.chat.conversation_list import ConversationList
from app.chat.conversation_view import ConversationView
from app.chat.drafts import Drafts
from app.chat.header import TabHeader
from app.chat.list_model import title_of
from app.chat.models import Known, list_models
from app.chat.panel import ChatPanel
from app.chat.setup import Setup, chat_setup
from app.chat.store_line import StoreLine
from app.chat.talk import Talk
from app.chat.views import ChatParts, View, ViewPage, Views
from app.choosing.choice_lines import full_title
from app.choosing.choices import Choice
from app.context import AppContext
from app.error_view import MessageKind, MessageStrip
from app.forms import order_focus
from app.input_files import local_paths
from app.jobs import QUICK, Job, JobState
from app.paged_tab import PagedTab
from app.widgets.thumbnails import Thumbnails
from pipelines.conversations.records import Conversation, ConversationKind

if TYPE_CHECKING:
    from pipelines.run import Runtime
    from pipelines.spec import ModelSpec

Specs = Callable[[], "Sequence[ModelSpec[Any]]"]

_CONFIGURE_AFTER_MS = 500


class ChatTab(PagedTab):
    """`specs` lists the language models and is called in a job; `views` are pages beside the
    conversation."""

    def __init__(
        self,
        context: AppContext,
        key: str,
        specs: Specs,
        views: tuple[View, ...] = (),
        known: "Callable[[Sequence[ModelSpec[Any]], Runtime], Known]" = list_models,
        setup: Setup | None = None,
    ) -> None:
        """`known` finds out, in a job, what is known of the models; `setup` None is that of a tab
        for words alone."""
        super().__init__()
        self.setup = setup = setup or chat_setup(context.places)
        self.context, self._specs, self._know = context, specs, known
        self._asked: tuple[str, Mapping[str, Any]] | None = None
        self._decided: set[QToolButton] = set()
        drafts = Drafts(setup.drafts, self, setup.pictures)
        self.line = StoreLine(context, setup.conversations, self, setup.pictures, drafts.files)
        self.talk = Talk(context, self.line, self)
        self.list = ConversationList(self.line, self)
        self._middle = QWidget(self)
        self._header = TabHeader(self._middle)
        self.list_button, self.title = self._header.list_button, self._header.title
        self.panel_button = self._header.panel_button
        self.panel = ChatPanel(context, key, setup.suffixes, self, setup.given)
        self.thumbnails = Thumbnails(self)
        self.parts = ChatParts(context, self.line, self.talk, self.panel, drafts, self.thumbnails)
        self.views = Views((setup.page, *views), self.parts, self._middle)
        self._configure = QTimer(self)
        self._configure.setSingleShot(True)
        self._configure.setInterval(_CONFIGURE_AFTER_MS)
        self.strip = MessageStrip(self._middle)
        self.own_files = setup.own_files(context, self.strip, self)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._make_shortcuts()
        self.reload_models()
        self.list.reload()

    @property
    def conversation(self) -> ConversationView:
        """The page with the open conversation."""
        page = self.views.pages[self.setup.page.key]
        assert isinstance(page, ConversationView)
        return page

    # -- construction ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(24, 0, 24, 0)
        above.addWidget(self.strip)
        column.addLayout(above)
        column.addWidget(self.views, 1)
        self.views.put_below_row(self._header)
        order_focus((self.views.bar, self.list_button, self.panel_button))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._middle, 1)
        row.addWidget(self.panel)

    def _connect(self) -> None:
        talk, line = self.talk, self.list
        self.list_button.toggled.connect(self._arrange)
        self.panel_button.toggled.connect(self._arrange)
        for button in (self.list_button, self.panel_button):
            button.clicked.connect(lambda _on, button=button: self._decided.add(button))
        line.chosen.connect(self.open)
        line.new_wanted.connect(self.begin)
        line.deleted.connect(self._on_deleted)
        line.renamed.connect(self._on_renamed)
        line.export_wanted.connect(self.conversation.exporting.export)
        line.import_wanted.connect(self.conversation.exporting.ask_import)
        self.conversation.exporting.imported.connect(self._on_imported)
        talk.opened.connect(self._on_opened)
        talk.listed.connect(line.reload)
        talk.ended.connect(lambda _answering: self.panel.plan_line.look_again())
        talk.answering_changed.connect(self.state_changed)
        self.panel.choice_changed.connect(self._on_choice)
        self.panel.changed.connect(self._configure.start)
        self._configure.timeout.connect(self._keep_settings)
        self.views.shown.connect(self._on_view)
        self._on_view(self.views.page)
        picker = self.panel.picker
        picker.checkpoint_given.connect(lambda path: self.own_files.add(Path(path)))
        self.conversation.chat.models_given.connect(self._add_models)
        picker.removal_requested.connect(self.own_files.ask_to_remove)
        self.own_files.changed.connect(self.reload_models)

    def _make_shortcuts(self) -> None:
        view = self.conversation
        for keys, act in (
            ("Ctrl+N", self.begin),
            ("Ctrl+R", view.chat.regenerate_last),
            ("Ctrl+F", self._search),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.addAction(self.list.rename_action)

    def _search(self) -> None:
        if self.views.page.search():
            return
        self.list_button.setChecked(True)
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_view(self, page: ViewPage) -> None:
        page.state_changed.connect(self.state_changed, Qt.ConnectionType.UniqueConnection)
        self._arrange()
        self.state_changed.emit()

    @Slot()
    def _arrange(self) -> None:
        """What stands beside the page, if it has a use for that."""
        beside = not self.views.page.stands_alone
        self._header.setVisible(beside)
        self.list.setVisible(beside and self.list_button.isChecked())
        self.panel.setVisible(beside and self.panel_button.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        for button, least in (
            (self.list_button, self.setup.list_from),
            (self.panel_button, self.setup.panel_from),
        ):
            if button not in self._decided:
                button.setChecked(width >= least)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Models are taken anywhere on the tab; what is to be read, in the conversation."""
        if any(map(self.setup.is_model, local_paths(event.mimeData().urls()))):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._add_models(list(filter(self.setup.is_model, local_paths(event.mimeData().urls()))))
        event.acceptProposedAction()

    def _add_models(self, paths: Sequence[Path]) -> None:
        for path in paths:
            self.own_files.add(path)

    # -- models ----------------------------------------------------------------------------

    @Slot(str)
    def reload_models(self, select: str = "") -> None:
        """Look again what is installed and what is on the shelf, and choose `select`."""
        job = self.context.jobs.submit(lambda _progress: self._list(), lane=QUICK)
        job.finished.connect(lambda _state: self._on_known(job, select))

    def _list(self) -> Known:
        from app.chat.highlighting import code_html
        from app.chat.markdown import blocks_of

        blocks_of("")  # what shows answers is imported here, not when the first one comes
        code_html("x = 1", "python", dark=False)
        runtime = self.context.engine.runtime(self.context.settings.value)
        return self._know(self._specs(), runtime)

    def _on_known(self, job: Job, select: str) -> None:
        if job.state is JobState.DONE:
            self.talk.names = {choice.key: full_title(choice) for choice in job.result.choices}
            self.panel.set_known(job.result, select)
            self.talk.changed.emit()
            self._answer()
        elif job.state is JobState.FAILED:
            self.conversation.fail(job)

    def _on_choice(self, choice: Choice, by_hand: bool) -> None:
        chats = self.panel.known.of(choice.key).chats
        kind = ConversationKind.CHAT if chats else ConversationKind.COMPLETION
        begun = self.talk.conversation is not None
        if kind is not self.talk.kind and (by_hand or not begun):
            self.talk.begin(kind)
            if begun:
                self._say_begun(choice, chats)
        elif by_hand:
            self._configure.start()

    def _say_begun(self, choice: Choice, chats: bool) -> None:
        words = (
            self.tr("{model} answers messages, so a new conversation is begun.")
            if chats
            else self.tr("{model} goes on with a text and knows no chat, so a new text is begun.")
        )
        told = words.format(model=full_title(choice))
        self.conversation.strip.show_message(MessageKind.INFO, told)

    def _keep_settings(self) -> None:
        """The next answer of the open conversation is made like this."""
        conversation, choice = self.talk.conversation, self.panel.choice
        if conversation is None or choice is None:
            return
        values = self.panel.values()
        system = str(values.pop("system_prompt", ""))
        number, key = conversation.id, choice.key
        self.line.ask(
            lambda store: store.configure(
                number, model=key, system_prompt=system, settings={**values, **choice.overrides}
            )
        )

    # -- conversations ---------------------------------------------------------------------

    def begin(self) -> None:
        """A new conversation, of the kind that the model is made for."""
        chats = self.panel.facts.chats
        self.views.show_view(self.setup.page.key)
        self.talk.begin(ConversationKind.CHAT if chats else ConversationKind.COMPLETION)
        self.conversation.take_focus()

    def open(self, conversation: int, turn: int | None = None) -> None:
        """Show one of the list."""
        self.views.show_view(self.setup.page.key)
        self.talk.open(conversation, turn)

    def _on_opened(self, conversation: Conversation | None) -> None:
        self._show_title(conversation)
        self.list.show_open(conversation.id if conversation is not None else None)
        if conversation is not None and not self.talk.answers_here:
            choice = self.panel.known.find(conversation.model, conversation.settings)
            if choice is not None:
                self.panel.choose(choice.key)
            elif conversation.model:
                words = self.tr("{model} is not here any more; the chosen model answers.")
                told = words.format(model=conversation.model)
                self.conversation.strip.show_message(MessageKind.WARNING, told)
            self._configure.stop()
            self.panel.set_values(
                {**conversation.settings, "system_prompt": conversation.system_prompt}
            )
        self.state_changed.emit()

    def _show_title(self, conversation: Conversation | None) -> None:
        words = title_of(conversation) if conversation is not None else ""
        self.title.setText(" ".join(words.split()))
        self.title.setToolTip(words)

    def _on_renamed(self, conversation: Conversation) -> None:
        if conversation.id == self.talk.id:
            self._show_title(conversation)

    def _on_deleted(self, conversation: Conversation) -> None:
        if conversation.id == self.talk.id:
            if self.talk.answers_here:
                self.talk.stop()
            self.begin()
        words = self.tr("“{title}” was deleted.").format(title=title_of(conversation))
        self.conversation.offers.make(
            words, self.tr("Undo"), lambda: self._undo_delete(conversation)
        )

    def _undo_delete(self, conversation: Conversation) -> None:
        self.conversation.strip.dismiss()
        self.list.restore(conversation.id)
        self.open(conversation.id)

    def _on_imported(self, conversation: Conversation) -> None:
        self.list.reload()
        self.open(conversation.id)

    # -- what another tab asks for ---------------------------------------------------------

    def use_model(self, name: str, values: Mapping[str, Any]) -> None:
        self._asked = (name, values)
        self._answer()

    def _answer(self) -> None:
        """Begin a conversation with what was asked for, once the models are known."""
        if self._asked is None or not self.panel.known.choices:
            return
        (name, values), self._asked = self._asked, None
        choice = next(
            (
                item
                for item in self.panel.known.choices
                if item.spec.name == name
                and all(values.get(n, v) == v for n, v in item.overrides.items())
            ),
            None,
        )
        if choice is None:
            words = self.tr("{model} is not here any more.").format(model=name)
            self.conversation.strip.show_message(MessageKind.WARNING, words)
            return
        self.panel.choose(choice.key)
        self.begin()
        told = {n: v for n, v in values.items() if n != choice.spec.input_field}
        self.panel.set_values({n: v for n, v in told.items() if n not in choice.overrides})
        self.take_input(values, choice.spec.input_field)

    def take_input(self, values: Mapping[str, Any], name: str) -> None:
        """Put what is asked about where one writes; `name` is that of the model's input."""
        self.conversation.put_in(str(values.get(name, "")))

    # -- what the window's menus call ------------------------------------------------------

    @property
    def front(self) -> ViewPage:
        return self.views.page

    def toggle_help(self) -> None:
        if not self.views.page.toggle_help():
            self.panel.toggle_help()

    def close_tab(self) -> None:
        self._configure.stop()
        self.panel.plan_line.stop()
        self.views.close_views()
        self.thumbnails.close()
        self.parts.drafts.close()
        self.line.close()
