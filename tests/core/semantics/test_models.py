"""The list of models, and the refusal of files that are not what it names."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace

import pytest

from core import resources
from core.errors import ParallaxError
from core.semantics import models

LIMIT = 130 * 2**20  # bytes of all models together


def test_every_listed_file_is_there_and_is_the_one_listed() -> None:
    for model in models.entries():
        for file, sha256 in ((model.file, model.sha256), (model.tokenizer, model.tokenizer_sha256)):
            content = resources.path(f"models/{file}").read_bytes()
            assert hashlib.sha256(content).hexdigest() == sha256


def test_every_model_has_a_card_that_names_its_digest() -> None:
    for model in models.entries():
        assert model.sha256 in resources.text(f"models/{model.name}.md")


def test_the_models_stay_small() -> None:
    assert sum(resources.path(f"models/{model.file}").stat().st_size for model in models.entries()) < LIMIT


def test_digests_name_every_model() -> None:
    assert models.digests() == tuple((model.name, model.sha256) for model in models.entries())
    assert all(len(sha256) == 64 for _, sha256 in models.digests())


def test_a_model_file_with_another_digest_is_refused() -> None:
    wrong = replace(models.entry("encoder"), sha256="0" * 64)
    with pytest.raises(ParallaxError, match="damaged") as caught:
        models.Runner(wrong)
    assert "semantics: off" in caught.value.hint


def test_a_missing_model_file_is_named() -> None:
    with pytest.raises(ParallaxError, match=r"models/absent\.onnx is missing"):
        models.Runner(replace(models.entry("encoder"), file="absent.onnx"))


def test_a_model_that_is_not_listed_is_an_error() -> None:
    with pytest.raises(ParallaxError, match="incomplete"):
        models.entry("oracle")


def test_a_faulty_list_is_refused_with_every_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    listing = {"encoder": {"file": "", "sha256": "1", "tokenizer": "t", "max_tokens": 10**6}}
    monkeypatch.setattr(resources, "load", lambda _name: listing)
    with pytest.raises(ParallaxError) as caught:
        models.entries()
    for path in ("$.encoder.file", "$.encoder.tokenizer_sha256", "$.encoder.max_tokens"):
        assert path in caught.value.message


def test_a_missing_package_is_reported_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ParallaxError, match="onnxruntime") as caught:
        models.Runner(models.entry("encoder"))
    assert "semantics: off" in caught.value.hint


def test_nothing_heavy_is_imported_before_a_model_is_loaded() -> None:
    code = "import sys, core.semantics.encoder; print({'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"
