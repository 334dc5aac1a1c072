"""The base model as fetched: its tensors and its vocabulary, cut to what Chinese and English need."""
import pathlib
import re
import struct
import unicodedata

import numpy as np
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers

from text import fold

WORK = pathlib.Path(__file__).parent / "work"
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]  # their numbers in every model of this family
PAD, BEGIN, END = 1, 0, 2


class Base:
    """The 4-bit file: `f32(name)` and `q4(name, columns)` give its tensors, `pieces` its vocabulary with scores."""

    def __init__(self, path=WORK / "e5-small-q4.bin"):
        data = self.data = pathlib.Path(path).read_bytes()
        at = 8
        self.hidden, self.layers, self.heads, self.inner, self.vocabulary, self.positions, _ = struct.unpack_from("<7i", data, at)
        at += 28
        (self.epsilon,) = struct.unpack_from("<f", data, at)
        at += 8
        count, *self.special = struct.unpack_from("<5i", data, at)
        at += 20
        (length,) = struct.unpack_from("<Q", data, at)
        at += 8
        offsets = np.frombuffer(data, np.uint32, count + 1, at)
        at += 4 * (count + 1)
        scores = np.frombuffer(data, np.float32, count, at)
        at += 4 * count
        blob = data[at : at + length]
        at += length
        self.pieces = [(blob[offsets[i] : offsets[i + 1]].decode("utf8", "replace"), float(scores[i])) for i in range(count)]
        at += 4
        (skipped,) = struct.unpack_from("<I", data, at)
        at += 4 + skipped
        (count,) = struct.unpack_from("<i", data, at)
        at += 4
        self.tensors = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + length].decode()
            at += 2 + length + 5
            self.tensors[name] = struct.unpack_from("<QQ", data, at)
            at += 16

    def f32(self, name):
        offset, size = self.tensors[name]
        return np.frombuffer(self.data, np.float32, size // 4, offset).copy()

    def q4(self, name, columns):
        """Rows of `columns`, in blocks of 32: a scale in 16 bits, then 16 bytes of two numbers each."""
        offset, size = self.tensors[name]
        blocks = np.frombuffer(self.data, np.uint8, size, offset).reshape(-1, 18)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        packed = blocks[:, 2:]
        values = np.concatenate([(packed & 15).astype(np.float32) - 8, (packed >> 4).astype(np.float32) - 8], 1)
        return (values * scale).reshape(-1, columns)


def is_wanted(piece):
    """Whether a piece is of Chinese (folded to Simplified), of English letters, of digits, or a mark used with them."""
    text = piece.lstrip("▁")
    if not text:
        return True
    if any(0x4E00 <= ord(c) <= 0x9FFF or 0x3400 <= ord(c) <= 0x4DBF for c in text):
        return fold(text) == text and all(ord(c) >= 0x3000 or ord(c) < 128 for c in text)
    if all(ord(c) < 128 for c in text):
        return True
    return len(text) == 1 and unicodedata.category(text)[0] in "PSN" and unicodedata.normalize("NFKC", text) == text


def cut(base, texts, rare=2):
    """The numbers of the pieces that are kept: all of Chinese, all marks, and of Latin letters those of up to three
    letters and those that `texts` use at least `rare` times."""
    whole = tokenizer(base.pieces)
    used = np.zeros(len(base.pieces), int)
    for encoding in whole.encode_batch(texts):
        np.add.at(used, encoding.ids, 1)
    kept = []
    for number, (piece, _) in enumerate(base.pieces):
        latin = re.fullmatch(r"▁?[\x21-\x7e]+", piece)
        if number < 4 or (is_wanted(piece) and (not latin or len(piece.lstrip("▁")) <= 3 or used[number] >= rare)):
            kept.append(number)
    return kept


def tokenizer(pieces):
    """A Unigram tokenizer over `pieces` (text, log probability), as XLM-R's."""
    vocabulary = [(piece or f"<empty{number}>", score) for number, (piece, score) in enumerate(pieces)]
    vocabulary[:4] = [(name, 0.0) for name in SPECIAL]
    made = Tokenizer(models.Unigram(vocabulary, 3))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace("\n", " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    made.decoder = decoders.Metaspace(prepend_scheme="always")
    return made
