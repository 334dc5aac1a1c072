"""Writes the questions of a set, on which writers and readers agree, as lines that `innopolicy eval` reads.

python3 questions.py SET [FILE]      writes FILE, or SET.jsonl here

innopolicy eval --corpus data/pages/SET --queries FILE
"""
import json
import pathlib
import sys

DATA = pathlib.Path(__file__).parent / "data"


def judged(name, page, number, line):
    """One line of questions/SET/NN-name.tsv, the `number`th, as eval's fields."""
    language, kind, question, answer, snippet = (field.strip() for field in line.split("\t"))
    return {
        "id": f"{name}/{page.split('-')[0]}:{number}",
        "text": question,
        "language": language,
        "kind": kind,
        "outcome": "refused" if answer == "-" else "answered",
        "relevant": [f"{page}.txt"],
        "answers": [] if answer == "-" else [answer],
        "quote": snippet,
    }


def questions(name):
    """The questions of set `name` in the order of their pages, without those that a second reader answers otherwise."""
    agreed = DATA / "agreed" / f"{name}.json"
    dropped = set(json.loads(agreed.read_text("utf-8"))["dropped"]) if agreed.exists() else set()
    for path in sorted((DATA / "questions" / name).glob("*.tsv")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip() and f"{path.stem}:{number}" not in dropped:
                yield judged(name, path.stem, number, line)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in questions(sys.argv[1])]
    if not lines:
        sys.exit(f"no questions in {DATA / 'questions' / sys.argv[1]}")
    target = pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else f"{sys.argv[1]}.jsonl")
    target.write_text("".join(lines), "utf-8")
    print(f"{target}: {len(lines)} questions", file=sys.stderr)
