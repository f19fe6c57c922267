from __future__ import annotations

import pytest

from core.exporters import EXPORTERS, for_name, for_suffix
from tests import comparisons


def test_formats_are_found_by_name_and_by_ending():
    assert for_suffix(".MD") is EXPORTERS["markdown"]
    assert for_name("md") is for_name("markdown") is EXPORTERS["markdown"]
    assert for_suffix(".doc") is for_name("doc") is None


def test_no_ending_means_two_formats():
    endings = [suffix for exporter in EXPORTERS for suffix in exporter.suffixes]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize("name", EXPORTERS.names())
def test_every_format_names_the_articles_and_no_folder(name):
    text = EXPORTERS[name].render(comparisons.ferry()).decode("utf-8")
    for article in comparisons.ferry().articles:
        assert article.sha256 in text
    assert "/tmp" not in text
