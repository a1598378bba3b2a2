"""SmolVLM2 and Qwen3-VL: models that see for 2 to 12 GB. See `catalogue`."""

from pipelines.language.gguf_files import apache, gguf
from pipelines.language.language_model import SamplingAdvice
from pipelines.spec import WeightFile
from pipelines.text import text
from pipelines.vision.known_model import Runner, VisionModel, folder_files, shards

_SMOL_SETTINGS = (
    "config.json",
    "generation_config.json",
    "preprocessor_config.json",
    "processor_config.json",
    "chat_template.json",
    "tokenizer.json",
    "tokenizer_config.json",
)
_QWEN_SETTINGS = (
    "config.json",
    "generation_config.json",
    "preprocessor_config.json",
    "video_preprocessor_config.json",
    "chat_template.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.json",
    "merges.txt",
)
_QWEN_ADVICE = SamplingAdvice(temperature=0.7, top_p=0.8, top_k=20)


def _pair(
    title: str,
    repo: str,
    revision: str,
    publisher: str,
    model: tuple[str, int, str],
    mmproj: tuple[str, int, str],
) -> tuple[WeightFile, ...]:
    licence = apache(publisher)
    return (
        gguf(title, repo, *model, licence, revision=revision),
        gguf(f"{title}, mmproj", repo, *mmproj, licence, revision=revision),
    )


SMOLVLM2_256M = VisionModel(
    key="smolvlm2-256m",
    title="SmolVLM2 256M",
    runner=Runner.LLAMA_CPP,
    files=_pair(
        "SmolVLM2 256M",
        "ggml-org/SmolVLM2-256M-Video-Instruct-GGUF",
        "main",
        "HuggingFaceTB/SmolVLM2-256M-Video-Instruct",
        (
            "SmolVLM2-256M-Video-Instruct-Q8_0.gguf",
            175_056_256,
            "af7ce9951a2f46c4f6e5def253e5b896ca5e417010e7a9949fdc9e5175c27767",
        ),
        (
            "mmproj-SmolVLM2-256M-Video-Instruct-Q8_0.gguf",
            103_771_616,
            "d34913a588464ff7215f086193e0426a4f045eaba74456ee5e2667d8ed6798b1",
        ),
    ),
    parameters=256_500_000,
    window=8192,
    image_tokens=1088,
    layers=30,
    kv_heads=3,
    head_dim=64,
    good_for=text("Quick captions on any computer; it is often wrong about details."),
)

SMOLVLM2_500M = VisionModel(
    key="smolvlm2-500m",
    title="SmolVLM2 500M",
    runner=Runner.LLAMA_CPP,
    files=_pair(
        "SmolVLM2 500M",
        "ggml-org/SmolVLM2-500M-Video-Instruct-GGUF",
        "ccd7aae53bcb1997355c2f094959e72b3642ce17",
        "HuggingFaceTB/SmolVLM2-500M-Video-Instruct",
        (
            "SmolVLM2-500M-Video-Instruct-Q8_0.gguf",
            436_808_704,
            "6f67b8036b2469fcd71728702720c6b51aebd759b78137a8120733b4d66438bc",
        ),
        (
            "mmproj-SmolVLM2-500M-Video-Instruct-Q8_0.gguf",
            108_785_184,
            "921dc7e259f308e5b027111fa185efcbf33db13f6e35749ddf7f5cdb60ef520b",
        ),
    ),
    parameters=507_500_000,
    window=8192,
    image_tokens=1088,
    layers=32,
    kv_heads=5,
    head_dim=64,
    good_for=text("Captions and simple questions on any computer, a picture every few seconds."),
)

SMOLVLM2_2_2B = VisionModel(
    key="smolvlm2-2.2b",
    title="SmolVLM2 2.2B",
    runner=Runner.LLAMA_CPP,
    files=_pair(
        "SmolVLM2 2.2B",
        "ggml-org/SmolVLM2-2.2B-Instruct-GGUF",
        "1bc3c9f74ceafd4c8d4411cc9cf188bba3798f91",
        "HuggingFaceTB/SmolVLM2-2.2B-Instruct",
        (
            "SmolVLM2-2.2B-Instruct-Q4_K_M.gguf",
            1_112_602_656,
            "0cf76814555b8665149075b74ab6b5c1d428ea1d3d01c1918c12012e8d7c9f58",
        ),
        (
            "mmproj-SmolVLM2-2.2B-Instruct-Q8_0.gguf",
            592_523_200,
            "ae07ea1facd07dd3230c4483b63e8cda96c6944ad2481f33d531f79e892dd024",
        ),
    ),
    parameters=2_246_000_000,
    window=8192,
    image_tokens=1377,
    layers=24,
    kv_heads=32,
    head_dim=64,
    good_for=text("Descriptions and reading short texts in English."),
)

