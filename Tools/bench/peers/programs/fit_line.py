"""A line through 100 points by 20,000 steps of gradient descent on all of them."""

import torch
from torch import nn

import book
from book import plt

torch.manual_seed(42)
x = torch.linspace(-2, 12, 100).reshape(-1, 1)
y = 3 * x + 10 + torch.randn(x.shape)
model = nn.Linear(1, 1)
criterion = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
losses, steps = [], []
for step in range(1, 20_001):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step % 100 == 0:
        losses.append(loss.item())
        steps.append(step)
        if step % 2000 == 0:
            print(f"step {step}/20000, loss {loss.item():.4f}")

slope, intercept = model.weight.item(), model.bias.item()
plt.figure(figsize=(6.4, 4.8))
plt.plot(x, y, "ro", markersize=5, label="Original data")
plt.plot(x, 3 * x + 10, "k--", label="True line: 3x + 10")
plt.plot(x, model(x).detach(), lw=2, label=f"Fitting line: {slope:.3f}x + {intercept:.3f}")
plt.xlabel("x")
plt.ylabel("y")
plt.grid()
plt.legend()
book.save("fit-line-linear")
book.curves("fit-line-linear-loss", {"mean squared error": losses}, x=steps, xlabel="step", ylabel="loss", yscale="log")
book.figures(check=slope)
