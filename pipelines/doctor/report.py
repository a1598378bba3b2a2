"""The whole examination, and a report of it without names of people, machines or folders."""

import getpass
import os
import re
import socket
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pipelines
from pipelines.doctor import graphics, models, system
from pipelines.doctor.finding import Finding, Grade
from pipelines.progress import Progress
from pipelines.registry import all_models
from pipelines.run import Runtime
from pipelines.text import text
from pipelines.weights.hub import hub_from

#: A path of at least one folder, of Unix or of Windows, or one under the home folder; no address.
_FOLDER = re.compile(
    r"(?<![\w.:/~])(?:[A-Za-z]:\\|/|~[/\\])(?:[^\n|:;,()\"'/\\]+[/\\])*[^\s|:;,()\"'/\\]+[/\\]?"
)


@dataclass(frozen=True)
class Thoroughness:
    """What to do besides looking: read all files again, run the examples, ask the sources."""

    files: bool = True
    examples: bool = True
    sources: bool = True


def examine(
    runtime: Runtime, progress: Progress, wanted: Thoroughness | None = None
) -> tuple[Finding, ...]:
    """Everything, the quick looks first. Raises Cancelled."""
    wanted = wanted or Thoroughness()
    progress.stage(text("Looking at Python and libraries"))
    found = [system.examine_python(), system.examine_libraries()]
    progress.stage(text("Looking at the graphics card"))
    cards, driver = graphics.nvidia()
    found += graphics.examine(cards, graphics.torch_build(), driver, graphics.pci_vendors())
    found += [system.examine_memory(), system.examine_disk(runtime.places.weights)]
    progress.update(0.1)
    if wanted.sources:
        progress.stage(text("Asking the sources of weights"))
        sources = [s for spec in all_models() for w in spec.catalogue() for s in w.sources]
        addresses = system.addresses_of(sources, hub_from())
        found += system.examine_sources(addresses, runtime.store.offline)
    if wanted.files:
        progress.stage(text("Reading installed files"))
        found += models.examine_files(runtime, progress.part(0.2, 0.5))
    if wanted.examples:
        found += models.examine_examples(runtime, progress.part(0.5, 1.0))
    progress.update(1.0)
    return tuple(found)


def worst(findings: Iterable[Finding]) -> Grade:
    """The worst grade of all."""
    order = (Grade.BROKEN, Grade.WEAK)
    grades = {finding.grade for finding in findings}
    return next((grade for grade in order if grade in grades), Grade.WELL)


def report(findings: Sequence[Finding]) -> str:
    """Markdown to paste into a bug report; names, hosts and folders of this machine taken out."""
    marks = {Grade.WELL: "ok", Grade.WEAK: "!", Grade.BROKEN: "BROKEN", Grade.SKIPPED: "-"}
    lines = [f"Hearth {pipelines.__version__}", "", "| | what | found |", "|---|---|---|"]
    for item in findings:
        told = f"{item.told} {item.remedy}" if item.remedy else str(item.told)
        lines.append(f"| {marks[item.grade]} | {item.subject} | {told.replace('|', '/')} |")
    return discreet("\n".join(lines) + "\n")


def discreet(words: str, names: Sequence[str] | None = None) -> str:
    """The words without any folder and without these names (None: the user's, the machine's)."""
    home = str(Path.home())
    for place in sorted({home, os.path.realpath(home)}, key=len, reverse=True):
        if len(place) > 1:
            words = words.replace(place, "~")
    words = _FOLDER.sub("[folder]", words)
    for name in _names() if names is None else names:
        words = re.sub(rf"\b{re.escape(name)}\b", "[name]", words)
    return words


def _names() -> list[str]:
    found: list[str] = []
    with suppress(OSError, KeyError):
        found.append(getpass.getuser())
    found += [socket.gethostname(), socket.gethostname().partition(".")[0]]
    return [name for name in dict.fromkeys(found) if len(name) > 1 and name != "localhost"]
