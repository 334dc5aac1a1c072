"""How well a trained reader chooses among passages, before the rest of the bot: a quick look.

python3 evaluate.py CHECKPOINT.pt ROWS.pkl [--source field] [--limit N]

Each question that is kept apart is read against its passage and its nearest others.
"""
import argparse
import pickle
import random

import torch

import base as base_model
from data import squeezed
from network import Network
from train import Layout, padded

LONGEST, ANSWER, OTHERS = 480, 40, 4  # tokens, tokens, passages beside; whole passages, never a window


@torch.no_grad()
def read(network, layout, question, passages):
    """For each (header, text): the logit that it answers, the log probability of its best span, the span."""
    rows, offsets = [], []
    for header, text in passages:
        ids, _, _ = layout.row(question, header, text, None, None, LONGEST, random.Random(0))
        rows.append(ids)
        head = layout.row(question, header, "", None, None, LONGEST, random.Random(0))[0]
        offsets.append((len(head) - 1, layout.encode(text)[1][: len(ids) - len(head)]))
    start, end, has = network(*padded(rows))
    found = []
    for number, (at, places) in enumerate(offsets):
        n = len(places)
        if n == 0:
            found.append((has[number].item(), -99.0, 0, 0)); continue
        s, e = start[number, at : at + n].log_softmax(0), end[number, at : at + n].log_softmax(0)
        allowed = torch.ones(n, n).triu().tril(ANSWER) > 0
        score = (s[:, None] + e[None]).masked_fill(~allowed, -1e9)
        best = int(score.argmax())
        found.append((has[number].item(), score.max().item(), places[best // n][0], places[best % n][1]))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint"); parser.add_argument("rows")
    parser.add_argument("--source"); parser.add_argument("--limit", type=int, default=200)
    options = parser.parse_args()
    rows = [row for row in pickle.load(open(options.rows, "rb")) if row["apart"] and (not options.source or row["source"] == options.source)]
    random.Random(1).shuffle(rows)
    saved, base = torch.load(options.checkpoint, map_location="cpu"), base_model.Base()
    layout = Layout(base_model.tokenizer([base.pieces[number] for number in saved["kept"]]))
    network = Network(len(saved["kept"]), base, 0).eval()
    network.load_state_dict(saved["network"])
    right = holds = exact = 0
    answered, missed = [], []
    for row in rows[: options.limit]:
        if len(row["text"]) > 300 and row["start"] is not None:  # the part of a long passage that holds the answer
            low = max(0, row["start"] - 150)
            row["text"] = row["text"][low : low + 300]
        pool = [(row["header"], row["text"]), *row["near"][:OTHERS]]
        found = read(network, layout, row["question"], pool)
        best = max(range(len(pool)), key=lambda at: found[at][0] + 0.3 * found[at][1])
        if not row["all"]:
            missed.append(max(one[0] for one in found)); continue
        answered.append(max(one[0] for one in found))
        said = squeezed(pool[best][1][found[best][2] : found[best][3]])
        right += best == 0
        holds += best == 0 and any(squeezed(a) in said or said in squeezed(a) for a in row["all"] if said)
        exact += any(squeezed(a) == said for a in row["all"])
    n = len(answered)
    print(f"step {saved['step']}: {n} answerable: passage right {right / n:.3f}, span overlaps {holds / n:.3f}, exact {exact / n:.3f}")
    for share in (0.02, 0.05, 0.10, 0.2):
        bar = sorted(answered)[int(share * n)]
        print(f"  {share:.0%} of the answerable refused: {sum(x < bar for x in missed) / max(1, len(missed)):.3f} of {len(missed)} unanswerable")


if __name__ == "__main__":
    main()
