"""Weights read back from the file that the program runs, so that training can go on from it.

Rounding to 8 bits costs less than a step of training does: the model read back gives the shipped file's answers.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from tests.quality.training import mpnet
from tests.quality.training.bert import PairClassifier
from tests.quality.training.vocabulary import WORDS

_MATRICES = ("attention.projection", "attention.dense", "inner", "outer")


def exported(file: Path, dropout: float, relations: int) -> PairClassifier:
    """Return the pair model with the weights of an exported ``pair.onnx``; ValueError if it is not such a file."""
    graph = onnx.load(file).graph
    arrays = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    model = PairClassifier(mpnet.MPNet(dropout), mpnet.WIDTH, relations)
    words, scales = (
        next(array for array in arrays.values() if array.shape == (WORDS + mpnet.SHIFT, width))
        for width in (mpnet.WIDTH, 1)
    )
    model.bert.shorten(len(arrays["bert.embeddings.position_embeddings.weight"]) - mpnet.FIRST_POSITION)
    weights = {"bert.embeddings.word_embeddings.weight": torch.from_numpy(words * scales)}
    weights |= {name: torch.from_numpy(arrays[name].copy()) for name in model.state_dict() if name in arrays}
    names = [f"bert.layers.{layer}.{matrix}" for layer in range(mpnet.LAYERS) for matrix in _MATRICES]
    products = [node for node in graph.node if node.op_type == "MatMulInteger"]
    if len(products) != len(names) + 2:
        raise ValueError(f"{file} is no pair model: {len(products)} matrices instead of {len(names) + 2}")
    for name, node in zip([*names, "hidden", "output"], products, strict=True):
        weights[f"{name}.weight"] = _matrix(arrays, node.input[1].removesuffix("_quantized"))
    model.load_state_dict(weights)
    return model


def _matrix(arrays: dict[str, np.ndarray], name: str) -> Tensor:
    """Return a matrix [out, in] from its 8-bit form [in, out] with a scale for each output."""
    table, zero, scale = (arrays[f"{name}_{part}"] for part in ("quantized", "zero_point", "scale"))
    return torch.from_numpy(((table.astype(np.float32) - zero) * scale).T.copy())
