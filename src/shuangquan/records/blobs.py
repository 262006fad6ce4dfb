"""Files handed in for a case: encrypted under a key of their own, erased with the case."""

import hashlib
from dataclasses import dataclass, field

from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.files import find_media_type
from shuangquan.records import vault
from shuangquan.records.changes import CaseRow
from shuangquan.records.clock import now
from shuangquan.records.context import enter_context
from shuangquan.records.erasure import blob_place
from shuangquan.records.ids import new_id
from shuangquan.records.models import Blob

LARGEST = 8 * 2**20


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """A file's facts. sm3: of its content, 32 bytes. content: empty unless loaded with it."""

    id: str
    case_id: str
    purpose: str
    media_type: str
    size: int
    sm3: bytes
    content: bytes = field(default=b"", repr=False)


def append_blob(case: CaseRow, purpose: str, content: bytes) -> StoredBlob:
    """Keep a file for a case that exists. purpose: the path of the evidence it serves. What it is, its bytes say.

    Refusal("blob.too_large", most=MiB) over 8 MiB; Refusal("blob.wrong_kind") when it is no PDF, JPEG or PNG.
    """
    if len(content) > LARGEST:
        raise Refusal("blob.too_large", purpose, most=LARGEST // 2**20)
    media_type = find_media_type(content)
    if media_type is None:
        raise Refusal("blob.wrong_kind", purpose)
    made = StoredBlob(new_id(), case.id, purpose, media_type, len(content), hashlib.new("sm3", content).digest())
    sealed = vault.seal_alone(content, blob_place(made.id))
    with enter_context():
        Blob.objects.create(
            id=made.id,
            home_region=case.home_region,
            handling_region=case.handling_region,
            case_id=case.id,
            purpose=purpose,
            media_type=media_type,
            size=made.size,
            sm3=made.sm3,
            stored_at=now(),
            wrapped=sealed.wrapped.key,
            key_version=sealed.wrapped.version,
            ciphertext=sealed.ciphertext,
        )
    return made


def find_blob(blob_id: str) -> StoredBlob | None:
    """A file with its content, or None when the current claims see no such file or it was erased."""
    with enter_context():
        row = Blob.objects.filter(id=blob_id, wrapped__isnull=False).first()
    if row is None:
        return None
    sealed = vault.Sealed(vault.Wrapped(bytes(row.wrapped or b""), row.key_version), bytes(row.ciphertext))
    content = vault.open_alone(sealed, blob_place(str(row.id)))
    return StoredBlob(str(row.id), str(row.case_id), row.purpose, row.media_type, row.size, bytes(row.sm3), content)


def find_blobs_of_case(case_id: str) -> tuple[StoredBlob, ...]:
    """The facts of a case's files, in the order they came."""
    with enter_context():
        rows = Blob.objects.filter(case_id=case_id, erased_at__isnull=True).order_by("stored_at", "id").defer("ciphertext", "wrapped")
        return tuple(StoredBlob(str(r.id), str(r.case_id), r.purpose, r.media_type, r.size, bytes(r.sm3)) for r in rows)