QWEN3_VL_2B = VisionModel(
    key="qwen3-vl-2b",
    title="Qwen3-VL 2B",
    runner=Runner.LLAMA_CPP,
    files=_pair(
        "Qwen3-VL 2B",
        "Qwen/Qwen3-VL-2B-Instruct-GGUF",
        "52d6c8ffea26cc873ac5ad116f8631268d7eb503",
        "Qwen/Qwen3-VL-2B-Instruct",
        (
            "Qwen3VL-2B-Instruct-Q4_K_M.gguf",
            1_107_409_952,
            "089d75c52f4b7ffc56ba998ffc50aae89fcafc755f9e7208aacca281dca6c2ae",
        ),
        (
            "mmproj-Qwen3VL-2B-Instruct-Q8_0.gguf",
            445_053_216,
            "f9a68fabba69c3b81e153367b2c7521030b0fa8bb0de400c9599c8e6725f9c82",
        ),
    ),
    parameters=2_127_000_000,
    window=262_144,
    image_tokens=1024,
    layers=28,
    kv_heads=8,
    head_dim=128,
    good_for=text("Many languages and reading text, on a computer without a large card."),
    advice=_QWEN_ADVICE,
)

QWEN3_VL_4B = VisionModel(
    key="qwen3-vl-4b",
    title="Qwen3-VL 4B",
    runner=Runner.LLAMA_CPP,
    files=_pair(
        "Qwen3-VL 4B",
        "Qwen/Qwen3-VL-4B-Instruct-GGUF",
        "1cd86afb9a95c410a6038ab3b40d8b578c892266",
        "Qwen/Qwen3-VL-4B-Instruct",
        (
            "Qwen3VL-4B-Instruct-Q4_K_M.gguf",
            2_497_281_664,
            "66358cb18bb6b3b1b6675aa412c7a88ef01d228f481184d13668e5201c730a0a",
        ),
        (
            "mmproj-Qwen3VL-4B-Instruct-Q8_0.gguf",
            453_974_304,
            "30ba2c7dd3127a4561b6cba9d13d0f711c91bdb38742e2f56d73c8cb596bd06d",
        ),
    ),
    parameters=4_438_000_000,
    window=262_144,
    image_tokens=1024,
    layers=36,
    kv_heads=8,
    head_dim=128,
    good_for=text("The best for its size: documents, tables, lists as JSON, places of objects."),
    advice=_QWEN_ADVICE,
)

QWEN3_VL_8B = VisionModel(
    key="qwen3-vl-8b",
    title="Qwen3-VL 8B",
    runner=Runner.LLAMA_CPP,
    files=_pair(
        "Qwen3-VL 8B",
        "Qwen/Qwen3-VL-8B-Instruct-GGUF",
        "f982a07559d4a2f6c8744d840bf6fccab30eea96",
        "Qwen/Qwen3-VL-8B-Instruct",
        (
            "Qwen3VL-8B-Instruct-Q4_K_M.gguf",
            5_027_784_800,
            "67d1659bfe71b89d50b45a4ad1a9e5b997e5bb16ce5da66a6a6167abd569e9e2",
        ),
        (
            "mmproj-Qwen3VL-8B-Instruct-Q8_0.gguf",
            752_289_728,
            "c6ba85508d82f42590e6eb77d5340369ab6fecf107a7561d809523d8aa5f3bfd",
        ),
    ),
    parameters=8_767_000_000,
    window=262_144,
    image_tokens=1024,
    layers=36,
    kv_heads=8,
    head_dim=128,
    good_for=text("The most exact of the list: small print, charts, several pictures."),
    advice=_QWEN_ADVICE,
)

SMOLVLM2_500M_HF = VisionModel(
    key="smolvlm2-500m-hf",
    title="SmolVLM2 500M (transformers)",
    runner=Runner.TRANSFORMERS,
    files=folder_files(
        "smolvlm2-500m-hf",
        "SmolVLM2 500M",
        "HuggingFaceTB/SmolVLM2-500M-Video-Instruct",
        "7b375e1b73b11138ff12fe22c8f2822d8fe03467",
        apache("HuggingFaceTB/SmolVLM2-500M-Video-Instruct"),
        _SMOL_SETTINGS,
        (("model.safetensors", 2_030_000_000, None),),
    ),
    parameters=507_500_000,
    window=8192,
    image_tokens=1088,
    layers=32,
    kv_heads=5,
    head_dim=64,
    good_for=text("Captions by the hundred on a graphics card."),
)

QWEN3_VL_4B_HF = VisionModel(
    key="qwen3-vl-4b-hf",
    title="Qwen3-VL 4B (transformers)",
    runner=Runner.TRANSFORMERS,
    files=folder_files(
        "qwen3-vl-4b-hf",
        "Qwen3-VL 4B",
        "Qwen/Qwen3-VL-4B-Instruct",
        "ebb281ec70b05090aa6165b016eac8ec08e71b17",
        apache("Qwen/Qwen3-VL-4B-Instruct"),
        (*_QWEN_SETTINGS, "model.safetensors.index.json"),
        shards(
            2,
            (
                4_967_229_296,
                "30a01a0556622645a3cce87b655bbbbbc1f170c196099f1b666c93202c3339a9",
            ),
            (
                3_908_490_048,
                "046296a2a387efb43b0c997d5833c789604d168834f6e0d3064bf7bb13d002a6",
            ),
        ),
    ),
    parameters=4_438_000_000,
    window=262_144,
    image_tokens=1024,
    layers=36,
    kv_heads=8,
    head_dim=128,
    good_for=text("The same model in full precision, on a graphics card."),
    advice=_QWEN_ADVICE,
)
