"""The user's own forms of the note: Jinja2 templates in a folder, run in a sandbox.

A file ``brief.md.j2`` is the form *brief*, written with the ending ``.md``. A template sees ``note``: ``title``,
``timestamp``, ``citations``, ``sources`` and ``blocks``, each block a mapping with its ``kind`` and the fields of the
classes in ``core.exporters.document``. It can read other templates of its folder, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import ReadError, WriteError
from core.exporters import Exporter, note
from core.exporters.carried import printable
from core.exporters.document import Citation, Document
from core.exporters.markdown import escape, escape_verbatim
from core.model import Comparison
from core.note_options import DEFAULT, NoteOptions
from core.workspace.judgements import Workspace

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

ENDING = ".j2"
_MARKED_UP = (".html", ".htm", ".xml")  # forms in which text is escaped unless the template says otherwise
_LARGEST = 64 * 2**20  # characters; a template that writes more is one that never ends


def in_folder(folder: Path) -> tuple[Exporter, ...]:
    """Return an exporter for each template of a folder, by name; ReadError if the folder cannot be read."""
    try:
        files = sorted(path for path in folder.iterdir() if path.name.endswith(ENDING) and path.is_file())
    except OSError as error:
        raise ReadError(
            f"The templates in {folder} cannot be read: {error.strerror}.", "Choose another folder."
        ) from error
    found = []
    for path in files:
        name, _, suffix = path.name.removesuffix(ENDING).rpartition(".")
        if name:
            render = partial(_render, path)
            found.append(Exporter(name, (f".{suffix}",), f"Own template {path.name}", render, note=True))
    return tuple(found)


def _render(
    path: Path, comparison: Comparison, workspace: Workspace | None = None, options: NoteOptions = DEFAULT
) -> bytes:
    """Return the note as a template writes it, UTF-8; WriteError with the line if the template is wrong."""
    from jinja2 import TemplateError, TemplateSyntaxError

    tree = plain(note.document(comparison, workspace, options))
    parts = []
    size = 0
    try:
        for part in _environment(path).get_template(path.name).generate(note=tree):
            size += len(part)
            parts.append(part)
            if size > _LARGEST:
                raise WriteError(f"The template {path.name} writes without end.", "Look for a loop in it.")
    except TemplateSyntaxError as error:
        where = f"{error.name or path.name}, line {error.lineno}"
        raise WriteError(f"The template {where} is wrong: {error.message}.", "Mend that line.") from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError, OSError) as error:
        raise WriteError(f"The template {path.name} cannot be filled in: {error}.", "Mend the template.") from error
    return printable("".join(parts)).encode()


def _environment(path: Path) -> SandboxedEnvironment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    marked_up = Path(path.name.removesuffix(ENDING)).suffix.lower() in _MARKED_UP
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(path.parent),
        autoescape=marked_up,
        undefined=StrictUndefined,  # a misspelt name is a mistake, not an empty place
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["markdown"] = escape
    environment.filters["verbatim"] = escape_verbatim
    return environment


def plain(value: Any) -> Any:
    """Return a note, or a part of it, as mappings, lists, texts and numbers; every block and inline has a ``kind``."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        known = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, Citation):
            known |= {"shown": value.shown, "anchor": value.anchor}
        return known if isinstance(value, Document) else {"kind": type(value).__name__.lower(), **known}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, tuple) else value
