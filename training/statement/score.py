"""F1 of predicted statements, counted by the independent scorer of the shared folder."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path


def rows(windows, found):
    """One line an article: statements as spans of code points."""
    articles = {}
    for window, statements in zip(windows, found):
        kept = articles.setdefault(window["article"], [])
        words = window["words"]
        place = lambda span: [words[span[0]][0], words[span[-1]][1]]
        for one in statements:
            kept.append({role: [place(span) for span in one[role]] for role in one})
    return [{"id": name, "statements": kept} for name, kept in sorted(articles.items())]


def score(shared, split, windows, found):
    """The scorer's figures for the articles of these windows."""
    gold = Path(shared) / "data" / "polnear" / split
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        lines = rows(windows, found)
        for part in ("text", "attributions"):
            (folder / part).mkdir()
            for line in lines:
                for file in (gold / part).iterdir():
                    if file.name.startswith(line["id"]):
                        (folder / part / file.name).symlink_to(file.resolve())
        predictions = folder / "predictions.jsonl"
        predictions.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        command = [sys.executable, str(Path(shared) / "score" / "quotes.py"), str(folder), str(predictions)]
        done = subprocess.run([*command, "--json", "--partial"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
