"""A toy Unigram tokenizer of the same form as the base one."""

from typing import Any

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
WORDS = ("▁", "a", "b", "c", "▁a", "ab", "▁ab", "abc", "▁abc", "я", "да", "▁да", "нет", "▁нет", "กา")


def toy_tokenizer() -> dict[str, Any]:
    pieces = [[piece, 0.0] for piece in SPECIAL]
    pieces += [[piece, -1.0 - place / 10 + 2.0 * (len(piece) - 1)] for place, piece in enumerate(WORDS)]
    pieces.append(["<mask>", 0.0])
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    added = [{"id": place, "content": piece, **flags} for place, piece in enumerate(SPECIAL)]
    added.append({"id": len(pieces) - 1, "content": "<mask>", **flags})
    start, end, text = {"SpecialToken": {"id": "<s>", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": None,
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [start, text, end],
            "pair": [start, text, end, {"Sequence": {"id": "B", "type_id": 0}}, end],
            "special_tokens": {name: {"id": name, "ids": [SPECIAL.index(name)], "tokens": [name]} for name in ("<s>", "</s>")},
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {"type": "Unigram", "unk_id": 3, "vocab": pieces, "byte_fallback": False},
    }
