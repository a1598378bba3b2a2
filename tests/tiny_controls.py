"""Depth Anything V2 and ViTPose as transformers folders: the real classes, small and random."""

import json
from pathlib import Path
from typing import Any

from pipelines.portraits.control_files import BODY, DEPTH, part_of
from pipelines.spec import WeightFile


def write_depth_model(folder: Path) -> dict[str, Path]:
    """Store name -> path of the files of `control_files.DEPTH`."""
    import torch
    from transformers import (
        DepthAnythingConfig,
        DepthAnythingForDepthEstimation,
        Dinov2Config,
    )

    torch.manual_seed(1)
    outputs: dict[str, Any] = {
        "out_indices": [1, 2, 3, 4],
        "apply_layernorm": True,
        "reshape_hidden_states": False,
    }
    eye = Dinov2Config(
        hidden_size=24,
        num_hidden_layers=4,
        num_attention_heads=2,
        image_size=70,
        patch_size=14,
        **outputs,
    )
    config = DepthAnythingConfig(
        backbone_config=eye,
        patch_size=14,
        reassemble_hidden_size=24,
        neck_hidden_sizes=[8, 8, 8, 8],
        fusion_hidden_size=8,
        head_hidden_size=8,
    )
    # As the repository has it, but for the size: 518 there.
    settings = {
        "do_normalize": True,
        "do_rescale": True,
        "do_resize": True,
        "ensure_multiple_of": 14,
        "image_mean": [0.485, 0.456, 0.406],
        "image_processor_type": "DPTImageProcessor",
        "image_std": [0.229, 0.224, 0.225],
        "keep_aspect_ratio": True,
        "resample": 3,
        "rescale_factor": 0.00392156862745098,
        "size": {"height": 70, "width": 70},
    }
    model = DepthAnythingForDepthEstimation(config)
    with torch.no_grad():  # else the depths differ in the seventh digit only
        for weights in model.parameters():
            weights.normal_(0, 0.3)
    return _written(folder, DEPTH, model, settings)


def write_body_model(folder: Path) -> dict[str, Path]:
    """Store name -> path of the files of `control_files.BODY`."""
    import torch
    from transformers import VitPoseBackboneConfig, VitPoseConfig, VitPoseForPoseEstimation

    torch.manual_seed(2)
    small: dict[str, Any] = {"num_hidden_layers": 2, "num_attention_heads": 2, "out_indices": [2]}
    eye = VitPoseBackboneConfig(hidden_size=24, **small)
    seventeen: dict[str, Any] = {"num_labels": 17}
    config = VitPoseConfig(backbone_config=eye, use_simple_decoder=True, **seventeen)
    model = VitPoseForPoseEstimation(config)
    with torch.no_grad():  # else noise is as sure as a trained network is of joints
        model.head.conv.weight.mul_(0.01)
    return _written(folder, BODY, model, BODY_SETTINGS)


#: preprocessor_config.json of the repository.
BODY_SETTINGS: dict[str, Any] = {
    "do_affine_transform": True,
    "do_normalize": True,
    "do_rescale": True,
    "image_mean": [0.485, 0.456, 0.406],
    "image_processor_type": "VitPoseImageProcessor",
    "image_std": [0.229, 0.224, 0.225],
    "normalize_factor": 200.0,
    "rescale_factor": 0.00392156862745098,
    "size": {"height": 256, "width": 192},
}


def _written(
    folder: Path, weights: tuple[WeightFile, ...], model: Any, settings: dict[str, Any]
) -> dict[str, Path]:
    saved = folder / "saved"
    model.save_pretrained(saved)
    (saved / "preprocessor_config.json").write_text(json.dumps(settings), encoding="utf-8")
    return {
        weight.name: (saved / part_of(weight)).rename(folder / weight.name) for weight in weights
    }
