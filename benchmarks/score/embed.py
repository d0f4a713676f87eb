"""Vectors of every table of the given tasks with one quantized model, for dump-evidence.ts: long texts in pieces, as in the page.

    python embed.py MODEL_DIR DATA_DIR OUT_DIR [--fold] TASK…      writes OUT_DIR/<task>.<table>.f32, row-major float32
"""
import csv
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

MOST_PIECES, BATCH_TOKENS, PADDING = 8, 512, 1
TABLES = {"link": ("left", "right"), "aggregate": ("left", "right"), "pairs": ("left", "right"), "dedup": ("records",)}


def pieces(ids, head, tail, room):
    body = ids[head : len(ids) - tail]
    cuts = range(0, max(1, len(body)), room)
    return [[*ids[:head], *body[at : at + room], *ids[len(ids) - tail :]] for at in cuts][:MOST_PIECES]


def embed(session, tokenizer, texts, prefix, dimensions, longest):
    empty = tokenizer.encode(prefix.strip()).ids
    tail = len(empty) - len(tokenizer.encode(prefix.strip(), add_special_tokens=False).ids) and 1
    head = len(empty) - tail
    cut = [(row, piece) for row, text in enumerate(texts) for piece in pieces(tokenizer.encode(prefix + text).ids, head, tail, longest - head - tail)]
    cut.sort(key=lambda item: len(item[1]))
    out = np.zeros((len(texts), dimensions), np.float32)
    at = 0
    while at < len(cut):
        size = max(1, min(64, BATCH_TOKENS // max(1, len(cut[at][1]))))
        batch = cut[at : at + size]
        at += size
        width = max(1, len(batch[-1][1]))
        ids = np.full((len(batch), width), PADDING, np.int64)
        mask = np.zeros_like(ids)
        for slot, (_, piece) in enumerate(batch):
            ids[slot, : len(piece)] = piece
            mask[slot, : len(piece)] = 1
        vectors = session.run(["sentence_embedding"], {"input_ids": ids, "attention_mask": mask})[0]
        for slot, (row, piece) in enumerate(batch):
            out[row] += vectors[slot] * len(piece)
    return out / np.maximum(1e-9, np.linalg.norm(out, axis=1, keepdims=True))


def main():
    arguments = [a for a in sys.argv[1:] if a != "--fold"]
    fold = "--fold" in sys.argv
    model, data, target = map(Path, arguments[:3])
    card = json.loads((model / "linkage.json").read_text())
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(str(model / "onnx" / "model_quantized.onnx"), options)
    dimensions = card["dim"]
    target.mkdir(parents=True, exist_ok=True)
    known = {}
    for task in arguments[3:]:
        spec = json.loads((data / task / "task.json").read_text())
        columns = spec["match_columns"]
        for table in TABLES.get(spec["kind"], ()):
            names = columns[table] if isinstance(columns, dict) else columns
            with open(data / task / f"{table}.csv", newline="", encoding="utf-8") as file:
                texts = [" ".join(" ".join(row[n].split()) for n in names if row[n].strip()) for row in csv.DictReader(file)]
            if fold:
                texts = [text.lower() for text in texts]
            fresh = [text for text in dict.fromkeys(texts) if text not in known]
            known.update(zip(fresh, embed(session, tokenizer, fresh, card["prefix"], dimensions, card["max_length"])))
            np.stack([known[text] for text in texts]).tofile(target / f"{task}.{table}.f32")
            print(task, table, len(texts), flush=True)


main()
