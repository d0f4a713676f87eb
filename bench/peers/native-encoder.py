"""Native ONNX Runtime over the same graph, texts, batches and one thread as bench/encode.bench.ts; prints texts a second.

    node -e "import('./bench/company-names.mjs').then(({ companyNames }) =>
      console.log([...new Set(companyNames(1000).left)].join('\\n')))" > names.txt
    pip install onnxruntime==1.23.2 tokenizers==0.23.3
    python bench/peers/native-encoder.py public/models/rowlink-small names.txt
"""

import json
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

BATCH_TOKENS = 256
ROUNDS = 5

folder, names = Path(sys.argv[1]), Path(sys.argv[2])
manifest = json.loads((folder / "manifest.json").read_text())
tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
texts = [line for line in names.read_text(encoding="utf-8").splitlines() if line]
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(str(folder / "onnx/model_quantized.onnx"), options, providers=["CPUExecutionProvider"])

lists = sorted((encoding.ids for encoding in tokenizer.encode_batch([manifest["prefix"] + text for text in texts])), key=len, reverse=True)
batches = []
for ids in lists:
    if batches and len(batches[-1][0]) == len(ids) and (len(batches[-1]) + 1) * len(ids) <= BATCH_TOKENS:
        batches[-1].append(ids)
    else:
        batches.append([ids])
feeds = [{"input_ids": np.array(batch, np.int64), "attention_mask": np.ones((len(batch), len(batch[0])), np.int64)} for batch in batches]


def seconds():
    """Seconds on the processor, which do not count what other programs take."""
    started = time.process_time()
    for feed in feeds:
        session.run([manifest["output"]], feed)
    return time.process_time() - started


seconds()
median = statistics.median(seconds() for _ in range(ROUNDS))
print(json.dumps({"texts": len(texts), "batches": len(batches), "textsPerSecond": round(len(texts) / median)}))
