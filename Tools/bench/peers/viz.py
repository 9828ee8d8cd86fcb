"""matplotlib's side of VizRows.swift: Agg, each figure made and written as a PNG file."""

import os
import shutil
import subprocess
import sys
import tempfile

import numpy as np

import harness

PATH = os.path.join(tempfile.gettempdir(), f"martlet-peer-{os.getpid()}.png")


def cloud(count):
    index = np.arange(1, count + 1, dtype=np.float64)
    u, v = index * 0.6180339887498949 % 1, index * 0.7548776662466927 % 1
    radius = np.sqrt(-2 * np.log(u))
    return (radius * np.cos(2 * np.pi * v)).astype(np.float32), (radius * np.sin(2 * np.pi * v)).astype(np.float32)


def pixels(path, light=False):
    """What part of the smallest rectangle around all coloured pixels is coloured; or what part of those is light."""
    import matplotlib.image

    rgb = np.rint(matplotlib.image.imread(path)[..., :3] * 255).astype(int)
    colored = rgb.max(axis=-1) - rgb.min(axis=-1) > 40
    return (rgb[..., 1] > 128)[colored].mean() if light else share(colored)


def share(colored):
    rows, columns = np.nonzero(colored)
    return colored.sum() / ((np.ptp(rows) + 1) * (np.ptp(columns) + 1))


def figure(prepare, light=False):
    """prepare() gives a function that draws; the row makes a page, draws and writes it."""

    def row():
        import matplotlib

        matplotlib.use("Agg")
        draw = prepare()

        def run():
            draw().savefig(PATH)
            import matplotlib.pyplot as plt

            plt.close("all")

        def check():
            found = pixels(PATH, light)
            os.remove(PATH)
            return found

        return run, check

    return row


def scatter(count, **options):
    def prepare():
        import matplotlib.pyplot as plt

        x, y = cloud(count)

        def draw():
            page, axes = plt.subplots()
            axes.scatter(x, y, **options)
            if "label" in options:
                axes.set_title("1,000 points")
                axes.set_xlabel("feature")
                axes.set_ylabel("label")
                axes.legend()
            return page

        return draw

    return prepare


def curves():
    import matplotlib.pyplot as plt

    step = np.arange(1, 1001, dtype=np.float32)

    def draw():
        page, axes = plt.subplots()
        axes.plot(step, 1 / step, label="SGD")
        axes.plot(step, 1 / (step * step), "--", label="Adam")
        axes.plot(step, 1 / np.sqrt(step), label="RMSprop")
        axes.set_yscale("log")
        axes.set_xlabel("step")
        axes.set_ylabel("loss")
        axes.legend()
        return page

    return draw


def images():
    import matplotlib.pyplot as plt

    pictures = ((np.arange(18 * 28 * 28) % 1000).astype(np.float32) / 500 - 1).reshape(18, 28, 28)

    def draw():
        page, grid = plt.subplots(2, 9, figsize=(10.04, 3.03))
        for axes, picture in zip(grid.flat, pictures):
            axes.imshow(picture)
            axes.set_title("ankle boot\nsneaker")
            axes.axis("off")
        return page

    return draw


def surface():
    import matplotlib.pyplot as plt

    w, b = np.linspace(-1, 5, 101, dtype=np.float32), np.linspace(-3, 5, 101, dtype=np.float32)
    dw, db = (w - 2).reshape(1, 101), (b - 1).reshape(101, 1)
    losses = dw * dw / 3 + dw * db / 2 + db * db / 2
    columns, rows = np.meshgrid(w, b)

    def draw():
        page = plt.figure(figsize=(9.6, 3.7))
        axes = page.add_subplot(121, projection="3d")
        axes.plot_surface(columns, rows, losses, cmap="viridis", rcount=101, ccount=101)
        axes = page.add_subplot(122)
        axes.clabel(axes.contour(columns, rows, losses, 12))
        return page

    return draw


PROGRAM = """
import sys
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
x, y = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1, unpack=True)
figure, axes = plt.subplots()
axes.scatter(x, y)
axes.set_xlabel("x")
axes.set_ylabel("y")
figure.savefig(sys.argv[2])
"""


def process():
    folder = tempfile.mkdtemp()
    table, picture = os.path.join(folder, "points.csv"), os.path.join(folder, "points.png")
    np.savetxt(table, np.stack(cloud(1000), axis=1), delimiter=",", header="x,y", comments="")

    def run():
        subprocess.run([sys.executable, "-c", PROGRAM, table, picture], check=True)

    def check():
        found = pixels(picture) > 0
        shutil.rmtree(folder)
        return found

    return run, check


harness.main({
    "scatter 1,000": figure(scatter(1000, label="feature 0")),
    "scatter 1M": figure(scatter(1_000_000)),
    "scatter 1M small": figure(scatter(1_000_000, s=1)),
    "curves": figure(curves),
    "image grid": figure(images, light=True),
    "surface, contour": figure(surface),
    "scatter process": process,
})
