"""The stages of a run in order. Each reads what earlier ones wrote and gives a DataFrame; `pipeline.py` writes it down."""
