"""Which network a checkpoint's tensors belong to, for its footprint only. Imports no torch.

The names are those that spandrel's detection goes by (https://github.com/chaiNNer-org/spandrel).
What is not recognised gets a footprint from its size, on the generous side.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.device import Plan
from pipelines.networks.network_shapes import Compact, NetworkShape, Rrdb, SwinIr, element

Shapes = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Unknown:
    """A network that nothing is known of but its size: the most that those we know take."""

    file_bytes: int
    scale: int = 4

    def resident(self, plan: Plan) -> int:
        return self.file_bytes * element(plan) // 4

    def loading(self, plan: Plan) -> int:
        return 2 * self.file_bytes

    def working(self, height: int, width: int, plan: Plan) -> int:
        return height * width * 3000 * element(plan)


def shape_from(shapes: Shapes | None, file_bytes: int) -> NetworkShape:
    """The network of these tensors (None: they could not be read); `scale` is its enlargement."""
    if not shapes:
        return Unknown(file_bytes)
    found = _esrgan(shapes) or _compact(shapes) or _swinir(shapes, file_bytes)
    return found or Unknown(file_bytes)


def _esrgan(shapes: Shapes) -> Rrdb | None:
    """ESRGAN with the names of its first program (model.0) or of BasicSR (conv_first)."""
    first = shapes.get("conv_first.weight") or shapes.get("model.0.weight")
    names = [re.match(r"(?:body|model\.1\.sub)\.(\d+)\.(?:rdb|RDB)1\.conv1\b", n) for n in shapes]
    blocks = {int(match[1]) for match in names if match}
    if first is None or not blocks or any("conv1x1" in name for name in shapes):
        return None
    growth = next(shape[0] for name, shape in shapes.items() if re.search(r"db1\.conv1", name, re.I)
                  and len(shape) == 4)  # fmt: skip
    ups = sum(bool(re.fullmatch(r"(conv_up|upconv)\d\.weight", name)) for name in shapes)
    if not ups:
        # model.3, model.6: after each doubling; then the convolution before the last.
        ups = sum(bool(re.fullmatch(r"model\.\d+\.weight", name)) for name in shapes) - 3
    factor = 2 ** max(0, ups)
    shuffle = 2 if first[1] == 12 else 4 if first[1] == 48 else 1
    return Rrdb(len(blocks), max(1, factor // shuffle), shuffle, first[0], growth)


def _compact(shapes: Shapes) -> Compact | None:
    """SRVGGNetCompact: body.0, body.2, ... with a PReLU's weights between."""
    numbers = {
        int(match[1]): shape
        for name, shape in shapes.items()
        if (match := re.fullmatch(r"body\.(\d+)\.weight", name)) and len(shape) == 4
    }
    if len(numbers) < 3 or 0 not in numbers or len(shapes) > 4 * len(numbers):
        return None
    last = numbers[max(numbers)]
    scale = round((last[0] / 3) ** 0.5)
    return Compact(len(numbers) - 2, scale, numbers[0][0]) if 3 * scale**2 == last[0] else None


def _swinir(shapes: Shapes, file_bytes: int) -> SwinIr | None:
    table = shapes.get("layers.0.residual_group.blocks.0.attn.relative_position_bias_table")
    first = shapes.get("conv_first.weight")
    if table is None or first is None:
        return None
    groups = len({name.split(".")[1] for name in shapes if name.startswith("layers.")})
    doublings = sum(bool(re.fullmatch(r"conv_up\d\.weight", name)) for name in shapes)
    doublings += sum(bool(re.fullmatch(r"upsample\.[02]\.weight", name)) for name in shapes) // 2
    return SwinIr(
        file_bytes,
        channels=first[0],
        heads=table[1],
        window=(round(table[0] ** 0.5) + 1) // 2,
        scale=2**doublings,
        groups=groups,
        fast_convs="layers.0.conv.weight" in shapes and first[0] >= 96,
        inputs=first[1],
    )
