"""A prompt with weights and of any length as what the denoiser listens to.

Written from the described behaviour of ComfyUI, on the encoders of SDXL and of SD 1.5: a prompt is
cut into blocks of as many tokens as CLIP takes, encoded one by one and put one after another; the
vector z of a token with weight w becomes z_empty + (z - z_empty) * w, where z_empty is that of an
empty prompt at the same place, without bringing the mean back. A prompt without weights that fits
into one block gives exactly what diffusers' own `encode_prompt` gives.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from pipelines.device import Plan
from pipelines.diffusion.prompt_weights import Part, parse
from pipelines.offload import encode_and_leave

if TYPE_CHECKING:
    import torch

#: A word of more tokens than this is cut at the end of a block; others go to the next one whole.
LONGEST_WORD = 8


@dataclass(frozen=True, eq=False)
class Encoded:
    """Vectors of one prompt; the arguments of the same names of diffusers' pipelines.

    `prompt_embeds` and `negative_prompt_embeds` are 1 x tokens x width, of the same length. The
    negative ones are None without guidance, the pooled ones (1 x width) with SD 1.5.
    """

    prompt_embeds: "torch.Tensor"
    negative_prompt_embeds: "torch.Tensor | None" = None
    pooled_prompt_embeds: "torch.Tensor | None" = None
    negative_pooled_prompt_embeds: "torch.Tensor | None" = None

    def arguments(self) -> "dict[str, torch.Tensor]":
        """Those that there are, by name."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in named if value is not None}

    def to(self, device: str) -> "Encoded":
        return Encoded(**{name: value.to(device) for name, value in self.arguments().items()})


class PromptEncoder:
    """Encodes each prompt once: sixteen pictures of one prompt run the text encoders once.

    Keeps the last `keep` prompts in main memory (0.6 MB each with SDXL). Call `forget` after the
    text encoders were changed, say by a LoRA. `encodes` counts how often they were needed.
    """

    def __init__(self, pipe: Any, keep: int = 16) -> None:
        self.encodes = 0
        self._pipe = pipe
        self._keep = keep
        self._kept: OrderedDict[tuple[object, ...], Encoded] = OrderedDict()

    def encode(
        self,
        plan: Plan,
        prompt: str,
        negative: str | None = "",
        *,
        guided: bool = True,
        clip_skip: int | None = None,
    ) -> Encoded:
        """What `encode_prompt` below makes, on the device of `plan`, where the pipe was placed."""
        key = (prompt, negative if guided else None, guided, clip_skip)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key].to(plan.device)
        self.encodes += 1
        made = encode_and_leave(
            self._pipe,
            plan,
            lambda: encode_prompt(
                self._pipe,
                prompt,
                negative,
                device=plan.device,
                guided=guided,
                clip_skip=clip_skip,
            ),
        )
        self._kept[key] = made.to("cpu")
        while len(self._kept) > self._keep:
            self._kept.popitem(last=False)
        return made

    def forget(self) -> None:
        """Encode anew from now on."""
        self._kept.clear()


def encode_prompt(
    pipe: Any,
    prompt: str,
    negative: str | None = "",
    *,
    device: str,
    guided: bool = True,
    clip_skip: int | None = None,
) -> Encoded:
    """`prompt` and `negative` for `pipe`, a diffusers pipeline of SDXL or SD 1.5.

    A negative of None is zeros where the checkpoint asks for them, else empty. `clip_skip` leaves
    out that many of the last layers, in both prompts (diffusers: in the positive one alone).
    Without guidance there is no negative. The shorter of the two is filled up with empty blocks.
    """
    import torch

    zeros = negative is None and bool(pipe.config.get("force_zeros_for_empty_prompt"))
    texts = [prompt] if zeros or not guided else [prompt, negative or ""]
    weighed = [parse(each) for each in texts]
    with torch.no_grad():
        readers = [_Reader(pipe, *pair, device, clip_skip) for pair in _encoders(pipe)]
        blocks = [[reader.blocks(parts) for parts in weighed] for reader in readers]
        length = max(len(one) for of_reader in blocks for one in of_reader)
        embeds, pooled = [], []
        for place in range(len(texts)):
            made = [
                reader.read(of_reader[place], length)
                for reader, of_reader in zip(readers, blocks, strict=True)
            ]
            whole = torch.cat([vectors for vectors, _ in made], dim=-1)
            embeds.append(whole.to(device=device, dtype=_dtype(pipe)))
            pooled.append(next((pool for _, pool in made if pool is not None), None))
    if zeros and guided:
        embeds.append(torch.zeros_like(embeds[0]))
        pooled.append(None if pooled[0] is None else torch.zeros_like(pooled[0]))
    if not guided:
        return Encoded(embeds[0], None, pooled[0], None)
    return Encoded(embeds[0], embeds[1], pooled[0], pooled[1])


