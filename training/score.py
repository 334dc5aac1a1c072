"""Learns the weights of the score that decides, and shows what each threshold gives.

python3 score.py OUT.toml THRESHOLD FILE.jsonl [FILE.jsonl ...]     files that `innopolicy weigh` printed

Every candidate of a question is a case of a logistic regression: right where its sentence holds the answer, and by
half where its span is another one. Held out in five folds by question, it prints for each file and threshold how many
of what is answered are right, and how much is answered. Answered is the likeliest candidate, where it is likely enough,
as src/answer/select.rs has it.
"""
import json
import sys

import numpy as np

FOLDS, PENALTY = 5, 1e-3

# Across languages the likeliest is right more often than the regression says. Above this probability it is right, on g and
# on the gold set, as often as above the threshold in one language; the weight of another language is raised by the difference.
ACROSS = 0.70


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


def shares(scored, threshold):
    """(right of what is answered, answerable answered rightly, unanswerable answered) at a threshold."""
    answered = [one for one in scored if one[0] >= threshold]
    right, wrong = sum(one[1] for one in answered), sum(not one[3] for one in answered)
    answerable = sum(one[3] for one in scored)
    return right / max(1, len(answered)), right / max(1, answerable), wrong / max(1, len(scored) - answerable)


def main():
    out, threshold, *paths = sys.argv[1:]
    files = [read([path]) for path in paths]
    names = files[0][1]
    questions = [question for file, _ in files for question in file]
    scored, at = held_out(questions), 0
    for path, (file, _) in zip(paths, files):
        own, at = scored[at : at + len(file)], at + len(file)
        answerable = [one for one in own if one[3]]
        within = np.mean([q[3].max() if len(q[3]) else 0 for q in file if q[0]])
        print(f"{path}: {len(own)} questions; likeliest right, of the answerable: sentence {np.mean([one[1] for one in answerable]):.3f}, span {np.mean([one[2] for one in answerable]):.3f}; right among all candidates {within:.3f}")
        for each in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            print(f"  {each}: " + ", ".join(f"{name} {share:.3f}" for name, share in zip(("right", "answerable answered rightly", "unanswerable answered"), shares(own, each))))
    weights = learn(questions)
    logit = lambda share: np.log(share / (1 - share))
    weights[names.index("other_language")] += logit(float(threshold)) - logit(ACROSS)
    with open(out, "w", encoding="utf-8") as file:
        file.write("# Learned by training/score.py; the names are those of features.rs. other_language is raised, see ACROSS there.\n")
        file.write(f"answered = {threshold}\n\n[weights]\n")
        file.writelines(f"{name} = {weight:.4f}\n" for name, weight in zip(names, weights))


if __name__ == "__main__":
    main()
