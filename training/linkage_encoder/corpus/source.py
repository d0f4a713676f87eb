"""What a source of pairs declares about itself."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .library import Library
from .pairs import Concept, Pair

Reader = Callable[[Library, random.Random], Iterable[Concept | Pair]]


@dataclass(frozen=True, slots=True)
class Source:
    """One source: its reader, its packages and licence, and the most pairs it may give.

    `share_alike` marks data whose licence asks that derived data keep the licence (CC BY-SA, GPL, GFDL …);
    `--without-share-alike` leaves all of them out.
    """

    name: str
    read: Reader
    packages: tuple[str, ...]
    licence: str
    origin: str
    share_alike: bool = False
    cap: int = 100_000
