"""Files that go with a base model: InstantID, ControlNets, LoRA, VAE, tokenizer, checker.

See `catalogue`.
"""

from pipelines.diffusion.licences import (
    INSTANT_ID,
    MIT_CLIP,
    MIT_VAE,
    OPEN_RAIL,
    rail_pp_of,
)
from pipelines.spec import HuggingFaceSource, PackageSource, WeightFile

_INSTANT_ID_REVISION = "57b32dfee076092ad2930c71fd6d439c2c3b1820"

IDENTITY_NET = WeightFile(
    name="instantid-identitynet.safetensors",
    title="InstantID, IdentityNet",
    size=2_502_139_136,
    sha256="c8127be9f174101ebdafee9964d856b49b634435cf6daa396d3f593cf0bbbb05",
    licence=INSTANT_ID,
    sources=(
        HuggingFaceSource(
            "InstantX/InstantID",
            _INSTANT_ID_REVISION,
            "ControlNetModel/diffusion_pytorch_model.safetensors",
        ),
    ),
)
IDENTITY_ADAPTER = WeightFile(
    name="instantid-ip-adapter.bin",
    title="InstantID, image adapter",
    size=1_691_134_141,
    sha256="02b3618e36d803784166660520098089a81388e61a93ef8002aa79a5b1c546e1",
    licence=INSTANT_ID,
    sources=(HuggingFaceSource("InstantX/InstantID", _INSTANT_ID_REVISION, "ip-adapter.bin"),),
)
#: In full precision: no smaller file was published.
POSE_CONTROLNET = WeightFile(
    name="controlnet-openpose-sdxl.safetensors",
    title="ControlNet for poses (SDXL)",
    size=5_004_167_829,
    sha256="5a4b928cb1e93748217900cb66d4135bf70d932d2924232f925910fad9e43a92",
    licence=rail_pp_of("thibaud/controlnet-openpose-sdxl-1.0"),
    sources=(
        HuggingFaceSource(
            "thibaud/controlnet-openpose-sdxl-1.0", "main", "OpenPoseXL2.safetensors"
        ),
    ),
)
CANNY_CONTROLNET = WeightFile(
    name="controlnet-canny-sdxl.fp16.safetensors",
    title="ControlNet for outlines (SDXL)",
    size=2_502_139_136,
    sha256="b2e7d3921058a442cc80430d1ec8847f42599c705e2451c95e77cf4dcf8d6c25",
    licence=rail_pp_of("diffusers/controlnet-canny-sdxl-1.0"),
    sources=(
        HuggingFaceSource(
            "diffusers/controlnet-canny-sdxl-1.0",
            "eb115a19a10d14909256db740ed109532ab1483c",
            "diffusion_pytorch_model.fp16.safetensors",
        ),
    ),
)
DEPTH_CONTROLNET = WeightFile(
    name="controlnet-depth-sdxl-small.fp16.safetensors",
    title="ControlNet for depth (SDXL, small)",
    size=320_237_179,
    sha256="6f23c58fd632f52238a7b35ebdc02f9f596fd13dbaa121f9b37b9f4689c2b1e9",
    licence=rail_pp_of("diffusers/controlnet-depth-sdxl-1.0-small"),
    sources=(
        HuggingFaceSource(
            "diffusers/controlnet-depth-sdxl-1.0-small",
            "main",
            "diffusion_pytorch_model.fp16.safetensors",
        ),
    ),
)
LCM_LORA = WeightFile(
    name="lcm-lora-sdxl.safetensors",
    title="Latent consistency LoRA (SDXL)",
    size=393_855_224,
    sha256="a764e6859b6e04047cd761c08ff0cee96413a8e004c9f07707530cd776b19141",
    licence=rail_pp_of("latent-consistency/lcm-lora-sdxl"),
    sources=(
        HuggingFaceSource(
            "latent-consistency/lcm-lora-sdxl",
            "a18548dd4956b174ec5b0d78d340c8dae0a129cd",
            "pytorch_lora_weights.safetensors",
        ),
    ),
)
#: Gives the same pictures as SDXL's own, and does not overflow in half precision.
SDXL_VAE = WeightFile(
    name="sdxl-vae-fp16-fix.safetensors",
    title="SDXL VAE for half precision",
    size=334_641_162,
    sha256="235745af8d86bf4a4c1b5b4f529868b37019a10f7c0b2e79ad0abca3a22bc6e1",
    licence=MIT_VAE,
    sources=(
        HuggingFaceSource(
            "madebyollin/sdxl-vae-fp16-fix",
            "207b116dae70ace3637169f1ddd2434b91b3a8cd",
            "sdxl.vae.safetensors",
        ),
        HuggingFaceSource("madebyollin/sdxl-vae-fp16-fix", "main", "sdxl_vae.safetensors"),
    ),
)
SAFETY_CHECKER = WeightFile(
    name="stable-diffusion-safety-checker.fp16.safetensors",
    title="Stable Diffusion safety checker",
    size=608_018_440,
    sha256="08902f19b1cfebd7c989f152fc0507bef6898c706a91d666509383122324b511",
    licence=OPEN_RAIL,
    sources=(
        HuggingFaceSource(
            "stable-diffusion-v1-5/stable-diffusion-v1-5",
            "451f4fe16113bff5a5d2269ed5ad43b0592e9a14",
            "safety_checker/model.fp16.safetensors",
        ),
    ),
)

_CLIP_LIST = PackageSource(
    package="open-clip-torch",
    version="3.3.0",
    wheel_sha256="c549ad5ed6bfc119cc11105033c0a2b9d7a2a4afeb40a58a09aab3da1a0043ce",
    members={
        "open_clip/bpe_simple_vocab_16e6.txt.gz": (
            "924691ac288e54409236115652ad4aa250f48203de50a9e4722a6ecd48d6804a"
        )
    },
    size=1_547_268,
)
#: Both from a package, since a machine may have an index of those and no way to a hub.
CLIP_VOCABULARY = WeightFile(
    name="clip-vocab.json",
    title="CLIP tokenizer, vocabulary",
    size=1_059_962,
    sha256="e089ad92ba36837a0d31433e555c8f45fe601ab5c221d4f607ded32d9f7a4349",
    licence=MIT_CLIP,
    sources=(_CLIP_LIST,),
    converter="clip-vocabulary",
)
CLIP_MERGES = WeightFile(
    name="clip-merges.txt",
    title="CLIP tokenizer, merges",
    size=524_619,
    sha256="9fd691f7c8039210e0fced15865466c65820d09b63988b0174bfe25de299051a",
    licence=MIT_CLIP,
    sources=(_CLIP_LIST,),
    converter="clip-merges",
)
TOKENIZER = (CLIP_VOCABULARY, CLIP_MERGES)

#: What any picture by SDXL needs besides the base model.
SDXL_COMPANIONS = (*TOKENIZER, SDXL_VAE)
