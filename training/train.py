"""Fine-tunes the encoder as a reader, and keeps its vectors good for retrieval.

python3 train.py OUT.pt ROWS.pkl [ROWS.pkl ...] [--steps N]

A step reads 16 pairs of question and passage; every eighth step also compares 16 questions with 16 passages.
Saves every 100 steps, and goes on from OUT.pt where it is there. On two cores without a GPU a step takes 1.5 s.
"""
import argparse
import pathlib
import pickle
import random
import time

import torch
import torch.nn.functional as F

import base as base_model
from base import BEGIN, END, PAD
from network import Network

QUESTION, HEADER, LONGEST_ANSWER = 48, 48, 40  # tokens
LENGTHS = (80, 112, 144)  # the longest input, drawn anew for each row
ITEMS, PAIRS, EVERY = 8, 16, 8
CHUNK = 64  # items whose batches are sorted by length, so that little is padded
RATE, HEADS_RATE, WARM = 1e-4, 1e-3, 150
FIELD_TIMES = 4  # how often an epoch goes over our own rows
TEMPERATURE = 0.03
FROZEN = 4
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


class Layout:
    """Token numbers of a question with a passage: <s> question </s></s> header passage </s>."""

    def __init__(self, tokenizer):
        self.tokenizer, self.known = tokenizer, {}

    def encode(self, text):
        if text not in self.known:
            encoding = self.tokenizer.encode(text)
            self.known[text] = encoding.ids, encoding.offsets
        return self.known[text]

    def row(self, question, header, text, start, end, longest, rng):
        """(ids, first, last): a window of the passage with the answer in it; first and last are 0 without an answer.
        `None` if the answer is too long."""
        asked, headed = self.encode(question)[0][:QUESTION], self.encode(header)[0][:HEADER] if header else []
        ids, offsets = self.encode(text)
        before = [BEGIN, *asked, END, END, *headed]
        room, low, first, last = longest - len(before) - 1, 0, None, None
        if start is not None:
            first = next((i for i, (_, stop) in enumerate(offsets) if stop > start), None)
            last = next((i for i in reversed(range(len(offsets))) if offsets[i][0] < end), None)
            if first is None or last is None or last < first or last - first >= min(LONGEST_ANSWER, room):
                return None
        if len(ids) > room:
            lowest = 0 if first is None else max(0, last - room + 1)
            highest = len(ids) - room if first is None else min(first, len(ids) - room)
            low = rng.randint(lowest, max(lowest, highest))
        window = ids[low : low + room]
        at = len(before) - low
        return before + window + [END], 0 if first is None else at + first, 0 if last is None else at + last


def items_of(rows, layout, rng):
    """An epoch: lists of one or two rows of one question, what answers first; and pairs of question and passage."""
    items, pairs = [], []
    ours = [row for row in rows if row["source"] == "field"]
    for row in rows + ours * (FIELD_TIMES - 1):
        longest = rng.choice(LENGTHS)
        own = layout.row(row["question"], row["header"], row["text"], row["start"], row["end"], longest, rng)
        if own is None:
            continue
        item, field = [own], row["source"] == "field"
        if row["near"] and rng.random() < (1.0 if field and row["all"] else 0.6 if row["all"] else 0.3):
            near = row["near"][: 6 if field else 3]
            header, text = near[min(rng.randrange(len(near)), rng.randrange(len(near)))]
            item.append(layout.row(row["question"], header, text, None, None, longest, rng))
        items.append(item)
        if row["all"]:
            pairs.append((row["question"], f"{row['header']} {row['text']}"))
    rng.shuffle(items)
    rng.shuffle(pairs)
    return items, pairs


def batches(items, rng):
    length = lambda item: max(len(row[0]) for row in item)
    for at in range(0, len(items), CHUNK * ITEMS):
        chunk = sorted(items[at : at + CHUNK * ITEMS], key=length)
        made = [chunk[i : i + ITEMS] for i in range(0, len(chunk), ITEMS)]
        rng.shuffle(made)
        yield from made


def padded(lists):
    width = max(map(len, lists))
    ids = torch.full((len(lists), width), PAD)
    for number, row in enumerate(lists):
        ids[number, : len(row)] = torch.tensor(row)
    ids = ids.to(DEVICE)
    return ids, ids != PAD


