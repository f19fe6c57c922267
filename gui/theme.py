"""Colours, patterns and typefaces as read from ``resources/theme.yaml``, and the look of the running program."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from string import Template
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from core import resources
from core.model import Relation
from gui import icons
from gui.standing import Standing

_FILE = "theme.yaml"
_FONTS = ("prose", "prose_points", "system_points", "leading", "measure")
UNDERLINES = ("solid", "dash", "dot", "fine")
CHOICES = ("system", "light", "dark")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Sign:
    """How a relation is shown and named, in every scheme; ``underline`` is one of UNDERLINES.

    ``letter`` names it in the menu by which a pair is retyped.
    """

    sign: str
    one: str
    many: str
    chip: str
    meaning: str
    underline: str
    letter: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a judgement is told: in a word, and in a sentence."""

    one: str
    said: str


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a relation: of lines and signs, of a marked passage, and of the selected one."""

    ink: str
    tint: str
    strong: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of a light or dark window, as ``#rrggbb``."""

    window: str
    surface: str
    raised: str
    page: str
    text: str
    muted: str
    faint: str
    line: str
    hover: str
    accent: str
    on_accent: str
    found: str
    relations: Mapping[Relation, Look]


@dataclass(frozen=True, slots=True)
class Prose:
    """How articles are set: families by preference, size in points, leading in per cent, measure in characters.

    ``points`` is the size beside a system's type of ``system_points``.
    """

    families: tuple[str, ...]
    points: float
    system_points: float
    leading: float
    measure: int


@dataclass(frozen=True, slots=True)
class Design:
    """The whole of ``resources/theme.yaml``; marks are fair and sure from the confidences in ``strengths``.

    ``kinds`` has the menu text of each kind of conflict.
    """

    prose: Prose
    signs: Mapping[Relation, Sign]
    verdicts: Mapping[Standing, Verdict]
    kinds: Mapping[str, str]
    strengths: tuple[float, float]
    schemes: Mapping[str, Scheme]
    sheet: str


@functools.cache
def design() -> Design:
    """Return the checked theme file; ResourceError with every mistake in it."""
    check = resources.Checker(f"resources/{_FILE}")
    names = ("fonts", "relations", "verdicts", "kinds", "strengths", "schemes", "sheet")
    root = check.mapping(resources.load(_FILE), "$", names, ())
    fonts = check.mapping(root.get("fonts"), "$.fonts", _FONTS, ())
    prose = Prose(
        check.texts(fonts.get("prose"), "$.fonts.prose"),
        check.number(fonts.get("prose_points"), "$.fonts.prose_points", 6, 40),
        check.number(fonts.get("system_points"), "$.fonts.system_points", 6, 40),
        check.number(fonts.get("leading"), "$.fonts.leading", 100, 250),
        int(check.number(fonts.get("measure"), "$.fonts.measure", 30, 120)),
    )
    signs = {relation: _sign(check, root, relation) for relation in Relation}
    verdicts = {standing: _verdict(check, root, standing) for standing in Standing}
    kinds = {name: check.text(node, path) for name, node, path in check.entries(root.get("kinds"), "$.kinds")}
    steps = check.mapping(root.get("strengths"), "$.strengths", ("fair", "sure"), ())
    fair, sure = (check.number(steps.get(name), f"$.strengths.{name}", 0, 1) for name in ("fair", "sure"))
    schemes = {name: _scheme(check, root, name) for name in ("light", "dark")}
    sheet = check.text(root.get("sheet"), "$.sheet")
    check.done()
    return Design(
        prose,
        MappingProxyType(signs),
        MappingProxyType(verdicts),
        MappingProxyType(kinds),
        (fair, sure),
        MappingProxyType(schemes),
        sheet,
    )


def _sign(check: resources.Checker, root: Mapping[str, Any], relation: Relation) -> Sign:
    path = f"$.relations.{relation}"
    names = [field.name for field in fields(Sign)]
    node = check.mapping((root.get("relations") or {}).get(relation), path, names, ())
    check.choice(node.get("underline"), f"{path}.underline", UNDERLINES)
    return Sign(**{name: check.text(node.get(name), f"{path}.{name}") for name in names})


def _verdict(check: resources.Checker, root: Mapping[str, Any], standing: Standing) -> Verdict:
    path = f"$.verdicts.{standing}"
    node = check.mapping((root.get("verdicts") or {}).get(standing), path, ("one", "said"), ())
    return Verdict(*(check.text(node.get(name), f"{path}.{name}") for name in ("one", "said")))


