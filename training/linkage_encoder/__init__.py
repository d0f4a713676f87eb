"""Rowlink's embedded multilingual encoder, made from packages of the registries by `python -m linkage_encoder`."""
