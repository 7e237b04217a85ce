"""Writes `card.md` beside the weights: the text of `card.md` here with the figures of the program.

    onrecord-lab polnear --model MODEL --predictions dev-found.jsonl
    python card.py --folder BUILD --shared ../shared --model ../../models/statement --found dev-found.jsonl
"""

import argparse
import json
import math
import subprocess
import sys
from collections import Counter
from pathlib import Path

from safetensors.torch import load_file

CLASSES = ("all", "quoted", "unquoted")
MEASURES = ("end-to-end any", "statement", "exact source", "exact cue", "exact content", "token content")


def scored(shared, found, folder, names):
    """The scorer's figures for some articles."""
    gold = shared / "data" / "polnear" / "dev"
    for part in ("text", "attributions"):
        (folder / part).mkdir(parents=True, exist_ok=True)
        for file in (folder / part).iterdir():
            file.unlink()
        for file in (gold / part).iterdir():
            if file.name.startswith(tuple(names)):
                (folder / part / file.name).symlink_to(file.resolve())
    lines = [line for line in found.read_text(encoding="utf-8").splitlines() if json.loads(line)["id"] in names]
    (folder / "found.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, str(shared / "score" / "quotes.py"), str(folder), str(folder / "found.jsonl"), "--json"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["figures"]


def table(figures):
    rows = ["| F1 | " + " | ".join(CLASSES) + " |", "|---|" + "---|" * len(CLASSES)]
    for measure in MEASURES:
        values = (f"{100 * figures[name][measure]['f1']:.1f}" for name in CLASSES)
        rows.append(f"| {measure} | " + " | ".join(values) + " |")
    return "\n".join(rows)


def errors(shared, found):
    """Shares of the marked statements by what became of them."""
    sys.path.insert(0, str(shared / "score"))
    import quotes

    gold = quotes.load_gold(str(shared / "data" / "polnear" / "dev"))
    all_found = quotes.load_predictions(str(found), gold)
    counts = Counter()
    for name, (text, files) in gold.items():
        tokens = [match.span() for match in quotes.WORD.finditer(text)]
        prepared = lambda statements: [quotes.Prepared(text, tokens, one) for one in statements]
        marked, told = prepared(next(iter(files.values()))), prepared(all_found[name])
        pairs = dict(quotes.match_statements(marked, told))
        for at, one in enumerate(marked):
            counts[fate(one, told[pairs[at]] if at in pairs else None, told)] += 1
    total = sum(counts.values())
    rows = ["| | share |", "|---|---|"]
    rows += [f"| {what} | {100 * count / total:.1f} % |" for what, count in counts.most_common()]
    return total, "\n".join(rows)


def fate(marked, match, told):
    if match is not None:
        same = bool(marked.source & match.source) or not (marked.source or match.source)
        missing = "source missed" if not match.source else "source wrong" if marked.source else "source invented"
        return "right" if same else missing
    if not any(marked.tokens["cue"] & other.tokens["cue"] for other in told):
        return "cue missed"
    return "cue found, content too different"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("folder", "shared", "model", "found"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    a = parser.parse_args()
    names = [json.loads(line)["id"] for line in a.found.read_text(encoding="utf-8").splitlines()]
    figures = scored(a.shared, a.found, a.folder / "card", names)
    by_outlet = []
    for outlet in sorted({name.split("_")[0] for name in names}):
        own = [name for name in names if name.split("_")[0] == outlet]
        value = scored(a.shared, a.found, a.folder / "card", own)["all"]["end-to-end any"]["f1"]
        by_outlet.append(f"{outlet} {100 * value:.1f}")
    gold, fates = errors(a.shared, a.found)
    weights = load_file(a.model / "weights.safetensors")
    cues = figures["all"]["recall by cue"]
    read = lambda name: [json.loads(line) for line in (a.folder / name).read_text(encoding="utf-8").splitlines()]
    text = Path(__file__).with_name("card.md").read_text(encoding="utf-8")
    filled = text.format(
        layers=1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layer.")),
        width=weights["embeddings.norm.weight"].numel(),
        parameters=round(sum(w.numel() for n, w in weights.items() if not n.endswith(".scale")) / 1e6, 1),
        megabytes=math.ceil((a.model / "weights.safetensors").stat().st_size / 1e5) / 10,
        articles=len({window["article"] for window in read("train.jsonl")}),
        invented=sum(len(window["statements"]) for window in read("invented.jsonl")),
        epochs=max(line["epoch"] for line in read("statement/log.jsonl")),
        figures=table(figures),
        outlets=", ".join(by_outlet),
        core=f"{100 * cues['core']['r']:.1f} %",
        other=f"{100 * cues['other']['r']:.1f} %",
        gold=gold,
        errors=fates,
    )
    (a.model / "card.md").write_text(filled, encoding="utf-8")


if __name__ == "__main__":
    main()
