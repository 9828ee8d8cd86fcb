"""The peers of the Data rows, each with its best time of several runs.

usage: MARTLET_DATA=... data_rows.py
"""
import gzip, os, time

import numpy as np
import pandas as pd

data = os.environ.get("MARTLET_DATA", "../shared/data")


def best(name, run, times=5):
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    print(f"{name}: {min(seconds):.4f} s", flush=True)


def fashion():
    for part in ("train", "t10k"):
        folder = f"{data}/fashion-mnist/{part}"
        np.frombuffer(gzip.open(f"{folder}-images-idx3-ubyte.gz").read(), np.uint8, offset=16).reshape(-1, 28, 28)
        np.frombuffer(gzip.open(f"{folder}-labels-idx1-ubyte.gz").read(), np.uint8, offset=8)


def houses():
    train = pd.read_csv(f"{data}/kaggle-house/kaggle_house_pred_train.csv")
    test = pd.read_csv(f"{data}/kaggle-house/kaggle_house_pred_test.csv")
    features = pd.concat((train.iloc[:, 1:-1], test.iloc[:, 1:]))
    numeric = features.select_dtypes(include="number").columns
    features[numeric] = features[numeric].apply(lambda x: (x - x.mean()) / x.std())
    features[numeric] = features[numeric].fillna(0)
    return pd.get_dummies(features, dummy_na=True)


def dummies():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"a": np.array(["alpha", "beta", "gamma", "delta"])[rng.integers(0, 4, 1_000_000)]})
    return lambda: pd.get_dummies(frame)


def sklearn_rows():
    from sklearn.linear_model import LinearRegression
    from sklearn.preprocessing import StandardScaler

    rng = np.random.default_rng(0)
    x = rng.standard_normal((100_000, 50))
    y = x @ rng.standard_normal(50) + rng.standard_normal(100_000)
    best("StandardScaler, 100,000 x 50", lambda: StandardScaler().fit_transform(x))
    best("LinearRegression, 100,000 x 50", lambda: LinearRegression().fit(x, y))


def epoch():
    import torch
    from torch.utils.data import DataLoader, TensorDataset

    images = torch.rand(60_000, 784)
    labels = torch.randint(0, 10, (60_000,))
    loader = DataLoader(TensorDataset(images, labels), batch_size=256, shuffle=True)

    def run():
        for x, y in loader:
            pass

    return run


best("four Fashion-MNIST files", fashion)
best("house prices", houses)
best("getDummies, 1,000,000 rows", dummies())
sklearn_rows()
best("one epoch, 60,000 x 784", epoch(), 3)
