"""A case's rows as they lie in the tables, in the shapes in which a change writes them: what a replay is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.records.certificates import StoredCertificate, find_certificates_of_case
from shuangquan.records.changes import CallRow, CaseRow, MatterRow, PartyRow, TaskRow
from shuangquan.records.context import enter_context
from shuangquan.records.messages import StoredMessage, find_messages_of_case
from shuangquan.records.models import Case, CaseParty, Certificate, CertificateCall, Matter, Task


@dataclass(frozen=True, slots=True)
class Projections:
    """Rows by what names them. holders: blind index of the holder by certificate id. version, head: of the case's last event."""

    case: CaseRow
    version: int
    head: bytes
    tasks: Mapping[tuple[str, str], TaskRow]
    parties: Mapping[str, PartyRow]
    matters: Mapping[tuple[str, bytes], MatterRow]
    certificates: tuple[StoredCertificate, ...]
    holders: Mapping[str, bytes | None]
    messages: Mapping[str, StoredMessage]
    calls: Mapping[tuple[str, str], CallRow]


def find_submitted(*, open_only: bool = False) -> tuple[str, ...]:
    """Every submitted case that the current claims see, oldest first; open_only: those that have not ended."""
    with enter_context():
        found = Case.objects.filter(submitted_at__isnull=False).order_by("opened_at", "id")
        rows = found.filter(closed_at__isnull=True) if open_only else found
        return tuple(str(one) for one in rows.values_list("id", flat=True))


def load_projections(case_id: str) -> Projections | None:
    """The rows of a case, None when there is none that the current claims may see."""
    with enter_context():
        case = Case.objects.filter(id=case_id).first()
        tasks = list(Task.objects.filter(case_id=case_id))
        parties = list(CaseParty.objects.filter(case_id=case_id))
        matters = list(Matter.objects.filter(case_id=case_id))
        holders = dict(Certificate.objects.filter(case_id=case_id).values_list("id", "holder_index"))
        certificates = find_certificates_of_case(case_id)
        calls = list(CertificateCall.objects.filter(case_id=case_id))
        messages = find_messages_of_case(case_id)
    if case is None:
        return None
    return Projections(
        case=_case_row(case),
        version=case.version,
        head=bytes(case.head),
        tasks={(row.item, row.member): _task_row(row) for row in tasks},
        parties={row.role: _party_row(row) for row in parties},
        matters={(row.member, bytes(row.index)): MatterRow(row.member, bytes(row.index), row.ended_at) for row in matters},
        certificates=certificates,
        holders={str(made): _plain(index) for made, index in holders.items()},
        messages={one.key: one for one in messages},
        calls={(row.draw, row.member): CallRow(row.draw, row.member, str(row.certificate_id), row.state) for row in calls},
    )


def _case_row(row: Case) -> CaseRow:
    return CaseRow(
        str(row.id), row.home_region, row.handling_region, row.theme, row.bundle, row.state, row.door, row.opened_at,
        row.number, row.submitted_at, row.due_at, row.due_tentative, row.closed_at, row.to_deliver, row.delivered_at,
    )  # fmt: skip


def _task_row(row: Task) -> TaskRow:
    return TaskRow(
        row.item, row.member, row.department, row.state, row.reason, row.outcome, row.officer,
        row.accepted_at, row.due_at, row.due_tentative, row.decided_at, row.decided_by, row.assignee,
        row.card, row.carded_at, row.appeal, row.appeal_by,
    )  # fmt: skip


def _party_row(row: CaseParty) -> PartyRow:
    return PartyRow(row.role, row.state, _plain(row.index), row.invited_at, row.answered_at, row.signed_at)


def _plain(index: bytes | memoryview | None) -> bytes | None:
    return None if index is None else bytes(index)
