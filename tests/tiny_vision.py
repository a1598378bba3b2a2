"""Models that see pictures as transformers folders: small, random, in the formats of the families.

Config, safetensors, tokenizer, picture processor and chat template lie there as on a model hub; the
templates are written anew in each family's layout. A token of text is one byte.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.tiny_gguf import byte_signs

_TEXT: dict[str, Any] = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 1024,
}
_PARTS = "{% for c in m.content %}{% if c.type == 'image' %}IMAGE{% else %}{{ c.text }}{% endif %}"
_CHATML = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n" + _PARTS + "{% endfor %}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
#: All pictures first, then the words, as llava-hf has it.
_IMAGES_FIRST = (
    "{% for c in m.content if c.type == 'image' %}<image>\n{% endfor %}"
    "{% for c in m.content if c.type == 'text' %}{{ c.text }}{% endfor %}"
)
VICUNA = (
    "{% for m in messages %}{% if m.role != 'system' %}{{ m.role.upper() + ': ' }}{% endif %}"
    + _IMAGES_FIRST
    + " {% endfor %}{% if add_generation_prompt %}ASSISTANT:{% endif %}"
)
MISTRAL = (
    "{% for m in messages %}{% if m.role == 'user' %}[INST] "
    + _IMAGES_FIRST
    + " [/INST]{% else %} {{ m.content[0].text }}</s>{% endif %}{% endfor %}"
)
SMOLVLM = (
    "<|im_start|>{% for m in messages %}{{ m.role | capitalize }}"
    "{% if m.content[0].type == 'image' %}:{% else %}: {% endif %}"
    + _PARTS.replace("IMAGE", "<image>")
    + "{% endfor %}<end_of_utterance>\n{% endfor %}"
    "{% if add_generation_prompt %}Assistant:{% endif %}"
)
QWEN = (
    "{% if messages[0].role != 'system' %}<|im_start|>system\nYou are a helpful assistant."
    "<|im_end|>\n{% endif %}"
    + _CHATML.replace("IMAGE", "<|vision_start|><|image_pad|><|vision_end|>")
)


def write_tiny_llava(folder: Path, template: str | None = VICUNA) -> Path:
    """LLaVA 1.5: CLIP at 16 pixels in patches of 4, so 16 tokens a picture."""
    from transformers import (
        CLIPImageProcessor,
        CLIPVisionConfig,
        LlamaConfig,
        LlavaConfig,
        LlavaForConditionalGeneration,
        LlavaProcessor,
    )

    tokenizer = _tokenizer(("<s>", "</s>", "<image>"), starts=True)
    config = LlavaConfig(
        vision_config=CLIPVisionConfig(**_clip()),
        text_config=LlamaConfig(**_TEXT, **_words(tokenizer)),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        image_seq_length=16,
    )
    images = CLIPImageProcessor(
        size={"shortest_edge": 16}, crop_size={"height": 16, "width": 16}, do_center_crop=True
    )
    processor = LlavaProcessor(
        images,
        tokenizer,
        patch_size=4,
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
        chat_template=template,
    )
    return _saved(folder, LlavaForConditionalGeneration, config, processor)


def write_tiny_llava_next(folder: Path) -> Path:
    """LLaVA 1.6: the same tower over the whole and up to four parts."""
    from transformers import (
        CLIPVisionConfig,
        LlavaNextConfig,
        LlavaNextForConditionalGeneration,
        LlavaNextImageProcessor,
        LlavaNextProcessor,
        MistralConfig,
    )

    tokenizer = _tokenizer(("<s>", "</s>", "<image>"), starts=True)
    grids = [[16, 32], [32, 16], [32, 32], [48, 16], [16, 48]]
    config = LlavaNextConfig(
        vision_config=CLIPVisionConfig(**_clip()),
        text_config=MistralConfig(**_TEXT, **_words(tokenizer), sliding_window=None),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        image_grid_pinpoints=grids,
        image_seq_length=16,
    )
    images = LlavaNextImageProcessor(
        size={"shortest_edge": 16},
        crop_size={"height": 16, "width": 16},
        image_grid_pinpoints=grids,
    )
    processor = LlavaNextProcessor(
        images,
        tokenizer,
        patch_size=4,
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
        chat_template=MISTRAL,
    )
    return _saved(folder, LlavaNextForConditionalGeneration, config, processor)


def write_tiny_smolvlm(folder: Path) -> Path:
    """SmolVLM2: tiles of 16 pixels, up to 4 x 4 and the whole, 4 tokens each."""
    from transformers import (
        LlamaConfig,
        SmolVLMConfig,
        SmolVLMForConditionalGeneration,
        SmolVLMImageProcessor,
    )
    from transformers.models.smolvlm.configuration_smolvlm import SmolVLMVisionConfig

    rows = tuple(f"<row_{r}_col_{c}>" for r in range(1, 7) for c in range(1, 7))
    marks = ("<|im_start|>", "<end_of_utterance>", "<fake_token_around_image>", "<image>")
    tokenizer = _tokenizer((*marks, "<global-img>", *rows), end="<end_of_utterance>")
    tower = {name: size for name, size in _clip().items() if name != "projection_dim"}
    config = SmolVLMConfig(
        vision_config=SmolVLMVisionConfig(**tower).to_dict(),
        text_config=LlamaConfig(**_TEXT, **_words(tokenizer)).to_dict(),
        image_token_id=tokenizer.convert_tokens_to_ids("<image>"),
        scale_factor=2,
    )
    SmolVLMImageProcessor(
        size={"longest_edge": 64}, max_image_size={"longest_edge": 16}
    ).save_pretrained(folder)
    _saved(folder, SmolVLMForConditionalGeneration, config, tokenizer)
    told = {"image_seq_len": 4, "processor_class": "SmolVLMProcessor"}
    (folder / "processor_config.json").write_text(json.dumps(told))
    (folder / "chat_template.json").write_text(json.dumps({"chat_template": SMOLVLM}))
    return folder


def write_tiny_qwen2_vl(folder: Path) -> Path:
    """Qwen2-VL: patches of 4, four of them a token, from 4 to 64 tokens a picture."""
    from transformers import Qwen2VLConfig, Qwen2VLForConditionalGeneration, Qwen2VLProcessor

    tower = {"depth": 2, "embed_dim": 32, "hidden_size": 32, "num_heads": 2, "patch_size": 4}
    words = {"rope_parameters": {"rope_type": "default", "mrope_section": [2, 1, 1]}}
    return _qwen(
        folder, Qwen2VLForConditionalGeneration, Qwen2VLConfig, Qwen2VLProcessor, tower, words
    )


def write_tiny_qwen2_5_vl(folder: Path) -> Path:
    """Qwen2.5-VL: the same with windows in the tower."""
    from transformers import (
        Qwen2_5_VLConfig,
        Qwen2_5_VLForConditionalGeneration,
        Qwen2_5_VLProcessor,
    )

    tower = {
        "depth": 2,
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_heads": 2,
        "patch_size": 4,
        "out_hidden_size": 32,
        "window_size": 16,
        "fullatt_block_indexes": [1],
    }
    words = {"rope_parameters": {"rope_type": "default", "mrope_section": [2, 1, 1]}}
    return _qwen(
        folder,
        Qwen2_5_VLForConditionalGeneration,
        Qwen2_5_VLConfig,
        Qwen2_5_VLProcessor,
        tower,
        words,
    )


def write_tiny_qwen3_vl(folder: Path) -> Path:
    """Qwen3-VL: features of two layers of the tower go into the first layers of the text model."""
    from transformers import Qwen3VLConfig, Qwen3VLForConditionalGeneration, Qwen3VLProcessor

    tower = {
        "depth": 3,
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_heads": 2,
        "patch_size": 4,
        "out_hidden_size": 32,
        "num_position_embeddings": 64,
        "deepstack_visual_indexes": [0, 1],
    }
    words = {
        "head_dim": 8,
        "rope_parameters": {"rope_type": "default", "mrope_section": [2, 1, 1]},
    }
    return _qwen(
        folder, Qwen3VLForConditionalGeneration, Qwen3VLConfig, Qwen3VLProcessor, tower, words
    )


def write_tiny_llava_onevision(folder: Path) -> Path:
    """LLaVA OneVision, which shows several pictures otherwise than one."""
    from transformers import (
        LlavaOnevisionConfig,
        LlavaOnevisionForConditionalGeneration,
        LlavaOnevisionImageProcessor,
        LlavaOnevisionProcessor,
        LlavaOnevisionVideoProcessor,
        Qwen2Config,
        SiglipVisionConfig,
    )

    tokenizer = _tokenizer(("<|im_start|>", "<|im_end|>", "<image>", "<video>"), end="<|im_end|>")
    grids = [[16, 32], [32, 16], [32, 32]]
    tower = {name: size for name, size in _clip().items() if name != "projection_dim"}
    config = LlavaOnevisionConfig(
        vision_config=SiglipVisionConfig(**tower, vision_use_head=False),
        text_config=Qwen2Config(**_TEXT, **_words(tokenizer)),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        video_token_index=tokenizer.convert_tokens_to_ids("<video>"),
        image_grid_pinpoints=grids,
    )
    size: Any = {"height": 16, "width": 16}
    processor = LlavaOnevisionProcessor(
        LlavaOnevisionImageProcessor(size=size, image_grid_pinpoints=grids),
        tokenizer,
        LlavaOnevisionVideoProcessor(size=size),
        num_image_tokens=16,
        vision_feature_select_strategy="full",
        chat_template=_CHATML.replace("IMAGE", "<image>\n"),
    )
    return _saved(folder, LlavaOnevisionForConditionalGeneration, config, processor)


#: All families, by the name in their config.json.
FAMILIES: Mapping[str, Callable[[Path], Path]] = {
    "llava": write_tiny_llava,
    "llava_next": write_tiny_llava_next,
    "smolvlm": write_tiny_smolvlm,
    "qwen2_vl": write_tiny_qwen2_vl,
    "qwen2_5_vl": write_tiny_qwen2_5_vl,
    "qwen3_vl": write_tiny_qwen3_vl,
}


def _qwen(
    folder: Path, model: Any, config: Any, processor: Any, tower: dict[str, Any], words: Any
) -> Path:
    from transformers import Qwen2VLImageProcessor, Qwen2VLVideoProcessor

    marks = ("<|vision_start|>", "<|vision_end|>", "<|image_pad|>", "<|video_pad|>")
    tokenizer = _tokenizer(
        ("<|endoftext|>", "<|im_start|>", "<|im_end|>", *marks), end="<|im_end|>"
    )
    ids = tokenizer.convert_tokens_to_ids
    made = config(
        vision_config={**tower, "spatial_merge_size": 2, "temporal_patch_size": 2},
        text_config={**_TEXT, **_words(tokenizer), **words},
        image_token_id=ids("<|image_pad|>"),
        video_token_id=ids("<|video_pad|>"),
        vision_start_token_id=ids("<|vision_start|>"),
        vision_end_token_id=ids("<|vision_end|>"),
    )
    sizes: dict[str, Any] = {"patch_size": 4, "merge_size": 2, "temporal_patch_size": 2}
    size: Any = {"shortest_edge": 4 * 64, "longest_edge": 64 * 64}
    whole = processor(
        Qwen2VLImageProcessor(size=size, **sizes),
        tokenizer,
        Qwen2VLVideoProcessor(size=size, **sizes),
        chat_template=QWEN,
    )
    return _saved(folder, model, made, whole)


def _clip() -> dict[str, Any]:
    return {
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_hidden_layers": 3,
        "num_attention_heads": 2,
        "image_size": 16,
        "patch_size": 4,
        "projection_dim": 32,
    }


def _words(tokenizer: Any) -> dict[str, Any]:
    return {
        "vocab_size": len(tokenizer),
        "bos_token_id": tokenizer.bos_token_id,
        "eos_token_id": tokenizer.eos_token_id,
        "pad_token_id": tokenizer.eos_token_id,
    }


def _tokenizer(marks: tuple[str, ...], end: str = "</s>", starts: bool = False) -> Any:
    """One token a byte; `starts` puts the first mark before every text, as Llama's does."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    tokens = [*marks, *byte_signs()]
    tokenizer = Tokenizer(models.BPE({token: n for n, token in enumerate(tokens)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    if starts:
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{marks[0]} $A", special_tokens=[(marks[0], 0)]
        )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=marks[0],
        eos_token=end,
        additional_special_tokens=[mark for mark in marks[1:] if mark != end],
    )


def _saved(folder: Path, model: Any, config: Any, processor: Any) -> Path:
    """The weights are larger than at the start of a training, so that what is seen tells."""
    import torch

    torch.manual_seed(7)
    made = model(config)
    with torch.no_grad():
        for weights in made.parameters():
            if weights.ndim > 1:
                weights.normal_(0, 1.5 / weights[0].numel() ** 0.5)
    made.save_pretrained(folder)
    processor.save_pretrained(folder)
    return folder
