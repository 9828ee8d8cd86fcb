"""Linear regression from scratch: the book's program, section 3.4."""

import random

import torch

import book
from book import plt

torch.manual_seed(42)
true_w, true_b = torch.tensor([2, -3.4]), 4.2
features = torch.normal(0, 1, (1000, 2))
labels = (features @ true_w + true_b).reshape(-1, 1)
labels += torch.normal(0, 0.01, labels.shape)


def data_iter(batch_size, features, labels):
    indices = list(range(len(features)))
    random.shuffle(indices)
    for i in range(0, len(features), batch_size):
        batch = torch.tensor(indices[i:min(i + batch_size, len(features))])
        yield features[batch], labels[batch]


w = torch.normal(0, 0.01, size=(2, 1), requires_grad=True)
b = torch.zeros(1, requires_grad=True)


def linreg(X, w, b):
    return torch.matmul(X, w) + b


def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()


losses = []
for epoch in range(3):
    for X, y in data_iter(10, features, labels):
        loss = squared_loss(linreg(X, w, b), y)
        loss.sum().backward()
        sgd([w, b], 0.03, 10)
    with torch.no_grad():
        losses.append(float(squared_loss(linreg(features, w, b), labels).mean()))
        print(f"epoch {epoch + 1}, loss {losses[-1]:f}")

w_, b_ = w.detach().flatten(), b.item()
plt.figure(figsize=(6.4, 4.8))
plt.scatter(features[:, 0], labels, 4, label="feature 0")
plt.scatter(features[:, 1], labels, 4, label="feature 1")
plt.xlabel("feature")
plt.ylabel("label")
plt.legend()
book.save("linear-scratch-data")

figure, axes = plt.subplots(1, 2, figsize=(9.6, 4.2), sharey=True)
for feature, ax in enumerate(axes):
    x, other = features[:, feature], features[:, 1 - feature]
    ends = torch.stack([x.min(), x.max()])
    ax.plot(x, labels.flatten() - true_w[1 - feature] * other, "o", markersize=3, label="data")
    ax.plot(ends, ends * w_[feature] + b_, "r", lw=2, label=f"learnt: {w_[feature]:.4f}x + {b_:.4f}")
    ax.plot(ends, ends * true_w[feature] + true_b, "k--", label=f"true: {true_w[feature]:.4f}x + {true_b:.4f}")
    ax.set_xlabel(f"feature {feature}")
    ax.legend()
axes[0].set_ylabel("label without the other feature")
book.save("linear-scratch-fit")
book.curves("linear-scratch-loss", {"loss": losses}, ylabel="loss", yscale="log")
book.figures(check=float(w_[0]))
