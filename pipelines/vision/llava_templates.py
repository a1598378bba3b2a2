"""How a conversation is written for LLaVA files that lack a chat template, as the old ones do."""

from pathlib import Path

from pipelines.language.gguf_facts import read_facts

#: Vicuna 1.5, as the cards of llava-hf write it.
VICUNA = (
    "{% for m in messages %}"
    "{% if m.role == 'system' %}{{ m.content }} "
    "{% elif m.role == 'user' %}USER: {{ m.content }} "
    "{% else %}ASSISTANT: {{ m.content }}</s>{% endif %}"
    "{% endfor %}"
    "{% if add_generation_prompt %}ASSISTANT:{% endif %}"
)
#: Mistral 7B Instruct 0.2, which knows no system prompt: it stands before the first question.
MISTRAL = (
    "{% set told = namespace(system='') %}{% for m in messages %}"
    "{% if m.role == 'system' %}{% set told.system = m.content + '\n\n' %}"
    "{% elif m.role == 'user' %}[INST] {{ told.system }}{{ m.content }} [/INST]"
    "{% set told.system = '' %}"
    "{% else %}{{ m.content }}</s>{% endif %}"
    "{% endfor %}"
)


def template_for(path: Path) -> str:
    """The template for a model without one, by what the file calls itself."""
    name = f"{read_facts(path).name} {path.name}".lower()
    return MISTRAL if "mistral" in name else VICUNA
