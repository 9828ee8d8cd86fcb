"""PyTorch's side of TrainRows.swift: whole programs of the book, without their evaluation.

Images lie in memory as floats and batches are taken by index, without DataLoader; house prices use DataLoader, as the
book does.
"""

import gzip
import math
import os
import random

import torch
from torch import nn

import harness

data = os.environ.get("MARTLET_DATA", "")


def waves(*shape, std):
    return (torch.arange(math.prod(shape)).double().sin() * math.sqrt(2) * std).float().reshape(shape)


def images():
    folder = f"{data}/fashion-mnist/train"
    if not os.path.exists(f"{folder}-images-idx3-ubyte.gz"):
        return torch.rand(60_000, 784), torch.randint(0, 10, (60_000,))
    pixels = bytearray(gzip.open(f"{folder}-images-idx3-ubyte.gz").read()[16:])
    labels = bytearray(gzip.open(f"{folder}-labels-idx1-ubyte.gz").read()[8:])
    return (
        torch.frombuffer(pixels, dtype=torch.uint8).reshape(-1, 784).float() / 255,
        torch.frombuffer(labels, dtype=torch.uint8).long())


def epoch(rate, layers):
    def prepare():
        x, y = images()
        net = nn.Sequential(*layers())
        first = {
            name: waves(*value.shape, std=0.05) if name.endswith("weight") else torch.zeros_like(value)
            for name, value in net.state_dict().items()}
        optimizer = torch.optim.SGD(net.parameters(), lr=rate)
        criterion = nn.CrossEntropyLoss()
        losses = []

        def run():
            net.load_state_dict(first)
            order, total = torch.randperm(len(x)), 0.0
            for at in range(0, len(x), 256):
                rows = order[at:at + 256]
                loss = criterion(net(x[rows]), y[rows])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                total += loss.item() * len(rows)
            losses.append(total / len(x))

        return run, lambda: sum(losses) / len(losses)

    return prepare


def mlp():
    return nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10)


def dropout():
    return (
        nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.2), nn.Linear(256, 256), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(256, 10))


def houses():
    folder = f"{data}/kaggle-house/kaggle_house_pred_"
    if not os.path.exists(f"{folder}train.csv"):
        x = waves(1460, 330, std=1)
        return x, 180_000 + 30_000 * x[:, :1]
    import pandas as pd

    train, test = pd.read_csv(f"{folder}train.csv"), pd.read_csv(f"{folder}test.csv")
    features = pd.concat((train.iloc[:, 1:-1], test.iloc[:, 1:]))
    numeric = features.select_dtypes(include="number").columns
    features[numeric] = features[numeric].apply(lambda x: (x - x.mean()) / x.std())
    features[numeric] = features[numeric].fillna(0)
    features = pd.get_dummies(features, dummy_na=True)
    x = torch.tensor(features[:len(train)].to_numpy(dtype="float32"))
    return x, torch.tensor(train.SalePrice.to_numpy(dtype="float32").reshape(-1, 1))


def house_prices():
    x, y = houses()
    weight = waves(1, 330, std=0.03)
    criterion = nn.MSELoss()
    box = [0.0]

    def log_rmse(net, x, y):
        with torch.no_grad():
            return criterion(net(x).clamp(min=1).log(), y.log()).sqrt().item()

    def run():
        size, errors = len(x) // 5, []
        for fold in range(5):
            kept = torch.ones(len(x), dtype=torch.bool)
            kept[fold * size:(fold + 1) * size] = False
            net = nn.Linear(330, 1)
            net.load_state_dict({"weight": weight, "bias": torch.zeros(1)})
            adam = torch.optim.Adam(net.parameters(), lr=5)
            loader = torch.utils.data.DataLoader(
                torch.utils.data.TensorDataset(x[kept], y[kept]), batch_size=64, shuffle=True)
            for _ in range(100):
                for features, prices in loader:
                    adam.zero_grad()
                    loss = criterion(net(features), prices)
                    loss.backward()
                    adam.step()
            errors.append(log_rmse(net, x[~kept], y[~kept]))
        box[0] = sum(errors) / 5

    return run, lambda: box[0]


def plane():
    features = waves(1000, 2, std=1)
    labels = features @ torch.tensor([[2], [-3.4]]) + 4.2 + waves(1000, 1, std=0.01)
    box = [0.0]

    def batches():
        order = list(range(1000))
        random.shuffle(order)
        for at in range(0, 1000, 10):
            rows = torch.tensor(order[at:at + 10])
            yield features[rows], labels[rows]

    def run():
        w, b = waves(2, 1, std=0.01).requires_grad_(), torch.zeros(1, requires_grad=True)
        for _ in range(3):
            for x, y in batches():
                loss = (torch.matmul(x, w) + b - y) ** 2 / 2
                loss.sum().backward()
                with torch.no_grad():
                    for p in (w, b):
                        p -= 0.03 * p.grad / len(x)
                        p.grad.zero_()
        box[0] = (w.sum() + b).item()

    return run, lambda: box[0]


harness.main({
    "softmax epoch": epoch(0.1, lambda: (nn.Linear(784, 10),)),
    "mlp epoch": epoch(0.1, mlp),
    "mlp epoch by hand": epoch(0.1, mlp),
    "dropout epoch": epoch(0.1, dropout),
    "house prices": house_prices,
    "plane from scratch": plane,
})
