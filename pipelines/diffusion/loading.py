"""Stable Diffusion into memory: out of one checkpoint file or a diffusers folder, offline.

Everything is loaded to main memory in the plan's number format; `pipelines.offload.place` brings
it to the device. No pickle is read, no program of a model is run, and nothing is fetched.
"""

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pipelines.device import Plan, is_out_of_memory
from pipelines.diffusion.base_models import BaseModel
from pipelines.diffusion.checks import check_checkpoint, check_controlnet, check_folder
from pipelines.diffusion.companions import SDXL_VAE
from pipelines.diffusion.layout import (
    CONTROLNET_SDXL,
    SD15,
    SDXL,
    Architecture,
    base_folder,
    named_safetensors,
    settings_folder,
)
from pipelines.diffusion.quiet import without_advice
from pipelines.errors import HearthError, UnknownCheckpoint

if TYPE_CHECKING:
    import torch

T = TypeVar("T")

_FAILURES = (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError, ImportError)


def load_sdxl(
    source: BaseModel | Path,
    files: Mapping[str, Path],
    plan: Plan,
    architecture: Architecture = SDXL,
) -> Any:
    """diffusers' StableDiffusionXLPipeline, still in main memory.

    `source` is a base model of the catalogue or the user's own checkpoint or diffusers folder.
    `files` has, by store names, the tokenizer, the base model's files, and may have `SDXL_VAE`:
    in float16 that takes the place of the model's own VAE, whose numbers grow too large there;
    without it the own one is kept in float32, so what goes into the VAE must be brought to its
    `dtype`.

    Raises UnknownCheckpoint (another family, or only a part), UnsafeCheckpoint (a pickle) and
    BadInput (missing, damaged, incomplete).
    """
    return _load(source, files, plan, architecture, safe_vae=files.get(SDXL_VAE.name))


def load_sd15(
    source: BaseModel | Path,
    files: Mapping[str, Path],
    plan: Plan,
    architecture: Architecture = SD15,
) -> Any:
    """diffusers' StableDiffusionPipeline without a safety checker; otherwise as `load_sdxl`."""
    return _load(source, files, plan, architecture, safe_vae=None)


def load_controlnet(
    path: Path, plan: Plan, settings: Path = CONTROLNET_SDXL, network: Any = None
) -> Any:
    """A ControlNet out of a .safetensors file or a diffusers folder, still in main memory.

    `settings` is the folder with the ``config.json`` for a file; a folder has its own. `network`
    is a class derived from diffusers' ControlNetModel, which None stands for. Raises as
    `load_sdxl`.
    """
    diffusers = _diffusers()
    kind = network or diffusers.ControlNetModel
    dtype = _dtype(plan)
    if not path.is_dir():
        check_controlnet(path, settings)

    def load() -> Any:
        if path.is_dir():
            return _part(kind, path, dtype)
        with named_safetensors(path) as named:
            return _whole(
                kind.from_single_file(
                    str(named), config=str(settings), dtype=dtype, local_files_only=True
                )
            )

    return _translated(path, load)


def _load(
    source: BaseModel | Path,
    files: Mapping[str, Path],
    plan: Plan,
    architecture: Architecture,
    safe_vae: Path | None,
) -> Any:
    dtype = _dtype(plan)
    if isinstance(source, BaseModel):
        if source.is_folder:
            with base_folder(architecture, source, files) as folder:
                return _from_folder(folder.path, files, dtype, architecture, safe_vae)
        source = files[source.files[0].name]
    if source.is_dir():
        return _from_folder(source, files, dtype, architecture, safe_vae)
    return _from_file(source, files, dtype, architecture, safe_vae)


def _from_file(
    path: Path,
    files: Mapping[str, Path],
    dtype: "torch.dtype",
    architecture: Architecture,
    safe_vae: Path | None,
) -> Any:
    """A checkpoint with the names of CompVis and Stability AI, by diffusers' own conversion."""
    replaced = _is_half(dtype) and safe_vae is not None
    tensors = check_checkpoint(path, architecture, has_vae=replaced)
    kind = getattr(_diffusers(), architecture.pipeline)

    def load() -> Any:
        with settings_folder(architecture, files) as settings, named_safetensors(path) as named:
            vae = _vae(path, safe_vae, settings.path, dtype)
            pipe = kind.from_single_file(
                str(named),
                config=str(settings.path),
                vae=vae,
                dtype=dtype,
                local_files_only=True,
                **_extras(architecture),
            )
            for part in ("unet", "vae", *architecture.encoders):
                _whole(getattr(pipe, part))
            return pipe

    pipe = _translated(path, load)
    _set_prediction(pipe, tensors.shapes)
    return pipe


def _vae(path: Path, safe: Path | None, settings: Path, dtype: "torch.dtype") -> Any:
    """In float16 the VAE made for that, else the checkpoint's own, in float32 if need be."""
    replaced = safe is not None and _is_half(dtype)
    kept = _torch().float32 if not replaced and _overflows(settings, dtype) else dtype
    with named_safetensors(safe if safe is not None and replaced else path) as named:
        return _diffusers().AutoencoderKL.from_single_file(
            str(named),
            config=str(settings),
            subfolder="vae",
            dtype=kept,
            local_files_only=True,
            **({"force_upcast": False} if replaced else {}),
        )


