"""The latest value of one path in each of several cases: what a list shows of them, in two queries whatever their number."""

import json
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from shuangquan.records import vault
from shuangquan.records.context import enter_context
from shuangquan.records.models import CaseKey, FactValue
from shuangquan.records.rows import value_place


def find_latest_values(wanted: Mapping[str, str]) -> dict[str, Any]:
    """Case id → plain value, for case id → path (`role.fact`). A case that is erased, not seen, or has no such value is left out.

    vault.Tampered when a stored value is not what was sealed.
    """
    if not wanted:
        return {}
    asked = Q()
    for path in set(wanted.values()):
        asked |= Q(path=path, case_id__in=[case for case, want in wanted.items() if want == path])
    with enter_context():
        rows = list(FactValue.objects.filter(asked, dropped_at__isnull=True).order_by("recorded_at", "ref"))
        keys = {str(key.case_id): key for key in CaseKey.objects.filter(case_id__in=[row.case_id for row in rows], wrapped__isnull=False)}
    newest = {str(row.case_id): row for row in rows}
    return {case: _open(case, row, keys[case]) for case, row in newest.items() if case in keys}


def _open(case_id: str, row: FactValue, key: CaseKey) -> Any:
    data_key = vault.unwrap_key(vault.Wrapped(bytes(key.wrapped or b""), key.key_version), case_id)
    _salt, value = json.loads(vault.open_bytes(data_key, bytes(row.ciphertext), value_place(case_id, str(row.ref))))
    return value
