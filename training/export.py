"""Writes a trained reader as the program opens it: weights, vocabulary, manifest, and what it must read from examples.

python3 export.py CHECKPOINT.pt [OUT_DIR]      OUT_DIR is ../models/reader unless said
python3 export.py --base [OUT_DIR]             the base model, its heads untrained: for a first trial

Weights of linears and words are written in 8 bits a number with one scale a row; everything else in 32. What is
compared, and what check.json expects, is the network with its weights rounded so.
"""
import argparse
import json
import pathlib
import pickle

import torch
from torch import nn

import base as base_model
from base import BEGIN, END, PAD
from network import Network
from onnx_graph import model_of, rounded
from text import fold
from train import HEADER, LONGEST_ANSWER as ANSWER, QUESTION, shortened

HERE = pathlib.Path(__file__).parent
LONGEST = 256  # tokens
QUERY, PASSAGE = "query: ", "passage: "
MANIFEST = f"""\
# What the program must know of model.onnx and tokenizer.json beside this file; docs/reader.md explains each.
name = "%(name)s"
licence = "MIT"
version = "%(version)s"
# What texts are folded to before they are cut into tokens; "" for nothing.
script = "simplified"
# The rest counts tokens, and in `hidden` the numbers of a vector.
longest = {LONGEST}
longest_question = {QUESTION}
longest_header = {HEADER}
longest_answer = {ANSWER}
hidden = %(hidden)d

[tokens]
begin = {BEGIN}
separator = [{END}, {END}]
end = {END}
pad = {PAD}

[inputs]
ids = "input_ids"
mask = "attention_mask"
# Whether the model takes `token_type_ids`, as BERT does.
segments = false

[outputs]
start = "start_logits"
end = "end_logits"
# "" where the model has none: then the first token's logits say that nothing answers.
has_answer = "has_answer"
# "" where the model makes no vectors.
vector = "vector"

[prefixes]
query = "{QUERY}"
passage = "{PASSAGE}"
"""
# (question, header, passage): both scripts, Cantonese, English across, what does not answer, widths, a long header.
EXAMPLES = [
    ("數碼港有幾多間初創企業？", "數碼港簡介 | 規模 | 數碼港 | 2024-05-01", "數碼港現時匯聚超過二千間初創企業和科技公司，當中不少來自內地及海外。"),
    ("河套園區點解要分兩期發展？", "河套深港科技創新合作區香港園區發展綱要", "園區佔地87公頃，分兩期發展，以便配合基建落成的時間，首批三座大樓將於2024年底起落成。"),
    ("创新及科技基金何时成立？", "创新及科技基金", "政府于1999年成立50亿元的创新及科技基金，以提升香港经济活动的增值力、生产力及竞争力。"),
    ("How much can an enterprise get under the NIFS?", "New Industrialisation Funding Scheme | Funding", "The scheme subsidises manufacturers on a 1 (Government) : 2 (company) basis, up to HK$15 million a project, to set up new smart production lines in Hong Kong."),
    ("When was the RAISe+ Scheme launched?", "產學研1+計劃 | 創新科技署", "創新科技署於二〇二三年十月推出100億元的「產學研1+計劃」（RAISe+ Scheme），以配對形式資助最少100支大學研發團隊。"),
    ("邊個係科技園公司主席？", "香港科技園公司 | 管理", "公司嘅董事局由主席查毅超博士領導，嗰陣時佢已經喺業界做咗廿幾年。"),
    ("What is the capital of France?", "智慧城市藍圖", "「香港智慧城市藍圖2.0」提出超過130項措施，涵蓋六個範疇。"),
    ("ＩｎｎｏＨＫ　平台設立咗幾多間研發實驗室？", "InnoHK 創新香港研發平台", "InnoHK 已設立 ２９ 間研發實驗室①，匯聚超過2 500名研究人員；\n第三個 InnoHK 研發平台將聚焦先進製造、材料、能源及可持續發展。"),
    ("公司", "", "A"),
    ("数字政策办公室的职责是什么？羣衞着麽？", "數字政策辦公室 | " + "統籌政府資訊科技政策及服務，" * 8, "辦公室統籌制定電子政府、數據治理及資訊科技的政策，推動部門開發更多數碼政府服務。"),
]


