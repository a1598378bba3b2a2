"""Networks for faces in insightface's real format (SCRFD, ArcFace), small and made up.

`write_detector` finds given faces in any picture that shows something, so that what stands on it
can be tested; `write_random_detector` answers with noise that depends on every pixel, to compare
numbers with insightface's own. `write_recogniser` measures with random weights: the same face
always gives the same 512 numbers, another one others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

#: antelopev2's input, and its strides with two anchors a cell.
_INPUT = "input.1"
_STRIDES = (8, 16, 32)
_OUTPUTS = tuple(f"{part}_{stride}" for part in ("score", "bbox", "kps") for stride in _STRIDES)
_WIDTHS = {"score": 1, "bbox": 4, "kps": 10}


@dataclass(frozen=True)
class Found:
    """A face that the detector finds: box and five keypoints in fractions of its square input,
    which are those of the picture if that is square, too."""

    box: tuple[float, float, float, float]
    keypoints: tuple[tuple[float, float], ...]
    score: float = 0.9

    def within(self, left: float, top: float, size: float) -> "Found":
        """The same face in a square part of the picture; all in fractions of the whole."""
        x1, y1, x2, y2 = self.box
        return Found(
            ((x1 - left) / size, (y1 - top) / size, (x2 - left) / size, (y2 - top) / size),
            tuple(((x - left) / size, (y - top) / size) for x, y in self.keypoints),
            self.score,
        )


#: Eileen Collins in `skimage.data.astronaut()`, as YuNet sees her.
ASTRONAUT = Found(
    box=(0.3480, 0.1229, 0.5236, 0.3442),
    keypoints=(
        (0.3909, 0.1989),
        (0.4827, 0.2004),
        (0.4304, 0.2432),
        (0.3879, 0.2789),
        (0.4681, 0.2805),
    ),
)
#: The same in `resources/examples/astronaut.jpg`, which is a square part of it.
EXAMPLE = ASTRONAUT.within(96 / 512, 0, 256 / 512)


def write_detector(path: Path, faces: Sequence[Found] = (ASTRONAUT,)) -> Path:
    """SCRFD's inputs and outputs; finds `faces` in every picture that is not of one colour."""
    graph = _Graph()
    gate = _detail(graph)
    shape = graph.add("Shape", _INPUT)
    rows = graph.add("Gather", shape, graph.ints(2))
    columns = graph.add("Gather", shape, graph.ints(3))
    width = graph.add("Cast", columns, to=TensorProto.FLOAT)
    height = graph.add("Cast", rows, to=TensorProto.FLOAT)
    for stride in _STRIDES:
        across = graph.add("Div", columns, graph.ints(stride))
        down = graph.add("Div", rows, graph.ints(stride))
        anchors = graph.add("Mul", graph.add("Mul", across, down), graph.ints(2))
        for part, count in _WIDTHS.items():
            size = graph.add("Concat", graph.row(anchors), graph.ints([count]), axis=0)
            answer = graph.add("ConstantOfShape", size)
            for face in faces if stride == 16 else ():
                centre = (_middle(face, 0), _middle(face, 1))
                cells = [
                    graph.add(
                        "Cast",
                        graph.add("Floor", graph.add("Mul", whole, graph.floats(at / stride))),
                        to=TensorProto.INT64,
                    )
                    for whole, at in ((width, centre[0]), (height, centre[1]))
                ]
                index = graph.add("Mul", graph.add("Mul", cells[1], across), graph.ints(2))
                index = graph.add("Add", index, graph.add("Mul", cells[0], graph.ints(2)))
                if part == "score":
                    values = graph.add("Mul", gate, graph.floats([[face.score]]))
                else:
                    values = _distances(graph, face, part, cells, (width, height), stride)
                where = graph.add("Reshape", index, graph.ints([1, 1]))
                answer = graph.add("ScatterND", answer, where, values)
            graph.name(answer, f"{part}_{stride}")
    return graph.write(path, _OUTPUTS)


def write_random_detector(path: Path, seed: int = 0, bias: float = -9.0) -> Path:
    """SCRFD's inputs and outputs from random convolutions; `bias` below 0 makes faces rarer."""
    graph, random = _Graph(), np.random.default_rng(seed)
    shown = _INPUT
    for stride in (2, 4, 8, 16, 32):
        before = 3 if stride == 2 else 8
        kernel = random.normal(0, 1.6 / np.sqrt(before * 9), (8, before, 3, 3))
        shown = graph.add(
            "Conv",
            shown,
            graph.array(kernel),
            strides=[2, 2],
            pads=[1, 1, 1, 1],
            kernel_shape=[3, 3],
        )
        shown = graph.add("Relu", shown)
        if stride < 8:
            continue
        for part, count in _WIDTHS.items():
            scale = 3.0 if part == "score" else 1.0
            weights = random.normal(0, scale, (2 * count, 8, 1, 1))
            offset = np.full(2 * count, {"score": bias, "bbox": 2.0, "kps": 0.0}[part])
            seen = graph.add(
                "Conv", shown, graph.array(weights), graph.array(offset), kernel_shape=[1, 1]
            )
            seen = graph.add("Transpose", seen, perm=[2, 3, 0, 1])
            seen = graph.add("Reshape", seen, graph.ints([-1, count]))
            if part == "score":
                seen = graph.add("Sigmoid", seen)
            elif part == "bbox":
                seen = graph.add("Relu", seen)
            graph.name(seen, f"{part}_{stride}")
    return graph.write(path, _OUTPUTS)


