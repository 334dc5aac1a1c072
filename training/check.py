"""Checks pages and questions: every span is in its snippet, every snippet once on its page.

python3 check.py [SET ...]      exits with 1 if anything is at fault, one line a fault
"""
import collections
import pathlib
import re
import sys
import tomllib

DATA = pathlib.Path(__file__).parent / "data"
LANGUAGES = {"zh-Hant", "yue", "zh-Hans", "en"}
ASKED = "figure money share date duration person body place name rank what why how who-may list".split()
MISSED = "no-entity no-sibling no-part no-year no-unit no-stated no-holder no-most no-prefix no-noise".split()
LONGEST_ANSWER = 60  # characters; an answer without Han characters may have 140


def bare(text):
    """`text` without white space, which pages break lines with."""
    return re.sub(r"\s+", "", text)


def has_han(text):
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def faults_of(page, line):
    """What is wrong with one line of questions on the text `page`."""
    fields = line.split("\t")
    if len(fields) != 5:
        return [f"{len(fields)} fields instead of 5"]
    language, kind, question, answer, snippet = (field.strip() for field in fields)
    found = []
    if language not in LANGUAGES:
        found.append(f"language {language}")
    if kind not in ASKED + MISSED:
        found.append(f"kind {kind}")
    if not question or language != "en" and not has_han(question):
        found.append("question is empty or not in its language")
    if (answer == "-") != kind.startswith("no-"):
        found.append("an answer where the kind says there is none, or none where it says there is one")
    times = bare(page).count(bare(snippet)) if bare(snippet) else 0
    if times != 1:
        found.append(f"snippet is {times} times on the page")
    if answer != "-":
        times = bare(snippet).count(bare(answer))
        if times != 1:
            found.append(f"answer is {times} times in the snippet")
        if len(answer) > (LONGEST_ANSWER if has_han(answer) else 140):
            found.append("answer too long")
    return found


def check(name):
    """Prints what is at fault in a set; returns how many faults, and its kinds and languages."""
    faults, kinds, languages, listed = 0, collections.Counter(), collections.Counter(), set()
    pages, questions = DATA / "pages" / name, DATA / "questions" / name
    catalog = tomllib.loads((pages / "catalog.toml").read_text("utf-8")) if (pages / "catalog.toml").exists() else {}
    for entry in catalog.get("document", []):
        listed.add(entry["path"])
        if not (pages / entry["path"]).exists():
            print(f"pages/{name}/catalog.toml: no file {entry['path']}"); faults += 1
    for path in sorted(pages.glob("*.txt")):
        if path.name not in listed:
            print(f"pages/{name}/{path.name}: not in catalog.toml"); faults += 1
        asked = questions / f"{path.stem}.tsv"
        if not asked.exists():
            print(f"questions/{name}/{path.stem}.tsv: missing"); faults += 1; continue
        page, seen = path.read_text("utf-8"), set()
        for number, line in enumerate(asked.read_text("utf-8").splitlines(), 1):
            if not line.strip():
                continue
            for fault in faults_of(page, line):
                print(f"questions/{name}/{path.stem}.tsv:{number}: {fault}"); faults += 1
            fields = line.split("\t")
            if len(fields) == 5:
                kinds[fields[1].strip()] += 1; languages[fields[0].strip()] += 1
                if fields[2] in seen:
                    print(f"questions/{name}/{path.stem}.tsv:{number}: asked twice"); faults += 1
                seen.add(fields[2])
    total = sum(kinds.values()); missed = sum(kinds[kind] for kind in MISSED)
    print(f"{name}: {len(listed)} pages, {total} questions, {missed} without an answer; {dict(languages)}; {dict(kinds)}")
    return faults


if __name__ == "__main__":
    names = sys.argv[1:] or sorted(path.name for path in (DATA / "pages").iterdir() if path.is_dir())
    sys.exit(1 if sum(check(name) for name in names) else 0)
