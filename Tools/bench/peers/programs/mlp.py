"""A multilayer perceptron on Fashion-MNIST: the book's program, section 5.2, and the pictures of 5.1 and 5.4."""

import torch
from torch import nn

import book
import garments
from book import plt

history = garments.run("mlp", nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10)))

figure, axes = plt.subplots(2, 3, figsize=(10.8, 5.6))
for column, (name, function) in enumerate([("ReLU", torch.relu), ("sigmoid", torch.sigmoid), ("tanh", torch.tanh)]):
    x = torch.arange(-8.0, 8.0, 0.1, requires_grad=True)
    y = function(x)
    y.backward(torch.ones_like(x))
    axes[0, column].plot(x.detach(), y.detach(), f"C{column}", lw=2)
    axes[1, column].plot(x.detach(), x.grad, f"C{column}", lw=2)
    axes[0, column].set_title(name)
    axes[1, column].set_title(f"gradient of {name}")
    for ax in axes[:, column]:
        ax.grid()
book.save("mlp-activations")

figure, axes = plt.subplots(1, 2, figsize=(10.8, 4.4))
x = torch.randn(256, 256)
for name, start in {
    "normal(0, 0.01)": lambda w: nn.init.normal_(w, std=0.01),
    "Xavier": nn.init.xavier_normal_,
    "Kaiming": lambda w: nn.init.kaiming_normal_(w, nonlinearity="relu"),
    "normal(0, 0.2)": lambda w: nn.init.normal_(w, std=0.2),
}.items():
    outputs, layer_input = [], x
    for layer in range(20):
        linear = nn.Linear(256, 256, bias=False)
        start(linear.weight)
        layer_input = torch.relu(linear(layer_input))
        layer_input.retain_grad()
        outputs.append(layer_input)
    outputs[-1].backward(torch.randn(256, 256))
    axes[0].plot(range(1, 21), [o.detach().double().var() for o in outputs], "-o", markersize=4, label=name)
    axes[1].plot(range(1, 21), [o.grad.double().var() for o in outputs], "-o", markersize=4, label=name)
for ax, title in zip(axes, ["variance of the activations", "variance of their gradients"]):
    ax.set_title(title)
    ax.set_xlabel("layer")
    ax.set_yscale("log")
    ax.grid()
    ax.legend()
book.save("mlp-initialization")
book.figures(check=history["train loss"][-1])