def write_recogniser(path: Path, seed: int = 0) -> Path:
    """ArcFace's inputs and outputs: (n, 3, 112, 112) in -1 to 1 gives (n, 512)."""
    graph, random = _Graph(), np.random.default_rng(seed)
    shown = _INPUT
    for before, after in ((3, 8), (8, 16), (16, 8)):
        kernel = random.normal(0, 1.6 / np.sqrt(before * 9), (after, before, 3, 3))
        shown = graph.add(
            "Conv",
            shown,
            graph.array(kernel),
            strides=[2, 2],
            pads=[1, 1, 1, 1],
            kernel_shape=[3, 3],
        )
        shown = graph.add("PRelu", shown, graph.array(np.full((after, 1, 1), 0.25)))
    flat = graph.add("Flatten", shown, axis=1)
    wide = 8 * 14 * 14
    weights = random.normal(0, 1.5 / np.sqrt(wide), (512, wide))
    told = graph.add("Gemm", flat, graph.array(weights), graph.array(np.zeros(512)), transB=1)
    graph.name(told, "embedding")
    return graph.write(path, ("embedding",), ("n", 3, 112, 112), ("n", 512))


def _middle(face: Found, axis: int) -> float:
    return (face.box[axis] + face.box[axis + 2]) / 2


def _detail(graph: "_Graph") -> str:
    """1 for a picture in which neighbouring rows differ, 0 for one of a single colour."""
    most = graph.ints([2**31 - 1])
    below = graph.add("Slice", _INPUT, graph.ints([1]), most, graph.ints([2]))
    above = graph.add("Slice", _INPUT, graph.ints([0]), graph.ints([-1]), graph.ints([2]))
    change = graph.add("ReduceMean", graph.add("Abs", graph.add("Sub", below, above)), keepdims=0)
    steep = graph.add("Mul", graph.add("Sub", change, graph.floats(0.006)), graph.floats(5e3))
    return graph.add("Sigmoid", steep)


def _distances(
    graph: "_Graph",
    face: Found,
    part: str,
    cells: list[str],
    whole: tuple[str, str],
    stride: int,
) -> str:
    """Box or keypoints as SCRFD tells them: steps of `stride` pixels from the anchor."""
    anchors = [graph.add("Cast", cell, to=TensorProto.FLOAT) for cell in cells]
    if part == "bbox":
        wanted = [(0, face.box[0], -1), (1, face.box[1], -1), (0, face.box[2], 1)]
        wanted.append((1, face.box[3], 1))
    else:
        wanted = [(axis, at, 1) for point in face.keypoints for axis, at in enumerate(point)]
    told: list[str] = []
    for axis, at, sign in wanted:
        place = graph.add("Mul", whole[axis], graph.floats(at / stride))
        step = graph.add("Sub", place, anchors[axis])
        told.append(graph.row(graph.add("Mul", step, graph.floats(sign))))
    return graph.add("Reshape", graph.add("Concat", *told, axis=0), graph.ints([1, -1]))


class _Graph:
    """An ONNX graph in the making; each step gives the name of its result."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        self._count = 0

    def add(self, kind: str, *inputs: str, **attributes: int | list[int]) -> str:
        self._count += 1
        name = f"{kind.lower()}_{self._count}"
        node = helper.make_node(kind, list(inputs), [name], name=name)
        told = (helper.make_attribute(key, value) for key, value in attributes.items())
        node.attribute.extend(told)
        self._nodes.append(node)
        return name

    def array(self, values: NDArray[np.float64]) -> str:
        return self._constant(np.asarray(values, np.float32))

    def floats(self, values: object) -> str:
        return self._constant(np.asarray(values, np.float32))

    def ints(self, values: object) -> str:
        return self._constant(np.asarray(values, np.int64))

    def row(self, number: str) -> str:
        """A single number as a row of one."""
        return self.add("Reshape", number, self.ints([1]))

    def name(self, result: str, wanted: str) -> None:
        self._nodes.append(helper.make_node("Identity", [result], [wanted], name=f"to_{wanted}"))

    def _constant(self, values: NDArray[np.float32] | NDArray[np.int64]) -> str:
        self._count += 1
        name = f"constant_{self._count}"
        self._constants.append(numpy_helper.from_array(values, name))
        return name

    def write(
        self,
        path: Path,
        outputs: Sequence[str],
        shape: Sequence[int | str] = (1, 3, "height", "width"),
        result: Sequence[int | str] | None = None,
    ) -> Path:
        told = [
            helper.make_tensor_value_info(
                name,
                TensorProto.FLOAT,
                result or (f"anchors_{name}", _WIDTHS[name.partition("_")[0]]),
            )
            for name in outputs
        ]
        given = helper.make_tensor_value_info(_INPUT, TensorProto.FLOAT, shape)
        graph = helper.make_graph(self._nodes, "tiny", [given], told, initializer=self._constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(model)
        path.parent.mkdir(parents=True, exist_ok=True)
        onnx.save(model, str(path))
        return path
