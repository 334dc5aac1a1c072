"""Rows to train and measure on: questions with the passage that answers, and the nearest passages that do not.

python3 data.py OUT.pkl --public DIR [--passages SET=FILE.jsonl ...]

DIR holds DRCD, CMRC 2018, XQuAD and SQuAD 2.0 in Chinese as lines {title, passage, questions: [{id, lang, text,
answers: [{text, start}]}]}. Passages of a set are what `innopolicy passages --corpus data/pages/SET` prints.
A seventh of the public paragraphs, by their hash, is kept apart for measuring.
"""
import argparse
import collections
import functools
import json
import math
import pathlib
import pickle
import random
import re
import zlib

from text import fold

HERE = pathlib.Path(__file__).parent
SPOKEN = [("为什么", "点解"), ("什么时候", "几时"), ("何时", "几时"), ("什么", "咩"), ("哪个", "边个"), ("哪里", "边度"),
          ("哪些", "边啲"), ("哪", "边"), ("多少", "几多"), ("如何", "点样"), ("谁", "边个"), ("没有", "冇"), ("的", "嘅"),
          ("在", "喺"), ("是", "系"), ("不", "唔")]
NEAREST = 8  # passages beside a question that do not answer it


def public(folder, rng):
    """Rows of the public sets, each {question, header, text, start, end, all, apart, source}."""
    for path in sorted(pathlib.Path(folder).glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            page = json.loads(line)
            text = fold(page["passage"])
            apart = zlib.crc32(page["passage"].encode()) % 7 == 0
            for asked in page["questions"]:
                question = fold(asked["text"])
                if asked["lang"] != "en" and not apart and rng.random() < 0.3:
                    for written, spoken in SPOKEN:
                        question = question.replace(written, spoken)
                answers = [fold(answer["text"]) for answer in asked["answers"]]
                start = asked["answers"][0]["start"] if answers else None
                yield dict(question=question, header=fold(page["title"]), text=text, start=start,
                           end=start + len(answers[0]) if answers else None, all=answers, apart=apart, source=path.stem)


def bare(text):
    """`text` without white space and what parts cells, and for each of its characters the place in `text`."""
    places = [place for place, character in enumerate(text) if not character.isspace() and character not in "|·"]
    return "".join(text[place] for place in places), places


@functools.lru_cache(maxsize=None)
def squeezed(text):
    return "".join(text.split())


def header(passage):
    """What stands before a passage: the title, the nearest heading, who published it and when."""
    parts = [passage["title"], *passage["section"][-1:], passage.get("publisher") or "", passage.get("published") or ""]
    return fold(" | ".join(part for part in parts if part))


def field(name, passages_file):
    """Rows of one of our own sets, and its passages by document."""
    documents = collections.defaultdict(list)
    for line in open(passages_file, encoding="utf-8"):
        passage = json.loads(line)
        documents[passage["document"]].append(dict(header=header(passage), text=fold(passage["text"]), document=passage["document"]))
    agreed = HERE / "data" / "agreed" / f"{name}.json"
    dropped = set(json.loads(agreed.read_text())["dropped"]) if agreed.exists() else set()
    rows, lost = [], 0
    for path in sorted((HERE / "data" / "questions" / name).glob("*.tsv")):
        passages = documents[f"{path.stem}.txt"]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip() or f"{path.stem}:{number}" in dropped:
                continue
            language, kind, question, answer, snippet = (part.strip() for part in line.split("\t"))
            row = dict(question=fold(question), language=language, kind=kind, set=name, page=path.stem, source="field", apart=False)
            place = locate(passages, fold(snippet), fold(answer)) if answer != "-" else locate(passages, fold(snippet), None)
            if place is None:
                lost += 1
                continue
            passage, start, end = place
            rows.append(row | dict(header=passage["header"], text=passage["text"], start=start, end=end,
                                   all=[fold(answer)] if answer != "-" else []))
    print(f"{name}: {len(rows)} rows, {lost} whose snippet is in no passage")
    return rows, documents


def locate(passages, snippet, answer):
    """The passage that holds `snippet`, and where `answer` stands in it; layout may have cut the snippet."""
    wanted = bare(snippet)[0]
    inside = None if answer is None else bare(answer)[0]
    offset = 0 if inside is None else wanted.find(inside)
    for passage in passages:
        text, places = bare(passage["text"])
        at = text.find(wanted)
        if at < 0 and inside is not None:  # what stands around the answer, as far as the passage has it
            around = wanted[max(0, offset - 6) : offset + len(inside) + 6]
            found = text.find(around)
            at = found - max(0, offset - 6) if found >= 0 else -1
            if found >= 0:
                at = found - max(0, offset - 6)
                start = found + min(6, offset)
                return passage, places[start], places[start + len(inside) - 1] + 1
            continue
        if at < 0:
            around = wanted[:16]
            at = text.find(around)
            if at < 0:
                continue
        if inside is None:
            return passage, None, None
        start = at + offset
        return passage, places[start], places[start + len(inside) - 1] + 1
    return None


def terms(text):
    """Pairs of neighbouring Han characters, and words of Latin letters and digits."""
    words = re.findall(r"[a-z0-9.,]+|[\u3400-\u9fff]", text.lower())
    pairs = [a + b for a, b in zip(words, words[1:]) if a > "\u3400" and b > "\u3400"]
    return collections.Counter(pairs + [word for word in words if word < "\u3400"])


class Nearest:
    """BM25 over passages, each a pair of header and text."""

    def __init__(self, passages):
        self.passages = passages
        counted = [terms(f"{header}\n{text}") for header, text in passages]
        self.frequency = collections.Counter(term for count in counted for term in count)
        self.length = [sum(count.values()) for count in counted]
        self.mean = sum(self.length) / max(1, len(counted))
        self.inverted = collections.defaultdict(list)
        for number, count in enumerate(counted):
            for term, times in count.items():
                self.inverted[term].append((number, times))

    def __call__(self, question, limit):
        scores = collections.Counter()
        for term in terms(question):
            if 0 < self.frequency.get(term, 0) <= max(50, len(self.passages) // 10):
                rarity = math.log(1 + (len(self.passages) - self.frequency[term] + 0.5) / (self.frequency[term] + 0.5))
                for number, times in self.inverted[term]:
                    scores[number] += rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * self.length[number] / self.mean))
        return [self.passages[number] for number, _ in scores.most_common(limit)]


