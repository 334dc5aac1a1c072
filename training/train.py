"""Fine-tunes the encoder as a reader, and keeps its vectors good for retrieval.

python3 train.py OUT.pt ROWS.pkl [ROWS.pkl ...] [--from CHECKPOINT.pt] [--epochs N] [--seconds N] ...

A step reads some questions, each with its own passage and its nearest others, and every fourth one also compares
questions with passages. What is written is the moving average of the weights. Writes every five minutes and at
the end, and goes on from OUT.pt where it is there. With `--seconds` the rate falls to its end by the clock instead of by
the epochs. On a GPU of 2024 an epoch with all others takes about a minute; on two cores without one, most of a day.
"""
import argparse
import collections
import contextlib
import dataclasses
import multiprocessing
import os
import pathlib
import pickle
import random
import re
import time

import numpy as np
import torch
import torch.nn.functional as F

import base as base_model
from base import BEGIN, END, PAD
from network import Network

QUESTION, HEADER, LONGEST_ANSWER = 48, 48, 40  # tokens
LAST = 12  # tokens of a longer header that are read at its end
LENGTHS = 112, 160, 256  # tokens of the longest input, drawn anew for each question
OTHERS = 5, 3  # passages beside a question's own: of our questions, and of the public ones
EVERY, PAIRS = 4, 2  # steps; pairs compared for each question of a step
SAVE = 300  # seconds
REPORT = 20  # steps
CHUNK = 16  # steps whose questions are sorted by length, so that little is padded
RATE, HEADS_RATE, WARM = 2e-4, 1e-3, 0.05  # the last is a share of the whole training
DROPOUT = 0.1
KEEP = 0.998  # of the moving average, each step
ERASED = 0.5  # how often a passage is also shown without the sentence that answers
OTHER_YEAR = 0.3  # how often a question that names a year is also asked with another
TEMPERATURE = 0.03
PARTS = 8  # of an epoch, each made by one process
WORKERS = max(1, os.cpu_count() // 2)  # processes that make epochs
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


def shortened(header):
    """The tokens of a header that are read: the first, and the last, where the day stands."""
    return header if len(header) <= HEADER else [*header[: HEADER - LAST], *header[-LAST:]]


class Layout:
    """Token numbers of a question with a passage: <s> question </s></s> header passage </s>."""

    def __init__(self, tokenizer):
        self.tokenizer, self.known = tokenizer, {}

    def remember(self, texts):
        """Encodes texts ahead, on all processors."""
        texts = list(dict.fromkeys(texts))
        for text, encoding in zip(texts, self.tokenizer.encode_batch(texts)):
            self.known[text] = encoding.ids, encoding.offsets

    def encode(self, text):
        if text not in self.known:
            encoding = self.tokenizer.encode(text)
            self.known[text] = encoding.ids, encoding.offsets
        return self.known[text]

    def row(self, question, header, text, start, end, longest, rng):
        """(ids, first, last): a window of the passage with the answer in it; first and last are 0 without an answer.
        `None` if the answer is too long."""
        asked, headed = self.encode(question)[0][:QUESTION], shortened(self.encode(header)[0]) if header else []
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


def erased(row):
    """The text of `row` without the sentence that answers, or `None` where too little is left or it answers still."""
    text, ends = row["text"], [0, *(m.end() for m in re.finditer(r"[。！？；\n]|[.!?] ", row["text"])), len(row["text"])]
    low, high = max(at for at in ends if at <= row["start"]), min(at for at in ends if at >= row["end"])
    left = f"{text[:low]} {text[high:]}".strip()
    return left if len(left) >= 30 and not any(answer in left for answer in row["all"]) else None


def other_year(row, rng):
    """The question of `row` about a year that neither header nor passage names, or `None` where it names none."""
    named = re.findall(r"20[12]\d", row["question"])
    free = [year for year in map(str, range(2016, 2028)) if year not in row["header"] + row["text"] + row["question"]]
    if len(set(named)) != 1 or not free:
        return None
    return row["question"].replace(named[0], min(free, key=lambda year: (abs(int(year) - int(named[0])), rng.random())))


def items_of(rows, layout, mix, rng):
    """A part of an epoch: for each question its rows, what answers first; and pairs of question and passage."""
    items, pairs = [], []
    ours, public = ([row for row in rows if (row["source"] == "field") == field] for field in (True, False))
    for row in ours * mix.ours + rng.sample(public, min(len(public), mix.public // PARTS)):
        longest, field = rng.choice(mix.lengths), row["source"] == "field"
        blank = lambda question, header, text: layout.row(question, header, text, None, None, longest, rng)
        own = layout.row(row["question"], row["header"], row["text"], row["start"], row["end"], longest, rng)
        if own is None:
            continue
        others = mix.others[0 if field else 1]
        near = row["near"][: 2 * others]
        near = sorted(rng.sample(range(len(near)), min(len(near), others)))
        near = [row["near"][at] for at in near]
        item = [own, *(blank(row["question"], *one) for one in near)]
        if row["start"] is not None and rng.random() < ERASED and (left := erased(row)):
            item[-1 if len(item) > others else len(item) :] = [blank(row["question"], row["header"], left)]
        items.append(item)
        if field and rng.random() < OTHER_YEAR and (asked := other_year(row, rng)):
            items.append([blank(asked, row["header"], row["text"]), *(blank(asked, *one) for one in near[:2])])
        if row["all"]:
            pairs.append((row["question"], f"{row['header']} {row['text']}"))
    rng.shuffle(items)
    rng.shuffle(pairs)
    return items, pairs


def batches(items, size, rng):
    length = lambda item: max(len(row[0]) for row in item)
    for at in range(0, len(items), CHUNK * size):
        chunk = sorted(items[at : at + CHUNK * size], key=length)
        made = [chunk[i : i + size] for i in range(0, len(chunk), size)]
        rng.shuffle(made)
        yield from made


def array(lists):
    """Rows of token numbers filled up to one width, a multiple of eight."""
    made = np.full((len(lists), -(-max(map(len, lists)) // 8) * 8), PAD, np.int32)
    for number, row in enumerate(lists):
        made[number, : len(row)] = row
    return made


def padded(lists):
    ids = torch.from_numpy(array(lists)).to(DEVICE, non_blocking=True).long()
    return ids, ids != PAD


def reading_batch(items):
    """Made with numpy alone, for it runs in forked processes."""
    rows = [row for item in items for row in item]
    place = np.full((len(items), max(map(len, items))), len(rows))  # of each row among all; one more stands for "no row"
    at = 0
    for number, item in enumerate(items):
        place[number, : len(item)] = range(at, at + len(item))
        at += len(item)
    return array([row[0] for row in rows]), np.array([row[1] for row in rows]), np.array([row[2] for row in rows]), place


@dataclasses.dataclass
class Epochs:
    """Makes the batches of parts of epochs in other processes, so that a GPU never waits for them. `ours` is how often an epoch
    goes over our rows, `public` how many public rows it has, `others` as OTHERS, `lengths`
    as LENGTHS, `size` the questions of a step."""

    rows: list
    layout: Layout
    ours: int
    public: int
    others: tuple
    lengths: tuple
    size: int
    seed: int

    def make(self, part):
        rows, rng = list(self.rows), random.Random(10**6 * self.seed + part)
        random.Random(10**6 * self.seed + part // PARTS).shuffle(rows)
        items, pairs = items_of(rows[part % PARTS :: PARTS], self.layout, self, rng)
        return [reading_batch(batch) for batch in batches(items, self.size, rng)], pairs

    def made(self, first, last):
        global _epochs
        _epochs = self  # inherited by the processes, for it is far too large to be sent to them
        with multiprocessing.get_context("fork").Pool(WORKERS) as pool:
            waiting = collections.deque()
            for part in range(first, last):
                while len(waiting) <= WORKERS and part + len(waiting) < last:
                    waiting.append(pool.apply_async(make_part, (part + len(waiting),)))
                yield waiting.popleft().get()


def reading_loss(network, batch):
    """Where the answer is, whether each passage has one, and which of a question's passages does, or none of them."""
    ids, first, last, place = (torch.from_numpy(one).to(DEVICE, non_blocking=True).long() for one in batch)
    start, end, has = network(ids, ids != PAD)
    start, end, has = start.float(), end.float(), has.float()
    answers = first > 0
    loss = F.binary_cross_entropy_with_logits(has, answers.float())
    span = F.cross_entropy(start, first, reduction="none") + F.cross_entropy(end, last, reduction="none")
    loss = loss + (span * answers).sum() / answers.sum().clamp(min=1) / 2
    among = torch.cat([has, has.new_full((1,), -1e4)])[place]
    among = torch.cat([among, among.new_zeros(len(place), 1)], 1)
    right = torch.where(answers[place[:, 0]], 0, place.shape[1])
    return loss + F.cross_entropy(among, right)


def make_part(part):
    return _epochs.make(part)


def vector_loss(network, layout, pairs):
    ask = [[BEGIN, *layout.encode("query: " + question)[0][:46], END] for question, _ in pairs]
    say = [[BEGIN, *layout.encode("passage: " + passage)[0][:94], END] for _, passage in pairs]
    scores = network.vector(*padded(ask)).float() @ network.vector(*padded(say)).float().T / TEMPERATURE
    named = {passage: number for number, (_, passage) in enumerate(pairs)}
    number = torch.tensor([named[passage] for _, passage in pairs], device=DEVICE)
    same = (number[:, None] == number[None]) & ~torch.eye(len(pairs), dtype=torch.bool, device=DEVICE)
    scores = scores.masked_fill(same, -1e4)
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
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--questions", type=int, default=64 if DEVICE == "cuda" else 8)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--from", dest="start", type=pathlib.Path, help="weights to begin with, instead of the base model's")
    parser.add_argument("--ours", type=int, default=2, help="how often an epoch goes over our own questions")
    parser.add_argument("--public", type=int, default=10**6, help="how many public questions an epoch has")
    parser.add_argument("--lengths", type=int, nargs="+", default=LENGTHS, help="longest inputs, in tokens")
    parser.add_argument("--others", type=int, nargs=2, default=OTHERS, help="passages beside a question's own: of ours, of public ones")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--heads-rate", type=float, default=HEADS_RATE)
    parser.add_argument("--frozen", type=int, default=0, help="layers that do not learn, nor do the words if any")
    options = parser.parse_args()
    began = time.time()
    torch.manual_seed(options.seed)
    torch.set_float32_matmul_precision("high")
    rows = [row for path in options.rows for row in pickle.load(open(path, "rb")) if not row["apart"]]
    base = base_model.Base()
    kept = vocabulary(base, rows, base_model.WORK / "kept.pkl")
    layout = Layout(base_model.tokenizer([base.pieces[number] for number in kept]))
    network = Network(len(kept), base, options.frozen, DROPOUT)
    network.start_from(base, kept)
    if options.start:
        network.load_state_dict(torch.load(options.start, map_location="cpu")["network"])
    network.to(DEVICE).train()
    averaged = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(KEEP))
    heads = [*network.span.parameters(), *network.has.parameters()]
    names = {id(parameter) for parameter in heads}
    body = [p for p in network.parameters() if p.requires_grad and id(p) not in names]
    words = [p for p in body if p is network.word.weight]
    body = [p for p in body if p is not network.word.weight]
    groups = [{"params": body, "lr": options.rate}, {"params": heads, "lr": options.heads_rate}]
    groups += [{"params": words, "lr": options.rate, "weight_decay": 0.0}] if words else []
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    full = [group["lr"] for group in groups]
    part, step = 0, 0
    if options.out.exists():
        saved = torch.load(options.out, map_location=DEVICE)
        network.load_state_dict(saved["learning"]); averaged.module.load_state_dict(saved["network"])
        averaged.n_averaged.fill_(1)
        optimizer.load_state_dict(saved["optimizer"]); part, step = saved["part"], saved["step"]
    print(len(rows), "rows,", len(kept), "pieces, from part", part, flush=True)
    numbers = torch.autocast("cuda", torch.bfloat16) if DEVICE == "cuda" else contextlib.nullcontext()
    layout.remember(text for row in rows for text in [row["question"], row["header"], row["text"], *(part for one in row["near"] for part in one)])
    epochs = Epochs(rows, layout, options.ours, options.public, options.others, options.lengths, options.questions, options.seed)

    def save():
        torch.save({"network": averaged.module.state_dict(), "learning": network.state_dict(), "optimizer": optimizer.state_dict(),
                    "part": part, "step": step, "kept": kept}, options.out)

    over, ready, saved_at, compared = False, None, time.time(), PAIRS * options.questions
    for steps, pairs in epochs.made(part, options.epochs * PARTS):
        ready, rng, sums = ready or time.time(), random.Random(part), [0.0, 0.0]
        for number, batch in enumerate(steps):
            done = (part + number / len(steps)) / (options.epochs * PARTS)
            if options.seconds:
                done = (time.time() - ready) / (began + options.seconds - ready)
            if over := done >= 1:
                break
            for group, rate in zip(optimizer.param_groups, full):
                group["lr"] = rate * min(1, done / WARM) * max(0.02, 1 - done)
            with numbers:
                loss = reading_loss(network, batch)
                if step % EVERY == 0:
                    at = rng.randrange(max(1, len(pairs) - compared))
                    apart = vector_loss(network, layout, pairs[at : at + compared])
                    sums[1] += apart.detach()
                    loss = loss + apart
            sums[0] += loss.detach()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            averaged.update_parameters(network)
            step += 1
            if step % REPORT == 0:
                print(part, number + 1, f"of {len(steps)}: loss {sums[0].item() / REPORT:.3f} of it vectors {float(sums[1]) / REPORT:.3f}, {time.time() - began:.0f} s", flush=True)
                sums = [0.0, 0.0]
            if time.time() - saved_at > SAVE:
                save()
                saved_at = time.time()
        part += 1
        if over:
            break
    save()


if __name__ == "__main__":
    main()