def _from_folder(
    folder: Path,
    files: Mapping[str, Path],
    dtype: "torch.dtype",
    architecture: Architecture,
    safe_vae: Path | None,
) -> Any:
    """Part by part, each with the class that belongs there, whatever the folder's index says."""
    check_folder(folder, architecture)
    diffusers, transformers = _diffusers(), importlib.import_module("transformers")

    def load() -> Any:
        with settings_folder(architecture, files) as settings:
            parts: dict[str, Any] = {
                "unet": _part(diffusers.UNet2DConditionModel, folder / "unet", dtype),
                "text_encoder": _part(transformers.CLIPTextModel, folder / "text_encoder", dtype),
                "scheduler": _scheduler(folder, settings.path),
            }
            if "text_encoder_2" in architecture.encoders:
                kind = transformers.CLIPTextModelWithProjection
                parts["text_encoder_2"] = _part(kind, folder / "text_encoder_2", dtype)
            for name in architecture.tokenizers:
                own = folder / name
                place = own if (own / "vocab.json").is_file() else settings.path / name
                parts[name] = transformers.CLIPTokenizer.from_pretrained(
                    place, local_files_only=True
                )
            if safe_vae is not None and _is_half(dtype):
                parts["vae"] = _vae(folder, safe_vae, settings.path, dtype)
            else:
                overflows = _overflows(folder, dtype)
                kept = _torch().float32 if overflows else dtype
                parts["vae"] = _part(diffusers.AutoencoderKL, folder / "vae", kept)
            kind = getattr(diffusers, architecture.pipeline)
            return kind(**parts, **_extras(architecture))

    return _translated(folder, load)


def _part(kind: Any, folder: Path, dtype: "torch.dtype") -> Any:
    """A model out of its folder, from the half precision files where that is wanted or all.

    Raises ValueError where weights are missing: they would be made up at random.
    """
    names = [path.name for path in folder.glob("*.safetensors")]
    halves = [name for name in names if ".fp16." in name]
    variant = "fp16" if halves and (dtype.itemsize == 2 or len(halves) == len(names)) else None
    model, about = kind.from_pretrained(
        folder,
        variant=variant,
        dtype=dtype,
        use_safetensors=True,
        local_files_only=True,
        output_loading_info=True,
    )
    if about["missing_keys"] or about["mismatched_keys"]:
        raise ValueError("its weights are not those that its config.json tells of")
    return model.eval()


def _scheduler(folder: Path, settings: Path) -> Any:
    """The folder's own, else that of the architecture."""
    diffusers = _diffusers()
    place = folder if (folder / "scheduler" / "scheduler_config.json").is_file() else settings
    config = diffusers.EulerDiscreteScheduler.load_config(
        place, subfolder="scheduler", local_files_only=True
    )
    named = getattr(diffusers, str(config.get("_class_name")), None)
    kind = (
        named if isinstance(named, type) and issubclass(named, diffusers.SchedulerMixin) else None
    )
    return (kind or diffusers.EulerDiscreteScheduler).from_config(config)


def _set_prediction(pipe: Any, shapes: Mapping[str, tuple[int, ...]]) -> None:
    """Checkpoints trained to predict velocity say so by an empty tensor of that name."""
    if "v_pred" in shapes:
        config = {**pipe.scheduler.config, "prediction_type": "v_prediction"}
        config["rescale_betas_zero_snr"] = "ztsnr" in shapes
        pipe.scheduler = type(pipe.scheduler).from_config(config)


def _extras(architecture: Architecture) -> dict[str, Any]:
    """No mark that nobody sees in the picture, and no checker that blackens it unasked."""
    if len(architecture.encoders) > 1:
        return {"add_watermarker": False}
    return {"safety_checker": None, "feature_extractor": None, "requires_safety_checker": False}


def _overflows(folder: Path, dtype: "torch.dtype") -> bool:
    """Whether the VAE whose settings lie there would give numbers too large for float16."""
    config = _diffusers().AutoencoderKL.load_config(folder, subfolder="vae", local_files_only=True)
    return _is_half(dtype) and bool(config.get("force_upcast", True))


def _whole(model: Any) -> Any:
    """The model, if all of it was in the file; what was not has no numbers yet (ValueError)."""
    if any(tensor.is_meta for tensor in (*model.parameters(), *model.buffers())):
        raise ValueError("parts of its weights are missing")
    return model


def _translated(path: Path, load: Callable[[], T]) -> T:
    """What `load` gives; its failures as one sentence. Too little memory is no such failure."""
    try:
        with without_advice():
            return load()
    except HearthError:
        raise
    except _FAILURES as error:
        if is_out_of_memory(error):
            raise
        raise UnknownCheckpoint(
            "{name} cannot be loaded, its weights are incomplete or do not fit together: download "
            "it again, or choose another model.",
            name=path.name,
        ) from error


def _is_half(dtype: "torch.dtype") -> bool:
    """float16; bfloat16 has the range of float32."""
    return dtype == _torch().float16


def _dtype(plan: Plan) -> "torch.dtype":
    return getattr(_torch(), plan.dtype)


def _torch() -> Any:
    return importlib.import_module("torch")


def _diffusers() -> Any:
    """Its annotations are too narrow, and it says nothing of what it exports."""
    return importlib.import_module("diffusers")
