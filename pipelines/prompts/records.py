"""Templates and system prompts as YAML records, read strictly and written readably."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.prompts.schema import check_schema
from pipelines.prompts.template import FewShot, Form, Labels, Origin, PromptTemplate, SystemPrompt
from pipelines.text import Text, text

#: Prompts have kilobytes; a file that is larger is something else.
MOST_BYTES = 4 * 1024**2
MOST_NAME = 100

_OTHER_BREAKS = re.compile("[\r\x85\u2028\u2029]")
_LABELS = ("question", "answer", "separator")


def read_record(path: Path) -> dict[str, Any]:
    """The names and values of a YAML file. Raises BadInput that says what is wrong with it."""
    import yaml

    try:
        if path.stat().st_size > MOST_BYTES:
            raise damaged(path, text("it is too large"))
        words = path.read_text(encoding="utf-8-sig")
        found = yaml.safe_load(words)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadInput(
            "The prompt file {name} cannot be read: {reason}.", name=path.name, reason=reason
        ) from error
    except UnicodeDecodeError as error:
        raise damaged(path, text("it is not UTF-8 text")) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise damaged(path, text("it is not YAML (line {line})", line=line)) from error
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        raise damaged(path, text("it must be names and values"))
    return found


def dump_record(record: Mapping[str, Any]) -> bytes:
    """As YAML in UTF-8, several lines of text as a block."""
    import yaml

    class Dumper(yaml.SafeDumper):
        pass

    def write_words(dumper: yaml.SafeDumper, words: str) -> yaml.ScalarNode:
        style = "|" if "\n" in words else None
        if _OTHER_BREAKS.search(words):
            style = '"'  # YAML takes these for line breaks, too, and would change them elsewhere
        return dumper.represent_scalar("tag:yaml.org,2002:str", words, style=style)

    Dumper.add_representer(str, write_words)
    words = yaml.dump(record, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=96)
    return words.encode("utf-8")


def template_record(template: PromptTemplate) -> dict[str, Any]:
    """What is kept of a template; what is as usual is left out."""
    usual = Labels()
    labels = {
        name: getattr(template.labels, name)
        for name in _LABELS
        if getattr(template.labels, name) != getattr(usual, name)
    }
    kept = {
        "name": template.name,
        "description": template.description,
        "form": template.form.value if template.form is not Form.CHAT else "",
        "system_prompt": template.system_prompt,
        "text": template.text,
        "few_shot": [{"input": row.input, "output": row.output} for row in template.few_shot],
        "labels": labels,
        "stop_sequences": list(template.stop_sequences),
        "schema": template.schema,
    }
    return {name: value for name, value in kept.items() if value or name in ("name", "text")}


def system_prompt_record(prompt: SystemPrompt) -> dict[str, Any]:
    """What is kept of a system prompt."""
    kept = {"name": prompt.name, "description": prompt.description, "text": prompt.text}
    return {name: value for name, value in kept.items() if value or name != "description"}


def template_from(record: Mapping[str, Any], path: Path, origin: Origin) -> PromptTemplate:
    """A template from its record; `path` names the file in errors. Raises BadInput."""
    fields = _Fields(record, path)
    forms = {form.value: form for form in Form}
    form = fields.words("form", Form.CHAT.value)
    if form not in forms:
        raise damaged(path, text("form must be one of {forms}", forms=", ".join(forms)))
    template = PromptTemplate(
        name=_name(fields),
        text=fields.words("text"),
        system_prompt=fields.words("system_prompt", ""),
        few_shot=fields.each("few_shot", _few_shot),
        description=fields.words("description", ""),
        form=forms[form],
        labels=_labels(fields),
        stop_sequences=fields.each("stop_sequences", _words),
        schema=_schema(fields),
        origin=origin,
    )
    fields.check_all_known()
    return template


def system_prompt_from(record: Mapping[str, Any], path: Path, origin: Origin) -> SystemPrompt:
    """A system prompt from its record; `path` names the file in errors. Raises BadInput."""
    fields = _Fields(record, path)
    prompt = SystemPrompt(
        name=_name(fields),
        text=fields.words("text"),
        description=fields.words("description", ""),
        origin=origin,
    )
    fields.check_all_known()
    return prompt


def check_name(name: str) -> str:
    """The name without spaces around it. Raises BadInput if it is empty or too long."""
    name = name.strip()
    if not name or not name.isprintable():
        raise BadInput("A name is needed: a few words in one line.")
    if len(name) > MOST_NAME:
        raise BadInput("The name is too long: {most} characters at most.", most=MOST_NAME)
    return name


def damaged(path: Path, reason: Text) -> BadInput:
    """The error for a file that does not say what it should."""
    return BadInput("The prompt file {name} is damaged: {reason}.", name=path.name, reason=reason)


class _Fields:
    """Takes values out of a record by kind, and remembers which."""

    def __init__(self, record: Mapping[str, Any], path: Path) -> None:
        self._record = record
        self.path = path
        self._asked: set[str] = set()

    def get(self, name: str) -> Any:
        self._asked.add(name)
        return self._record.get(name)

    def words(self, name: str, usual: str | None = None) -> str:
        found = self.get(name)
        if found is None and usual is not None:
            return usual
        if not isinstance(found, str):
            raise damaged(self.path, text("{field} must be text", field=name))
        return found

    def each(self, name: str, read: Callable[[Any], Any]) -> tuple[Any, ...]:
        """A list; `read` gives None for an entry that is not as it should be."""
        found = self.get(name)
        if found is None:
            return ()
        items = tuple(read(item) for item in found) if isinstance(found, list) else (None,)
        if None in items:
            raise damaged(self.path, text("{field} is not a list as it should be", field=name))
        return items

    def check_all_known(self) -> None:
        for name in self._record:
            if name not in self._asked:
                raise damaged(self.path, text("it has {field}, which is unknown", field=name))


def _name(fields: _Fields) -> str:
    found = fields.words("name")
    try:
        return check_name(found)
    except BadInput as error:
        raise damaged(fields.path, text("its name is empty or too long")) from error


def _words(item: Any) -> str | None:
    return item if isinstance(item, str) else None


def _few_shot(item: Any) -> FewShot | None:
    if not isinstance(item, dict) or set(item) != {"input", "output"}:
        return None
    if not all(isinstance(words, str) for words in item.values()):
        return None
    return FewShot(item["input"], item["output"])


def _labels(fields: _Fields) -> Labels:
    found = fields.get("labels")
    if found is None:
        return Labels()
    wrong = not isinstance(found, dict) or not set(found) <= set(_LABELS)
    if wrong or not all(isinstance(words, str) for words in found.values()):
        raise damaged(
            fields.path, text("labels can have {names}, each a text", names=", ".join(_LABELS))
        )
    return Labels(**found)


def _schema(fields: _Fields) -> dict[str, Any] | None:
    found = fields.get("schema")
    if found is None:
        return None
    try:
        return check_schema(found)
    except BadInput as error:
        raise damaged(fields.path, error.text) from error
