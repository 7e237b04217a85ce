"""Draws paragraphs from `invented.txt` into a folder of annotated texts, as the fitting corpus has them.

    python invented.py --into BUILD/invented [--articles 60]
"""

import argparse
import re
from pathlib import Path

from windows import generator

PARAGRAPHS = 8
PART = re.compile(r"\{([SCT])(\d?)\|([^{}]*)\}")
ROLES = {"S": "Source", "C": "Cue", "T": "Content"}


def read(path):
    """The lists to draw from, and the paragraphs."""
    lists, paragraphs = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            name, values = line[2:].split(":", 1)
            lists[name] = [value.strip() for value in values.split("|")]
        elif line and not line.startswith("#"):
            paragraphs.append(line)
    return lists, paragraphs


def filled(paragraph, lists, rng):
    """A paragraph with its names drawn; the first letter is a capital."""
    text = re.sub(r"<(\w+)>", lambda slot: rng.choice(lists[slot[1]]), paragraph)
    return re.sub(r"^((?:\{\w+\|)?\W*)(\w)", lambda m: m[1] + m[2].upper(), text, count=1)


def annotated(text, at):
    """The text without braces, and the spans of each statement's roles; `at` is where it begins."""
    plain, statements, end = "", {}, 0
    for part in PART.finditer(text):
        plain += text[end : part.start()]
        start = at + len(plain)
        plain += part[3]
        roles = statements.setdefault(part[2], {})
        roles.setdefault(ROLES[part[1]], []).append((start, at + len(plain)))
        end = part.end()
    return plain + text[end:], list(statements.values())


def notes(statements):
    """Annotations in the corpus's own form."""
    lines, number = [], 0
    for event, roles in enumerate(statements, 1):
        parts = []
        for role, spans in roles.items():
            number += 1
            places = ";".join(f"{start} {end}" for start, end in spans)
            lines.append(f"T{number}\t{role} {places}\t-")
            parts.append(f"{role}:T{number}")
        lines.append(f"E{event}\t" + " ".join(parts))
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=60)
    a = parser.parse_args()
    lists, paragraphs = read(Path(__file__).with_name("invented.txt"))
    rng = generator("invented")
    for part in ("text", "attributions"):
        (a.into / part).mkdir(parents=True, exist_ok=True)
    for article in range(a.articles):
        text, statements = "", []
        for paragraph in rng.sample(paragraphs, PARAGRAPHS):
            plain, found = annotated(filled(paragraph, lists, rng), len(text))
            text += plain + "\n\n"
            statements += found
        (a.into / "text" / f"invented-{article:03}.txt").write_text(text, encoding="utf-8")
        (a.into / "attributions" / f"invented-{article:03}_a.ann").write_text(notes(statements), encoding="utf-8")


if __name__ == "__main__":
    main()
