"""``python -m tests.benchmarks NAME [--json FILE]``; ``list`` names the benchmarks."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
from pathlib import Path

BENCHMARKS = {
    "startup": "how long until the version is said and the window is painted",
    "scroll": "how long a frame takes while panes with marks are scrolled",
    "respond": "how soon the window answers, also while articles are analysed",
    "scale": "how time and memory grow with the number of articles",
    "workspace": "how quickly a large workspace opens, and a verdict is on the disk",
}
"""Each is ``tests/benchmarks/<name>.py`` with ``figures() -> dict``."""


def machine() -> str:
    """The machine in a few words, so that figures are compared with like."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure the program.")
    parser.add_argument("name", choices=["list", *BENCHMARKS])
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures there, not to standard output")
    wanted = parser.parse_args()
    if wanted.name == "list":
        for name, what in BENCHMARKS.items():
            print(f"{name:<10}{what}")
        return 0
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    figures = importlib.import_module(f"tests.benchmarks.{wanted.name}").figures()
    text = json.dumps({"name": wanted.name, "machine": machine(), "figures": figures}, indent=2)
    if wanted.json:
        wanted.json.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
