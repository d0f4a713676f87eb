"""The form in which texts are read, by the page and so by every student."""

from collections.abc import Iterator, Sequence

PORTION = 16_384
"""Texts that are read together: what a tokenizer tells of a text besides its ids takes some kilobytes."""


def reading_form(text: str) -> str:
    """In small letters, as the page does before it tokenises (`readingForm` of the page): letter case says nothing about which thing a row means."""
    return text.lower()


def portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[start : start + PORTION] for start in range(0, len(texts), PORTION))
