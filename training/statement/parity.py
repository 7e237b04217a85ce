"""Scores of invented texts, as the program must reproduce them: `parity.json` beside the weights.

    python parity.py --folder BUILD --model ../../models/statement

The network computes in 32 bits with the rounded weights, and rounds what goes into each large product as the
program does; what is left between the two is the order of sums.
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import load_file

import decode
import windows
from export import GROUP, dequantised

CASES = 6


def round_inputs(module, inputs):
    """To 8 bits with a scale for each group of 128, as the program does."""
    x = inputs[0]
    parts = x.reshape(*x.shape[:-1], -1, GROUP)
    scale = parts.abs().amax(-1, keepdim=True) / 127
    rounded = torch.where(scale > 0, (parts / scale.clamp(min=1e-30)).round() * scale, torch.zeros(()))
    return rounded.view_as(x)


def case(model, text, own):
    """One text: its windows, their scores, and the statements decoded from them."""
    return {"text": text, "windows": [of_window(model, window) for window in own]}


def of_window(model, window):
    count = len(window["first"])
    with torch.no_grad():
        words = model.encode(windows.batch([window], step=1))
        tags = model.tags(words)[0, :count]
        runs = decode.spans(decode.path(tags.numpy()))
        pairs = [model.pairs(words, *one(cue, count))[0, :count] for cue in runs["cue"]]
    found = decode.statements(runs, torch.stack(pairs).numpy()) if pairs else []
    kept = {key: window[key] for key in ("ids", *windows.FEATURES, "first")}
    ends = lambda spans: [[span[0], span[-1] + 1] for span in spans]
    return kept | {
        "tags": rounded(tags),
        "pairs": [{"cue": ends([cue])[0], "scores": rounded(p)} for cue, p in zip(runs["cue"], pairs)],
        "statements": [{role: ends(statement[role]) for role in decode.ROLES} for statement in found],
    }


def one(cue, count):
    mask = torch.zeros(1, count)
    mask[0, cue] = 1
    return torch.zeros(1, dtype=torch.long), mask


def rounded(values):
    return [[round(float(value), 4) for value in row] for row in values]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    a = parser.parse_args()
    model = dequantised(load_file(a.model / "weights.safetensors"))
    for layer in model.layers:
        for part in (layer.qkv, layer.out, layer.up, layer.down):
            part.register_forward_pre_hook(round_inputs)
    texts = sorted((a.folder / "invented" / "text").iterdir())[:CASES]
    every = windows.read(a.folder / "invented.jsonl")
    cases = []
    for path in texts:
        own = [window for window in every if window["article"] == path.stem]
        cases.append(case(model, path.read_text(encoding="utf-8"), own))
    sha256 = hashlib.sha256((a.model / "weights.safetensors").read_bytes()).hexdigest()
    (a.model / "parity.json").write_text(json.dumps({"sha256": sha256, "cases": cases}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
