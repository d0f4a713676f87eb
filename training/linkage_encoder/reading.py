"""The form in which texts are read, by the page and so by every student."""


def reading_form(text: str) -> str:
    """In small letters, as the page does before it tokenises (`readingForm` of the page): letter case says nothing about which thing a row means."""
    return text.lower()
