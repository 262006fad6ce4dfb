"""The longest value a fact may have in print, so that a layout can be held against it before anything is issued."""

import re

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model import Fact

LETTERS = {"text": 40, "address": 60, "region": 24}
"""Letters for which room is kept where a fact's own `check` names no limit; longer ones go to a page of their own."""
_BOUND = re.compile(r"length\(\w+\)\s*(?:between\s+\d+\s+and|<=)\s*(\d+)")
_PRINTED = {
    "resident_id": "379900199504120025", "uscc": "91379900MA3ABCDE1X", "date": "2026 年 12 月 30 日", "month": "2026 年 12 月",
    "money": "9999999999.99 元", "integer": "9999999999", "decimal": "9999999999.99", "phone": "13800000042", "plate": "鲁Q00004",
    "vin": "LDEM0000000000042", "bank_account": "6200000000000000042", "boolean": "是",
}  # fmt: skip


def find_longest(bundle: Bundle, fact: Fact) -> str:
    """As it would be printed: by the limit in the fact's `check`, the longest label of its codes, or what its type allows."""
    type_ = str(fact.type)
    if type_.startswith("set of "):
        return "、".join(label.zh for label in bundle.enums.get(type_.removeprefix("set of "), {}).values())
    if type_ in bundle.enums:
        return max((label.zh for label in bundle.enums[type_].values()), key=len, default="")
    if type_ in _PRINTED:
        return _PRINTED[type_]
    bound = _BOUND.search(str(fact.check or ""))
    return "国" * (int(bound[1]) if bound else LETTERS.get(type_, LETTERS["text"]))
