"""How well a trained reader chooses among passages, before the rest of the bot: a quick look.

python3 evaluate.py CHECKPOINT.pt ROWS.pkl [--set g] [--source field] [--limit N]

Each question that is kept apart is read against its passage and its nearest others. Prints how often the likeliest
passage and span are right, what of the likeliest answers is right where a share of the answerable is answered, and how
often a passage's vector is the nearest to its question's among all passages.
"""
import argparse
import pickle
import random

import torch

import base as base_model
from data import squeezed
from network import Network
from train import BEGIN, DEVICE, END, Layout, padded

LONGEST, ANSWER, OTHERS, BATCH = 256, 40, 7, 256  # tokens, tokens, passages beside, passages at a time
PART = 300  # characters of a passage that are read, where it has more
SPAN = 0.3  # what the log probability of a span weighs beside the logit that there is an answer


@torch.no_grad()
def read(network, layout, pairs):
    """For each (question, header, text): the logit that it answers, the log probability of its best span, the span."""
    found = [None] * len(pairs)
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at][1] + pairs[at][2]))
    for at in range(0, len(pairs), BATCH):
        places_of = order[at : at + BATCH]
        part = [pairs[place] for place in places_of]
        rows = [layout.row(*pair, None, None, LONGEST, random.Random(0))[0] for pair in part]
        heads = [len(layout.row(pair[0], pair[1], "", None, None, LONGEST, random.Random(0))[0]) - 1 for pair in part]
        start, end, has = (one.float().cpu() for one in network(*padded(rows)))
        for number, (pair, row, head, own) in enumerate(zip(part, rows, heads, places_of)):
            places = layout.encode(pair[2])[1][: len(row) - head - 1]
            n = len(places)
            if n == 0:
                found[own] = has[number].item(), -99.0, 0, 0; continue
            s, e = start[number, head : head + n].log_softmax(0), end[number, head : head + n].log_softmax(0)
            allowed = torch.ones(n, n).triu().tril(ANSWER) > 0
            score = (s[:, None] + e[None]).masked_fill(~allowed, -1e9)
            best = int(score.argmax())
            found[own] = has[number].item(), score.max().item(), places[best // n][0], places[best % n][1]
    return found


@torch.no_grad()
def vectors(network, layout, texts, longest):
    rows = [[BEGIN, *layout.encode(text)[0][:longest], END] for text in texts]
    return torch.cat([network.vector(*padded(rows[at : at + BATCH])) for at in range(0, len(rows), BATCH)])


def part(row):
    """The text of `row`, or of a long one the part that holds the answer."""
    low = max(0, (row["start"] or 0) - PART // 2)
    return row["text"] if len(row["text"]) <= PART else row["text"][low : low + PART]


def look(network, layout, rows):
    """Prints the figures of `rows`; returns how many of the answerable are answered rightly where .9 of answers are right."""
    pools = [[(row["header"], part(row)), *((header, text[:PART]) for header, text in row["near"][:OTHERS])] for row in rows]
    read_all = read(network, layout, [(row["question"], *one) for row, pool in zip(rows, pools) for one in pool])
    sure, passage_right, exact, at = [], [], [], 0  # of each: (score, whether right, whether there is an answer)
    for row, pool in zip(rows, pools):
        found, at = read_all[at : at + len(pool)], at + len(pool)
        best = max(range(len(pool)), key=lambda one: found[one][0] + SPAN * found[one][1])
        said = squeezed(pool[best][1][found[best][2] : found[best][3]])
        overlaps = any(squeezed(answer) in said or said in squeezed(answer) for answer in row["all"] if said)
        sure.append((found[best][0] + SPAN * found[best][1], bool(row["all"]) and overlaps, bool(row["all"])))
        passage_right.append(best == 0)
        exact.append(any(squeezed(answer) == said for answer in row["all"]))
    answerable = sum(one[2] for one in sure)
    of = lambda flags: sum(flag for flag, one in zip(flags, sure) if one[2]) / answerable
    print(f"{answerable} answerable of {len(rows)}: passage {of(passage_right):.3f}, span overlaps {of([one[1] for one in sure]):.3f}, exact {of(exact):.3f}")
    sure.sort(reverse=True)
    right = wrong = beside = best_share = 0
    marks = [0.2, 0.4, 0.6, 0.8]
    for _, is_right, has_answer in sure:
        right, wrong, beside = right + is_right, wrong + (not is_right), beside + (not has_answer)
        if right / (right + wrong) >= 0.9:
            best_share = max(best_share, right / answerable)
        while marks and right >= marks[0] * answerable:
            print(f"  {marks.pop(0):.0%} of the answerable answered rightly: {right / (right + wrong):.3f} of answers right, "
                  f"{beside / max(1, len(rows) - answerable):.3f} of the unanswerable answered")
    passages = list(dict.fromkeys(f"{header} {text}" for pool in pools for header, text in pool))
    asked = [row for row in rows if row["all"]]
    near = vectors(network, layout, ["query: " + row["question"] for row in asked], 46) @ vectors(network, layout, ["passage: " + text for text in passages], 94).T
    place = {text: number for number, text in enumerate(passages)}
    own = torch.tensor([place[f"{row['header']} {part(row)}"] for row in asked], device=near.device)
    rank = (near > near.gather(1, own[:, None])).sum(1)
    print(f"  {best_share:.3f} answered rightly where .9 of answers are right; vectors among {len(passages)}: R@1 {(rank < 1).float().mean():.3f}, R@5 {(rank < 5).float().mean():.3f}")
    return best_share


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint"); parser.add_argument("rows")
    parser.add_argument("--source"); parser.add_argument("--set"); parser.add_argument("--limit", type=int, default=10**6)
    options = parser.parse_args()
    rows = [row for row in pickle.load(open(options.rows, "rb")) if row["apart"] and (not options.source or row["source"] == options.source)
            and (not options.set or row["set"] == options.set)]
    random.Random(1).shuffle(rows)
    saved, base = torch.load(options.checkpoint, map_location=DEVICE), base_model.Base()
    layout = Layout(base_model.tokenizer([base.pieces[number] for number in saved["kept"]]))
    network = Network(len(saved["kept"]), base).to(DEVICE).eval()
    network.load_state_dict(saved["network"])
    look(network, layout, rows[: options.limit])


if __name__ == "__main__":
    main()
