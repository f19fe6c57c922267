"""The window: PySide6 on top of the core; nothing imports it but the entry point."""
