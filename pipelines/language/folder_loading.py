"""How folders with safetensors are loaded in transformers: offline, without code of theirs.

In 4 bit by bitsandbytes where a GPU has it.
"""

from collections.abc import Callable
from typing import Any

from pipelines.device import Plan
from pipelines.language.window import four_bit
from pipelines.quiet_loading import without_reports

#: Nothing is fetched, and no program in the folder is run.
SAFE: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}

#: What transformers raises for folders that it cannot load; too little memory is no such thing.
LOADING_ERRORS = (OSError, ValueError, KeyError, TypeError, ImportError, RuntimeError)


def load_model(load: Callable[..., Any], plan: Plan) -> Any:
    """What `load` (``AutoModel...from_pretrained`` of a folder) gives, on the plan's device.

    Raises ValueError where the folder lacks weights: transformers would make them up at random.
    """
    import torch

    with without_reports():
        model, about = load(
            dtype=getattr(torch, plan.dtype),
            use_safetensors=True,
            output_loading_info=True,
            **_quantisation(plan),
            **SAFE,
        )
    if about["missing_keys"] or about["mismatched_keys"]:
        raise ValueError("its weights are not those that its config.json tells of")
    if not getattr(model, "is_quantized", False):
        model.to(plan.device)
    return model


def is_out_of_memory(error: BaseException) -> bool:
    """Whether the folder is innocent."""
    import torch

    return isinstance(error, torch.OutOfMemoryError)


def _quantisation(plan: Plan) -> dict[str, Any]:
    """4 bit where the GPU has it: nf4 with double quantisation (Dettmers et al., QLoRA, 2023)."""
    if not four_bit(plan):
        return {}
    import torch
    from transformers import BitsAndBytesConfig

    config = BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_compute_dtype=getattr(torch, plan.dtype),
        bnb_4bit_use_double_quant=True,
    )
    return {"quantization_config": config, "device_map": plan.device}
