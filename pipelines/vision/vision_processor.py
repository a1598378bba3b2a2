"""The processor of a folder: its tokenizer, what prepares its pictures, and its chat template."""

from pathlib import Path
from typing import Any

from pipelines.errors import BadInput
from pipelines.language.folder_loading import SAFE

#: LLaVA 1.5 without a template: the layout of Vicuna, with the pictures first.
LLAVA_TEMPLATE = (
    "{% for m in messages %}"
    "{% set said = m.content | selectattr('type', 'equalto', 'text') | map(attribute='text') "
    "| join %}"
    "{% if m.role == 'system' %}{{ said }} "
    "{% elif m.role == 'user' %}USER: "
    "{% for c in m.content if c.type == 'image' %}<image>\n{% endfor %}{{ said }} "
    "{% else %}ASSISTANT: {{ said }}</s>{% endif %}"
    "{% endfor %}"
    "{% if add_generation_prompt %}ASSISTANT:{% endif %}"
)


def load_processor(folder: Path, config: Any, name: str) -> Any:
    """The processor of a model that sees pictures.

    Raises BadInput if the model sees none or nothing in the folder prepares them, and what
    transformers raises for a folder that is damaged.
    """
    from transformers import MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING, AutoProcessor, Idefics3Processor

    if type(config) not in MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING:
        raise BadInput("{name} cannot see pictures: choose a model for image questions.", name=name)
    # SmolVLM's own processor wants a package that spells numbers, only to show videos; Idefics3's
    # does the same with pictures.
    kind = Idefics3Processor if config.model_type == "smolvlm" else AutoProcessor
    names = ("processor_config.json", "preprocessor_config.json")
    if not any((folder / file).is_file() for file in names):
        raise BadInput(
            "{name} has no preprocessor_config.json, which says how its pictures are prepared: "
            "fetch the whole folder again.",
            name=name,
        )
    processor = kind.from_pretrained(folder, **SAFE)
    if getattr(processor, "image_processor", None) is None:
        raise BadInput(
            "{name} has no processor for pictures: fetch the whole folder again.", name=name
        )
    _complete(processor, config)
    return processor


def template_of(processor: Any, config: Any) -> str:
    """The chat template; "" where there is none."""
    found = processor.chat_template or processor.tokenizer.chat_template or ""
    if isinstance(found, dict):
        found = found.get("default", "")
    return found or (LLAVA_TEMPLATE if config.model_type == "llava" else "")


def _complete(processor: Any, config: Any) -> None:
    """What old folders of LLaVA leave to the model's configuration."""
    if config.model_type in ("llava", "llava_next") and not processor.patch_size:
        processor.patch_size = config.vision_config.patch_size
        processor.vision_feature_select_strategy = config.vision_feature_select_strategy
        processor.num_additional_image_tokens = 1  # the class token of CLIP
