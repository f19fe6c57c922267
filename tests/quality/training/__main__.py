"""Make the models: ``python -m tests.quality.training --out DIR`` (needs the packages of the extra ``train``).

Stages run in this order; ``--stage`` chooses one. The two models start from different bases: ``encoder`` from
all-MiniLM-L6-v2, ``train`` from all-mpnet-base-v2.

    encoder    the published weights as int8 ONNX                                     1 minute
    train      the pair model, on all material at once, into DIR/pair.pt              2 hours or more on two cores
    pair       the pair model as int8 ONNX, with its temperature                      3 minutes
    measured   held-out figures and the benchmark, into DIR/measured.md               10 minutes
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

STAGES = ("encoder", "train", "pair", "measured")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.training", description="Make the models.")
    parser.add_argument(
        "--base",
        type=Path,
        required=True,
        help="folder with the published model.safetensors; for `train` or with an exported pair.onnx, to go on with it",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints, models and figures")
    parser.add_argument("--stage", choices=STAGES, action="append", required=True, help="may be given several times")
    parser.add_argument("--minutes", type=float, default=1e9, help="end training after so many minutes")
    parser.add_argument("--seed", type=int, default=20260303)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    import torch

    from tests.quality.training import stages

    torch.set_num_threads(options.threads)
    for stage in options.stage:
        logging.info("stage %s", stage)
        getattr(stages, stage)(options.base, options.out, options.minutes, options.seed)


if __name__ == "__main__":
    main()
