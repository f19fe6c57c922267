"""Make the models: ``python -m tests.quality.training --out DIR`` (needs the packages of the extra ``train``).

Stages run in this order, each from what the one before left in DIR; ``--stage`` chooses one.

    encoder    the published weights as int8 ONNX                                    1 minute
    general    the pair model, first on public sets of inference and typed edits    40 minutes on two cores
    domain     … then on written stories and judged pairs of real news              25 minutes
    pair       the pair model as int8 ONNX, with its temperature                     1 minute
    measured   held-out figures and the benchmark, into DIR/measured.md              5 minutes
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

STAGES = ("encoder", "general", "domain", "pair", "measured")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.training", description="Make the models.")
    parser.add_argument(
        "--base", type=Path, required=True, help="folder with the published model.safetensors and tokenizer.json"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints, models and figures")
    parser.add_argument("--stage", choices=STAGES, action="append", help="only this stage (may be given several times)")
    parser.add_argument("--minutes", type=float, default=1e9, help="end a training stage after so many minutes")
    parser.add_argument("--seed", type=int, default=20260303)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    import torch

    from tests.quality.training import stages

    torch.set_num_threads(options.threads)
    for stage in options.stage or STAGES:
        logging.info("stage %s", stage)
        getattr(stages, stage)(options.base, options.out, options.minutes, options.seed)


if __name__ == "__main__":
    main()
