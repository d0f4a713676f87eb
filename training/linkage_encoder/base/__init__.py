"""Base weights and tokenizer out of packages, smaller vocabularies, fewer layers."""
