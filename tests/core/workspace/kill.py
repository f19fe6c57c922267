"""Kills work on a workspace at random moments, and looks whether everything that was confirmed is there.

``python -m tests.core.workspace.kill [TIMES] [SEED]``: a worker imports, judges, notes, undoes, exports, copies, closes
and opens again, and says after each edit how many there are and what the workspace is; then it is killed with signal
9. The next worker goes on with the file as it was left.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from core.workspace import OpenWorkspace, Workspace, open_workspace
from core.workspace.codec import dumps
from core.workspace.document import as_document
from core.workspace.storage import backup_folder
from tests.core.workspace.works import random_edit

_LONGEST_LIFE_S = 0.4  # time for some dozens of edits


def digest(workspace: Workspace) -> str:
    """Return a sum over everything in a workspace."""
    texts = sorted(article.text for article in workspace.articles.values())
    return hashlib.sha256(dumps(as_document(workspace)).encode() + repr(texts).encode()).hexdigest()


def work(path: Path, seed: int, confirm: int) -> None:
    """Work without end; every edit that has returned is confirmed on a pipe."""
    rng = random.Random(seed)
    while True:
        with open_workspace(path, create=True) as opened:
            for _ in range(rng.randint(1, 40)):
                _act(rng, opened)
                os.write(confirm, f"{len(opened.history())} {digest(opened.workspace)}\n".encode())


def _act(rng: random.Random, opened: OpenWorkspace) -> None:
    chance = rng.random()
    if chance < 0.15:
        opened.undo()
    elif chance < 0.25:
        opened.redo()
    elif chance < 0.28:
        opened.save_copy(opened.path.with_name("copy.parallax"), texts=rng.random() < 0.5)
    elif chance < 0.31:
        opened.path.with_name("note.json").write_text(dumps(as_document(opened.workspace)))
    elif chance < 0.33:
        opened.compact()
    else:
        opened.apply(random_edit(rng, opened.workspace))


def kill_one(path: Path, rng: random.Random) -> tuple[int, str]:
    """Start a worker, kill it at a random moment and return the last edit that it confirmed."""
    heard, confirm = os.pipe()
    worker = os.fork()
    if worker == 0:
        os.close(heard)
        try:
            work(path, rng.randrange(2**32), confirm)
        finally:
            os._exit(1)
    os.close(confirm)
    time.sleep(rng.random() * _LONGEST_LIFE_S)
    os.kill(worker, signal.SIGKILL)
    _, status = os.waitpid(worker, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, "the worker failed before it was killed"
    with os.fdopen(heard) as lines:
        told = lines.read().split("\n")[:-1]
    number, state = told[-1].split() if told else ("0", "")
    return int(number), state


def check(path: Path, number: int, state: str) -> int:
    """Assert that all that was confirmed is in the file; returns how many edits the file holds."""
    if not path.exists():
        assert number == 0
        return 0
    backups = set(backup_folder(path).glob("*"))
    with open_workspace(path) as opened:
        assert (opened.damage, opened.why_read_only) == ((), "")
        held = len(opened.history())
        assert held in (number, number + 1) or not state, f"{number} edits were confirmed, {held} are there"
        if state and held == number:
            assert digest(opened.workspace) == state
    assert set(backup_folder(path).glob("*")) == backups, "opening made or used a backup"
    return held


def main(times: int, seed: int) -> int:
    """Kill so many times and say what came of it."""
    rng = random.Random(seed)
    held = unconfirmed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.parallax"
        for _ in range(times):
            number, state = kill_one(path, rng)
            before, held = held, check(path, number, state)
            assert before <= held <= max(before, number) + 1
            unconfirmed += held > max(number, before)
            copy = path.with_name("copy.parallax")
            if copy.exists():
                with open_workspace(copy) as opened:
                    assert opened.damage == ()
    told = f"{times} kills, {held} edits, {unconfirmed} of them done but not yet confirmed when killed; none lost"
    sys.stdout.write(f"{told}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
