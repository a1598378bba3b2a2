"""Language models in the transformers format (safetensors)."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.language.engine import Message, Request, refuse_images
from pipelines.language.folder_engine import FolderEngine, shortened, spoken
from pipelines.language.folder_loading import LOADING_ERRORS, SAFE, is_out_of_memory, load_model
from pipelines.language.known_prefix import Reading


class TransformersEngine(FolderEngine):
    """A loaded folder. `window` 0 takes what the model was trained for, up to 8192 tokens.

    Raises BadInput for a folder that transformers cannot load.
    """

    def __init__(self, folder: Path, name: str, plan: Plan, window: int = 0) -> None:
        from transformers import AutoModelForCausalLM, AutoTokenizer

        try:
            tokenizer: Any = AutoTokenizer.from_pretrained(folder, **SAFE)
            model = load_model(partial(AutoModelForCausalLM.from_pretrained, folder), plan)
        except LOADING_ERRORS as error:
            if is_out_of_memory(error):
                raise
            raise BadInput(
                "transformers cannot load {name} ({reason}): check that the folder is whole and "
                "holds a model that writes text.",
                name=name,
                reason=shortened(error),
            ) from error
        template = str(tokenizer.chat_template or "")
        super().__init__(name, model, tokenizer, template, window, images=False)

    def render(self, messages: Sequence[Message]) -> str:
        plain = [{"role": m.role.value, "content": m.content} for m in spoken(messages)]
        return self._rendered(
            lambda: self._tokenizer.apply_chat_template(
                plain, add_generation_prompt=True, tokenize=False
            )
        )

    def _read(self, request: Request) -> Reading:
        refuse_images(request, self.name)
        prompt = request.prompt if request.prompt is not None else self.render(request.messages)
        ids = self._tokenizer(prompt, add_special_tokens=request.prompt is not None).input_ids
        return Reading(ids)
