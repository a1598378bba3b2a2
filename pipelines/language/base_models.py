"""Base models: they continue a text and were never taught to chat. See `catalogue`."""

from pipelines.language.gguf_files import apache, gguf
from pipelines.language.language_model import LanguageModel, Quantisation
from pipelines.text import text

SMOLLM2_135M_BASE = LanguageModel(
    key="smollm2-135m",
    title="SmolLM2 135M (base)",
    weight=gguf(
        "SmolLM2 135M (base)",
        "QuantFactory/SmolLM2-135M-GGUF",
        "SmolLM2-135M.Q8_0.gguf",
        144_810_464,
        "b761d9ccdfce67726e41ca2ef30e9dfbcf6a32ca2aaef47df5c049ec362d04cd",
        apache("HuggingFaceTB/SmolLM2-135M"),
        revision="d948db3614be18259a175aafd7689a70f1cb4e2f",
    ),
    quantisation=Quantisation.Q8_0,
    parameters=134_500_000,
    window=8192,
    layers=30,
    kv_heads=3,
    head_dim=64,
    good_for=text("Seeing how a model continues a text, on any computer."),
    instruct=False,
)

SMOLLM2_360M_BASE = LanguageModel(
    key="smollm2-360m",
    title="SmolLM2 360M (base)",
    weight=gguf(
        "SmolLM2 360M (base)",
        "mradermacher/SmolLM2-360M-GGUF",
        "SmolLM2-360M.Q8_0.gguf",
        386_404_864,
        None,
        apache("HuggingFaceTB/SmolLM2-360M"),
        revision="630c4866d716e28f45a516ed00e2882149726c13",
    ),
    quantisation=Quantisation.Q8_0,
    parameters=361_800_000,
    window=8192,
    layers=32,
    kv_heads=5,
    head_dim=64,
    good_for=text("Continuing English text a little better than the smallest one."),
    instruct=False,
)

QWEN3_0_6B_BASE = LanguageModel(
    key="qwen3-0.6b-base",
    title="Qwen3 0.6B (base)",
    weight=gguf(
        "Qwen3 0.6B (base)",
        "mradermacher/Qwen3-0.6B-Base-GGUF",
        "Qwen3-0.6B-Base.Q8_0.gguf",
        639_447_232,
        "4b088f1793f6cba9f0c2f77ab835ef6734f205c2159168698c6e1a51b7df168a",
        apache("Qwen/Qwen3-0.6B-Base"),
    ),
    quantisation=Quantisation.Q8_0,
    parameters=596_000_000,
    window=32_768,
    layers=28,
    kv_heads=8,
    head_dim=128,
    good_for=text("Continuing text and code in many languages, and learning from examples."),
    instruct=False,
)

QWEN3_4B_BASE = LanguageModel(
    key="qwen3-4b-base",
    title="Qwen3 4B (base)",
    weight=gguf(
        "Qwen3 4B (base)",
        "mradermacher/Qwen3-4B-Base-GGUF",
        "Qwen3-4B-Base.Q4_K_M.gguf",
        2_497_280_736,
        "a7eb1d92eaf34e116f8b522aeeaf4072e66d69b5b10676e0cb7cd9e11889bed6",
        apache("Qwen/Qwen3-4B-Base"),
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=4_022_000_000,
    window=32_768,
    layers=36,
    kv_heads=8,
    head_dim=128,
    good_for=text("Prompts with examples: it picks up a pattern from a few rows."),
    instruct=False,
)
