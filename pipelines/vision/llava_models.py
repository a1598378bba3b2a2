"""LLaVA 1.5 and 1.6, the models of the guide. See `catalogue`."""

from pipelines.language.gguf_files import apache, gguf
from pipelines.language.language_model import SamplingAdvice
from pipelines.spec import Licence
from pipelines.text import text
from pipelines.vision.known_model import Runner, VisionModel, folder_files, shards

_LLAMA_2 = Licence(
    "Llama 2 Community License",
    "https://ai.meta.com/llama/license/",
    note="Free also for commercial use, but not for companies with more than 700 million users a "
    "month, nor to improve other language models. Parts of what LLaVA learned from were written "
    "by GPT-4, whose terms forbid competing with OpenAI.",
)
_MISTRAL = apache("llava-hf/llava-v1.6-mistral-7b-hf")
_SETTINGS = (
    "config.json",
    "generation_config.json",
    "preprocessor_config.json",
    "processor_config.json",
    "chat_template.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "model.safetensors.index.json",
)
_ADVICE = SamplingAdvice(temperature=0.2, top_p=1.0)
_FOR_15 = text("The model of the guide, as it was published, in full precision.")
_FOR_16 = text("LLaVA's successor, which sees four times as many details.")

LLAVA_15_7B = VisionModel(
    key="llava-1.5-7b",
    title="LLaVA 1.5 7B",
    runner=Runner.LLAMA_CPP,
    files=(
        gguf(
            "LLaVA 1.5 7B",
            "second-state/Llava-v1.5-7B-GGUF",
            "llava-v1.5-7b-Q4_K_M.gguf",
            4_081_004_000,
            None,
            _LLAMA_2,
            revision="ffb5e9a1a3172f82448fbdbe578a051c8dc2ff77",
        ),
        gguf(
            "LLaVA 1.5 7B, mmproj",
            "second-state/Llava-v1.5-7B-GGUF",
            "llava-v1.5-7b-mmproj-model-f16.gguf",
            624_434_000,
            None,
            _LLAMA_2,
            revision="ffb5e9a1a3172f82448fbdbe578a051c8dc2ff77",
        ),
    ),
    parameters=7_063_000_000,
    window=4096,
    image_tokens=576,
    layers=32,
    kv_heads=32,
    head_dim=128,
    good_for=text("The model of the guide in 4 bit: descriptions in English."),
    advice=_ADVICE,
)

LLAVA_16_MISTRAL = VisionModel(
    key="llava-1.6-mistral-7b",
    title="LLaVA 1.6 Mistral 7B",
    runner=Runner.LLAMA_CPP,
    files=(
        gguf(
            "LLaVA 1.6 Mistral 7B",
            "cjpais/llava-1.6-mistral-7b-gguf",
            "llava-v1.6-mistral-7b.Q4_K_M.gguf",
            4_368_439_552,
            "4bd1bc95c4db74f8140ee520e76d1f83e063d3fde9c3723eaa4a4776785a7aa6",
            _MISTRAL,
            revision="c30ab8669e9d6b14105d0652a015ad94ad54ef72",
        ),
        gguf(
            "LLaVA 1.6 Mistral 7B, mmproj",
            "cjpais/llava-1.6-mistral-7b-gguf",
            "mmproj-model-f16.gguf",
            624_451_168,
            "00205ee8a0d7a381900cd031e43105f86aa0d8c07bf329851e85c71a26632d16",
            _MISTRAL,
            revision="c30ab8669e9d6b14105d0652a015ad94ad54ef72",
            name="llava-v1.6-mistral-7b-mmproj-f16.gguf",
        ),
    ),
    parameters=7_567_000_000,
    window=32_768,
    image_tokens=2880,
    layers=32,
    kv_heads=8,
    head_dim=128,
    good_for=_FOR_16,
    advice=_ADVICE,
)

