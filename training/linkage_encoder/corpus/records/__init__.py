"""Synthetic records in the shapes of real tables, each with its counterpart from another hand."""
