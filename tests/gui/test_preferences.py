"""What is remembered between starts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from gui.preferences import MOST_RECENT, Preferences, Store


def settings(folder: Path) -> QSettings:
    return QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)


def test_what_is_saved_is_loaded(tmp_path: Path):
    preferences = Preferences(theme="dark", zoom=2, together=False, recent=(("/a.txt", "/b.txt"),))
    Store(settings(tmp_path)).save(preferences)
    assert Store(settings(tmp_path)).load() == preferences


def test_defaults_are_not_written(tmp_path: Path):
    stored = settings(tmp_path)
    Store(stored).save(Preferences(zoom=1))
    assert stored.allKeys() == ["preferences/zoom"]
    Store(stored).save(Preferences())
    assert stored.allKeys() == []


def test_nonsense_counts_as_not_stored(tmp_path: Path):
    stored = settings(tmp_path)
    stored.setValue("preferences/zoom", '"large"')
    stored.setValue("preferences/theme", "{")
    assert Store(stored).load() == Preferences()


def test_recent_comparisons_are_few_and_each_stands_once(tmp_path: Path):
    preferences = Preferences()
    for number in (*range(8), 7):
        preferences = preferences.with_recent([tmp_path / f"{number}.txt"])
    assert len(preferences.recent) == MOST_RECENT
    assert preferences.recent[0] == (str(tmp_path / "7.txt"),)
    assert len(set(preferences.recent)) == MOST_RECENT
