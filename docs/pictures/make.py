"""Makes the pictures of the README and the guide anew: messages as the tests record them, in a browser of a phone's
width, and what the built program prints in a terminal.

cargo build --release && python3 docs/pictures/make.py [CHROMIUM]
Needs Chromium and fonts of Chinese and of emoji (Debian: chromium, fonts-noto-cjk, fonts-noto-color-emoji).
"""
import html
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
SNAPSHOTS = HERE.parents[1] / "tests" / "snapshots"
PICTURES = [
    ("answer", "traditional_chinese", "河套西橋幾時完工？"),
    ("nearest", "traditional_chinese", "東橋幾時完工？"),
    ("english", "english", "How many registered users does iAM Smart have?"),
    ("verify", "traditional_chinese", "/verify 港話通登記用戶已超過58萬"),
    ("source", "traditional_chinese", "a source, opened"),
    ("overview", "english", "Summarise the document"),
]
# What is typed into the terminal for its picture.
COMMANDS = [
    ["ask", "河套西橋幾時完工？"],
    ["ask", "How many registered users does iAM Smart have?"],
    ["verify", "港話通登記用戶已超過58萬"],
]
PROGRAM = HERE.parents[1] / "target" / "release" / "innopolicy"
STYLE = """
* { box-sizing: border-box } body { margin: 0; width: 390px; padding: 14px 10px; background: #d7e3ec;
font: 15px/1.42 "Noto Sans CJK HK", "Noto Sans", sans-serif; color: #111 }
.said { border-radius: 14px; padding: 8px 11px; margin: 0 0 7px; white-space: pre-wrap; overflow-wrap: anywhere }
.person { background: #e2f6cb; margin-left: 70px; width: fit-content; max-width: 300px; margin-left: auto }
.bot { background: #fff; margin-right: 14px }
blockquote { margin: 0; padding: 5px 9px; border-left: 3px solid #3a8fd0; background: #eef5fb; border-radius: 5px; font-size: 14px }
blockquote div { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 5; overflow: hidden }
.row { display: flex; gap: 5px; margin: 0 14px 5px 0 } .row span { flex: 1; text-align: center; background: #8fa9bb; color: #fff;
border-radius: 8px; padding: 6px 4px; font-size: 13.5px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
"""
TERMINAL_STYLE = """
body { margin: 0; width: 860px; background: #16191d } pre { margin: 0; padding: 14px 18px; color: #d7dbe0; white-space: pre-wrap;
font: 14px/1.5 "Noto Sans Mono CJK HK", monospace } b { color: #fff } i { font-style: normal; color: #8d959e } u { text-decoration: none; color: #7fc8a9 }
"""
# The styles that the program sets, as tags.
ANSI = {"1": "b", "2": "i"}



def message(language, question):
    """(html, labels of buttons) of the answer to `question` that the tests record in `language`."""
    text = (SNAPSHOTS / f"messages__messages_in_{language}.snap").read_text("utf-8")
    found = re.search(rf"^=== {re.escape(question)}\n(.*?)(?=^=== |\Z)", text, re.M | re.S)
    if found is None:
        sys.exit(f"no message {question!r} in the snapshot of {language}")
    body = found.group(1).strip()
    *lines, last = body.split("\n")
    if not last.startswith("["):
        return body, []
    return "\n".join(lines).strip(), re.findall(r"\[(\[\d+\]|[^\[\]]+)\]", last)


def page(question, answer, labels):
    """Rows of buttons as the bot sends them: numbers, questions one by one, the rest."""
    numbers = [label for label in labels if label.startswith("[")]
    offers = [label for label in labels if label.endswith(("？", "?"))]
    votes = [label for label in labels if label[0] in "👍👎"]
    rest = [label for label in labels if label not in numbers + offers + votes]
    rows = [numbers, *([offer] for offer in offers), rest, votes]
    row = lambda labels: "<div class=row>" + "".join(f"<span>{html.escape(label)}</span>" for label in labels) + "</div>"
    question = "[1]" if question == "a source, opened" else question
    answer = re.sub(r"\n+(?=<blockquote)", "\n", answer).replace("</blockquote>\n\n", "</blockquote>\n")
    answer = answer.replace("<blockquote expandable>", "<blockquote><div>").replace("</blockquote>", "</div></blockquote>")
    return (f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><div class='said person'>{html.escape(question)}</div>"
            f"<div class='said bot'>{answer}</div>" + "".join(row(labels) for labels in rows if labels))


def terminal():
    """What the program prints to the commands, as a page."""
    shown, environment = [], {"CLICOLOR_FORCE": "1", "PATH": "/usr/bin", "LANG": "C.UTF-8"}
    with tempfile.TemporaryDirectory() as data:
        for command in COMMANDS:
            run = [PROGRAM, "--data", data, *command]
            printed = subprocess.run(run, capture_output=True, text=True, check=True, cwd=HERE.parents[1], env=environment).stdout
            shown.append(f"<u>$ innopolicy {html.escape(' '.join(command))}</u>\n{styled(printed.strip())}")
    return f"<!doctype html><meta charset=utf-8><style>{TERMINAL_STYLE}</style><pre>" + "\n\n".join(shown) + "</pre>"


def styled(printed):
    """`printed` with its escape sequences as tags."""
    out, opened = [], []
    for text, code in re.findall(r"([^\x1b]*)(?:\x1b\[(\d+)m)?", printed):
        out.append(html.escape(text))
        if code == "0":
            out += [f"</{tag}>" for tag in reversed(opened)]
            opened = []
        elif code in ANSI:
            out.append(f"<{ANSI[code]}>")
            opened.append(ANSI[code])
    return "".join(out)


def height(browser, file):
    script = "<script>document.title=Math.ceil(document.body.getBoundingClientRect().height)</script>"
    file.write_text(file.read_text("utf-8") + script, "utf-8")
    dom = subprocess.run([*browser, "--dump-dom", file.as_uri()], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"<title>(\d+)</title>", dom).group(1))


def main():
    browser = [sys.argv[1] if len(sys.argv) > 1 else "chromium", "--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"]
    with tempfile.TemporaryDirectory() as folder:
        pages = [(name, 390, page(question, *message(language, question))) for name, language, question in PICTURES]
        for name, width, text in [*pages, ("terminal", 860, terminal())]:
            file = pathlib.Path(folder) / f"{name}.html"
            file.write_text(text, "utf-8")
            size = f"--window-size={width},{height(browser, file)}"
            shot = f"--screenshot={HERE / name}.png"
            subprocess.run([*browser, size, "--force-device-scale-factor=2", shot, file.as_uri()], check=True, capture_output=True)
            print(HERE / f"{name}.png")


if __name__ == "__main__":
    main()
