"""Fits the confidence: a logistic function of the evidence, on the first half of the development articles.

    onrecord-lab calibration --half 1 --evidence --model MODEL > evidence.jsonl
    python calibrate.py evidence.jsonl --model MODEL
"""

import argparse
import json
from pathlib import Path

import numpy as np

RIDGE = 1.0


def fit(evidence, right):
    """Weights by Newton's method, with a small ridge on all but the constant."""
    weights = np.zeros(evidence.shape[1])
    ridge = np.full(len(weights), RIDGE)
    ridge[0] = 0
    for _ in range(50):
        share = 1 / (1 + np.exp(-evidence @ weights))
        slope = evidence.T @ (right - share) - ridge * weights
        bend = (evidence * (share * (1 - share))[:, None]).T @ evidence + np.diag(ridge + 1e-9)
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("evidence", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    a = parser.parse_args()
    rows = [json.loads(line) for line in a.evidence.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["evidence"]]
    weights = fit(np.array([row["evidence"] for row in rows]), np.array([float(row["is_right"]) for row in rows]))
    path = a.model / "config.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["calibration"] = [round(float(weight), 4) for weight in weights]
    path.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
