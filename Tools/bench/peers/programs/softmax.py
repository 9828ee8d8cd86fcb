"""Softmax regression on Fashion-MNIST: the book's program, section 4.5."""

from torch import nn

import book
import garments

history = garments.run("softmax", nn.Sequential(nn.Flatten(), nn.Linear(784, 10)))
book.figures(check=history["train loss"][-1])
