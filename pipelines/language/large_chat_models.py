"""Chat models for graphics cards of 8 to 24 GB. See `catalogue`."""

from pipelines.language.gguf_files import MIT_PHI, apache, gguf
from pipelines.language.language_model import LanguageModel, Quantisation, SamplingAdvice
from pipelines.text import text

# -- 8 GB -----------------------------------------------------------------------------------

PHI_4_MINI = LanguageModel(
    key="phi-4-mini-instruct",
    title="Phi-4 mini Instruct",
    weight=gguf(
        "Phi-4 mini Instruct",
        "unsloth/Phi-4-mini-instruct-GGUF",
        "Phi-4-mini-instruct-Q4_K_M.gguf",
        2_491_874_272,
        "88c00229914083cd112853aab84ed51b87bdf6b9ce42f532d8c85c7c63b1730a",
        MIT_PHI,
        revision="78eb92a46fc37e6b524df991ed9aca9bc6aa7b80",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=3_836_000_000,
    window=131_072,
    layers=32,
    kv_heads=8,
    head_dim=128,
    good_for=text("Sums and reasoning in English; it knows fewer facts than others of its size."),
)

QWEN3_4B_2507 = LanguageModel(
    key="qwen3-4b-instruct-2507",
    title="Qwen3 4B Instruct 2507",
    weight=gguf(
        "Qwen3 4B Instruct 2507",
        "unsloth/Qwen3-4B-Instruct-2507-GGUF",
        "Qwen3-4B-Instruct-2507-Q4_K_M.gguf",
        2_497_281_120,
        "3605803b982cb64aead44f6c1b2ae36e3acdb41d8e46c8a94c6533bc4c67e597",
        apache("Qwen/Qwen3-4B-Instruct-2507"),
        revision="a06e946bb6b655725eafa393f4a9745d460374c9",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=4_022_000_000,
    window=262_144,
    layers=36,
    kv_heads=8,
    head_dim=128,
    good_for=text("The best all-rounder for a small card: many languages, no waiting to think."),
    advice=SamplingAdvice(temperature=0.7, top_p=0.8, top_k=20),
)

QWEN3_8B = LanguageModel(
    key="qwen3-8b",
    title="Qwen3 8B",
    weight=gguf(
        "Qwen3 8B",
        "Qwen/Qwen3-8B-GGUF",
        "Qwen3-8B-Q4_K_M.gguf",
        5_027_783_488,
        "d98cdcbd03e17ce47681435b5150e34c1417f50b5c0019dd560e4882c5745785",
        apache("Qwen/Qwen3-8B"),
        revision="7c41481f57cb95916b40956ab2f0b139b296d974",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=8_191_000_000,
    window=32_768,
    layers=36,
    kv_heads=8,
    head_dim=128,
    good_for=text("Reasoning, sums and code, when it may think first."),
    thinking=True,
    advice=SamplingAdvice(temperature=0.6, top_p=0.95, top_k=20),
)

QWEN35_9B = LanguageModel(
    key="qwen3.5-9b",
    title="Qwen3.5 9B",
    weight=gguf(
        "Qwen3.5 9B",
        "unsloth/Qwen3.5-9B-GGUF",
        "Qwen3.5-9B-Q4_K_M.gguf",
        5_680_522_464,
        "03b74727a860a56338e042c4420bb3f04b2fec5734175f4cb9fa853daf52b7e8",
        apache("Qwen/Qwen3.5-9B"),
        revision="3885219b6810b007914f3a7950a8d1b469d598a5",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=8_950_000_000,
    window=262_144,
    layers=8,
    kv_heads=4,
    head_dim=256,
    good_for=text("Long documents on a card of 8 GB: its memory hardly grows with the text."),
    thinking=True,
    advice=SamplingAdvice(temperature=0.7, top_p=0.8, top_k=20),
)


# -- 12 GB ----------------------------------------------------------------------------------

MISTRAL_NEMO = LanguageModel(
    key="mistral-nemo-instruct-2407",
    title="Mistral Nemo Instruct 2407",
    weight=gguf(
        "Mistral Nemo Instruct 2407",
        "bartowski/Mistral-Nemo-Instruct-2407-GGUF",
        "Mistral-Nemo-Instruct-2407-Q4_K_M.gguf",
        7_477_208_192,
        "7c1a10d202d8788dbe5628dc962254d10654c853cae6aaeca0618f05490d4a46",
        apache("mistralai/Mistral-Nemo-Instruct-2407"),
        revision="a2dd64a0a76ea1bdb2bb6ab6fa5496b003c7c908",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=12_248_000_000,
    window=131_072,
    layers=40,
    kv_heads=8,
    head_dim=128,
    good_for=text("Stories and free writing, also in European languages."),
    advice=SamplingAdvice(temperature=0.3),
)

QWEN3_14B = LanguageModel(
    key="qwen3-14b",
    title="Qwen3 14B",
    weight=gguf(
        "Qwen3 14B",
        "Qwen/Qwen3-14B-GGUF",
        "Qwen3-14B-Q4_K_M.gguf",
        9_001_752_960,
        "500a8806e85ee9c83f3ae08420295592451379b4f8cf2d0f41c15dffeb6b81f0",
        apache("Qwen/Qwen3-14B"),
        revision="530227a7d994db8eca5ab5ced2fb692b614357fd",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=14_768_000_000,
    window=32_768,
    layers=40,
    kv_heads=8,
    head_dim=128,
    good_for=text("Harder questions and code, with thinking, on a card of 12 GB."),
    thinking=True,
    advice=SamplingAdvice(temperature=0.6, top_p=0.95, top_k=20),
)


# -- 16 GB ----------------------------------------------------------------------------------

GPT_OSS_20B = LanguageModel(
    key="gpt-oss-20b",
    title="gpt-oss 20B",
    weight=gguf(
        "gpt-oss 20B",
        "ggml-org/gpt-oss-20b-GGUF",
        "gpt-oss-20b-mxfp4.gguf",
        12_109_566_560,
        "be37a636aca0fc1aae0d32325f82f6b4d21495f06823b5fbc1898ae0303e9935",
        apache("openai/gpt-oss-20b"),
        revision="e1dc459feff949ff451ce107337a2026daa80df8",
    ),
    quantisation=Quantisation.MXFP4,
    parameters=20_915_000_000,
    window=131_072,
    layers=24,
    kv_heads=8,
    head_dim=64,
    good_for=text("Reasoning at speed: only a sixth of it works on each token. It always thinks."),
    thinking=True,
    advice=SamplingAdvice(temperature=1.0, top_p=1.0),
)


# -- 24 GB ----------------------------------------------------------------------------------

MISTRAL_SMALL = LanguageModel(
    key="mistral-small-3.2-24b-instruct-2506",
    title="Mistral Small 3.2 24B Instruct 2506",
    weight=gguf(
        "Mistral Small 3.2 24B Instruct 2506",
        "unsloth/Mistral-Small-3.2-24B-Instruct-2506-GGUF",
        "Mistral-Small-3.2-24B-Instruct-2506-Q4_K_M.gguf",
        14_333_922_848,
        "a3cc56310807ed0d145eaf9f018ccda9ae7ad8edb41ec870aa2454b0d4700b3c",
        apache("mistralai/Mistral-Small-3.2-24B-Instruct-2506"),
        revision="b750ec2299225e492f1bd27cab88a0a595fa848f",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=23_572_000_000,
    window=131_072,
    layers=40,
    kv_heads=8,
    head_dim=128,
    good_for=text("Following instructions to the letter, in many languages, without thinking."),
    advice=SamplingAdvice(temperature=0.15),
)

QWEN36_27B = LanguageModel(
    key="qwen3.6-27b",
    title="Qwen3.6 27B",
    weight=gguf(
        "Qwen3.6 27B",
        "unsloth/Qwen3.6-27B-GGUF",
        "Qwen3.6-27B-Q4_K_M.gguf",
        16_817_244_384,
        "5ed60d0af4650a854b1755bd392f9aef4872643dc25a254bc68043fa638392a0",
        apache("Qwen/Qwen3.6-27B"),
        revision="82d411acf4a06cfb8d9b073a5211bf410bfc29bf",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=26_900_000_000,
    window=262_144,
    layers=16,
    kv_heads=4,
    head_dim=256,
    good_for=text("The most able model here: code, reasoning and long documents, but slower."),
    thinking=True,
    advice=SamplingAdvice(temperature=1.0, top_p=0.95, top_k=20),
)

QWEN3_30B_2507 = LanguageModel(
    key="qwen3-30b-a3b-instruct-2507",
    title="Qwen3 30B A3B Instruct 2507",
    weight=gguf(
        "Qwen3 30B A3B Instruct 2507",
        "unsloth/Qwen3-30B-A3B-Instruct-2507-GGUF",
        "Qwen3-30B-A3B-Instruct-2507-Q4_K_M.gguf",
        18_556_686_752,
        "6c997b8af17debdfb01d890214400ccbab00db6acc0ba8da5de1cc906c4774d0",
        apache("Qwen/Qwen3-30B-A3B-Instruct-2507"),
        revision="eea7b2be5805a5f151f8847ede8e5f9a9284bf77",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=30_532_000_000,
    window=262_144,
    layers=48,
    kv_heads=4,
    head_dim=128,
    good_for=text("Wide knowledge at a small model's speed: a tenth of it works on each token."),
    advice=SamplingAdvice(temperature=0.7, top_p=0.8, top_k=20),
)
