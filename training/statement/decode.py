"""Statements from scores: spans by the best legal tag path, each tied to its best cue.

The program decodes by the same rules (`statement/tagger.rs`).
"""

import numpy as np
import torch

from windows import batch

ROLES = ("source", "cue", "content")
# A begin may follow anything; an inside only the begin or inside of its own role.
LEGAL = np.array([[tag % 2 == 1 or tag == 0 or before in (tag, tag - 1) for tag in range(7)] for before in range(7)])


def path(scores):
    """The best legal path through [words, 7] scores (Viterbi)."""
    best = np.where([tag == 0 or tag % 2 == 1 for tag in range(7)], scores[0], -np.inf)
    back = []
    for row in scores[1:]:
        step = np.where(LEGAL, best[:, None], -np.inf)
        back.append(step.argmax(0))
        best = step.max(0) + row
    tags = [int(best.argmax())]
    for row in reversed(back):
        tags.append(int(row[tags[-1]]))
    return tags[::-1]


def spans(tags):
    """Runs of words for each role."""
    found = {role: [] for role in ROLES}
    for word, tag in enumerate(tags):
        if tag == 0:
            continue
        runs = found[ROLES[(tag - 1) // 2]]
        if tag % 2 == 1:
            runs.append([word])
        else:
            runs[-1].append(word)
    return found


def statements(found, pairs):
    """Each content goes to its best cue; each source to its best cue and to every cue that claims it."""
    made = [{"cue": [cue], "source": [], "content": []} for cue in found["cue"]]
    for role, column in (("source", 0), ("content", 1)):
        for span in found[role]:
            scores = pairs[:, span, column].mean(1)
            for at, score in enumerate(scores):
                if at == scores.argmax() or (role == "source" and score > 0):
                    made[at][role].append((float(score), span))
    for one in made:
        one["source"] = [span for _, span in sorted(one["source"], key=lambda s: -s[0])[:1]]
        one["content"] = [span for _, span in one["content"]]
    return [one for one in made if one["content"]]


def predict(model, windows, bias=0.0, size=16):
    """Statements of each window, in words. `bias` is taken from the score of being outside."""
    model.eval()
    found = [None] * len(windows)
    order = sorted(range(len(windows)), key=lambda at: len(windows[at]["ids"]))
    device = next(model.parameters()).device
    with torch.no_grad():
        for start in range(0, len(order), size):
            chosen = order[start : start + size]
            b = batch([windows[at] for at in chosen])
            b = {k: v.to(device) if torch.is_tensor(v) else v for k, v in b.items()}
            words = model.encode(b)
            tags = model.tags(words).float().cpu().numpy()
            for row, at in enumerate(chosen):
                found[at] = of_window(model, words[row : row + 1], tags[row], windows[at], bias)
    return found


def of_window(model, words, tags, window, bias):
    count = len(window["first"])
    scores = tags[:count].copy()
    scores[:, 0] -= bias
    runs = spans(path(scores))
    if not runs["cue"]:
        return []
    cue = torch.zeros(len(runs["cue"]), words.size(1), device=words.device)
    for row, span in enumerate(runs["cue"]):
        cue[row, span] = 1
    of = torch.zeros(len(runs["cue"]), dtype=torch.long, device=words.device)
    return statements(runs, model.pairs(words, of, cue)[:, :count].cpu().numpy())
