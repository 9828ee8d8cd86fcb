"""What the book's programs share: the data, the pictures, and the line of figures at the end."""

import gzip
import json
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

data, output = sys.argv[1], sys.argv[2]
names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]


def garments(part):
    """Images in 0...1, [n, 28, 28], and labels, as tensors."""
    import torch
    with gzip.open(f"{data}/fashion-mnist/{part}-images-idx3-ubyte.gz") as file:
        images = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 28, 28)
    with gzip.open(f"{data}/fashion-mnist/{part}-labels-idx1-ubyte.gz") as file:
        labels = np.frombuffer(file.read(), np.uint8, offset=8)
    return torch.tensor(images).float() / 255, torch.tensor(labels, dtype=torch.int64)


def save(name):
    plt.savefig(f"{output}/{name}.png")
    plt.close()


def curves(name, series, x=None, xlabel="epoch", ylabel=None, yscale="linear"):
    figure, axes = plt.subplots(figsize=(6.4, 4.8))
    for label, values in series.items():
        axes.plot(x if x is not None else range(1, len(values) + 1), values, label=label)
    axes.set_xlabel(xlabel)
    axes.set_ylabel(ylabel)
    axes.set_yscale(yscale)
    axes.grid()
    axes.legend()
    save(name)


def show_images(name, images, titles, rows=2, columns=9):
    figure, axes = plt.subplots(rows, columns, figsize=(columns * 1.1, rows * 1.5))
    for ax, image, title in zip(axes.flatten(), images, titles):
        ax.imshow(image.numpy(), cmap="gray")
        ax.axis("off")
        ax.set_title(title, fontsize=9)
    save(name)


def confusion(name, predicted, labels):
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels.numpy(), predicted.numpy()), 1)
    figure, axes = plt.subplots(figsize=(7.6, 6.4))
    shown = axes.imshow(counts, cmap="Blues")
    axes.set_xticks(range(10), names, rotation=35, ha="right")
    axes.set_yticks(range(10), names)
    for row in range(10):
        for column in range(10):
            axes.text(column, row, counts[row, column], ha="center", va="center",
                      color="white" if counts[row, column] > counts.max() / 2 else "black")
    axes.set_xlabel("predicted")
    axes.set_ylabel("true")
    figure.colorbar(shown)
    save(name)


def figures(**values):
    print(json.dumps(values))
