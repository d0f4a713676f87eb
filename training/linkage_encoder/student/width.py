"""How wide a student is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Width:
    """hidden: channels of a token; heads: of attention, of 32 numbers each; wide: neurons between the two wide matrices of a layer."""

    hidden: int
    heads: int
    wide: int

    @property
    def name(self) -> str:
        """As `256x1024`: channels and neurons."""
        return f"{self.hidden}x{self.wide}"
