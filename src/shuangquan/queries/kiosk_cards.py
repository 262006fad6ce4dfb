"""Certificates that somebody may print: what they hold or applied for, of one type where a tile names one."""

from collections.abc import Iterable

from shuangquan.core.credentials.life import REPLACED
from shuangquan.queries.portal_certificates import Card, make_card
from shuangquan.records.certificates import find_certificates_of_case, find_certificates_of_holder


def find_cards_of(index: bytes, cases: Iterable[str], language: str, wanted: str = "") -> tuple[Card, ...]:
    """The newest first, of what was replaced the last version only. wanted: a type, "" for all."""
    found = {one.id: one for one in find_certificates_of_holder(index)}
    for case_id in cases:
        found |= {one.id: one for one in find_certificates_of_case(case_id)}
    kept = (one for one in found.values() if one.status != REPLACED and wanted in ("", one.type))
    return tuple(make_card(one, language) for one in sorted(kept, key=lambda one: one.issued_at, reverse=True))
