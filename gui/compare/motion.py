"""Whether things may glide: some people get sick from it and have said so to their system."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QApplication, QStyle

from gui.preferences import Preferences

_SPI_GETCLIENTAREAANIMATION = 0x1042


def duration(preferences: Preferences) -> int:
    """Return how many milliseconds a pane may glide: none if the analyst or the system wants no motion."""
    return 0 if preferences.still or not allowed() else preferences.glide_ms


def allowed() -> bool:
    """Tell whether the system wants things to move; where it says nothing, they do."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if application.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0:
        return False
    return _on_windows() if sys.platform == "win32" else not any(map(_still, _settings()))


def _settings() -> list[tuple[Path, str, str]]:
    """Where desktops keep it: file, key, and the value that stands for no movement."""
    home = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation))
    return [
        (home / "kdeglobals", "KDE/AnimationDurationFactor", "0"),
        (home / "gtk-4.0" / "settings.ini", "Settings/gtk-enable-animations", "false"),
        (home / "gtk-3.0" / "settings.ini", "Settings/gtk-enable-animations", "false"),
    ]


def _still(setting: tuple[Path, str, str]) -> bool:
    file, key, value = setting
    if not file.is_file():
        return False
    found = str(QSettings(str(file), QSettings.Format.IniFormat).value(key, "")).lower()
    return found in ({"0", "false"} if value == "false" else {value})


def _on_windows() -> bool:
    import ctypes

    wanted = ctypes.c_int(1)
    library = getattr(ctypes, "windll")  # noqa: B009 - the attribute exists on Windows only
    library.user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(wanted), 0)
    return bool(wanted.value)
