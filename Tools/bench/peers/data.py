"""The field's side of DataRows.swift: Python's gzip, NumPy, pandas, polars, pyarrow, scikit-learn, PyTorch."""

import gzip
import os
import tempfile

import harness


def scattered(*shape):
    import numpy as np

    index = np.arange(int(np.prod(shape)), dtype=np.uint32) * np.uint32(2_654_435_761)
    index = (index ^ index >> np.uint32(15)) * np.uint32(2_246_822_519)
    return ((index ^ index >> np.uint32(13)) / 2_147_483_648 - 1).reshape(shape)


def row(prepare):
    """prepare() gives the work and the figure of its result, which is dropped before the next run."""

    def prepared():
        body, check = prepare()
        box = []

        def run():
            box.clear()
            box.append(body())

        return run, lambda: check(box[0])

    return prepared


def real(path):
    return os.path.join(os.environ["MARTLET_DATA"], path)


def fashion():
    import numpy as np

    def read(name, offset):
        with gzip.open(real(f"fashion-mnist/{name}.gz")) as file:
            return np.frombuffer(file.read(), np.uint8, offset=offset)

    def run():
        return [
            (read(f"{part}-images-idx3-ubyte", 16).reshape(-1, 28, 28), read(f"{part}-labels-idx1-ubyte", 8))
            for part in ("train", "t10k")
        ]

    return run, lambda sets: sum(
        int(x[-1000:].sum(dtype=np.int64)) + int(y.sum(dtype=np.int64)) for x, y in sets)


# Made by our side of the row, which is measured first.
table = os.path.join(tempfile.gettempdir(), "martlet-bench-table.csv")


def with_pandas():
    import pandas

    # The faster one of its two engines.
    return lambda: pandas.read_csv(table, engine="pyarrow"), lambda frame: (
        frame.a.sum() + frame.h.sum() + frame.i.mean() + (frame.s == "beta").mean())


def with_polars():
    import polars

    return lambda: polars.read_csv(table), lambda frame: (
        frame["a"].sum() + frame["h"].sum() + frame["i"].mean() + (frame["s"] == "beta").mean())


def with_pyarrow():
    import pyarrow.compute as compute
    import pyarrow.csv

    def check(frame):
        sums = [compute.sum(frame[name]).as_py() for name in ("a", "h")]
        strings = compute.mean(compute.equal(frame["s"], "beta")).as_py()
        return sum(sums) + compute.mean(frame["i"]).as_py() + strings

    return lambda: pyarrow.csv.read_csv(table), check


def houses():
    import pandas

    def run():
        train = pandas.read_csv(real("kaggle-house/kaggle_house_pred_train.csv"))
        test = pandas.read_csv(real("kaggle-house/kaggle_house_pred_test.csv"))
        features = pandas.concat((train.iloc[:, 1:-1], test.iloc[:, 1:]))
        numeric = features.select_dtypes(include="number").columns
        features[numeric] = features[numeric].apply(lambda x: (x - x.mean()) / x.std())
        features[numeric] = features[numeric].fillna(0)
        return pandas.get_dummies(features, dummy_na=True)

    return run, lambda frame: frame.shape[1] + frame.to_numpy(dtype="float64").sum()


def dummies():
    import pandas

    names = ["alpha", "beta", "gamma", "delta"]
    frame = pandas.DataFrame({"a": [names[i * 7919 % 1013 % 4] for i in range(1_000_000)]})
    return lambda: pandas.get_dummies(frame), lambda encoded: encoded.a_beta.sum() + 2 * encoded.a_gamma.sum()


def scaler():
    from sklearn.preprocessing import StandardScaler

    x = scattered(100_000, 50)
    return lambda: StandardScaler().fit_transform(x), lambda z: z[:1000].sum()


def regression():
    import numpy as np
    from sklearn.linear_model import LinearRegression

    x = scattered(100_000, 50)
    y = x @ np.arange(1.0, 51.0) + 3 + scattered(100_000)
    return lambda: LinearRegression().fit(x, y), lambda fit: fit.coef_.sum() + fit.intercept_


def epoch():
    import torch
    from torch.utils.data import DataLoader, TensorDataset

    images = ((torch.arange(60_000 * 784) % 1000).float() / 500 - 1).reshape(60_000, 784)
    labels = torch.arange(60_000, dtype=torch.int32) % 10
    loader = DataLoader(TensorDataset(images, labels), batch_size=256, shuffle=True)
    return lambda: sum(x.shape[0] + y.shape[0] for x, y in loader), lambda count: count


def images():
    import numpy as np
    import torch
    from torch.utils.data import DataLoader, TensorDataset

    def read(name, offset):
        with gzip.open(real(f"fashion-mnist/train-{name}.gz")) as file:
            return torch.from_numpy(np.frombuffer(file.read(), np.uint8, offset=offset).copy())

    pixels = read("images-idx3-ubyte", 16).reshape(-1, 28, 28)
    loader = DataLoader(TensorDataset(pixels, read("labels-idx1-ubyte", 8).int()), batch_size=256, shuffle=True)
    return lambda: sum((x.float() / 255).shape[0] + y.shape[0] for x, y in loader), lambda count: count


harness.main({
    "fashion files": row(fashion),
    "csv 1M rows, pandas": row(with_pandas),
    "csv 1M rows, polars": row(with_polars),
    "csv 1M rows, pyarrow": row(with_pyarrow),
    "house tables": row(houses),
    "getDummies 1M": row(dummies),
    "StandardScaler": row(scaler),
    "LinearRegression": row(regression),
    "shuffled epoch": row(epoch),
    "shuffled images": row(images),
})
