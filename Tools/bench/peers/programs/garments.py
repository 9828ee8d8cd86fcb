"""The loop of the book's concise programs on Fashion-MNIST, sections 4.5 and 5.2, and their pictures."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

import book


def accuracy(net, loader):
    net.eval()
    correct = count = 0
    with torch.no_grad():
        for X, y in loader:
            correct += int((net(X).argmax(axis=1) == y).sum())
            count += y.numel()
    return correct / count


def run(job, net, epochs=10):
    torch.manual_seed(42)
    (train_x, train_y), (test_x, test_y) = book.garments("train"), book.garments("t10k")

    def init_weights(m):
        if type(m) == nn.Linear:
            nn.init.normal_(m.weight, std=0.01)
            nn.init.zeros_(m.bias)

    net.apply(init_weights)
    loss = nn.CrossEntropyLoss(reduction="none")
    trainer = torch.optim.SGD(net.parameters(), lr=0.1)
    train_iter = DataLoader(TensorDataset(train_x, train_y), 256, shuffle=True)
    test_iter = DataLoader(TensorDataset(test_x, test_y), 256)
    history = {"train loss": [], "train acc": [], "test acc": []}
    for epoch in range(epochs):
        net.train()
        total = correct = count = 0
        for X, y in train_iter:
            y_hat = net(X)
            l = loss(y_hat, y)
            trainer.zero_grad()
            l.mean().backward()
            trainer.step()
            total += float(l.detach().sum())
            correct += int((y_hat.argmax(axis=1) == y).sum())
            count += y.numel()
        for name, value in zip(history, (total / count, correct / count, accuracy(net, test_iter))):
            history[name].append(value)
        print(f"epoch {epoch + 1}", {name: values[-1] for name, values in history.items()})

    book.curves(f"{job}-curves", history)
    book.show_images(f"{job}-samples", train_x[:18], [book.names[i] for i in train_y[:18]])
    net.eval()
    with torch.no_grad():
        predicted = torch.cat([net(X).argmax(axis=1) for X, _ in test_iter])
    titles = [book.names[t] + "\n" + book.names[p] for t, p in zip(test_y[:18], predicted[:18])]
    book.show_images(f"{job}-predictions", test_x[:18], titles)
    book.confusion(f"{job}-confusion", predicted, test_y)
    return history
