"""The user's own examples of a model: what went in, what came out, kept so that both last.

Files are copied, since the user's own may be moved or changed. One folder per example,
``MODEL/NUMBER/`` with a card that holds that one example (`pipelines.cards`), so that an example
can be looked at, copied and deleted with any file manager.
"""

import shutil
from pathlib import Path
from typing import Any

from filelock import FileLock

from pipelines.cards import Card, Example, read_card, write_card
from pipelines.errors import BadInput, HearthError
from pipelines.spec import ModelSpec, fields_of

CARD = "example.md"


class ExampleShelf:
    """Examples in one folder. Several processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(
        self,
        spec: ModelSpec[Any],
        params: Any,
        output: Path,
        *,
        title: str = "",
        version: str = "",
    ) -> Example:
        """Keep a finished job as an example; without a `title` it is named after the input.

        Raises BadInput if a file is no longer there, and OSError if the shelf cannot be written.
        """
        files = _files(spec, params)
        for path in (*files.values(), output):
            if not path.is_file():
                raise BadInput(
                    "{name} is no longer there, so it cannot become an example: run it again.",
                    name=path.name,
                )
        folder = self._next(spec.name)
        try:
            return self._fill(folder, spec, params, files, output, title, version)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def all(self, model: str) -> tuple[Example, ...]:
        """The examples of a model, the oldest first; damaged ones are left out."""
        found: list[Example] = []
        for path in sorted(self._of(model).glob(f"*/{CARD}"), key=lambda path: path.parent.name):
            try:
                found.extend(read_card(path).examples)
            except HearthError:
                continue
        return tuple(found)

    def remove(self, model: str, example: Example) -> None:
        """Delete one of `all(model)`. Raises BadInput for an example from elsewhere."""
        folder = example.folder.resolve()
        if folder.parent != self._of(model).resolve():
            raise BadInput("Examples that come with Hearth stay: only your own can be removed.")
        shutil.rmtree(folder)

    def _of(self, model: str) -> Path:
        return self.folder / model

    def _next(self, model: str) -> Path:
        above = self._of(model)
        above.mkdir(parents=True, exist_ok=True)
        with FileLock(above / ".lock"):
            taken = [int(item.name) for item in above.iterdir() if item.name.isdigit()]
            folder = above / f"{max(taken, default=0) + 1:04}"
            folder.mkdir()
        return folder

    def _fill(
        self,
        folder: Path,
        spec: ModelSpec[Any],
        params: Any,
        files: dict[str, Path],
        output: Path,
        title: str,
        version: str,
    ) -> Example:
        inputs: dict[str, Any] = {
            name: value
            for name, value in params.model_dump(mode="json").items()
            if name not in files and value is not None
        }
        for name, path in files.items():
            inputs[name] = f"{name}{path.suffix.lower()}"
            shutil.copyfile(path, folder / inputs[name])
        result = folder / f"output{output.suffix.lower()}"
        shutil.copyfile(output, result)
        example = Example(
            title=title or Path(spec.input_name(params)).stem,
            inputs=inputs,
            folder=folder,
            output=result.resolve(),
            version=version,
        )
        write_card(Card(examples=(example,)), folder / CARD)
        return example


def _files(spec: ModelSpec[Any], params: Any) -> dict[str, Path]:
    """File inputs by field; what is named but is no file (a checkpoint's name) is a value."""
    found: dict[str, Path] = {}
    for field in fields_of(spec.params):
        value = getattr(params, field.name)
        if field.kind != "file" or value is None:
            continue
        if field.name == spec.input_field or Path(value).is_file():
            found[field.name] = Path(value)
    return found
