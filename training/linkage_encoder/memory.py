"""Memory that Python has freed, back to the system."""

import ctypes
import gc


def give_back_memory() -> None:
    """After much was read and dropped: the C library of Linux keeps what was freed in small pieces. Elsewhere only what Python itself can collect is."""
    gc.collect()
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (OSError, AttributeError, TypeError):
        pass
