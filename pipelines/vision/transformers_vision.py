"""Models that see pictures in the transformers format (safetensors), by the processor's template.

Follow-up questions read only what is new: the keys and values of the last conversation are kept
while tokens and pictures are the same, and so is what the tower saw in each picture.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pipelines.device import Plan
from pipelines.errors import BadInput
from pipelines.language.engine import Message, Request, Role
from pipelines.language.folder_engine import FolderEngine, shortened, spoken, window_in
from pipelines.language.folder_loading import LOADING_ERRORS, SAFE, is_out_of_memory, load_model
from pipelines.language.images import ImageInput
from pipelines.language.known_prefix import PictureSpan, Reading
from pipelines.progress import Progress
from pipelines.vision.folder_pictures import FolderPictures, on_device, process
from pipelines.vision.resolution import limit_resolution
from pipelines.vision.vision_processor import load_processor, template_of

#: Families that see each picture by itself, however many there are, and read from left to right.
_SEPARATE = frozenset(
    {
        "llava",
        "llava_next",
        "idefics3",
        "smolvlm",
        "qwen2_vl",
        "qwen2_5_vl",
        "qwen3_vl",
        "qwen3_vl_moe",
    }
)


class TransformersVisionEngine(FolderEngine):
    """A loaded folder. `window` 0 takes what the model was trained for, up to 8192 tokens;
    `image_tokens` is the most that a picture may take, 0 leaves it to the model.

    Raises BadInput for a folder that transformers cannot load, or whose model sees no pictures.
    """

    def __init__(
        self, folder: Path, name: str, plan: Plan, window: int = 0, image_tokens: int = 0
    ) -> None:
        from transformers import AutoConfig, AutoModelForImageTextToText

        try:
            config: Any = AutoConfig.from_pretrained(folder, **SAFE)
            self._processor = load_processor(folder, config, name)
            limit_resolution(self._processor, config, image_tokens, window_in(config, window))
            model = load_model(
                partial(AutoModelForImageTextToText.from_pretrained, folder, config=config), plan
            )
        except LOADING_ERRORS as error:
            if is_out_of_memory(error):
                raise
            raise BadInput(
                "transformers cannot load {name} ({reason}): check that the folder is whole and "
                "holds a model that sees pictures.",
                name=name,
                reason=shortened(error),
            ) from error
        self._template = template_of(self._processor, config)
        super().__init__(
            name, model, self._processor.tokenizer, self._template, window, images=True
        )
        self._pictures = FolderPictures(self._processor, model, name)
        self._separate = config.model_type in _SEPARATE

    def render(self, messages: Sequence[Message]) -> str:
        """With one placeholder a picture, and the start mark that the tokenizer would put first."""
        conversation = [{"role": m.role.value, "content": _parts(m)} for m in spoken(messages)]
        return self._started(
            self._rendered(
                lambda: self._processor.apply_chat_template(
                    conversation,
                    chat_template=self._template,
                    add_generation_prompt=True,
                    tokenize=False,
                )
            )
        )

    def image_tokens(self, image: ImageInput) -> int:
        return len(self._pictures.placeholders(image).ids) - 1  # one is in the rendered prompt

    def close(self) -> None:
        super().close()
        self._pictures.close()

    # -- answers ---------------------------------------------------------------------------

    def _read(self, request: Request) -> Reading:
        prompt = request.prompt if request.prompt is not None else self.render(request.messages)
        ids = self._ids(prompt)
        mark = self._processor.image_token_id
        if request.prompt is not None and mark in ids:
            raise BadInput(
                "{name} cannot go on with a text that shows pictures: ask for the rest in a new "
                "message.",
                name=self.name,
            )
        self._check_marks(prompt, ids.count(mark), len(request.images))
        if not request.images:
            return Reading(ids)
        if not self._separate:
            started = self._is_started(prompt)
            made = process(self._processor, prompt, request.images, self.name, started)
            return Reading(made.pop("input_ids")[0].tolist(), more=made, lasting=False)
        whole: list[int] = []
        spans: list[PictureSpan] = []
        coming = iter(request.images)
        for token in ids:
            if token != mark:
                whole.append(token)
                continue
            image, start = next(coming), len(whole)
            whole.extend(self._pictures.placeholders(image).ids.tolist())
            spans.append(PictureSpan(start, len(whole), image.identity))
        return Reading(whole, tuple(spans), more=request.images)

    def _shown(self, reading: Reading, known: int, progress: Progress) -> dict[str, Any]:
        import torch

        base = self._model.base_model
        by_grid = hasattr(base, "rope_deltas")
        if by_grid:
            base.rope_deltas = None  # of the question before, which may have had other pictures
        if not reading.lasting:
            more = {k: v for k, v in reading.more.items() if k != "attention_mask"}
            return on_device(more, self._model)
        images: tuple[ImageInput, ...] = reading.more or ()
        shown: dict[str, Any] = {}
        if by_grid and images:
            grids = [self._pictures.placeholders(image).grid for image in images]
            shown["image_grid_thw"] = torch.cat(grids).to(self._model.device)
            kinds = self._processor.create_mm_token_type_ids([reading.ids])
            shown["mm_token_type_ids"] = torch.tensor(kinds, device=self._model.device)
        new = [
            image
            for image, span in zip(images, reading.pictures, strict=True)
            if span.start >= known
        ]
        if new:
            shown["mm_encoder_outputs"] = {"image": self._pictures.looked_at(new, progress)}
        return shown

    def _too_long(self, reading: Reading) -> BadInput:
        mark = self._processor.image_token_id
        if (seen := reading.ids.count(mark)) == 0:
            return super()._too_long(reading)
        return BadInput(
            "The prompt has {tokens} tokens, {seen} of them for pictures, and the window of {name} "
            "takes {window}: show fewer pictures or less detail of them, or raise the context "
            "length.",
            tokens=len(reading.ids),
            seen=seen,
            window=self.window,
            name=self.name,
        )

    def _check_marks(self, prompt: str, marks: int, images: int) -> None:
        """Every picture has one mark in the prompt, and there is no other."""
        if marks > images:
            raise BadInput(
                "The text has the mark {mark} in it, which stands for a picture in {name}: write "
                "it differently.",
                mark=self._processor.image_token,
                name=self.name,
            )
        if marks < images:
            raise BadInput(
                "The chat template of {name} leaves pictures out: look for a newer version of the "
                "model.",
                name=self.name,
            )

    def _ids(self, prompt: str) -> list[int]:
        return self._tokenizer(prompt, add_special_tokens=not self._is_started(prompt)).input_ids

    def _is_started(self, prompt: str) -> bool:
        start = self._tokenizer.bos_token
        return bool(start) and prompt.startswith(start)

    def _started(self, prompt: str) -> str:
        start = self._tokenizer.bos_token
        if not start or self._is_started(prompt):
            return prompt
        same = self._ids(start + prompt) == self._ids(prompt)
        return start + prompt if same else prompt


def _parts(message: Message) -> list[dict[str, str]]:
    """What a message shows and says, in the order of the parts."""
    images = [{"type": "image"} for _ in message.images] if message.role is Role.USER else []
    return [*images, {"type": "text", "text": message.content}]
