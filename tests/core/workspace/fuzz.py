"""Damages workspace files at random, and looks whether they are opened as far as they can be, or refused in a sentence.

``python -m tests.core.workspace.fuzz [TIMES] [SEED]``. Nothing else may come of it: no crash, no hang, no other error,
and no value that is not what the model says it is.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from core.errors import ParallaxError
from core.workspace import edits, open_workspace
from core.workspace.codec import dumps
from core.workspace.document import as_document
from tests.core.workspace.works import random_edit

_PAGE = 4096
_LONGEST_S = 20.0  # far more than any of them takes


def sample(path: Path) -> bytes:
    """Make a workspace with work of every kind and return its bytes."""
    rng = random.Random(1)
    with open_workspace(path, create=True) as opened:
        for _ in range(60):
            opened.apply(random_edit(rng, opened.workspace))
    return path.read_bytes()


def damaged(data: bytes, rng: random.Random) -> bytes:
    """Return a file with bits, bytes, stretches or pages of it changed, cut, doubled or moved."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 40))):
        at = rng.randrange(len(changed))
        page = at // _PAGE * _PAGE
        kind = rng.randrange(8)
        if kind == 0:
            changed[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            changed[at] = rng.choice((0, 255, rng.randrange(256)))
        elif kind == 2:
            changed[at : at + rng.randint(1, 200)] = rng.randbytes(rng.randint(1, 200))
        elif kind == 3:
            changed[page : page + _PAGE] = bytes(_PAGE)
        elif kind == 4:
            other = rng.randrange(len(changed)) // _PAGE * _PAGE
            changed[page : page + _PAGE] = changed[other : other + _PAGE]
        elif kind == 5:
            del changed[max(1, at) :]
        elif kind == 6:
            changed[rng.randrange(min(len(changed), 200))] = rng.randrange(256)
        else:
            header = page + (100 if page == 0 else 0)
            changed[min(header + rng.randrange(40), len(changed) - 1)] = rng.randrange(256)
    return bytes(changed)


def outcome(path: Path) -> str:
    """Open a file and use all that is in it; returns what came of it. Any error but our own goes through."""
    start = time.monotonic()
    try:
        with open_workspace(path) as opened:
            dumps(as_document(opened.workspace))
            came = "damage told" if opened.damage else "whole"
            if not opened.read_only:
                opened.apply(edits.describe(title="after the damage"))
                opened.undo()
                opened.undo()
            opened.save_copy(path.with_name("copy.parallax"))
        with open_workspace(path.with_name("copy.parallax")) as copy:
            assert copy.damage == () or came == "whole"
    except ParallaxError as error:
        came = "refused" if error.message.endswith(".") and error.hint else "no sentence"
    return came if time.monotonic() - start < _LONGEST_S else "hung"


def run(times: int, seed: int, folder: Path) -> Counter[str]:
    """Damage a file so many times and count what came of opening it."""
    rng = random.Random(seed)
    whole = sample(folder / "whole.parallax")
    counts: Counter[str] = Counter()
    for number in range(times):
        place = folder / str(number)
        place.mkdir()
        path = place / "w.parallax"
        path.write_bytes(damaged(whole, rng))
        counts[outcome(path)] += 1
    return counts


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        times_, seed_ = [*map(int, sys.argv[1:]), *(1000, 1)[len(sys.argv) - 1 :]]
        sys.stdout.write(f"{dict(run(times_, seed_, Path(made)))}\n")
