"""The shape that all language models share, with its name given once."""

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pipelines.device import Plan
from pipelines.footprint import Extent, Footprint, Phase
from pipelines.language.engine import Answer, Engine, Message, Request, Role
from pipelines.language.folder_facts import FolderFacts
from pipelines.language.llama_library import devices
from pipelines.language.params import LanguageParams, TextOutput
from pipelines.language.window import four_bit, window_of
from pipelines.media.atomic import replacing
from pipelines.progress import Progress
from pipelines.spec import Kind, ModelSpec, Task, WeightFile
from pipelines.text import text

P = TypeVar("P", bound=LanguageParams)

MIB = 1024**2
#: What llama.cpp takes beside weights and cache: its code, and buffers that grow with the model.
_WORKING = 32 * MIB
_SHARE = 0.01


def read(params: LanguageParams) -> Request:
    """The prompt as a conversation of one question, or as it stands.

    Whether the model has a chat template is only known once it is loaded: see `run`.
    """
    return Request(
        messages=(
            Message(Role.SYSTEM, params.system_prompt),
            Message(Role.USER, params.prompt),
        ),
        sampling=params.sampling,
    )


def run(
    loaded: Engine, request: Request, params: LanguageParams, plan: Plan, progress: Progress
) -> Answer:
    """The answer; a base model continues the text instead."""
    if request.prompt is None and not loaded.has_template:
        request = as_completion(request)
    return loaded.generate(request, progress)


def as_completion(request: Request) -> Request:
    """The same for a model without a chat template: what was said, one paragraph each."""
    said = [message.content for message in request.messages if message.content]
    return Request(
        prompt="\n\n".join(said),
        sampling=request.sampling,
        schema=request.schema,
        listener=request.listener,
    )


def write(answer: Answer, path: Path, output: TextOutput, provenance: Mapping[str, Any]) -> Path:
    """The answer in a UTF-8 file, with everything about it if `output` asks for JSON."""
    if output.format == "json":
        told = {**asdict(answer), "notes": [str(note) for note in answer.notes]}
        content = json.dumps({**told, **provenance}, ensure_ascii=False, indent=2)
    else:
        content = answer.text
    with (
        replacing(path) as descriptor,
        open(descriptor, "w", encoding="utf-8", closefd=False) as file,
    ):
        file.write(content.rstrip() + "\n")
    return path


def llama_footprint(file_bytes: int, kv_bytes: int) -> Footprint:
    """A GGUF file with its window: both stay as long as the model is loaded.

    An answer takes nothing more, since the window and the buffers are there from the beginning.
    """
    resident = file_bytes + kv_bytes + _WORKING + int(file_bytes * _SHARE)
    return Footprint(resident, resident)


def folder_footprint(facts: FolderFacts, wanted: int, plan: Plan) -> Footprint:
    """A transformers folder in the plan's number format, in 4 bit where that is used."""
    number = 4 if plan.dtype == "float32" else 2
    resident = facts.numbers * number
    if four_bit(plan):
        resident = int(facts.numbers * 0.6)  # with scales, and embeddings in 16 bit
    window = window_of(facts.context, wanted)
    cache = facts.kv_numbers * number * window
    loading = resident + facts.weight_bytes if plan.kind == "cpu" else facts.weight_bytes
    return Footprint(
        resident, loading, (Phase(text("Writing an answer"), cache + 2 * _WORKING, 0),)
    )


def measure(params: LanguageParams) -> Extent:
    """An answer takes what the window takes, however long the prompt."""
    return Extent(1, 1)


def text_model(
    *,
    name: str,
    title: str,
    summary: str,
    source: str,
    params: type[P],
    weights: Callable[[P], tuple[WeightFile, ...]],
    resident_key: Callable[[P], Hashable],
    load: Callable[[Mapping[str, Path], P, Plan], Engine],
    footprint: Callable[[Extent, P, Plan], Footprint],
    runs_on: Callable[[], tuple[str, ...]] | None = devices,
    accepts: Mapping[Kind, str] = MappingProxyType({}),
) -> "ModelSpec[P]":
    """A model of the Chat tab: `prompt` becomes an `Answer`. Arguments as of `ModelSpec`."""
    return ModelSpec(
        name=name,
        task=Task.CHAT,
        title=title,
        summary=summary,
        source=source,
        params=params,
        output=TextOutput,
        weights=weights,
        resident_key=resident_key,
        load=load,
        read=read,
        run=run,
        write=write,
        measure=measure,
        extent_of=lambda _request: Extent(1, 1),
        footprint=footprint,
        input_field="prompt",
        suffixes=(".txt", ".md"),
        accepts=accepts,
        tiled=False,
        runs_on=runs_on,
    )
