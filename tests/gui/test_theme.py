"""Colours that can be read, and signs that do without them."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from core import resources
from core.errors import ResourceError
from core.model import Relation
from gui import icons
from gui.theme import Theme, design
from tests.colour_vision import VISIONS, difference, simulated


def luminance(colour: str) -> float:
    parts = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def rgb(colour: str) -> tuple[float, float, float]:
    read = QColor(colour)
    return read.redF(), read.greenF(), read.blueF()


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_everything_can_be_read(name: str):
    scheme = design().schemes[name]
    for ground in (scheme.window, scheme.surface, scheme.raised, scheme.page):
        assert contrast(scheme.text, ground) >= 7
        assert contrast(scheme.muted, ground) >= 4.5
    assert contrast(scheme.faint, scheme.page) >= 3.5
    assert contrast(scheme.accent, scheme.window) >= 3
    assert contrast(scheme.on_accent, scheme.accent) >= 4.5
    assert contrast(scheme.text, scheme.found) >= 4.5
    for relation in Relation:
        look = scheme.relations[relation]
        assert contrast(look.ink, scheme.page) >= 4.5, relation
        assert contrast(scheme.text, look.tint) >= 7, relation
        assert contrast(scheme.text, look.strong) >= 4.5, relation


def test_relations_differ_without_colour():
    signs = design().signs.values()
    assert len({sign.sign for sign in signs}) == 4
    assert {sign.sign for sign in signs} == {"=", "≠", "→", "~"}
    assert len({sign.underline for sign in signs}) == 4


def test_choosing_a_scheme_repaints(theme: Theme):
    heard = []
    theme.changed.connect(lambda: heard.append(theme.scheme.page))
    theme.choose("dark")
    assert theme.dark
    theme.choose("light")
    assert not theme.dark
    assert heard[-1] == design().schemes["light"].page


def test_icons_take_the_colour_asked_for(theme: Theme):
    image = theme.icon("x", "#ff0000").pixmap(24, 24).toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 200
    }
    assert colours == {"#ff0000"}
    assert not icons.program().isNull()


def test_all_mistakes_of_a_theme_file_are_named(monkeypatch: pytest.MonkeyPatch):
    wrong = {
        **resources.load("theme.yaml"),
        "fonts": {"prose": [], "prose_points": "big", "system_points": 9, "leading": 140, "measure": 68},
    }
    monkeypatch.setattr(resources, "load", lambda _name: wrong)
    with pytest.raises(ResourceError, match=r"prose_points"):
        design.__wrapped__()


def test_prose_grows_with_the_systems_type(theme: Theme, qapp: QApplication):
    before, usual = QFont(qapp.font()), theme.prose_font(0).pointSizeF()
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * 1.5)
    try:
        qapp.setFont(larger)
        assert theme.prose_font(0).pointSizeF() == pytest.approx(1.5 * usual, abs=0.1)
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("part", "least"), [("ink", 12), ("strong", 9), ("tint", 5)])
def test_relations_differ_for_every_colour_vision(name: str, vision: str, part: str, least: float):
    looks = design().schemes[name].relations
    seen = {relation: simulated(getattr(look, part), vision) for relation, look in looks.items()}
    for one, other in itertools.combinations(Relation, 2):
        assert difference(seen[one], seen[other]) >= least, (one, other)


def test_the_simulation_leaves_grey_grey_and_takes_hues_away():
    assert all(difference(simulated("#808080", vision), "#808080") < 0.5 for vision in VISIONS)
    assert simulated("#B44900", "usual") == "#B44900"
    red, green = "#CC3311", "#558800"
    assert difference(simulated(red, "deutan"), simulated(green, "deutan")) < difference(red, green) / 3
    assert difference("#FFFFFF", "#000000") == pytest.approx(100, abs=0.1)
