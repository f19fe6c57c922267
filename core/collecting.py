"""Python's search for values that refer to one another in a circle, put off while there is nothing to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_AFTER = 500_000  # new values, where Python looks after 700


@contextmanager
def rarely() -> Iterator[None]:
    """Look for circles rarely inside: an analysis makes millions of values that form none (an eighth of its time)."""
    before = gc.get_threshold()
    gc.set_threshold(_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
