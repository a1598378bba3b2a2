"""Small files and folders with weights in every format that can be imported."""

import json
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from spandrel.architectures.Compact import Compact

UNET = "model.diffusion_model"


def upscaler(path: Path, seed: int = 0) -> Path:
    """A network that doubles, as its authors save it."""
    torch.manual_seed(seed)
    model = Compact(num_in_ch=3, num_out_ch=3, num_feat=8, num_conv=2, upscale=2)
    torch.save({"params_ema": OrderedDict(model.state_dict())}, path)
    return path


def diffusion_state(width: int, channels: int = 4) -> dict[str, torch.Tensor]:
    """Some of the tensors of a single-file checkpoint; `width` is that of the text encoding."""
    block = f"{UNET}.input_blocks.1.1.transformer_blocks.0"
    text = "conditioner.embedders.0" if width == 2048 else "cond_stage_model"
    return {
        f"{UNET}.input_blocks.0.0.weight": torch.zeros(8, channels, 3, 3),
        f"{block}.attn1.to_k.weight": torch.zeros(8, 8),
        f"{block}.attn2.to_k.weight": torch.zeros(8, width),
        "first_stage_model.decoder.conv_in.weight": torch.zeros(8, 4, 3, 3),
        f"{text}.transformer.text_model.embeddings.position_ids": torch.zeros(1, 7),
    }


def diffusion(path: Path, width: int = 768, channels: int = 4) -> Path:
    save_file(diffusion_state(width, channels), path)
    return path


def lora(path: Path, width: int = 768, rank: int = 4) -> Path:
    """As kohya's trainer names it."""
    name = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k"
    tensors = {
        f"{name}.lora_down.weight": torch.zeros(rank, width),
        f"{name}.lora_up.weight": torch.zeros(8, rank),
        f"{name}.alpha": torch.tensor(4.0),
    }
    save_file(tensors, path, metadata={"ss_sd_model_name": "base.safetensors"})
    return path


def gguf(path: Path) -> Path:
    """A llama too small to talk, written by llama.cpp's own writer."""
    from gguf import GGUFWriter

    writer = GGUFWriter(path, "llama")
    writer.add_name("Tiny")
    writer.add_context_length(64)
    writer.add_license("apache-2.0")
    writer.add_chat_template("{{ messages }}")
    writer.add_tensor("token_embd.weight", np.zeros((4, 32), dtype=np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def transformers_folder(path: Path) -> Path:
    from transformers import LlamaConfig, LlamaForCausalLM

    config = LlamaConfig(
        vocab_size=32,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
    )
    LlamaForCausalLM(config).save_pretrained(path)
    return path


def diffusers_folder(path: Path) -> Path:
    from diffusers.models.unets.unet_2d import UNet2DModel
    from diffusers.pipelines.ddpm.pipeline_ddpm import DDPMPipeline
    from diffusers.schedulers.scheduling_ddpm import DDPMScheduler

    unet = UNet2DModel(
        sample_size=8,
        block_out_channels=(8, 8),
        norm_num_groups=4,
        down_block_types=("DownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "UpBlock2D"),
        layers_per_block=1,
    )
    DDPMPipeline(unet, DDPMScheduler()).save_pretrained(path)
    return path


def ctranslate2_folder(path: Path) -> Path:
    """A Whisper of one layer with zeros, written by CTranslate2's own writer."""
    from ctranslate2.specs import WhisperSpec
    from ctranslate2.specs.model_spec import visit_spec

    spec: Any = WhisperSpec(1, 1, 1, 1)

    def fill(_spec: Any, _name: str, value: Any) -> None:
        if value is None:
            setattr(_spec, _name.rpartition("/")[2], np.zeros(1, dtype=np.float32))

    visit_spec(spec, fill)
    path.mkdir()
    spec.register_vocabulary(["a"])
    spec.validate()
    spec._serialize(str(path / "model.bin"))
    (path / "config.json").write_text(json.dumps({"alignment_heads": []}))
    (path / "vocabulary.json").write_text(json.dumps(["a"]))
    return path


def seeing_gguf(path: Path) -> Path:
    """A GGUF language model in a folder with the part that sees."""
    from tests.tiny_gguf import write_tiny_gguf
    from tests.tiny_mmproj import write_tiny_mmproj

    write_tiny_mmproj(path.parent / "mmproj-F16.gguf")
    return write_tiny_gguf(path)


def seeing_folder(path: Path) -> Path:
    """A transformers folder as LLaVA's is: a language model with a part that sees."""
    config = {
        "architectures": ["LlavaForConditionalGeneration"],
        "model_type": "llava",
        "vision_config": {"model_type": "clip_vision_model"},
        "text_config": {"model_type": "llama"},
    }
    path.mkdir()
    (path / "config.json").write_text(json.dumps(config))
    save_file({"weight": torch.zeros(4, 4)}, path / "model.safetensors")
    return path
