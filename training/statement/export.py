"""Writes the model that ships: int8 weights, vocabulary, settings, and scores that the program must reproduce.

    python export.py --folder BUILD --name statement --base FOLDER --into ../../models/statement

Weights are rounded to 8 bits with a scale for each group of 128 inputs of each output; the word table with a
scale for each row. Everything else stays in 32 bits.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file

from network import Tagger

GROUP = 128


def rounded(weight, group):
    """[out, in] as bytes and scales [out, in / group], symmetric."""
    parts = weight.view(weight.size(0), -1, group)
    scale = (parts.abs().amax(-1) / 127).clamp(min=1e-12)
    return (parts / scale.unsqueeze(-1)).round().clamp(-127, 127).to(torch.int8).view_as(weight), scale


def tensors(model):
    """The weights by the names that the program reads."""
    made = {}
    whole, scale = rounded(model.word.weight, model.word.weight.size(1))
    made["embeddings.word.weight"], made["embeddings.word.scale"] = whole, scale.squeeze(1)
    made["embeddings.position.weight"] = model.position.weight
    for name, table in model.features.items():
        made[f"embeddings.{name}.weight"] = table.weight
    put(made, "embeddings.norm", model.norm)
    for at, layer in enumerate(model.layers):
        for name in ("qkv", "out", "up", "down"):
            linear = getattr(layer, name)
            weight, scale = rounded(linear.weight, GROUP)
            made[f"layer.{at}.{name}.weight"], made[f"layer.{at}.{name}.scale"] = weight, scale
            made[f"layer.{at}.{name}.bias"] = linear.bias
        for name in ("norm1", "norm2"):
            put(made, f"layer.{at}.{name}", getattr(layer, name))
    for name, part in (("tag", model.tag), ("pair.cue", model.pair_cue), ("pair.word", model.pair_word)):
        put(made, name, part)
    put(made, "pair.linear", model.linear)
    made["pair.bilinear"], made["pair.distance"] = model.bilinear, model.distance.weight
    return {name: value.detach().contiguous() for name, value in made.items()}


def put(made, name, part):
    made[f"{name}.weight"], made[f"{name}.bias"] = part.weight, part.bias


def dequantised(made):
    """The same weights as a network that computes with what was rounded: for parity and scores."""
    layers = 1 + max(int(name.split(".")[1]) for name in made if name.startswith("layer."))
    model = Tagger(layers=layers)
    wide = lambda name: made[f"{name}.weight"].float().view(made[f"{name}.scale"].numel(), -1) * made[
        f"{name}.scale"
    ].reshape(-1, 1)
    with torch.no_grad():
        model.word.weight.copy_(wide("embeddings.word"))
        model.position.weight.copy_(made["embeddings.position.weight"])
        for name, table in model.features.items():
            table.weight.copy_(made[f"embeddings.{name}.weight"])
        take(made, "embeddings.norm", model.norm)
        for at, layer in enumerate(model.layers):
            for name in ("qkv", "out", "up", "down"):
                linear = getattr(layer, name)
                linear.weight.copy_(wide(f"layer.{at}.{name}").view_as(linear.weight))
                linear.bias.copy_(made[f"layer.{at}.{name}.bias"])
            for name in ("norm1", "norm2"):
                take(made, f"layer.{at}.{name}", getattr(layer, name))
        for name, part in (("tag", model.tag), ("pair.cue", model.pair_cue), ("pair.word", model.pair_word)):
            take(made, name, part)
        take(made, "pair.linear", model.linear)
        model.bilinear.copy_(made["pair.bilinear"])
        model.distance.weight.copy_(made["pair.distance"])
    return model.eval()


def take(made, name, part):
    part.weight.copy_(made[f"{name}.weight"])
    part.bias.copy_(made[f"{name}.bias"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--name", default="statement")
    parser.add_argument("--base", type=Path, required=True, help="folder with vocab.txt")
    parser.add_argument("--into", type=Path, required=True)
    a = parser.parse_args()
    state = torch.load(a.folder / a.name / "mean.pt", map_location="cpu")
    model = Tagger(layers=1 + max(int(k.split(".")[1]) for k in state if k.startswith("layers.")))
    model.load_state_dict(state)
    a.into.mkdir(parents=True, exist_ok=True)
    save_file(tensors(model), a.into / "weights.safetensors")
    shutil.copy(a.base / "vocab.txt", a.into / "vocab.txt")
    settings = json.loads((a.into / "config.json").read_text()) if (a.into / "config.json").exists() else {}
    settings["bias"] = 0.3  # a little recall for a little precision; F1 is flat here
    settings["calibration"] = [0.0] * 11  # every finding is as likely as not until calibrate.py has been
    settings["name"] = "statement-1"
    settings["sha256"] = hashlib.sha256((a.into / "weights.safetensors").read_bytes()).hexdigest()
    (a.into / "config.json").write_text(json.dumps(settings, indent=2) + "\n")


if __name__ == "__main__":
    main()
