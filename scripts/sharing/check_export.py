"""Loads a folder that Rowlink exported as other programs do, and says what they make of it.

    python check_export.py FOLDER texts.json > vectors.json

Texts are a JSON list. The answer has, for each way that the installed packages offer, the vectors of all texts:
`onnxruntime` runs onnx/model.onnx itself, `sentence-transformers-onnx` the modules on that graph,
`sentence-transformers` the modules on PyTorch or the table, `adapter` the graph of the adapter alone on the vectors before it.
A way that is not installed or not offered by the folder is named with the reason in place of vectors.
"""

import json
import os
import sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"


def tokens_of(folder, texts):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    longest = json.loads((folder / "tokenizer_config.json").read_text())["model_max_length"]
    tokenizer.enable_truncation(longest)
    prompts = json.loads((folder / "config_sentence_transformers.json").read_text())
    prefix = prompts["prompts"].get(prompts["default_prompt_name"] or "", "")
    return [tokenizer.encode(prefix + text).ids for text in texts]


def by_onnxruntime(folder, texts):
    import numpy
    import onnxruntime

    session = onnxruntime.InferenceSession(str(folder / "onnx" / "model.onnx"), providers=["CPUExecutionProvider"])
    names = [given.name for given in session.get_inputs()]
    vectors = []
    for ids in tokens_of(folder, texts):
        row = numpy.array([ids], dtype=numpy.int64)
        given = {"input_ids": row, "attention_mask": numpy.ones_like(row), "token_type_ids": numpy.zeros_like(row)}
        made = session.run(["sentence_embedding"], {name: given[name] for name in names})
        vectors.append(made[0][0])
    return numpy.stack(vectors)


def by_sentence_transformers(folder, texts, backend):
    from sentence_transformers import SentenceTransformer

    if backend == "onnx" and not (folder / "sentence_bert_config.json").exists():
        raise NotImplementedError("a table needs no ONNX Runtime")
    is_static = (folder / "0_StaticEmbedding").exists()
    if backend == "torch" and not is_static and not (folder / "model.safetensors").exists():
        raise NotImplementedError("exported without weights for PyTorch")
    model = SentenceTransformer(str(folder), backend=backend, device="cpu")
    # Texts of different lengths in one batch: padding must have no say.
    return model.encode(texts, batch_size=8)


def by_adapter_alone(folder, texts):
    """The base's vectors by the modules before the adapter, then the file of the adapter."""
    import onnxruntime
    from sentence_transformers import SentenceTransformer

    is_static = (folder / "0_StaticEmbedding").exists()
    model = SentenceTransformer(str(folder), backend="torch" if is_static else "onnx", device="cpu")
    before = SentenceTransformer(modules=list(model)[:-2], prompts=model.prompts, default_prompt_name=model.default_prompt_name)
    [path] = (folder / "adapter").glob("*.adapter.onnx")
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(["tuned_embedding"], {"embedding": before.encode(texts, batch_size=8)})[0]


def main():
    folder = Path(sys.argv[1])
    texts = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    ways = {
        "onnxruntime": lambda: by_onnxruntime(folder, texts),
        "sentence-transformers-onnx": lambda: by_sentence_transformers(folder, texts, "onnx"),
        "sentence-transformers": lambda: by_sentence_transformers(folder, texts, "torch"),
        "adapter": lambda: by_adapter_alone(folder, texts),
    }
    answer = {}
    for name, run in ways.items():
        try:
            answer[name] = run().tolist()
        except (ImportError, NotImplementedError) as reason:
            answer[name] = f"not run: {reason}"
        except Exception as reason:  # noqa: BLE001 what sentence-transformers raises where optimum is missing
            if "requires installing Optimum" not in str(reason):
                raise
            answer[name] = "not run: Optimum is not installed"
    json.dump(answer, sys.stdout)


main()
