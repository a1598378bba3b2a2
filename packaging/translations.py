"""Keeps the translations in resources/translations: finds the source strings, merges, compiles.

Three kinds of source strings come together in the hearth_*.ts files. `lupdate` finds what the
window says itself. The sentences of the pipelines (context "pipelines") are the literals given to
`text`, `Text`, `mark` and the errors of pipelines/errors.py, the command line's own left out: it
speaks English. What models and cards declare ("params") is asked of them. The last two are
written as calls into a file that lupdate reads with the others, so that merging is all its work:
what is still there keeps its translation, what is gone is kept as vanished.

English has a file too, for its plurals alone ("1 file", "2 files"): all else is as in the source.
"""

import argparse
import ast
import inspect
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from pipelines import errors
from pipelines.cards import card_of
from pipelines.own_models.shelf import COLLECTION
from pipelines.registry import all_models
from pipelines.spec import ModelSpec, fields_of
from pipelines.storage.usage import Other
from pipelines.weights.adopted_list import Program

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"

#: The language of the sources; its file has nothing but plurals.
_ENGLISH = "hearth_en.ts"

#: Context and source string.
Source = tuple[str, str]

_MARKS = {"text", "mark"} | {
    name
    for name, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.HearthError)
}


def sentences(folder: Path) -> Iterator[Source]:
    """Templates in the sources below `folder`. Raises SyntaxError for one that is no literal."""
    for path in _modules(folder):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            # `text(...)`, not the `text(...)` of a widget; Text(name) may wrap a value.
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                words = getattr(node.args[0], "value", None)
                if node.func.id in (*_MARKS, "Text") and isinstance(words, str):
                    yield "pipelines", words
                elif node.func.id in _MARKS:
                    where = f"{path}:{node.lineno}"
                    raise SyntaxError(f"{where}: translations can find only literal strings")


def declarations() -> Iterator[Source]:
    """What models, their cards and a few enums declare."""
    for spec in all_models():
        for words in (*_declared_by(spec), *_on_card_of(spec)):
            if any(letter.isalpha() for letter in words):
                yield "params", words
    yield "params", COLLECTION
    for program in Program:
        yield "programs", program.value
    for other in Other:
        yield "storage", other.value


def _declared_by(spec: ModelSpec) -> Iterator[str]:
    yield from (spec.title, spec.summary)
    for item in (*fields_of(spec.params), *fields_of(spec.output)):
        yield from (item.title, item.description, item.lowest, item.unit)
        yield from (item.label(choice) for choice in item.choices)
    yield from (weight.licence.note for weight in spec.catalogue())


def _on_card_of(spec: ModelSpec) -> Iterator[str]:
    card = card_of(spec.name)
    yield from (*card.collections, *card.good_at, *card.not_good_at)
    yield from (example.title for example in card.examples)


def _modules(folder: Path) -> Iterator[Path]:
    own_words = (ROOT / "pipelines" / "cli", ROOT / "pipelines" / "__main__.py")
    for path in sorted(folder.rglob("*.py")):
        if not any(path == own or own in path.parents for own in own_words):
            yield path


def update(target: Path) -> None:
    """Bring one .ts file in line with today's sources. Raises OSError, CalledProcessError."""
    found = dict.fromkeys(
        (*sentences(ROOT / "pipelines"), *sentences(ROOT / "app"), *declarations())
    )
    with tempfile.TemporaryDirectory() as name:
        copies = Path(name)
        calls = [f"translate({_quoted(context)}, {_quoted(words)})" for context, words in found]
        (copies / "declared.py").write_text("\n".join(calls), encoding="utf-8")
        for index, path in enumerate(_modules(ROOT / "app")):
            # lupdate takes "#:" for a note to translators; here it documents a constant.
            words = path.read_text(encoding="utf-8").replace("#:", "#")
            (copies / f"{index:03}.py").write_text(words, encoding="utf-8")
        sources = map(str, sorted(copies.iterdir()))
        options = ("-silent", "-locations", "none")
        if target.name == _ENGLISH:
            options = (*options, "-pluralonly", "-target-language", "en")
            found = {}  # none of them has a plural
        _run("lupdate", *options, *sources, "-ts", str(target))
    missing = set(found) - set(messages(target))
    if missing:
        raise ValueError(f"lupdate lost {sorted(missing)}")


def compile_ts(source: Path, target: Path) -> None:
    """Write the .qm file that the window loads; what is unfinished is left out."""
    _run("lrelease", "-silent", "-nounfinished", str(source), "-qm", str(target))


def messages(path: Path) -> dict[Source, str | None]:
    """The translation of each source string that is in use, None where it is unfinished.

    Where a number counts, its forms stand below each other.
    """
    found: dict[Source, str | None] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            kind = translation.get("type") if translation is not None else "unfinished"
            if kind in ("vanished", "obsolete"):
                continue
            words = _words(translation) if translation is not None else None
            key = (context.findtext("name") or "", message.findtext("source") or "")
            found[key] = None if kind == "unfinished" else words
    return found


def _words(translation: ElementTree.Element) -> str | None:
    forms = [form.text for form in translation.iter("numerusform")]
    if not forms:
        return translation.text
    return "\n".join(form for form in forms if form) if all(forms) else None


def differences(path: Path) -> list[str]:
    """What running this would change in a .ts file or its .qm, and what is not translated."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(shutil.copy(path, name))
        update(copy)
        told = [
            f"{path.name} lacks {words!r} ({context})"
            for context, words in messages(copy).keys() - messages(path).keys()
        ]
        told += [
            f"{path.name} still has {words!r} ({context})"
            for context, words in messages(path).keys() - messages(copy).keys()
        ]
        told += [
            f"{path.name} has no translation of {words!r} ({context})"
            for (context, words), translation in messages(path).items()
            if not translation
        ]
        compiled = copy.with_suffix(".qm")
        compile_ts(path, compiled)
        qm = path.with_suffix(".qm")
        if not qm.is_file() or qm.read_bytes() != compiled.read_bytes():
            told.append(f"{qm.name} is not made from {path.name}")
    return sorted(told)


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _run(tool: str, *arguments: str) -> None:
    """Run one of PySide6's tools, which lie beside Python."""
    program = shutil.which(f"pyside6-{tool}", path=Path(sys.executable).parent)
    if program is None:
        raise FileNotFoundError(f"pyside6-{tool} is not installed beside {sys.executable}")
    subprocess.run([program, *arguments], check=True)


def main() -> int:
    """Update and compile every language, or only look; the exit code."""
    parser = argparse.ArgumentParser(description="Update and compile the translations.")
    parser.add_argument("--add", metavar="LANGUAGE", help="begin a language, for example fr")
    parser.add_argument("--check", action="store_true", help="change nothing, tell what would")
    given = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    files = sorted(FOLDER.glob("hearth_*.ts"))
    if given.check:
        told = [line for path in files for line in differences(path)]
        print("\n".join(told) or "All translations are up to date.")
        return 1 if told else 0
    if given.add:
        files.append(FOLDER / f"hearth_{given.add}.ts")
    for path in files:
        update(path)
        compile_ts(path, path.with_suffix(".qm"))
        todo = sum(not translation for translation in messages(path).values())
        print(f"{path.name}: {len(messages(path))} strings, {todo} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
