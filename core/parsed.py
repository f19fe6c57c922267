"""What came of parsing a file, kept beside it as Python keeps byte code: parsing again takes fifty times as long."""

from __future__ import annotations

import marshal
import os
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_HEAD = struct.Struct("<8sQQ")
_FORM = b"parsed 1"


def value_of(source: Path, parse: Callable[[], Any]) -> Any:
    """Return the plain value that ``parse`` makes of a file, from what is kept of it if the file has not changed.

    What cannot be kept, or not there, is parsed each time; nothing fails for that.
    """
    kept, head = _place(source), _head(source)
    value = _read(kept, head)
    if value is None:
        value = parse()
        if not sys.dont_write_bytecode:
            _write(kept, head, value)
    return value


def _place(source: Path) -> Path:
    name = f"{source.name}.{sys.implementation.cache_tag}"
    if sys.pycache_prefix:
        return Path(sys.pycache_prefix, *source.resolve().parts[1:-1], name)
    return source.parent / "__pycache__" / name


def _head(source: Path) -> bytes:
    state = source.stat()
    return _HEAD.pack(_FORM, state.st_mtime_ns, state.st_size)


def _read(kept: Path, head: bytes) -> Any:
    try:
        content = kept.read_bytes()
        # As trustworthy as the byte code beside it, and no more is made of it than plain values.
        return marshal.loads(content[len(head) :]) if content.startswith(head) else None  # noqa: S302
    except (OSError, EOFError, ValueError, TypeError):
        return None


def _write(kept: Path, head: bytes, value: Any) -> None:
    try:
        content = head + marshal.dumps(value)
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
        fresh.write_bytes(content)
        fresh.replace(kept)
    except (OSError, ValueError):
        return  # a folder that cannot be written, or a value that is more than plain
