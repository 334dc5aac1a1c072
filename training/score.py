"""Learns the weights of the score that decides, and sets its threshold.

python3 score.py OUT.toml FILE.jsonl [FILE.jsonl ...]     files that `innopolicy weigh` printed

Every candidate of a question is a case of a logistic regression: right where its sentence holds the answer, and by
half where its span is another one. Held out in five folds by question, it prints how many of what is answered is right
and how much is answered; the threshold is where 95 of 100 answers are right.
"""
import json
import sys

import numpy as np

FOLDS, PENALTY, TARGET = 5, 1e-3, 0.95


def read(paths):
    """Questions as (answerable, values of shape (candidates, features), labels, sentence right), and the names."""
    questions, names = [], None
    for path in paths:
        for line in open(path, encoding="utf-8"):
            asked = json.loads(line)
            names = asked["names"]
            values = np.array([one["values"] for one in asked["candidates"]], float).reshape(-1, len(names))
            sentence = np.array([one["sentence"] for one in asked["candidates"]], float)
            span = np.array([one["span"] for one in asked["candidates"]], float)
            questions.append((asked["answerable"], values, (sentence + span) / 2 * asked["answerable"], sentence * asked["answerable"], span))
    return questions, names


def learn(questions):
    """Weights by Newton's method; the penalty is on features of unit deviation, and not on the first, which is 1."""
    x = np.concatenate([values for _, values, *_ in questions])
    y = np.concatenate([labels for _, _, labels, *_ in questions])
    deviation = np.where(x.std(0) > 1e-9, x.std(0), 1.0)
    z, weights = x / deviation, np.zeros(x.shape[1])
    penalty = PENALTY * len(y) * np.eye(x.shape[1])
    penalty[0, 0] = 0
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ weights))
        gradient = z.T @ (y - p) - penalty @ weights
        hessian = (z * (p * (1 - p))[:, None]).T @ z + penalty + 1e-9 * np.eye(x.shape[1])
        weights += np.linalg.solve(hessian, gradient)
    return weights / deviation


def best(weights, question):
    """(probability of the likeliest candidate, whether its sentence is right, whether its span is); nothing found is 0."""
    _, values, _, sentence, span = question
    if not len(values):
        return 0.0, 0.0, 0.0
    odds = values @ weights
    at = int(odds.argmax())
    return 1 / (1 + np.exp(-odds[at])), sentence[at], span[at]


def held_out(questions):
    scored = [None] * len(questions)
    for fold in range(FOLDS):
        weights = learn([q for at, q in enumerate(questions) if at % FOLDS != fold])
        for at in range(fold, len(questions), FOLDS):
            scored[at] = (*best(weights, questions[at]), questions[at][0])
    return scored


def curve(scored):
    """For each threshold: (threshold, precision, share of the answerable answered rightly, share of the unanswerable answered)."""
    ranked = sorted(scored, key=lambda one: -one[0])
    answerable = sum(one[3] for one in scored)
    rows, right, wrong = [], 0, 0
    for number, (probability, sentence, _, is_answerable) in enumerate(ranked, 1):
        right += sentence
        wrong += not is_answerable
        rows.append((probability, right / number, right / max(1, answerable), wrong / max(1, len(scored) - answerable)))
    return rows


def main():
    out, *paths = sys.argv[1:]
    questions, names = read(paths)
    scored = held_out(questions)
    rows = curve(scored)
    for precision in (0.99, 0.97, 0.95, 0.93, 0.90):
        enough = [row for row in rows if row[1] >= precision]
        row = enough[-1] if enough else rows[0]
        print(f"precision {precision:.2f}: threshold {row[0]:.3f}, answerable answered rightly {row[2]:.3f}, unanswerable answered {row[3]:.3f}")
    answerable = [one for one in scored if one[3]]
    print(f"{len(questions)} questions; likeliest right, of the answerable: sentence {np.mean([one[1] for one in answerable]):.3f}, span {np.mean([one[2] for one in answerable]):.3f}")
    within = [q[3].max() if len(q[3]) else 0 for q in questions if q[0]]
    print(f"right among all candidates: {np.mean(within):.3f}")
    threshold = [row for row in rows if row[1] >= TARGET][-1][0]
    weights = learn(questions)
    with open(out, "w", encoding="utf-8") as file:
        file.write("# Learned by training/score.py; the names are those of score.rs.\n")
        file.write(f"answered = {threshold:.3f}\n\n[weights]\n")
        file.writelines(f"{name} = {weight:.4f}\n" for name, weight in zip(names, weights))


if __name__ == "__main__":
    main()
