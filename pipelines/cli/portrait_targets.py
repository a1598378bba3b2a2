"""Where portraits of one run go: one file, numbered files, or names of a folder's pattern."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.batch_plan import name_values
from pipelines.errors import BadInput
from pipelines.media.atomic import check_writable, remove_leftovers
from pipelines.media.naming import check_name_pattern, check_suffix, free_path, output_path
from pipelines.portraying.series import Target
from pipelines.spec import ModelSpec, Part, fields_of


@dataclass(frozen=True)
class Targets:
    """`file` is what was named, None for a folder; `given` what was typed about the output."""

    spec: ModelSpec[Any]
    source: Path
    folder: Path
    file: Path | None
    count: int
    given: Mapping[str, Any]

    def of(self, output: Any) -> Target:
        """The path for each portrait."""
        if self.file is None:
            return lambda part, number: self._by_pattern(part, number, output)
        if self.count == 1:
            return lambda _part, _number: self.file or self.folder
        return lambda _part, number: self._beside(str(number + 1))

    def sheet(self, output: Any) -> Path:
        """The path for the sheet of them all."""
        if self.file is not None:
            return self._beside("sheet").with_suffix(".png")
        return free_path(self.folder / f"{self.source.stem}_{self.spec.name}_sheet.png")

    def _beside(self, word: str) -> Path:
        file = self.file or self.folder
        return file.with_name(f"{file.stem}_{word}{file.suffix}")

    def _by_pattern(self, part: Part[Any], number: int, output: Any) -> Path:
        values = {**name_values(self.spec, part.params), **part.names, "n": number + 1}
        return output_path(self.source, self.folder, output, values)


def targets_for(
    spec: ModelSpec[Any], params: Any, given: Mapping[str, Any], typed: str, count: int
) -> Targets:
    """What `typed` as --output means for `count` portraits; checked before the work.

    A file's ending decides the format unless one was typed. Raises BadInput.
    """
    wanted = Path(typed)
    is_folder = wanted.is_dir() or typed.endswith(("/", os.sep))
    folder = wanted if is_folder else wanted.parent
    source = getattr(params, spec.input_field)
    given = dict(given)
    if is_folder:
        if "name_pattern" in given:
            check_name_pattern(str(given["name_pattern"]))
    else:
        check_suffix(wanted)
        if wanted.suffix:
            given.setdefault("output_format", "auto")
    check_writable(folder)
    remove_leftovers(folder)
    targets = Targets(spec, source, folder, None if is_folder else wanted, count, given)
    if not is_folder:
        _check_no_input(targets, params)
    return targets


def _check_no_input(targets: Targets, params: Any) -> None:
    """Raise BadInput if a result would replace a picture that it is made of."""
    inputs: list[Path] = []
    for item in fields_of(targets.spec.params):
        value = getattr(params, item.name)
        if item.kind == "files":
            inputs += value
        elif item.kind == "file" and value is not None:
            inputs.append(value)
    place = targets.of(None)
    results = [place(Part("", params), number) for number in range(targets.count)]
    for result in results:
        if any(result.exists() and path.exists() and result.samefile(path) for path in inputs):
            raise BadInput(
                "{output} is the source itself. Choose another name.", output=str(result)
            )