def _scheme(check: resources.Checker, root: Mapping[str, Any], name: str) -> Scheme:
    path = f"$.schemes.{name}"
    names = [field.name for field in fields(Scheme)]
    node = check.mapping((root.get("schemes") or {}).get(name), path, names, ())
    looks = check.mapping(node.get("relations"), f"{path}.relations", tuple(Relation), ())
    relations = {}
    for relation in Relation:
        at = f"{path}.relations.{relation}"
        look = check.mapping(looks.get(relation), at, ("ink", "tint", "strong"), ())
        relations[relation] = Look(*(_colour(check, look, key, at) for key in ("ink", "tint", "strong")))
    colours = {key: _colour(check, node, key, path) for key in names if key != "relations"}
    return Scheme(**colours, relations=MappingProxyType(relations))


def _colour(check: resources.Checker, node: Mapping[str, Any], key: str, path: str) -> str:
    value = check.text(node.get(key), f"{path}.{key}")
    if value and not _COLOUR.fullmatch(value):
        check.problem(f"{path}.{key}", f"a colour such as '#0072B2' is needed, not {value!r}")
    return value


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return an opaque colour: so much of the first as the share, 0..1, says, on the second."""
    parts = ((colour.red(), ground.red()), (colour.green(), ground.green()), (colour.blue(), ground.blue()))
    return QColor(*(round(part * share + below * (1 - share)) for part, below in parts))


class Theme(QObject):
    """The look of the running program: follows the system's light or dark unless the analyst chose one."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._pixmaps: dict[tuple[str, str, int], QPixmap] = {}
        self._applied: Scheme | None = None
        self.scheme = design().schemes["light"]
        self.choice = choice
        application.styleHints().colorSchemeChanged.connect(self._apply)
        self.choose(choice)

    def choose(self, choice: str) -> None:
        """Follow the system, or stay light or dark; the title bar follows where the platform can."""
        self.choice = choice if choice in CHOICES else "system"
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(self.choice)
        hints = self._application.styleHints()
        if wanted is None:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(wanted)
        self._apply()

    @property
    def dark(self) -> bool:
        return self.scheme is design().schemes["dark"]

    def look(self, relation: Relation) -> Look:
        """Return the colours of a relation in the scheme in use."""
        return self.scheme.relations[relation]

    def sign(self, relation: Relation) -> Sign:
        """Return sign and words of a relation."""
        return design().signs[relation]

    def prose_font(self, zoom: int) -> QFont:
        """Return the typeface of articles, ``zoom`` steps of a tenth larger or smaller than it is designed.

        It keeps its proportion to the system's own type, which some have set large.
        """
        font = QFont(self._prose)
        font.setStyleHint(QFont.StyleHint.Serif)
        prose, system = design().prose, QFontInfo(self._application.font()).pointSizeF()
        font.setPointSizeF(round(prose.points * system / prose.system_points * 1.1**zoom, 1))
        return font

    @functools.cached_property
    def _prose(self) -> list[str]:
        installed = set(QFontDatabase.families())
        return [family for family in design().prose.families if family in installed] or ["serif"]

    def icon(self, name: str, colour: str | None = None) -> QIcon:
        """Return an icon of ``resources/icons`` in the text's colour or another."""
        icon = QIcon()
        for size in (18, 24, 48):
            icon.addPixmap(self._drawn(name, colour or self.scheme.text, size))
        return icon

    def _drawn(self, name: str, colour: str, size: int) -> QPixmap:
        key = (name, colour, size)
        if key not in self._pixmaps:
            self._pixmaps[key] = icons.draw(name, colour, size)
        return self._pixmaps[key]

    def _apply(self) -> None:
        system = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self.choice == "dark" or (self.choice == "system" and system)
        self.scheme = design().schemes["dark" if dark else "light"]
        if self.scheme is self._applied:
            return
        self._applied = self.scheme
        colours = {
            field.name: getattr(self.scheme, field.name) for field in fields(Scheme) if field.name != "relations"
        }
        self._application.setPalette(_palette(self.scheme))
        self._application.setStyleSheet(Template(design().sheet).substitute(colours))
        self.changed.emit()


def _palette(scheme: Scheme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor(scheme.raised), QColor(scheme.window))
    colours = {
        role.Window: scheme.window,
        role.WindowText: scheme.text,
        role.Base: scheme.page,
        role.AlternateBase: scheme.surface,
        role.Text: scheme.text,
        role.Button: scheme.raised,
        role.ButtonText: scheme.text,
        role.ToolTipBase: scheme.raised,
        role.ToolTipText: scheme.text,
        role.PlaceholderText: scheme.muted,
        role.Highlight: scheme.accent,
        role.HighlightedText: scheme.on_accent,
        role.Link: scheme.accent,
        role.Mid: scheme.line,
        role.Accent: scheme.accent,
    }
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(scheme.faint))
    return palette
