"""What every test gets: a home of its own, no display unless asked for, and no unexpected complaint in the log."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of real articles and benchmarks beside the checkout, which not every machine has."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with real articles is not on this machine")
    return SHARED


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, data and caches go to a folder of the test's own, never to those of whoever runs the tests."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(folder / variable.lower()))
    return folder


@pytest.fixture(autouse=True)
def masked_settings(home: Path, request: pytest.FixtureRequest) -> None:
    """QSettings of a test that uses Qt lie in its own home."""
    if "qtbot" in request.fixturenames or "qapp" in request.fixturenames:
        from PySide6.QtCore import QSettings

        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(QSettings.Format.IniFormat, scope, str(home / "settings"))


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A log record at WARNING or above fails the test, unless it is marked ``expects_log``."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    records = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    loud = [f"{record.name}: {record.getMessage()}" for record in records if record.levelno >= logging.WARNING]
    assert not loud, f"unexpected log records: {loud}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need a real display are skipped on the offscreen one."""
    if os.environ.get("QT_QPA_PLATFORM") != "offscreen":
        return
    for item in items:
        if item.get_closest_marker("screen"):
            item.add_marker(pytest.mark.skip(reason="needs a display; run with QT_QPA_PLATFORM=xcb under an X server"))
