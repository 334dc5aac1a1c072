"""Compares the writers' answers with the second readers', and keeps the questions on which both agree.

python3 agree.py [SET ...]           writes data/agreed/SET.json, and prints each disagreement
python3 agree.py --ask SET FOLDER    writes the questions without their answers, for a second reader, under other numbers
python3 agree.py --back SET FOLDER   takes the readings in FOLDER/SET, and writes them to data/readings under their own
"""
import collections
import json
import pathlib
import random
import sys

from text import fold

DATA = pathlib.Path(__file__).parent / "data"


def squeezed(text):
    return "".join(fold(text).split()).strip("。，.,；;").lower()


def lines(path):
    return [(number, line.split("\t")) for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.strip()]


def masked(path):
    """The number under which each line is read: where a line stands tells what kind of question it is."""
    numbers = [number for number, _ in lines(path)]
    return dict(zip(numbers, random.Random(f"{path.parent.name}/{path.stem}").sample(range(100, 1000), len(numbers))))


def ask(name, folder):
    """Writes NN-name.txt with a line a question, in an order that tells nothing: its number, a tab, the question."""
    out = pathlib.Path(folder) / name
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted((DATA / "questions" / name).glob("*.tsv")):
        mask = masked(path)
        asked = sorted(f"{mask[number]}\t{fields[2].strip()}\n" for number, fields in lines(path))
        (out / f"{path.stem}.txt").write_text("".join(asked), "utf-8")


def back(name, folder):
    (DATA / "readings" / name).mkdir(parents=True, exist_ok=True)
    for path in sorted((DATA / "questions" / name).glob("*.tsv")):
        read = pathlib.Path(folder) / name / path.name
        if read.exists():
            own = {mask: number for number, mask in masked(path).items()}
            kept = [f"{own[int(fields[0])]}\t{fields[1].strip()}\n" for _, fields in lines(read) if int(fields[0]) in own]
            (DATA / "readings" / name / path.name).write_text("".join(kept), "utf-8")


def agree(name):
    dropped, seen, counted = [], 0, collections.Counter()
    for path in sorted((DATA / "questions" / name).glob("*.tsv")):
        readings = DATA / "readings" / name / path.name
        read = {int(fields[0]): fields[1].strip() for _, fields in lines(readings)} if readings.exists() else {}
        for number, (_, kind, question, answer, _) in lines(path):
            answer, other = answer.strip(), read.get(number)
            if other is None:
                continue
            seen += 1
            one, two = squeezed(answer), squeezed(other)
            same = (answer == "-") == (other == "-") and (one in two or two in one or overlap(one, two) >= 0.5)
            if not same:
                dropped.append(f"{path.stem}:{number}")
                counted[kind.strip()] += 1
                print(f"{name}/{path.stem}:{number}\t{kind}\t{question}\t{answer}\t{other}")
    (DATA / "agreed").mkdir(exist_ok=True)
    (DATA / "agreed" / f"{name}.json").write_text(json.dumps({"read": seen, "dropped": dropped}, ensure_ascii=False, indent=0) + "\n")
    print(f"{name}: {seen} read, {len(dropped)} dropped; {dict(counted)}", file=sys.stderr)


def overlap(one, two):
    """Characters in common over those of the shorter, as bags."""
    common = sum((collections.Counter(one) & collections.Counter(two)).values())
    return common / max(1, min(len(one), len(two)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ask"]:
        ask(*sys.argv[2:4])
    elif sys.argv[1:2] == ["--back"]:
        back(*sys.argv[2:4])
    else:
        for name in sys.argv[1:] or sorted(path.name for path in (DATA / "questions").iterdir()):
            agree(name)
