"""Values to JSON and back, checked: what a file says is taken for nothing but data of the types that are expected.

A dataclass becomes an object without the fields that have their default, so that a field can be added later. A
decoder is made once for a type; ``CodecError`` names the place in the value that is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from core.model import Span

Decode = Callable[[Any], Any]


class CodecError(ValueError):
    """A value of a file is not what it should be."""


def dumps(value: object) -> str:
    """Return a JSON value as one line of text that UTF-8 can hold; a lone surrogate is escaped as JSON does it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def loads(text: str) -> Any:
    """Return the value of a JSON text; CodecError if it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CodecError(f"it is no JSON: {error}") from None


def encode(value: Any) -> Any:
    """Return a value of the model as JSON knows it; a span becomes ``[start, end]``."""
    if value is None or type(value) in (str, int, bool, float):
        return value
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        kind: Any = type(value)
        told = {name: getattr(value, name) for name in _defaults(kind)}
        return {name: encode(v) for name, v in told.items() if not _is_default(kind, name, v)}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    raise TypeError(f"a {type(value).__name__} cannot be kept")


def decoder(kind: Any) -> Decode:
    """Return what makes a value of a type out of JSON: dataclasses, enums, tuples, mappings, options of None."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is Span:
        return _span
    origin = get_origin(kind)
    if origin is UnionType:
        inner = decoder(next(part for part in get_args(kind) if part is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_of(decoder(get_args(kind)[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_of(decoder(get_args(kind)[1]))
    return _enum(kind) if issubclass(kind, StrEnum) else _dataclass(kind)


@cache
def _defaults(kind: Any) -> Mapping[str, Field[Any]]:
    return {field.name: field for field in fields(kind)}


def _is_default(kind: type, name: str, value: object) -> bool:
    field = _defaults(kind)[name]
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return field.default is not MISSING and value == field.default and type(value) is type(field.default)


def _checked(kind: type, word: str) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) is not kind:
            raise CodecError(f"{word} is needed, not {type(value).__name__}")
        return value

    return decode


def _number(value: Any) -> float:
    if type(value) not in (int, float):
        raise CodecError(f"a number is needed, not {type(value).__name__}")
    return float(value)


_PLAIN: Mapping[Any, Decode] = MappingProxyType(
    {str: _checked(str, "a text"), int: _checked(int, "a whole number"), bool: _checked(bool, "true or false"),
     float: _number}
)  # fmt: skip


def _span(value: Any) -> Span:
    if type(value) is not list or [type(n) for n in value] != [int, int] or not 0 <= value[0] <= value[1]:
        raise CodecError("a span is two offsets")
    return Span(*value)


def _tuple_of(inner: Decode) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) is not list:
            raise CodecError(f"a list is needed, not {type(value).__name__}")
        return tuple(map(inner, value))

    return decode


def _mapping_of(inner: Decode) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) is not dict:
            raise CodecError(f"an object is needed, not {type(value).__name__}")
        return MappingProxyType({key: inner(item) for key, item in value.items()})

    return decode


def _enum(kind: type[StrEnum]) -> Decode:
    members = {str(member): member for member in kind}

    def decode(value: Any) -> Any:
        if type(value) is not str or value not in members:
            raise CodecError(f"one of {', '.join(members)} is needed, not {value!r:.80}")
        return members[value]

    return decode


@cache
def _dataclass(kind: Any) -> Decode:
    hints = get_type_hints(kind)
    parts = {name: decoder(hints[name]) for name in _defaults(kind)}
    names = tuple(sorted(parts))
    types = tuple(hints[name] for name in names)
    plain = set(types) <= {str, int, bool}  # a quick way for anchors, of which a workspace has a hundred thousand

    def decode(value: Any) -> Any:
        if type(value) is not dict:
            raise CodecError(f"an object is needed, not {type(value).__name__}")
        if plain and tuple(value) == names and tuple(map(type, value.values())) == types:
            return kind(**value)
        told = {}
        for name, item in value.items():
            if name in parts:
                try:
                    told[name] = parts[name](item)
                except CodecError as error:
                    raise CodecError(f"{name}: {error}") from None
        try:
            return kind(**told)
        except ValueError as error:
            raise CodecError(str(error)) from None
        except TypeError:
            missing = [n for n, f in _defaults(kind).items() if n not in told and f.default is f.default_factory]
            raise CodecError(f"{', '.join(missing)} missing") from None

    return decode
