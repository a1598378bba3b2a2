"""Says what a file or folder of weights is, by its content and never by its name."""

from pathlib import Path

from pipelines.diffusion.families import checkpoint_kind, lora_family, lora_rank
from pipelines.errors import BadInput, UnknownCheckpoint
from pipelines.language.mmproj_facts import ARCHITECTURE, mmproj_beside, model_beside
from pipelines.own_models.folders import recognise_folder
from pipelines.own_models.kinds import Recognised
from pipelines.spec import Kind
from pipelines.weights.tensor_shapes import tensors_of


def recognise(path: Path) -> Recognised:
    """What it is. Nothing in it runs.

    Raises UnsafeCheckpoint (would run code), UnknownCheckpoint (no kind fits) and BadInput
    (missing, empty, damaged, incomplete).
    """
    try:
        if path.is_dir():
            return recognise_folder(path)
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise BadInput(
            "{path} cannot be read ({reason}): check that it exists and that you may read it.",
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error
    if head == b"GGUF":
        return _gguf(path)
    return _tensors(path)


def _gguf(path: Path) -> Recognised:
    """Header and tensor table by llama.cpp's own reader (package gguf)."""
    from gguf import GGUFReader

    try:
        reader = GGUFReader(path)
        family = str(_value(reader, "general.architecture") or "")
        end = max((int(t.data_offset) + int(t.n_bytes) for t in reader.tensors), default=0)
    except Exception as error:  # whatever a cut or forged table makes of the reader
        raise _damaged(path) from error
    if not family or not end or end > path.stat().st_size:
        raise _damaged(path)
    context = _value(reader, f"{family}.context_length")
    facts = {
        "architecture": family,
        "name": str(_value(reader, "general.name") or ""),
        "licence": str(_value(reader, "general.license") or ""),
        "context": f"{context} tokens" if context else "",
        "chat template": "yes" if _value(reader, "tokenizer.chat_template") else "no",
        "quantisation": _quantisation(reader),
    }
    known = {key: value for key, value in facts.items() if value}
    if family == ARCHITECTURE:
        return _eye(path)
    eye = mmproj_beside(path)
    if eye is None:
        return Recognised(Kind.GGUF, path, family, (path,), known)
    return Recognised(Kind.GGUF_VISION, path, family, (path, eye), {**known, "sees by": eye.name})


def _eye(path: Path) -> Recognised:
    """What a mmproj file belongs to. Raises UnknownCheckpoint if that is not beside it."""
    model = model_beside(path)
    if model is None:
        raise UnknownCheckpoint(
            "{name} is only the part of a model that sees (mmproj): put the model's own GGUF file "
            "into the same folder, and choose that.",
            name=path.name,
        )
    return _gguf(model)


def _value(reader: object, key: str) -> object:
    field = getattr(reader, "fields", {}).get(key)
    return field.contents() if field is not None else None


def _quantisation(reader: object) -> str:
    """The type of most of the numbers."""
    sizes: dict[str, int] = {}
    for tensor in getattr(reader, "tensors", ()):
        name = tensor.tensor_type.name
        sizes[name] = sizes.get(name, 0) + int(tensor.n_elements)
    return max(sizes, key=lambda name: sizes[name]) if sizes else ""


def _tensors(path: Path) -> Recognised:
    tensors = tensors_of(path)
    family = lora_family(tensors)
    if family is not None:
        facts = {"for": family, "rank": str(lora_rank(tensors))}
        trained = tensors.metadata.get("ss_sd_model_name", "")
        if trained:
            facts["trained on"] = trained
        return Recognised(Kind.LORA, path, family, (path,), facts)
    found = checkpoint_kind(tensors.shapes, path.name)
    if found is not None:
        kind, facts = found
        return Recognised(kind, path, kind.value, (path,), facts)
    return _upscaler(path)


def _upscaler(path: Path) -> Recognised:
    """Everything else is asked of spandrel, which needs the tensors themselves."""
    from pipelines.checkpoint import recognise as recognise_network

    info = recognise_network(path)
    if info.purpose == "FaceSR":
        raise UnknownCheckpoint(
            "{name} restores cropped faces only ({architecture}): choose GFPGAN or CodeFormer "
            "from the list, which find the faces first.",
            name=path.name,
            architecture=info.architecture_name,
        )
    facts = {
        "architecture": info.architecture_name,
        "scale": f"{info.scale}×",
        "parameters": _counted(info.parameters),
    }
    defaults = {"scale": float(info.scale)}
    return Recognised(Kind.UPSCALER, path, info.architecture, (path,), facts, defaults)


def _counted(number: int) -> str:
    return f"{number / 1e6:.1f} million" if number >= 1e5 else f"{number:,}"


def _damaged(path: Path) -> BadInput:
    return BadInput("{name} is damaged or incomplete: download it again.", name=path.name)
