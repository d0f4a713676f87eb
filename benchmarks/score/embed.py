"""Vectors of both sides of linkage tasks with the quantized model, for dump-evidence.ts: long texts in pieces, as in the page.

    python embed.py MODEL_DIR DATA_DIR OUT_DIR TASK…      writes OUT_DIR/<task>.<side>.f32, row-major float32
"""
import csv
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

PIECE_TOKENS, MOST_PIECES, BATCH_TOKENS, PADDING = 62, 8, 512, 1


def pieces(ids):
    body = ids[1:-1]
    cuts = range(0, max(1, len(body)), PIECE_TOKENS)
    return [[ids[0], *body[at : at + PIECE_TOKENS], ids[-1]] for at in cuts][:MOST_PIECES]


def embed(session, tokenizer, texts):
    cut = [(row, piece) for row, text in enumerate(texts) for piece in pieces(tokenizer.encode(text).ids)]
    cut.sort(key=lambda item: len(item[1]))
    out = np.zeros((len(texts), 384), np.float32)
    at = 0
    while at < len(cut):
        size = max(1, min(64, BATCH_TOKENS // len(cut[at][1])))
        batch = cut[at : at + size]
        at += size
        width = len(batch[-1][1])
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
    model, data, target = map(Path, sys.argv[1:4])
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    session = ort.InferenceSession(str(model / "onnx" / "model_quantized.onnx"))
    target.mkdir(parents=True, exist_ok=True)
    for task in sys.argv[4:]:
        columns = json.loads((data / task / "task.json").read_text())["match_columns"]
        for side in ("left", "right"):
            names = columns[side] if isinstance(columns, dict) else columns
            with open(data / task / f"{side}.csv", newline="", encoding="utf-8") as file:
                texts = [" ".join(row[n].strip() for n in names if row[n].strip()) for row in csv.DictReader(file)]
            embed(session, tokenizer, texts).tofile(target / f"{task}.{side}.f32")


main()
