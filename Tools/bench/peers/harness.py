"""Times the peers' side of the rows, the way Harness.swift times ours: one line of JSON for each row."""

import json
import resource
import sys
import time


def median(values):
    return sorted(values)[len(values) // 2]


def measure(repetitions, run):
    start = time.perf_counter()
    for _ in range(repetitions):
        run()
    return (time.perf_counter() - start) / repetitions


def peak():
    """Bytes that the process held at most; the system counts in KiB, but on macOS."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main(rows, seconds=0.4):
    """rows: name -> function that prepares the data and returns (run, check)."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    for name, prepare in rows.items():
        if wanted and wanted != name:
            continue
        run, check = prepare()
        run()
        once = measure(1, run)
        samples = [once]
        if once < 2:
            repetitions = max(1, int(0.004 / max(once, 1e-8)))
            measure(repetitions, run)
            samples, total = [], 0.0
            while len(samples) < 5 or (total < seconds and len(samples) < 1000):
                samples.append(measure(repetitions, run))
                total += samples[-1] * repetitions
        print(json.dumps({
            "row": name, "median": median(samples), "low": min(samples), "high": max(samples),
            "samples": len(samples), "peak": peak(), "check": float(check())}), flush=True)
