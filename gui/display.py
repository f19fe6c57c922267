"""Tells whether a window can be opened at all, before Qt is imported (Qt would end the process with an abort)."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

# Platforms of Qt that need no display server.
_WITHOUT_SERVER = frozenset({"offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs", "vkkhrdisplay"})

NO_DISPLAY = (
    "Parallax cannot open its window because there is no display.\n"
    "Start it from a desktop session, connect with ssh -X, or compare without a window: parallax compare FILE…"
)


def available(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether Qt will find a display in this environment; always true where the system itself has windows."""
    if not platform.startswith(("linux", "freebsd")):
        return True
    asked = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if asked in _WITHOUT_SERVER:
        return True
    wayland = _wayland(environment) and not asked.startswith("xcb")
    x11 = _x11(environment.get("DISPLAY", "")) and not asked.startswith("wayland")
    return wayland or x11


def _wayland(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and (Path(environment.get("XDG_RUNTIME_DIR", "/")) / name).exists()


def _x11(display: str) -> bool:
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if not local:
        # A display of another machine (ssh -X) is taken on trust: only connecting would tell.
        return bool(display)
    socket = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108 - fixed by X11
    return Path(socket).exists() or f"@{socket}" in _abstract_sockets()


def _abstract_sockets() -> frozenset[str]:
    """Return the names in /proc/net/unix; some servers listen on such a name alone, without a file."""
    try:
        listed = Path("/proc/net/unix").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return frozenset()
    return frozenset(line.split()[-1] for line in listed.splitlines() if line)
