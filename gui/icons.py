"""Line icons of ``resources/icons``, drawn in any colour."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from core import resources


def draw(name: str, colour: str, size: int) -> QPixmap:
    """Return the icon of that name, ``size`` pixels wide and high on the screen; ResourceError if there is none."""
    ratio = max(screen.devicePixelRatio() for screen in QGuiApplication.screens())
    drawing = resources.text(f"icons/{name}.svg").replace("currentColor", colour)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def program() -> QIcon:
    """Return the program's own icon."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(draw("parallax", "#000000", size))
    return icon