_VICUNA_REPO = "cjpais/llava-v1.6-vicuna-7b-gguf"
LLAVA_16_VICUNA_7B = VisionModel(
    key="llava-1.6-vicuna-7b",
    title="LLaVA 1.6 Vicuna 7B",
    runner=Runner.LLAMA_CPP,
    files=(
        gguf(
            "LLaVA 1.6 Vicuna 7B",
            _VICUNA_REPO,
            "llava-v1.6-vicuna-7b.Q4_K_M.gguf",
            4_081_004_000,
            None,
            _LLAMA_2,
        ),
        gguf(
            "LLaVA 1.6 Vicuna 7B, mmproj",
            _VICUNA_REPO,
            "mmproj-model-f16.gguf",
            624_451_000,
            None,
            _LLAMA_2,
            name="llava-v1.6-vicuna-7b-mmproj-f16.gguf",
        ),
    ),
    parameters=7_063_000_000,
    window=4096,
    image_tokens=2880,
    layers=32,
    kv_heads=32,
    head_dim=128,
    good_for=text("LLaVA 1.6 on the language model of the guide."),
    advice=_ADVICE,
)


def _folder(
    key: str,
    title: str,
    repo: str,
    licence: Licence,
    sizes: tuple[int, ...],
    *,
    parameters: int,
    image_tokens: int,
    window: int = 4096,
    shape: tuple[int, int, int] = (32, 32, 128),
    revision: str = "main",
) -> VisionModel:
    layers, kv_heads, head_dim = shape
    return VisionModel(
        key=key,
        title=f"{title} (transformers)",
        runner=Runner.TRANSFORMERS,
        files=folder_files(
            key, title, repo, revision, licence, _SETTINGS, shards(len(sizes), *sizes)
        ),
        parameters=parameters,
        window=window,
        image_tokens=image_tokens,
        layers=layers,
        kv_heads=kv_heads,
        head_dim=head_dim,
        good_for=_FOR_15 if image_tokens == 576 else _FOR_16,
        advice=_ADVICE,
    )


#: Sizes of the shards are about right: the parameters in 16 bit, cut at 5 GB.
_THREE = (4_990_000_000, 4_960_000_000, 4_180_000_000)
_SIX = (4_980_000_000, 4_970_000_000, 4_970_000_000, 4_930_000_000, 4_930_000_000, 1_920_000_000)
_SHAPE_13B = (40, 40, 128)

LLAVA_15_7B_HF = _folder(
    "llava-1.5-7b-hf",
    "LLaVA 1.5 7B",
    "llava-hf/llava-1.5-7b-hf",
    _LLAMA_2,
    _THREE,
    parameters=7_063_000_000,
    image_tokens=576,
    revision="b234b804b114d9e37bb655e11cbbb5f5e971b7a9",
)
LLAVA_15_13B_HF = _folder(
    "llava-1.5-13b-hf",
    "LLaVA 1.5 13B",
    "llava-hf/llava-1.5-13b-hf",
    _LLAMA_2,
    _SIX,
    parameters=13_351_000_000,
    image_tokens=576,
    shape=_SHAPE_13B,
)
LLAVA_16_MISTRAL_HF = _folder(
    "llava-1.6-mistral-7b-hf",
    "LLaVA 1.6 Mistral 7B",
    "llava-hf/llava-v1.6-mistral-7b-hf",
    _MISTRAL,
    (4_920_000_000, 5_000_000_000, 4_920_000_000, 290_000_000),
    parameters=7_567_000_000,
    image_tokens=2880,
    window=32_768,
    shape=(32, 8, 128),
    revision="52320fb52229c8d942b1dcb8b63b3dc8087bc83b",
)
LLAVA_16_VICUNA_7B_HF = _folder(
    "llava-1.6-vicuna-7b-hf",
    "LLaVA 1.6 Vicuna 7B",
    "llava-hf/llava-v1.6-vicuna-7b-hf",
    _LLAMA_2,
    _THREE,
    parameters=7_063_000_000,
    image_tokens=2880,
)
LLAVA_16_VICUNA_13B_HF = _folder(
    "llava-1.6-vicuna-13b-hf",
    "LLaVA 1.6 Vicuna 13B",
    "llava-hf/llava-v1.6-vicuna-13b-hf",
    _LLAMA_2,
    _SIX,
    parameters=13_351_000_000,
    image_tokens=2880,
    shape=_SHAPE_13B,
)

#: Repositories of which no record states a commit.
UNPINNED = frozenset(
    {
        _VICUNA_REPO,
        "llava-hf/llava-1.5-13b-hf",
        "llava-hf/llava-v1.6-vicuna-7b-hf",
        "llava-hf/llava-v1.6-vicuna-13b-hf",
    }
)
