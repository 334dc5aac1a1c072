"""How long indexing takes, and how much memory, with very many documents.

python3 benches/scale.py [DOCUMENTS] [BINARY]     49,000 documents of some 6.7 KB by default, `target/release/innopolicy`

Writes documents that are made of the paragraphs of `training/data/pages`, every figure and day changed, into a
temporary folder, and prints the processor seconds, wall seconds and peak memory of `innopolicy index` on them: with no
index, twice with the one that is there (the first time its files are looked through for damage), and with one document
changed. Vectors are not made: there are more passages than
`reader.most_vectors` allows. The same every time, but for the times.
"""
import pathlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parents[1]
BYTES = 6_700  # of a document, in the mean: that of a public archive of news


def paragraphs():
    pages = sorted((ROOT / "training" / "data" / "pages").glob("*/*.txt"))
    text = "\n\n".join(page.read_text("utf-8") for page in pages)
    return [paragraph.strip() for paragraph in text.split("\n\n") if len(paragraph.strip()) > 20]


def write(folder, documents):
    """Writes the documents; returns their bytes."""
    rng, pool, total = random.Random(1), paragraphs(), 0
    digit = lambda match: str(rng.randint(10 ** (len(match[0]) - 1), 10 ** len(match[0]) - 1))
    for number in range(documents):
        wanted, parts, size = rng.randint(BYTES // 3, BYTES * 5 // 3), [], 0
        while size < wanted:
            part = re.sub(r"\d+", digit, rng.choice(pool))
            parts.append(part)
            size += len(part.encode())
        day = f"{rng.randint(2016, 2026)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
        text = f"新聞第{number}號\n{day}\n\n" + "\n\n".join(parts) + "\n"
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        total += len(text.encode())
    return total


def run(binary, folder, data):
    """What the command says, its processor and wall seconds, and its peak memory in MB."""
    script = f"import resource,subprocess,sys;r=subprocess.run(sys.argv[1:],capture_output=True,text=True);" \
             f"u=resource.getrusage(resource.RUSAGE_CHILDREN);print(r.stdout.strip()or r.stderr);" \
             f"print(u.ru_utime+u.ru_stime,u.ru_maxrss//1024)"
    begun = time.time()
    command = [sys.executable, "-c", script, str(binary), "--corpus", str(folder), "--data", str(data), "index"]
    said, used = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().rsplit("\n", 1)
    cpu, memory = used.split()
    print(f"{said}  |  {float(cpu):.1f} s of processor, {time.time() - begun:.1f} s, {memory} MB at the peak", flush=True)


def main():
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 49_000
    binary = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "target" / "release" / "innopolicy"
    with tempfile.TemporaryDirectory() as scratch:
        folder, data = pathlib.Path(scratch) / "documents", pathlib.Path(scratch) / "data"
        folder.mkdir()
        print(f"{documents} documents, {write(folder, documents) / 1e6:.0f} MB")
        for _ in range(3):
            run(binary, folder, data)
        changed = folder / "000" / "000000.txt"
        changed.write_text(changed.read_text("utf-8") + "\n港鐵將於2031年通車。\n", "utf-8")
        run(binary, folder, data)


if __name__ == "__main__":
    main()
