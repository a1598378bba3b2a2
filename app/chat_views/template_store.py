"""Templates on the shelf: listed, saved, deleted, imported and exported, off the GUI thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.chat_views.template_editor import TemplateEditor
from app.chat_views.template_list import TemplateList
from app.context import AppContext
from app.error_view import MessageKind, MessageStrip
from app.jobs import QUICK, Job, JobState
from app.question import confirm
from app.translation import translate
from pipelines.prompts.exchange import Clash, export_prompts, import_prompts
from pipelines.prompts.library import system_prompt_shelf, template_shelf
from pipelines.prompts.template import Origin, PromptTemplate, SystemPrompt
from pipelines.text import Text


@dataclass(frozen=True)
class Shelves:
    """All that can be chosen from, what cannot be read, and which template to choose."""

    templates: tuple[PromptTemplate, ...]
    system_prompts: tuple[SystemPrompt, ...]
    schemas: Mapping[str, Mapping[str, Any]]
    problems: tuple[Text, ...]
    select: str = ""


class TemplateStore(QObject):
    """Does what list and editor ask for, and shows how things are afterwards."""

    def __init__(
        self,
        context: AppContext,
        templates: TemplateList,
        editor: TemplateEditor,
        strip: MessageStrip,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._strip = context, strip
        self._list, self._editor = templates, editor
        self._templates = template_shelf(context.places)
        self._systems = system_prompt_shelf(context.places)
        templates.chosen.connect(editor.show_template)
        templates.new_wanted.connect(self.begin)
        templates.removal_wanted.connect(self.ask_to_remove)
        templates.import_wanted.connect(self._browse_import)
        templates.export_wanted.connect(self._browse_export)
        editor.save_wanted.connect(self.save)

    def load(self) -> None:
        """List everything for the first time."""
        self._do(lambda: "")

    def begin(self) -> None:
        """An empty template of the user's own."""
        self._list.list.setCurrentRow(-1)
        self._editor.show_template(PromptTemplate("", ""))
        self._editor.name.setFocus()

    def save(self) -> None:
        """Keep what the editor holds. One that comes with Hearth is kept as a copy."""
        template = self._editor.template()
        shown = self._list.current
        mine = shown is not None and shown.origin is Origin.OWN

        def work() -> str:
            name = template.name.strip()
            kept = template
            if shown is not None and not mine and name.casefold() == shown.name.casefold():
                from dataclasses import replace

                kept = replace(template, name=self._templates.free_name(name))
            same = mine and shown is not None and name.casefold() == shown.name.casefold()
            return self._templates.save(kept, replacing_own=same).name

        self._do(work, self.tr("Saved as {name}, one of your own."))

    def ask_to_remove(self, template: PromptTemplate) -> None:
        """Delete it after a question."""
        confirm(
            self._list,
            self.tr("Delete"),
            self.tr("Delete the template {name}?").format(name=template.name),
            self.tr("Its file is deleted. Export it first if you may want it again."),
            lambda: self.remove(template),
        )

    def remove(self, template: PromptTemplate) -> None:
        """Delete one of the user's own."""

        def work() -> str:
            self._templates.remove(template.name)
            return ""

        self._do(work)

    def import_file(self, path: Path) -> None:
        """Keep what is in a shared file; a name that is taken gets a number."""

        def work() -> str:
            found = import_prompts(path, self._templates, self._systems, Clash.RENAME)
            return found.templates[0].name if found.templates else ""

        self._do(work, self.tr("Imported from {file}.").replace("{file}", path.name))

    def export_file(self, path: Path) -> None:
        """Write the chosen template; all of the user's own if that is one of them."""
        current, own = self._list.current, self._list.own
        chosen = own if current is None or current.origin is Origin.OWN else (current,)

        def work() -> str:
            export_prompts(chosen, path)
            return current.name if current is not None else ""

        self._do(work, self.tr("Exported to {file}.").replace("{file}", path.name))

    def _browse_import(self) -> None:
        kinds = self.tr("Prompts (*.yaml *.yml)")
        title = self.tr("Import templates")
        path, _kind = QFileDialog.getOpenFileName(self._list, title, "", kinds)
        if path:
            self.import_file(Path(path))

    def _browse_export(self) -> None:
        kinds = self.tr("Prompts (*.yaml *.yml)")
        title = self.tr("Export templates")
        path, _kind = QFileDialog.getSaveFileName(self._list, title, "prompts.yaml", kinds)
        if path:
            self.export_file(Path(path))

    # -- jobs ------------------------------------------------------------------------------

    def _do(self, change: Callable[[], str], done: str = "") -> None:
        """Change something, then list anew and choose the template that `change` names."""
        templates, systems = self._templates, self._systems

        def work(_progress: object) -> Shelves:
            from pipelines.prompts.schema import example_schemas

            select = change()
            found, said = templates.listing(), systems.listing()
            problems = (*found.problems, *said.problems)
            return Shelves(found.items, said.items, example_schemas(), problems, select)

        job = self._context.jobs.submit(work, self.tr("Prompt templates"), QUICK)
        job.finished.connect(lambda state: self._on_done(job, state, done))

    def _on_done(self, job: Job, state: JobState, done: str) -> None:
        if state is JobState.FAILED:
            self._strip.show_failure(job)
        if state is not JobState.DONE:
            return
        shelves: Shelves = job.result
        self._editor.set_library(shelves.system_prompts)
        self._editor.set_examples(shelves.schemas)
        self._list.set_templates(shelves.templates, shelves.select)
        if shelves.problems:
            words = "\n".join(translate(problem) for problem in shelves.problems)
            self._strip.show_message(MessageKind.WARNING, words)
        elif done:
            words = done.replace("{name}", shelves.select)
            self._strip.show_message(MessageKind.SUCCESS, words)
