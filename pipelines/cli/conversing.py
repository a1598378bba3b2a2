"""`hearth chat`: a conversation in the terminal, kept with those of the window."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.arguments import Parser, add_fields, add_running, typed_values
from pipelines.cli.chat import Printer, counts_of, redirected
from pipelines.cli.running import fetch, runtime_of
from pipelines.cli.terminal import say, showing, stoppable
from pipelines.errors import BadInput, HearthError
from pipelines.places import Places
from pipelines.progress import CancelToken, Progress
from pipelines.spec import ModelSpec, fields_of

if TYPE_CHECKING:
    from pipelines.conversations.records import Conversation, Turn
    from pipelines.conversations.store import ConversationStore
    from pipelines.language.engine import Answer, Engine, Message
    from pipelines.run import Session

HELP = """\
/new            begin another conversation
/system WORDS   set the system prompt; without words it is shown
/again          answer the last message once more
/undo           take the last message back
/tokens         what the conversation takes of the model's window
/save FILE      write the conversation to a Markdown or .json file
/quit           end; Ctrl-D does, too
Ctrl-C stops an answer. A line that ends with \\ goes on in the next one."""


def conversing_parser(spec: ModelSpec[Any]) -> Parser:
    """Options of `hearth chat`."""
    parser = Parser(
        prog="hearth chat",
        description="Talk with a language model; type /help there for what else it knows.\n"
        "The conversation is kept and appears in the window, too.",
    )
    add_fields(parser, spec, without=("prompt",))
    add_running(parser)
    return parser


def conversing_command(
    spec: ModelSpec[Any],
    words: Sequence[str],
    places: Places,
    read: Callable[[str], str] = input,
) -> int:
    """`hearth chat ...` until the end of the input. The exit code; raises HearthError."""
    spec, rest = redirected(spec, words, places)
    options = conversing_parser(spec).parse_args(rest)
    from pipelines.conversations.store import ConversationStore
    from pipelines.run import open_session
    from pipelines.validation import validate
    from pipelines.versions import version_of

    typed = typed_values(fields_of(spec.params), options)
    params = validate(spec.params, {**typed, "prompt": "hello"})
    version = version_of(spec, params)
    cancel = CancelToken()
    with ExitStack() as stack:
        runtime = runtime_of(options, places)
        with stoppable(cancel):
            if not all(map(runtime.store.is_installed, version.weights)):
                fetch(runtime, version, options.quiet, cancel)
            with showing(options.quiet) as display:
                progress = Progress(display, cancel)
                opened = open_session(runtime, spec, params, progress, version)
                session = stack.enter_context(opened)
                session.load(progress)
        store = stack.enter_context(ConversationStore(places.conversations))
        with suppress(ImportError):  # editing and history of lines, where the system has it
            import readline  # noqa: F401
        Conversing(session, store, params, read, options).go()
    return 0


class Conversing:
    """The loop: what is typed is a command or goes to the model."""

    def __init__(
        self,
        session: "Session",
        store: "ConversationStore",
        params: Any,
        read: Callable[[str], str],
        options: argparse.Namespace,
    ) -> None:
        self._session, self._store, self._params = session, store, params
        self._read, self._quiet = read, options.quiet
        self._system: str = params.system_prompt
        self._conversation: Conversation | None = None

    def go(self) -> None:
        with self._session.leased() as engine:
            self._engine: Engine = engine
            if not engine.has_template:
                raise BadInput(
                    "{name} is a base model without a chat template: let it continue a text with "
                    "hearth run instead.",
                    name=engine.name,
                )
            if not self._quiet:
                say(f"{engine.name}, {engine.window} tokens. /help tells what else there is.")
            while (line := self._line()) is not None:
                if not line.strip():
                    continue
                try:
                    if not line.startswith("/"):
                        self._ask(line)
                    elif not self._command(*line[1:].split(maxsplit=1)):
                        return
                except HearthError as error:
                    say(error)

    def _line(self) -> str | None:
        """What is typed, several lines as one; None at the end."""
        lines: list[str] = []
        while True:
            try:
                line = self._read(("… " if lines else "> ") if sys.stdin.isatty() else "")
            except EOFError:
                return None
            except KeyboardInterrupt:  # takes back what was typed
                print(file=sys.stderr)
                return ""
            lines.append(line.removesuffix("\\"))
            if not line.endswith("\\"):
                return "\n".join(lines)

    def _command(self, name: str = "help", words: str = "") -> bool:
        """Carry out one; False ends the conversation."""
        if name in ("quit", "exit", "bye"):
            return False
        if name == "new":
            self._conversation = None
            say("A new conversation.")
        elif name == "system":
            self._set_system(words)
        elif name == "again":
            self._again()
        elif name == "undo":
            self._undo()
        elif name == "tokens":
            self._tell_tokens()
        elif name == "save":
            self._save(words)
        else:
            say(HELP)
        return True

    # -- asking --------------------------------------------------------------------------------

    def _ask(self, words: str) -> None:
        from pipelines.language.engine import Role

        history = self._fitting(self._turns(), words)
        if history is None:
            return
        conversation = self._conversation or self._begin()
        turn = self._store.turns.add(
            conversation.id, Role.USER, words, parent=self._store.get(conversation.id).leaf
        )
        self._answer(turn, (*history, turn.message))

    def _again(self) -> None:
        from pipelines.language.engine import Role

        turns = self._turns()
        asked = next((turn for turn in reversed(turns) if turn.role is Role.USER), None)
        if asked is None:
            raise BadInput("There is nothing to answer yet: ask something first.")
        before = turns[: turns.index(asked)]
        history = self._fitting(before, asked.message.content)
        if history is not None:
            self._answer(asked, (*history, asked.message))

    def _fitting(self, turns: "Sequence[Turn]", draft: str) -> "tuple[Message, ...] | None":
        """What of the history is sent; asks before any of it is left out, None for no."""
        from pipelines.language.context import fit

        said = [turn.message for turn in turns]
        found = fit(self._engine, self._system, said, draft, self._params.max_new_tokens)
        if not found.dropped:
            return found.kept
        say(
            f"The window of {found.after.window} tokens is too small for all of it. Without the "
            f"oldest {len(found.dropped)} messages it fits; they stay in the conversation, but "
            "the model does not read them."
        )
        try:
            answer = self._read("Send it so? [Y/n] ")
        except (EOFError, KeyboardInterrupt):
            answer = "n"
        return found.kept if answer.strip().lower() in ("", "y", "yes") else None

    def _answer(self, asked: "Turn", messages: "tuple[Message, ...]") -> None:
        from pipelines.language.engine import Message, Request, Role

        session, turns = self._session, self._store.turns
        growing = turns.begin_answer(
            asked.conversation,
            parent=asked.id,
            model=session.spec.name,
            version=session.version.id,
            settings=self._params.model_dump(mode="json", exclude={"prompt"}),
        )
        printer = Printer(self._quiet)
        system = (Message(Role.SYSTEM, self._system),) if self._system else ()
        request = Request((*system, *messages), sampling=self._params.sampling)
        cancel = CancelToken()
        try:
            with stoppable(cancel):
                answer: Answer = self._engine.generate(
                    replace(request, listener=printer), Progress(None, cancel)
                )
        except HearthError as error:
            turns.break_off(growing.id, printer.text, reason=error.text)
            raise
        finally:
            printer.close()
        turns.finish(growing.id, answer)
        if not self._quiet:
            say(counts_of(answer))
        for note in answer.notes:
            say(note)

    # -- the conversation ----------------------------------------------------------------------

    def _begin(self) -> "Conversation":
        settings = self._params.model_dump(mode="json", exclude={"prompt", "system_prompt"})
        self._conversation = self._store.create(
            model=self._session.spec.name,
            version=self._session.version.id,
            system_prompt=self._system,
            settings=settings,
        )
        return self._conversation

    def _turns(self) -> "tuple[Turn, ...]":
        if self._conversation is None:
            return ()
        return self._store.turns.path(self._store.get(self._conversation.id).leaf)

    def _set_system(self, words: str) -> None:
        if words:
            self._system = words
            if self._conversation is not None:
                self._store.configure(self._conversation.id, system_prompt=words)
        say(f"System prompt: {self._system}" if self._system else "There is no system prompt.")

    def _undo(self) -> None:
        """Go on from before the last question; what was said stays as another branch."""
        from pipelines.language.engine import Role

        asked = next((t for t in reversed(self._turns()) if t.role is Role.USER), None)
        if asked is None:
            raise BadInput("There is nothing to take back.")
        if asked.parent is None:
            self._conversation = None
        elif self._conversation is not None:
            self._conversation = self._store.branch(asked.parent)
        say("Taken back: " + " ".join(asked.content.split())[:60])

    def _tell_tokens(self) -> None:
        from pipelines.language.context import measure

        said = [turn.message for turn in self._turns()]
        use = measure(self._engine, self._system, said, "", self._params.max_new_tokens)
        say(
            f"system prompt {use.system}, conversation {use.history}, kept for the answer "
            f"{use.reserved}, free {max(0, use.free)} of {use.window} tokens"
        )

    def _save(self, words: str) -> None:
        from pipelines.conversations.markdown import export_markdown
        from pipelines.conversations.saved import export_json

        if not words or self._conversation is None:
            raise BadInput("Say something first, and name a file: /save talk.md")
        path = Path(words)
        export = export_json if path.suffix.lower() == ".json" else export_markdown
        export(self._store, self._conversation.id, path)
        say(f"Written to {path}.")