def layout(tokenizer, question, header, text):
    """(token numbers, where the passage begins, where it ends) of a question with a passage that fits."""
    encode = lambda part: tokenizer.encode(fold(part)).ids
    before = [BEGIN, *encode(question)[:QUESTION], END, END, *shortened(encode(header))]
    ids = [*before, *encode(text), END]
    assert len(ids) <= LONGEST
    return ids, len(before), len(ids) - 1


def expected(network, tokenizer):
    """What `network` reads from the examples; places of tokens count from the first of the whole input."""
    for question, header, text in EXAMPLES:
        ids, low, high = layout(tokenizer, question, header, text)
        start, end, has = network(*tensors(ids))
        place = lambda logits: low + int(logits[0, low:high].argmax())
        query = [BEGIN, *tokenizer.encode(QUERY + fold(question)).ids, END]
        yield dict(question=question, header=header, text=text, ids=ids, start=place(start), end=place(end),
                   has_answer=round(float(has[0]), 4), vector=[round(float(x), 4) for x in network.vector(*tensors(query))[0, :4]])


def tensors(ids):
    return torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.bool)


def difference(network, path, examples):
    """The greatest difference between the file's outputs and the network's, each example alone and all padded
    together; `None` without onnxruntime, which only this needs."""
    try:
        import onnxruntime
    except ImportError:
        return None
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    rows = [torch.tensor(example["ids"]) for example in examples]
    batches = [row[None] for row in rows] + [nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=PAD)]
    greatest = 0.0
    for ids in batches:
        mask = ids != PAD
        found = session.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.long().numpy()})
        wanted = [*network(ids, mask), network.vector(ids, mask)]
        greatest = max(greatest, *(float((torch.from_numpy(a) - b).abs().max()) for a, b in zip(found, wanted)))
    return greatest


def opened(path, base):
    """(the network, the kept numbers of the vocabulary) of a checkpoint, or of the base model if there is none."""
    if path is None:
        kept = pickle.loads((base_model.WORK / "kept.pkl").read_bytes())
        torch.manual_seed(0)
        network = Network(len(kept), base)
        network.start_from(base, kept)
        return network, kept
    saved = torch.load(path, map_location="cpu")
    network = Network(len(saved["kept"]), base)
    network.load_state_dict(saved["network"])
    return network, saved["kept"]


def write(network, kept, base, folder, version):
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = base_model.tokenizer([base.pieces[number] for number in kept])
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    rounded(network)
    (folder / "model.onnx").write_bytes(model_of(network, base.epsilon).SerializeToString())
    about = dict(name="innopolicy-reader", version=version, hidden=base.hidden)
    (folder / "reader.toml").write_text(MANIFEST % about, "utf-8")
    examples = list(expected(network, tokenizer))
    (folder / "check.json").write_text(json.dumps(examples, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return examples


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="*", type=pathlib.Path, help="CHECKPOINT.pt [OUT_DIR], or [OUT_DIR] with --base")
    parser.add_argument("--base", action="store_true")
    parser.add_argument("--version", default="1")
    options = parser.parse_args()
    checkpoint = None if options.base else options.paths.pop(0)
    folder = options.paths[0] if options.paths else HERE.parent / "models" / "reader"
    base = base_model.Base()
    network, kept = opened(checkpoint, base)
    network.eval()
    examples = write(network, kept, base, folder, options.version)
    for path in sorted(folder.iterdir()):
        print(f"{path.stat().st_size / 1e6:7.2f} MB  {path}")
    print(len(kept), "pieces; greatest difference from torch:", difference(network, folder / "model.onnx", examples))


if __name__ == "__main__":
    main()
