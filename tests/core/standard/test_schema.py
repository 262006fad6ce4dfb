"""The published JSON Schema is the model's own."""

import json
from pathlib import Path

from shuangquan.core.standard.findings import CODES
from shuangquan.core.standard.schema import render_schema

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "reference" / "standard.schema.json"


def test_the_published_schema_is_current() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == render_schema()


def test_the_schema_names_every_definition_it_uses() -> None:
    schema = render_schema()
    text = json.dumps(schema)
    used = {part.split('"')[0] for part in text.split("#/$defs/")[1:]}
    assert used == set(schema["$defs"])
    item = schema["$defs"]["Item"]
    assert {"name", "department", "needs"} <= set(item["required"]) and item["additionalProperties"] is False
    assert item["properties"]["fees"]["oneOf"][0] == {"const": "none"}


def test_every_code_of_the_checker_is_documented() -> None:
    page = SCHEMA.with_name("standard-language.md").read_text(encoding="utf-8")
    assert [code for code in CODES if f"| `{code}` |" not in page] == []
