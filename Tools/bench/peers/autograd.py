"""PyTorch's side of AutogradRows.swift."""

import torch
from torch import nn

import harness


def pattern(*shape):
    count = 1
    for length in shape:
        count *= length
    return ((torch.arange(count) % 1000).float() / 500 - 1).reshape(shape)


def mul_sum():
    a, w = pattern(10), pattern(10).requires_grad_()

    def run():
        w.grad = None
        (a * w).sum().backward()

    return run, lambda: w.grad.sum()


def line_step():
    x = torch.linspace(-2, 12, 100).reshape(100, 1)
    y = 3 * x + 10
    model = nn.Linear(1, 1)
    nn.init.zeros_(model.weight)
    nn.init.zeros_(model.bias)
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
    criterion = nn.MSELoss()

    def run():
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    return run, lambda: model.weight.item().__round__()


def chain():
    a, c = pattern(10).requires_grad_(), pattern(10)

    def run():
        a.grad = None
        z = a
        for _ in range(10_000):
            z = z + c
        z.sum().backward()

    return run, lambda: a.grad.sum()


def mlp_step():
    x = pattern(256, 784)
    w1, w2 = (pattern(256, 784) * 0.01).requires_grad_(), (pattern(10, 256) * 0.01).requires_grad_()
    b1, b2 = torch.zeros(256, requires_grad=True), torch.zeros(10, requires_grad=True)
    f = nn.functional

    def run():
        for p in (w1, b1, w2, b2):
            p.grad = None
        (f.linear(torch.relu(f.linear(x, w1, b1)), w2, b2) ** 2).mean().backward()

    return run, lambda: w2.grad.sum()


harness.main({"grad mul sum 10": mul_sum, "line step": line_step, "chain 10,000": chain, "mlp step": mlp_step})
