"""The small pieces of a paper beside what was read off it: each sealed under a key of its own, erased with the case as the paper is."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from shuangquan.records import vault
from shuangquan.records.changes import CaseRow
from shuangquan.records.context import enter_context
from shuangquan.records.erasure import crop_place
from shuangquan.records.ids import new_id
from shuangquan.records.models import PaperCrop


@dataclass(frozen=True, slots=True)
class StoredCrop:
    """One piece. var: the variable that was read there. media_type: image/jpeg, or text/plain for the words as they stand there."""

    var: str
    media_type: str
    content: bytes = field(repr=False)


def append_crops(case: CaseRow, blob: str, crops: Iterable[StoredCrop]) -> None:
    """Keep the pieces of one file."""
    rows = []
    for one in crops:
        made = new_id()
        sealed = vault.seal_alone(one.content, crop_place(made))
        rows.append(
            PaperCrop(
                id=made, home_region=case.home_region, handling_region=case.handling_region, case_id=case.id, blob_id=blob, field=one.var,
                media_type=one.media_type, wrapped=sealed.wrapped.key, key_version=sealed.wrapped.version, ciphertext=sealed.ciphertext,
            )
        )  # fmt: skip
    with enter_context():
        PaperCrop.objects.bulk_create(rows)


def find_crops(blob: str) -> dict[str, StoredCrop]:
    """The pieces of a file by field, as the current claims see them; none once they were erased."""
    with enter_context():
        rows = list(PaperCrop.objects.filter(blob_id=blob, wrapped__isnull=False))
    return {row.field: _opened(row) for row in rows}


def _opened(row: PaperCrop) -> StoredCrop:
    sealed = vault.Sealed(vault.Wrapped(bytes(row.wrapped or b""), row.key_version), bytes(row.ciphertext))
    return StoredCrop(row.field, row.media_type, vault.open_alone(sealed, crop_place(str(row.id))))