def add_negatives(rows, passages, by_answer=True):
    """Gives each row the nearest passages that do not hold its answer."""
    nearest = Nearest(list(dict.fromkeys(passages)))
    for row in rows:
        query = row["question"] if row["all"] else f"{row['question']} {row['text'][:60]}"
        near = [one for one in nearest(query, NEAREST * 2) if one[1] != row["text"]]
        holds = lambda one: any(squeezed(answer) in squeezed(one[1]) for answer in row["all"])
        row["near"] = [one for one in near if not holds(one)][:NEAREST]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--public")
    parser.add_argument("--passages", nargs="*", default=[])
    parser.add_argument("--apart", nargs="*", default=["g"], help="sets of our own that are kept apart")
    options = parser.parse_args()
    rng, rows = random.Random(7), []
    if options.public:
        rows = list(public(options.public, rng))
        add_negatives(rows, [(row["header"], row["text"]) for row in rows])
    for argument in options.passages:
        name, file = argument.split("=")
        own, documents = field(name, file)
        for row in own:
            row["apart"] = name in options.apart
        add_negatives(own, [(one["header"], one["text"]) for pages in documents.values() for one in pages])
        rows += own
    with open(options.out, "wb") as file:
        pickle.dump(rows, file)
    apart = sum(row["apart"] for row in rows)
    print(len(rows) - apart, "rows to train on,", apart, "apart;", dict(collections.Counter(row["source"] for row in rows)))


if __name__ == "__main__":
    main()
