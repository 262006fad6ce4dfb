"""The JSON Schema of a standard's files, made from the same type hints by which they are read."""

import dataclasses
import types
import typing
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from shuangquan.core.standard.bundle import LIBRARIES, WEIGHTS
from shuangquan.core.standard.model_overlay import Overlay
from shuangquan.core.standard.model_theme import Example, Theme
from shuangquan.core.standard.shape import Code, find_slots
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text

Json = dict[str, Any]
_TEXT: Json = {
    "oneOf": [
        {"type": "string"},
        {
            "type": "object",
            "required": ["zh"],
            "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
            "additionalProperties": False,
        },
    ]
}


def render_schema() -> Json:
    """The schema (draft 2020-12) of one file: a theme, an overlay, examples, or entries of the libraries."""
    defs: Json = {"Text": _TEXT}
    libraries = {name: {"type": "object", "additionalProperties": _schema(kind, defs)} for name, kind in LIBRARIES.items()}
    libraries["enums"] = _schema(Mapping[str, Mapping[str, Text]], defs)
    libraries["departments"] = _schema(Mapping[str, Text], defs)
    libraries["sign_in"] = {"type": "array", "items": {"type": "string"}}
    libraries["burden"] = {"type": "object", "required": list(WEIGHTS), "additionalProperties": {"type": "integer"}}
    libraries["examples"] = {"type": "array", "items": _schema(Example, defs)}
    theme, overlay = _schema(Theme, defs), _schema(Overlay, defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Shuangquan standard file",
        "oneOf": [theme, overlay, {"type": "object", "properties": libraries, "additionalProperties": False}],
        "$defs": {name: defs[name] for name in sorted(defs)},
    }


def _schema(hint: Any, defs: Json) -> Json:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return {}
    if origin in (typing.Union, types.UnionType):
        return _schema(next(arg for arg in args if arg is not type(None)), defs)
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _schema(args[0], defs)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(args[1], defs)}
    if hint is Text:
        return {"$ref": "#/$defs/Text"}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _shape(hint, defs)
    if hint is Code:
        return {"type": ["string", "number", "boolean"]}
    return {"type": {str: "string", Word: "string", bool: "boolean", int: "integer", Decimal: "number"}[hint]}


def _shape(kind: type, defs: Json) -> Json:
    ref: Json = {"$ref": f"#/$defs/{kind.__name__}"}
    if kind.__name__ in defs:
        return ref
    defs[kind.__name__] = {}
    slots = find_slots(kind)
    properties: Json = {}
    rest: Json | bool = False
    for slot in slots:
        schema = _schema(slot.hint, defs)
        if slot.rest:
            rest = schema["additionalProperties"]
            continue
        if slot.one:
            schema = {"oneOf": [schema, schema["items"]]}
        properties[slot.key] = {"oneOf": [{"const": False if slot.none == "false" else slot.none}, schema]} if slot.none else schema
    shape: Json = {"type": "object", "properties": properties, "additionalProperties": rest}
    required = [slot.key for slot in slots if slot.required and not slot.rest]
    if required:
        shape["required"] = required
    short = getattr(kind, "SHORT", None)
    if short is not None:
        slot = next(slot for slot in slots if slot.name == short)
        shape = {"oneOf": [_schema(slot.hint, defs), shape]}
    shape["description"] = (kind.__doc__ or "").strip().splitlines()[0]
    defs[kind.__name__] = shape
    return ref