def reading_loss(network, items):
    rows = [row for item in items for row in item]
    ids, mask = padded([row[0] for row in rows])
    first, last = torch.tensor([row[1] for row in rows], device=DEVICE), torch.tensor([row[2] for row in rows], device=DEVICE)
    start, end, has = network(ids, mask)
    answers = first > 0
    loss = F.binary_cross_entropy_with_logits(has, answers.float())
    if answers.any():
        loss = loss + (F.cross_entropy(start[answers], first[answers]) + F.cross_entropy(end[answers], last[answers])) / 2
    at, ahead = 0, []  # the row that answers is to be ahead of the one beside it
    for item in items:
        if len(item) == 2 and item[0][1] > 0:
            ahead.append(has[at] - has[at + 1])
        at += len(item)
    return loss + 0.5 * F.softplus(-torch.stack(ahead)).mean() if ahead else loss


def vector_loss(network, layout, pairs):
    ask = [[BEGIN, *layout.encode("query: " + question)[0][:46], END] for question, _ in pairs]
    say = [[BEGIN, *layout.encode("passage: " + passage)[0][:94], END] for _, passage in pairs]
    scores = network.vector(*padded(ask)) @ network.vector(*padded(say)).T / TEMPERATURE
    target = torch.arange(len(pairs), device=DEVICE)
    return (F.cross_entropy(scores, target) + F.cross_entropy(scores.T, target)) / 2


def vocabulary(base, rows, path):
    """The numbers of the pieces that are kept, chosen once and kept in `path`."""
    if not path.exists():
        table = pathlib.Path(__file__).parents[1] / "src" / "text" / "dictionary" / "en-zh.tsv"
        texts = [line.split("\t")[0] for line in table.read_text("utf-8").splitlines()] * 2
        texts += [text for row in rows for text in (row["question"], row["text"])]
        path.write_bytes(pickle.dumps(base_model.cut(base, texts)))
    return pickle.loads(path.read_bytes())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("rows", nargs="+")
    parser.add_argument("--steps", type=int, default=1200)
    options = parser.parse_args()
    torch.manual_seed(0)
    rows = [row for path in options.rows for row in pickle.load(open(path, "rb")) if not row["apart"]]
    base = base_model.Base()
    kept = vocabulary(base, rows, base_model.WORK / "kept.pkl")
    layout = Layout(base_model.tokenizer([base.pieces[number] for number in kept]))
    network = Network(len(kept), base, FROZEN)
    network.start_from(base, kept)
    network.to(DEVICE)
    heads = [*network.span.parameters(), *network.has.parameters()]
    body = [p for layer in network.layers[FROZEN:] for p in layer.parameters()]
    optimizer = torch.optim.AdamW([{"params": body, "lr": RATE}, {"params": heads, "lr": HEADS_RATE}], weight_decay=0.01, fused=True)
    done, epoch = 0, 0
    if options.out.exists():
        saved = torch.load(options.out, map_location=DEVICE)
        network.load_state_dict(saved["network"]); optimizer.load_state_dict(saved["optimizer"]); done = saved["step"]
    print(len(rows), "rows,", len(kept), "pieces, from step", done, flush=True)
    step, began, sums = 0, time.time(), [0.0, 0.0]

    def save():
        torch.save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "kept": kept}, options.out)

    while step < options.steps:
        rng = random.Random(epoch)
        items, pairs = items_of(rows, layout, rng)
        epoch += 1
        for batch in batches(items, rng):
            step += 1
            if step <= done:
                continue
            share = min(1, step / WARM) * max(0.03, 1 - step / options.steps)
            for group, rate in zip(optimizer.param_groups, (RATE, HEADS_RATE)):
                group["lr"] = rate * share
            loss = reading_loss(network, batch)
            loss.backward()
            sums[0] += loss.item()
            if step % EVERY == 0:
                at = (step // EVERY * PAIRS) % (len(pairs) - PAIRS)
                loss = vector_loss(network, layout, pairs[at : at + PAIRS])
                loss.backward()
                sums[1] += loss.item()
            torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            if step % 50 == 0:
                print(step, f"reading {sums[0] / 50:.3f} vectors {sums[1] / 50 * EVERY:.3f} {time.time() - began:.0f} s", flush=True)
                sums = [0.0, 0.0]
            if step % 100 == 0:
                save()
            if step >= options.steps:
                break
    save()


if __name__ == "__main__":
    main()
