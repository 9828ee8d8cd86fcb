"""CSV: 1,000,000 rows of 8 Double, 1 Int, 1 String with 4 values (about 167 MB), read by pandas, polars and pyarrow.

usage: data_csv.py FILE [pandas|polars|pyarrow ...]; FILE is made where it is not there.
"""
import os, resource, subprocess, sys, time


def make(path, rows=1_000_000):
    import numpy as np

    rng = np.random.default_rng(0)
    values = rng.standard_normal((rows, 8))
    numbers = rng.integers(0, 1_000_000, rows)
    names = np.array(["alpha", "beta", "gamma", "delta"])[rng.integers(0, 4, rows)]
    with open(path, "w") as file:
        file.write("a,b,c,d,e,f,g,h,i,s\n")
        for row, number, name in zip(values.tolist(), numbers.tolist(), names):
            file.write(",".join(map(repr, row)) + f",{number},{name}\n")


def read(peer, path):
    if peer == "pandas":
        import pandas

        return lambda: pandas.read_csv(path)
    if peer == "pandas-pyarrow":
        import pandas

        return lambda: pandas.read_csv(path, engine="pyarrow")
    if peer == "polars":
        import polars

        return lambda: polars.read_csv(path)
    import pyarrow.csv

    return lambda: pyarrow.csv.read_csv(path)


if __name__ == "__main__":
    path = sys.argv[1]
    if not os.path.exists(path):
        make(path)
    if len(sys.argv) == 3:
        run = read(sys.argv[2], path)
        times = []
        for _ in range(3):
            start = time.perf_counter()
            run()
            times.append(time.perf_counter() - start)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{sys.argv[2]}: {min(times):.3f} s, first {times[0]:.3f} s, peak {peak} MB")
    else:
        for peer in sys.argv[2:] or ["pandas", "pandas-pyarrow", "polars", "pyarrow"]:
            subprocess.run([sys.executable, __file__, path, peer], check=True)
