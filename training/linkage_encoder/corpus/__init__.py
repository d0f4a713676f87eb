"""Training pairs: texts that name or describe the same thing.

`python -m linkage_encoder.corpus --work DIR` fetches the pinned packages, reads every source, makes the
synthetic records, takes out what overlaps the benchmark tasks, and writes `DIR/corpus/pairs.tsv` with
`DIR/corpus/sources.json`. `training/DATA.md` lists sources and licences.
"""