def _encoders(pipe: Any) -> list[tuple[Any, Any]]:
    """Each tokenizer with its encoder, in the pipeline's order; a refiner has the second alone."""
    parts = pipe.components
    pairs = [
        (parts.get(f"tokenizer{which}"), parts.get(f"text_encoder{which}")) for which in ("", "_2")
    ]
    return [(tokenizer, encoder) for tokenizer, encoder in pairs if encoder is not None]


def _dtype(pipe: Any) -> "torch.dtype":
    """The type of the last encoder, as diffusers has it."""
    return _encoders(pipe)[-1][1].dtype


@dataclass(frozen=True)
class _Block:
    """Tokens of one pass of an encoder, filled up, and the weight of each."""

    ids: tuple[int, ...]
    weights: tuple[float, ...]


class _Reader:
    """One text encoder with its tokenizer."""

    def __init__(
        self, pipe: Any, tokenizer: Any, encoder: Any, device: str, clip_skip: int | None
    ) -> None:
        self._pipe = pipe
        self._tokenizer = tokenizer
        self._encoder = encoder
        self._device = device
        self._skip = clip_skip
        self._penultimate = pipe.components.get("text_encoder_2") is not None
        self._room: int = tokenizer.model_max_length - 2
        self._read: dict[tuple[int, ...], tuple[torch.Tensor, torch.Tensor | None]] = {}

    def blocks(self, parts: Sequence[Part]) -> list[_Block]:
        """At least one block, even for no words at all."""
        blocks: list[_Block] = []
        ids: list[int] = []
        weights: list[float] = []
        for word, weight in self._words(parts):
            if len(word) <= LONGEST_WORD and len(ids) + len(word) > self._room:
                blocks.append(self._block(ids, weights))
                ids, weights = [], []
            ids += word
            weights += [weight] * len(word)
            while len(ids) > self._room:
                blocks.append(self._block(ids[: self._room], weights[: self._room]))
                ids, weights = ids[self._room :], weights[self._room :]
        if ids or not blocks:
            blocks.append(self._block(ids, weights))
        return blocks

    def read(
        self, blocks: Sequence[_Block], length: int
    ) -> "tuple[torch.Tensor, torch.Tensor | None]":
        """Vectors of `length` blocks, empty ones at the end; pooled are those of the first."""
        import torch

        empty = self._block([], [])
        filled = [*blocks, *[empty] * (length - len(blocks))]
        vectors = [self._weighed(block, empty) for block in filled]
        return torch.cat(vectors, dim=1), self._encode(filled[0])[1]

    def _words(self, parts: Sequence[Part]) -> Iterator[tuple[list[int], float]]:
        tokenizer = self._tokenizer
        # diffusers names the vectors of a textual inversion <name>, <name>_1, <name>_2, ...
        several = any(token.endswith("_1") for token in tokenizer.added_tokens_encoder)
        for part in parts:
            words = part.text
            if several:
                words = self._pipe.maybe_convert_prompt(words, tokenizer)
            ids = tokenizer(words, add_special_tokens=False, verbose=False).input_ids
            word: list[int] = []
            for one, token in zip(ids, tokenizer.convert_ids_to_tokens(ids), strict=True):
                word.append(one)
                if token.endswith("</w>") or token in tokenizer.added_tokens_encoder:
                    yield word, part.weight
                    word = []
            if word:
                yield word, part.weight

    def _block(self, ids: Sequence[int], weights: Sequence[float]) -> _Block:
        tokenizer = self._tokenizer
        rest = self._room - len(ids)
        return _Block(
            (tokenizer.bos_token_id, *ids, tokenizer.eos_token_id)
            + (tokenizer.pad_token_id,) * rest,
            (1.0, *weights, 1.0) + (1.0,) * rest,
        )

    def _weighed(self, block: _Block, empty: _Block) -> "torch.Tensor":
        import torch

        vectors = self._encode(block)[0]
        if all(weight == 1 for weight in block.weights):
            return vectors
        nothing = self._encode(empty)[0].float()
        weights = torch.tensor(block.weights, device=vectors.device)[None, :, None]
        weighed = (nothing + (vectors.float() - nothing) * weights).to(vectors.dtype)
        return torch.where(weights == 1, vectors, weighed)

    def _encode(self, block: _Block) -> "tuple[torch.Tensor, torch.Tensor | None]":
        """Vectors (1 x tokens x width) and the pooled one; each block goes through once.

        One at a time as diffusers does: in a batch the last bits come out differently.
        """
        import torch

        if block.ids not in self._read:
            ids = torch.tensor([block.ids], device=self._device)
            found = self._encoder(ids, output_hidden_states=True)
            pooled = found[0] if found[0].ndim == 2 else None
            if self._penultimate:
                vectors = found.hidden_states[-2 - (self._skip or 0)]
            elif self._skip is None:
                vectors = found[0]
            else:
                # diffusers 0.42 looks for it in text_model, which transformers 5 has no more
                norm = getattr(self._encoder, "text_model", self._encoder).final_layer_norm
                vectors = norm(found.hidden_states[-1 - self._skip])
            self._read[block.ids] = (vectors, pooled)
        return self._read[block.ids]
