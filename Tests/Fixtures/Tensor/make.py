"""Writes the files beside it with NumPy, safetensors and PyTorch: python make.py

They stand for what other programs write; TensorTests reads them. The values are the same in all: see `values`.
"""

import json
import math

import numpy
import torch
from safetensors.torch import save_file
from torch._tensor_str import _add_suffixes, _tensor_str

TYPES = ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"]


def values(kind: str) -> numpy.ndarray:
    """0, 1, 2, … 5 as [2, 3]; signed types minus 2, floating ones halved too; truth values by oddness."""
    numbers = numpy.arange(6).reshape(2, 3)
    if kind == "b1":
        return numbers % 2 == 1
    if kind[0] in "if":
        numbers = numbers - 2
    return (numbers / 2 if kind[0] == "f" else numbers).astype(kind)


def arrays() -> None:
    for kind in TYPES:
        numpy.save(f"{kind}.npy", values(kind))
        if kind[1] != "1":
            numpy.save(f"{kind}-big.npy", values(kind).astype(">" + kind))
    numpy.save("fortran.npy", numpy.asfortranarray(values("f4")))
    numpy.save("fortran-big.npy", numpy.asfortranarray(numpy.arange(24, dtype=">i4").reshape(2, 3, 4)))
    numpy.save("number.npy", numpy.float64(2.5))
    numpy.save("empty.npy", numpy.zeros((0, 3), "f4"))
    numpy.save("text.npy", numpy.array(["a", "b"]))
    numpy.save("record.npy", numpy.zeros(2, [("a", "f4"), ("b", "i4")]))
    numpy.save("complex.npy", numpy.zeros(2, "c8"))
    numpy.savez("arrays.npz", x=values("f4"), y=values("i8"), z=numpy.asfortranarray(values("f8")))
    numpy.savez_compressed("compressed.npz", x=values("f4"), y=values("i8"))


def tensors() -> None:
    kinds = {
        "F16": torch.float16, "BF16": torch.bfloat16, "F32": torch.float32, "F64": torch.float64, "I8": torch.int8,
        "I16": torch.int16, "I32": torch.int32, "I64": torch.int64, "U8": torch.uint8, "U16": torch.uint16,
        "U32": torch.uint32, "U64": torch.uint64, "BOOL": torch.bool,
    }
    named = {}
    for name, kind in kinds.items():
        like = {"F": "f8", "B": "f8", "I": "i8", "U": "u8"}["B" if name == "BOOL" else name[0]]
        named[name] = torch.from_numpy(values("b1" if name == "BOOL" else like)).to(kind)
    named["number"] = torch.tensor(2.5)
    named["empty"] = torch.zeros(0, 3)
    save_file(named, "tensors.safetensors", metadata={"format": "pt", "note": 'a "quoted" word, ü'})


def examples() -> list[torch.Tensor]:
    inf, nan = math.inf, math.nan
    torch.manual_seed(0)
    floats = [
        0.0, 1.0, -1.0, 2.5, 1e-5, 1e9, nan, inf, -0.0, 123456789.0, 1e-45,
        [], [[]], [1], [1.5], [1, 2.5], [0, 0, 0], [1, 2, 3], [0.1, 10, 100], [0.001, 1], [0.001, 1.1], [1e-5, 1],
        [1e8, 1], [99999999, 1.5], [1e10], [nan, 1], [inf, -inf, nan], [inf, 1.5, -2], [nan, 1e-8], [1000.5, 1],
        [1001.5, 1], [-1, 1], [-1.5, 22.25], [[1, 2], [3, 4]], [[1.5, -2], [3e-5, 4]], [[[1.0]]], [[[1, 2], [3, 4]], [[5, 6], [7, 8]]],
        [0.00015, 0.1], [12345.678, 99.5], [0.5, 0.25, 1 / 3],
    ]
    result = [torch.tensor(x) for x in floats]
    result += [torch.tensor(x, dtype=torch.float64) for x in (1.5, [1, 2], [1e-300, 1], [[0.1, 0.2]], [])]
    result += [torch.zeros(0, 3), torch.zeros(2, 0, 4), torch.zeros(3, 0, dtype=torch.int32)]
    result += [torch.randn(n) for n in (7, 20, 40, 1000, 1001)]
    result += [torch.randn(s) for s in ((3, 4), (2, 3, 4), (30, 40), (7, 150), (150, 7), (4, 3, 200), (2, 2, 2, 2), (11, 11, 11))]
    result += [torch.randn(5, 30) * 1e6, torch.randn(3, 3) * 1e-6, torch.rand(20) * 100, torch.ones(1, 1, 1, 1, 1)]
    for kind in (torch.int32, torch.int64, torch.uint8):
        result += [torch.tensor(x, dtype=kind) for x in (0, 7, [], [1, 2, 30], [[1, 200], [3, 4]])]
        result += [torch.arange(100).to(kind), torch.arange(2000).remainder(256).to(kind).reshape(40, 50)]
        # The type does not fit on the last line any more.
        result += [torch.full((n,), 100).to(kind) for n in range(8, 18)]
    result += [torch.tensor([-5, 1000000], dtype=torch.int32), torch.tensor([-(2**63), 2**63 - 1])]
    result += [torch.tensor(x) for x in (True, [True, False], [[False], [True]])]
    result += [torch.arange(2000) % 3 == 0]
    return result


def printing() -> None:
    names = {
        torch.float32: "Float", torch.float64: "Double", torch.int32: "Int32", torch.int64: "Int",
        torch.uint8: "UInt8", torch.bool: "Bool",
    }
    rows = []
    for x in examples():
        name = names[x.dtype]
        suffixes = []
        if x.numel() == 0 and x.dim() != 1:
            suffixes.append("size=" + str(tuple(x.shape)))
        if name not in ("Float", "Bool"):
            suffixes.append("dtype=" + name)
        text = _add_suffixes("tensor(" + _tensor_str(x, 7), suffixes, 7, force_newline=False)
        if name in ("Float", "Bool") and x.numel() > 0:
            assert text == str(x), (text, str(x))
        text = text.replace("True", "true").replace("False", "false")
        flat = [str(v) for v in x.reshape(-1).tolist()]
        rows.append({"type": name, "shape": list(x.shape), "elements": flat, "text": text})
    with open("printing.json", "w") as file:
        json.dump(rows, file, indent=0)


if __name__ == "__main__":
    arrays()
    tensors()
    printing()
