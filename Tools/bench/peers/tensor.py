"""PyTorch's side of TensorRows.swift."""

import torch

import harness

torch.set_grad_enabled(False)


def pattern(*shape):
    count = 1
    for length in shape:
        count *= length
    return ((torch.arange(count) % 1000).float() / 500 - 1).reshape(shape)


def row(prepare):
    def prepared():
        body = prepare()
        box = []

        def run():
            box[:] = [body()]

        return run, lambda: box[0].flatten()[:1000].double().sum()

    return prepared


def elementwise(function):
    def prepare():
        x = pattern(10_000_000)
        return lambda: function(x)

    return row(prepare)


def product(n, k, m):
    def prepare():
        a, b = pattern(n, k), pattern(k, m)
        return lambda: a @ b

    return row(prepare)


def binary(left, right, function):
    def prepare():
        a, b = pattern(*left), pattern(*right)
        return lambda: function(a, b)

    return row(prepare)


def over(shape, function):
    def prepare():
        x = pattern(*shape)
        return lambda: function(x)

    return row(prepare)


def argmax():
    x = pattern(10_000, 1_000)
    box = []

    def run():
        box[:] = [x.argmax(1)]

    return run, lambda: box[0].sum()


def normal():
    box = []

    def run():
        box[:] = [torch.randn(10_000_000)]

    return run, lambda: (box[0].std() * 100).round()


def nested():
    rows = pattern(1_000, 1_000).tolist()
    return lambda: torch.tensor(rows)


def take():
    x = pattern(60_000, 784)
    indices = torch.arange(256) * 229 % 60_000
    return lambda: x.index_select(0, indices)


harness.main({
    "add 10": binary([10], [10], torch.add),
    "add 10M": binary([10_000_000], [10_000_000], torch.add),
    "exp 10M": elementwise(torch.exp),
    "tanh 10M": elementwise(torch.tanh),
    "sigmoid 10M": elementwise(torch.sigmoid),
    "relu 10M": elementwise(torch.relu),
    "softmax rows": over([10_000, 1_000], lambda x: torch.softmax(x, 1)),
    "sum 10M": over([10_000_000], torch.sum),
    "max 10M": over([10_000_000], torch.max),
    "argmax rows": argmax,
    "transpose": over([10_000, 1_000], lambda x: x.t().contiguous()),
    "add row": binary([10_000, 1_000], [1_000], torch.add),
    "normal 10M": normal,
    "matmul 10×2·2×1": product(10, 2, 1),
    "matmul 256": product(256, 256, 256),
    "matmul 512": product(512, 512, 512),
    "matmul 1024": product(1024, 1024, 1024),
    "matmul 2048": product(2048, 2048, 2048),
    "matmul 256×784·784×256": product(256, 784, 256),
    "matmul 256×784·784×10": product(256, 784, 10),
    "take rows": row(take),
    "pow 2 10M": elementwise(lambda x: x**2),
    "remainder 10M": elementwise(lambda x: x % 0.3),
    "einsum ij,ij->ij": over((1_000, 1_000), lambda x: torch.einsum("ij,ij->ij", x, x)),
    "einsum ij,j->ij": binary((1_000, 1_000), (1_000,), lambda x, y: torch.einsum("ij,j->ij", x, y)),
    "nested literal": row(nested),
})
