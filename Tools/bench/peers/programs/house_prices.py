"""House prices: the book's program, section 5.7."""

import numpy as np
import pandas as pd
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

import book

torch.manual_seed(42)
folder = f"{book.data}/kaggle-house"
train_data = pd.read_csv(f"{folder}/kaggle_house_pred_train.csv")
test_data = pd.read_csv(f"{folder}/kaggle_house_pred_test.csv")
all_features = pd.concat((train_data.iloc[:, 1:-1], test_data.iloc[:, 1:]))
numeric = all_features.select_dtypes(include="number").columns
all_features[numeric] = all_features[numeric].apply(lambda x: (x - x.mean()) / x.std())
all_features[numeric] = all_features[numeric].fillna(0)
all_features = pd.get_dummies(all_features, dummy_na=True)
n_train = train_data.shape[0]
train_features = torch.tensor(all_features[:n_train].values.astype(np.float32))
test_features = torch.tensor(all_features[n_train:].values.astype(np.float32))
train_labels = torch.tensor(train_data.SalePrice.values.reshape(-1, 1), dtype=torch.float32)
loss = nn.MSELoss()


def log_rmse(net, features, labels):
    with torch.no_grad():
        clipped = torch.clamp(net(features), 1, float("inf"))
        return torch.sqrt(loss(torch.log(clipped), torch.log(labels))).item()


def train(net, features, labels, test_features, test_labels, epochs=100):
    train_ls, test_ls = [], []
    train_iter = DataLoader(TensorDataset(features, labels), 64, shuffle=True)
    optimizer = torch.optim.Adam(net.parameters(), lr=5, weight_decay=0)
    for epoch in range(epochs):
        for X, y in train_iter:
            optimizer.zero_grad()
            l = loss(net(X), y)
            l.backward()
            optimizer.step()
        train_ls.append(log_rmse(net, features, labels))
        if test_labels is not None:
            test_ls.append(log_rmse(net, test_features, test_labels))
    return train_ls, test_ls


k, valid = 5, []
size = n_train // k
for i in range(k):
    rows = torch.arange(n_train)
    inside = (rows >= i * size) & (rows < (i + 1) * size)
    net = nn.Sequential(nn.Linear(train_features.shape[1], 1))
    train_ls, valid_ls = train(
        net, train_features[~inside], train_labels[~inside], train_features[inside], train_labels[inside])
    book.curves(f"house-prices-fold-{i + 1}", {"train": train_ls, "valid": valid_ls}, ylabel="log rmse", yscale="log")
    print(f"fold {i + 1}, train log rmse {train_ls[-1]:f}, valid log rmse {valid_ls[-1]:f}")
    valid.append(valid_ls[-1])

net = nn.Sequential(nn.Linear(train_features.shape[1], 1))
train_ls, _ = train(net, train_features, train_labels, None, None)
book.curves("house-prices-final", {"train": train_ls}, ylabel="log rmse", yscale="log")
predictions = net(test_features).detach().numpy()
test_data["SalePrice"] = pd.Series(predictions.reshape(1, -1)[0])
test_data[["Id", "SalePrice"]].to_csv(f"{book.output}/submission.csv", index=False)
book.figures(check=sum(valid) / k)
