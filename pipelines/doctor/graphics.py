"""Whether torch, driver and GPU go together; where they do not, the exact command that mends it.

Rules of CUDA's compatibility (docs.nvidia.com/cuda, "CUDA Compatibility"): a binary for sm_XY runs
on the same major and an equal or higher minor version, PTX (compute_XY) on everything newer; a
driver runs CUDA builds up to its own major version.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.doctor.finding import Finding, Grade
from pipelines.nvml import ask_nvidia, nvidia_handles
from pipelines.text import Text, text

_SUBJECT = text("Graphics card")
_AMD, _INTEL, _NVIDIA = "0x1002", "0x8086", "0x10de"


@dataclass(frozen=True)
class Card:
    """An NVIDIA GPU as its driver describes it; `capability` as (8, 9)."""

    name: str
    capability: tuple[int, int]


@dataclass(frozen=True)
class Build:
    """What the installed torch can: `cuda` its version or "" without CUDA, `archs` its targets."""

    version: str
    cuda: str
    archs: tuple[str, ...]


@dataclass(frozen=True)
class Driver:
    """NVIDIA's driver: its own version and the newest CUDA that it runs, as (12, 4)."""

    version: str
    cuda: tuple[int, int]


def examine(
    cards: Iterable[Card], build: Build, driver: Driver | None, vendors: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """One finding a card; without cards one that says so. `vendors` are the PCI ids present."""
    known = tuple(cards)
    if not known or driver is None:
        return (_without(build, driver, set(vendors)),)
    return tuple(_one(card, build, driver) for card in known)


def runs_on(capability: tuple[int, int], archs: Iterable[str]) -> bool:
    """Whether a build for these targets has code for that card."""
    major, minor = capability
    for arch in archs:
        match = re.fullmatch(r"(sm|compute)_(\d+)(\d)[af]?", arch)
        if match is None:
            continue
        kind, built = match[1], (int(match[2]), int(match[3]))
        if kind == "sm" and built[0] == major and built[1] <= minor:
            return True
        if kind == "compute" and built <= capability:
            return True
    return False


def backend_for(capability: tuple[int, int], driver: tuple[int, int]) -> str:
    """The torch build, by uv's name, that has code for that card and runs on that driver."""
    if capability < (7, 5):
        return "cu126"  # the last builds for Maxwell, Pascal and Volta
    if driver[0] >= 13:
        return "cu130"
    return "cu128" if driver >= (12, 8) else "cu126"


def _one(card: Card, build: Build, driver: Driver) -> Finding:
    if not build.cuda:
        told = text(
            "{card} is there, but torch {version} was built without CUDA.",
            card=card.name,
            version=build.version,
        )
        return Finding(_SUBJECT, Grade.BROKEN, told, _install(card, driver))
    needed = _numbers(build.cuda)
    if needed[0] > driver.cuda[0]:
        told = text(
            "{card}: driver {driver} runs CUDA up to {most}, torch was built for CUDA {needed}.",
            card=card.name,
            driver=driver.version,
            most=f"{driver.cuda[0]}.{driver.cuda[1]}",
            needed=build.cuda,
        )
        remedy = text(
            "Update NVIDIA's driver to one for CUDA {major} or later; or run: {command}",
            major=needed[0],
            command=_command(card, driver, build.version),
        )
        return Finding(_SUBJECT, Grade.BROKEN, told, remedy)
    if not runs_on(card.capability, build.archs):
        told = text(
            "{card} (compute capability {capability}) is not among the cards that torch "
            "{version} was built for.",
            card=card.name,
            capability=f"{card.capability[0]}.{card.capability[1]}",
            version=build.version,
        )
        return Finding(_SUBJECT, Grade.BROKEN, told, _install(card, driver, build.version))
    told = text(
        "{card}, driver {driver}, CUDA {cuda}: they go together.",
        card=card.name,
        driver=driver.version,
        cuda=build.cuda,
    )
    return Finding(_SUBJECT, Grade.WELL, told)


def _without(build: Build, driver: Driver | None, vendors: set[str]) -> Finding:
    if _NVIDIA in vendors and driver is None:
        told = text("An NVIDIA card is there, but its driver does not answer.")
        remedy = text("Install NVIDIA's driver from your system's packages and restart.")
        return Finding(_SUBJECT, Grade.BROKEN, told, remedy)
    if _AMD in vendors and not build.version.partition("+")[2].startswith("rocm"):
        told = text(
            "An AMD card is there, but torch {version} cannot use it.", version=build.version
        )
        remedy = text("Models run on the CPU. On Linux, torch's ROCm build may use the card.")
        return Finding(_SUBJECT, Grade.WEAK, told, remedy)
    told = text("None that models can use: they run on the CPU.")
    return Finding(_SUBJECT, Grade.WELL, told)


def _install(card: Card, driver: Driver, version: str = "") -> Text:
    return text("Run: {command}", command=_command(card, driver, version))


def _command(card: Card, driver: Driver, version: str) -> str:
    backend = backend_for(card.capability, driver.cuda)
    number = version.partition("+")[0]
    torch = f"torch=={number}" if number else "torch"
    return f"uv pip install --torch-backend={backend} --reinstall {torch} torchvision torchaudio"


def _numbers(version: str) -> tuple[int, int]:
    major, _dot, minor = version.partition(".")
    return int(major or 0), int(minor or 0)


def pci_vendors(folder: Path = Path("/sys/class/drm")) -> frozenset[str]:
    """Vendors of the graphics cards that Linux lists, driver or not."""
    found: set[str] = set()
    for node in folder.glob("card[0-9]*/device/vendor"):
        with suppress(OSError):
            found.add(node.read_text().strip())
    return frozenset(found)


def nvidia() -> tuple[tuple[Card, ...], Driver | None]:
    """Cards and driver by NVIDIA's own library; nothing where there is no driver."""
    return ask_nvidia(_described, ((), None))


def _described(nvml: Any) -> tuple[tuple[Card, ...], Driver | None]:
    cuda = int(nvml.nvmlSystemGetCudaDriverVersion_v2())
    driver = Driver(str(nvml.nvmlSystemGetDriverVersion()), (cuda // 1000, cuda % 1000 // 10))
    cards: list[Card] = []
    for handle in nvidia_handles(nvml):
        major, minor = nvml.nvmlDeviceGetCudaComputeCapability(handle)
        cards.append(Card(str(nvml.nvmlDeviceGetName(handle)), (int(major), int(minor))))
    return tuple(cards), driver


def torch_build() -> Build:
    """What the installed torch was built for; imports it."""
    import torch

    archs = tuple(torch.cuda.get_arch_list()) if torch.version.cuda else ()
    return Build(torch.__version__, torch.version.cuda or "", archs)
