"""A diffusers pipeline where the plan says: on the device, part by part, or layer by layer.

The offloading itself is diffusers' own (docs/source/en/optimization/memory.md of
https://github.com/huggingface/diffusers); here are its order and what goes with each step.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from pipelines.device import Offload, Plan, release_memory

if TYPE_CHECKING:
    import torch

T = TypeVar("T")

#: What a diffusers model may offer in `ModelSpec.offloads`, the faster first.
OFFLOADS = (Offload.MODEL, Offload.GROUP)


def place(pipe: Any, plan: Plan) -> None:
    """Put the pipeline's parts where `plan` says, whatever was done with it before.

    On the CPU nothing is offloaded: there is nowhere else to go. `plan.tile` is the side in
    pixels from which the VAE decodes in tiles, 0 for never.
    """
    import torch

    pipe.remove_all_hooks()
    set_vae_tiles(pipe, plan.tile)
    offload = plan.offload if plan.kind != "cpu" else Offload.NONE
    if offload is Offload.NONE:
        pipe.to(plan.device)
    elif offload is Offload.MODEL:
        pipe.enable_model_cpu_offload(device=plan.device)
    else:
        group_offload(pipe, torch.device(plan.device))


def group_offload(pipe: Any, device: "torch.device") -> None:
    """Each layer visits the device while it computes; on CUDA the next is fetched meanwhile."""
    import torch

    pipe.enable_group_offload(
        onload_device=device,
        offload_device=torch.device("cpu"),
        offload_type="leaf_level",
        use_stream=device.type == "cuda",
    )


def text_encoders(pipe: Any) -> tuple[Any, ...]:
    """Every text encoder that is loaded, in the pipeline's own order."""
    return tuple(
        part
        for name, part in pipe.components.items()
        if name.startswith("text_encoder") and part is not None
    )


def encode_and_leave(pipe: Any, plan: Plan, encode: Callable[[], T]) -> T:
    """What `encode()` makes of the prompt; then the text encoders leave the device.

    They are needed once, and SDXL's take 1.6 GB that denoising could use. The next call brings
    them back. With an offload they leave by themselves, so only that is hastened.
    """
    offload = plan.offload if plan.kind != "cpu" else Offload.NONE
    encoders = text_encoders(pipe)
    if offload is Offload.NONE:
        for encoder in encoders:
            encoder.to(plan.device)
    result = encode()
    if offload is Offload.NONE and plan.kind != "cpu":
        for encoder in encoders:
            encoder.to("cpu")
    elif offload is Offload.MODEL:
        pipe.maybe_free_model_hooks()
    release_memory(plan.device)
    return result


def set_vae_tiles(pipe: Any, tile: int) -> None:
    """Let the VAE work in tiles of that side in pixels; 0 for the whole picture at once."""
    vae = getattr(pipe, "vae", None)
    if vae is None or not hasattr(vae, "enable_tiling"):
        return
    if not tile:
        vae.disable_tiling()
        return
    vae.enable_tiling()
    if hasattr(vae, "tile_latent_min_size"):
        vae.tile_sample_min_size = tile
        vae.tile_latent_min_size = max(1, tile // 2 ** (len(vae.config.block_out_channels) - 1))
