"""Annotated windows (cut by the program itself) and batches of them.

`onrecord-lab windows` writes one window a line, so fitting and use cut text by the same code.
"""

import json
import random

import torch

TAGS = 7  # outside, then begin and inside of source, cue, content
BEGIN = {"source": 1, "cue": 3, "content": 5}
FEATURES = ("shape", "quote", "boundary", "lexicon")
HELD_OUT = 14  # every 14th article of the fitting part decides settings, never weights
LISTS = 8  # classes of the word lists; what the rules make of a word counts in steps of so many
MASK = 103  # the piece [MASK] of BERT vocabularies


def read(path):
    """The windows of a file, with tags and one entry a cue."""
    with open(path, encoding="utf-8") as lines:
        return [annotated(json.loads(line)) for line in lines]


def annotated(window):
    """Adds a tag for each word, and for each cue the words of its source and content."""
    tags = [0] * len(window["first"])
    for role in ("content", "source", "cue"):
        for statement in window["statements"]:
            for span in statement[role]:
                for place, word in enumerate(span):
                    tags[word] = BEGIN[role] + (place > 0)
    window["tags"] = tags
    flat = lambda spans: [word for span in spans for word in span]
    window["cues"] = [
        (flat(s["cue"]), flat(s["source"]), flat(s["content"])) for s in window["statements"] if s["cue"]
    ]
    return window


def split(windows):
    """The windows to fit on and those held out, by article."""
    names = sorted({window["article"] for window in windows})
    held = set(names[::HELD_OUT])
    return [w for w in windows if w["article"] not in held], [w for w in windows if w["article"] in held]


def noisy(window, rng):
    """A window with some of what the model may not lean on taken away.

    5 % of the pieces are masked; in 10 % of the windows the word lists are silent (words that are in no list
    must be found too), in another 10 % the rules, in 5 % all case is gone, in 5 % the state of quotation marks.
    """
    changed = dict(window)
    changed["ids"] = [MASK if rng.random() < 0.05 and i > 999 else i for i in window["ids"]]
    silence = rng.random()
    if silence < 0.1:
        changed["lexicon"] = [value - value % LISTS for value in window["lexicon"]]
    elif silence < 0.2:
        changed["lexicon"] = [value % LISTS for value in window["lexicon"]]
    if rng.random() < 0.05:
        changed["shape"] = [1 if 1 <= shape <= 4 else shape for shape in window["shape"]]
    if rng.random() < 0.05:
        changed["quote"] = [0] * len(window["ids"])
    return changed


def batches(windows, size, rng):
    """Batches of windows of like length, in random order."""
    windows = windows[:]
    rng.shuffle(windows)
    found = []
    for at in range(0, len(windows), size * 20):
        alike = sorted(windows[at : at + size * 20], key=lambda window: len(window["ids"]))
        found += [alike[i : i + size] for i in range(0, len(alike), size)]
    rng.shuffle(found)
    return found


def up(number, step):
    return -(-number // step) * step


def batch(windows, step=32):
    """Tensors of some windows, padded to few distinct shapes (kernels are built for each shape)."""
    pieces = up(max(len(w["ids"]) for w in windows), step)
    words = up(max(len(w["first"]) for w in windows), step)
    pad = lambda values, length, fill=0: values + [fill] * (length - len(values))
    made = {key: torch.tensor([pad(w[key], pieces) for w in windows]) for key in ("ids", *FEATURES)}
    made["is_piece"] = torch.tensor([pad([1] * len(w["ids"]), pieces) for w in windows])
    made["first"] = torch.tensor([pad(w["first"], words) for w in windows])
    made["is_word"] = torch.tensor([pad([True] * len(w["first"]), words, False) for w in windows])
    made["tags"] = torch.tensor([pad(w["tags"], words, -100) for w in windows])
    made.update(cues(windows, words))
    return made


def cues(windows, words):
    """For each cue: its window, its words, and which words are its source and content."""
    rows = [(at, cue) for at, window in enumerate(windows) for cue in window["cues"]]
    count = up(max(len(rows), 1), 16)
    of = torch.zeros(count, dtype=torch.long)
    cue = torch.zeros(count, words)
    roles = torch.zeros(count, words, 2)
    for row, (window, spans) in enumerate(rows):
        of[row] = window
        cue[row, spans[0]] = 1
        roles[row, spans[1], 0] = 1
        roles[row, spans[2], 1] = 1
    return {"cue_of": of, "cue": cue, "roles": roles, "cues": len(rows)}


def generator(*seed):
    """A random generator that depends on these values alone."""
    return random.Random(":".join(map(str, seed)))
