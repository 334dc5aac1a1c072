"""The questions of a public retrieval set whose paragraphs trained nothing.

python3 heldout.py CORPUS.jsonl QUERIES.jsonl READING_DIR > HELD_OUT.jsonl

READING_DIR is the folder that `data.py --public` read; a paragraph is known there by its folded text, and is apart if
its hash is (see `data.public`).
"""
import json
import pathlib
import sys
import zlib

from data import squeezed
from text import fold


def main():
    corpus, queries, reading = sys.argv[1:4]
    trained = set()
    for path in pathlib.Path(reading).glob("*.jsonl"):
        for line in path.open(encoding="utf-8"):
            passage = json.loads(line)["passage"]
            if zlib.crc32(passage.encode()) % 7:
                trained.add(squeezed(fold(passage)))
    lines = [json.loads(line) for line in open(corpus, encoding="utf-8")]
    seen = {line["id"] for line in lines if squeezed(fold(line["text"])) in trained}
    for line in open(queries, encoding="utf-8"):
        query = json.loads(line)
        if not seen.intersection(query["relevant"]):
            sys.stdout.write(line)


if __name__ == "__main__":
    main()
