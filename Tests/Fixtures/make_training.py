"""Writes NN/, Optim/ and Train/: what PyTorch makes of small models, and what scikit-learn makes of their predictions.

Needs torch, safetensors and scikit-learn; the same files every time.
"""

from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

here = Path(__file__).parent


def models():
    torch.manual_seed(1)
    net = nn.Sequential(
        nn.Linear(6, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.LayerNorm(8), nn.Linear(8, 5, bias=False), nn.Tanh(),
        nn.Sequential(nn.Linear(5, 3), nn.GELU()))
    for _ in range(3):
        net(torch.randn(16, 6))
    net.eval()
    x = torch.randn(7, 6)
    save_file(net.state_dict(), here / "NN/model.safetensors")
    save_file({"x": x, "y": net(x).detach()}, here / "NN/model-outputs.safetensors")


def losses():
    torch.manual_seed(2)
    x, labels = torch.randn(200, 12), torch.randint(0, 4, (200,))
    x += torch.nn.functional.one_hot(labels, 12) * 1.5
    order = torch.stack([torch.randperm(200)[:20] for _ in range(50)])
    first = nn.Sequential(nn.Linear(12, 16), nn.ReLU(), nn.Linear(16, 4))
    arrays = {"x": x, "labels": labels.int(), "order": order.int()}
    arrays |= {f"model.{key}": value.clone() for key, value in first.state_dict().items()}
    makers = {
        "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
        "momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
        "adam": lambda p: torch.optim.Adam(p, lr=0.01),
        "adamw": lambda p: torch.optim.AdamW(p, lr=0.01),
    }
    for name, make in makers.items():
        net = nn.Sequential(nn.Linear(12, 16), nn.ReLU(), nn.Linear(16, 4))
        net.load_state_dict(first.state_dict())
        optimizer, steps = make(net.parameters()), []
        for batch in order:
            loss = nn.functional.cross_entropy(net(x[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            steps.append(loss.item())
        arrays[f"losses.{name}"] = torch.tensor(steps)
    save_file(arrays, here / "Optim/losses.safetensors")


def lbfgs():
    arrays = {}
    for name, search in {"none": None, "wolfe": "strong_wolfe"}.items():
        torch.manual_seed(3)
        x, y = torch.randn(40, 3), torch.randn(40, 1)
        net = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
        arrays |= {"x": x, "y": y} | {f"model.{key}": value.clone() for key, value in net.state_dict().items()}
        optimizer = torch.optim.LBFGS(net.parameters(), lr=0.5 if search is None else 1, max_iter=4, line_search_fn=search)
        steps = []

        def closure():
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(x), y)
            loss.backward()
            return loss

        for _ in range(6):
            steps.append(optimizer.step(closure).item())
        arrays[f"losses.{name}"] = torch.tensor(steps)
    save_file(arrays, here / "Optim/lbfgs.safetensors")


def metrics():
    from sklearn import metrics as sk

    torch.manual_seed(4)
    # Class 4 never occurs and class 3 is never predicted.
    labels = torch.randint(0, 4, (300,))
    scores = torch.randn(300, 5) + 2 * nn.functional.one_hot(labels, 5)
    scores[:, 3] = -10
    prices = torch.exp(torch.randn(300, 1) + 3)
    guesses = prices * torch.exp(torch.randn(300, 1) * 0.3) - 5
    truth, predicted = labels.numpy(), scores.argmax(1).numpy()
    classes = dict(labels=range(5), zero_division=0)
    arrays = {
        "confusion": sk.confusion_matrix(truth, predicted, labels=range(5)),
        "accuracy": sk.accuracy_score(truth, predicted),
        "each": sk.precision_recall_fscore_support(truth, predicted, **classes)[:3],
        "macro": sk.precision_recall_fscore_support(truth, predicted, average="macro", **classes)[:3],
    }
    y, z = prices.double().numpy(), guesses.double().numpy()
    logs = guesses.double().clamp(min=1).log().numpy(), prices.double().clamp(min=1).log().numpy()
    arrays["regression"] = [
        sk.root_mean_squared_error(*logs), sk.r2_score(y, z), sk.mean_absolute_error(y, z),
        sk.root_mean_squared_error(y, z)]
    arrays = {name: torch.from_numpy(np.array(array, dtype="float64")) for name, array in arrays.items()}
    arrays |= {"labels": labels.int(), "scores": scores, "prices": prices, "guesses": guesses}
    (here / "Train").mkdir(exist_ok=True)
    save_file(arrays, here / "Train/metrics.safetensors")


models()
losses()
lbfgs()
metrics()
