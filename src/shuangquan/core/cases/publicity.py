"""双公示: what is published of a licence within seven working days of its decision.

The fields are those of the public-credit column 行政许可 as the trade knows them (grade K); exact names and codes are to be checked
against the platform that takes them (grade U). Organisations are named; of a natural person only the surname, and no number at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.case_parts import IssuedCertificate
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.issuing import find_holder_name, find_holder_var
from shuangquan.core.credentials.identifier import sample_issuer_code
from shuangquan.core.credentials.life import REPLACED
from shuangquan.core.credentials.masks import mask_name
from shuangquan.core.standard.plan import CertificateOut, PlanItem
from shuangquan.core.words.calendar import Calendar, find_deadline
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.limits import Limit, Unit

LICENCE = "licence"
PUBLISH_WITHIN = Limit(Unit.WORKING_DAYS, 7)
"""From the decision; grade K."""
ORGANISATION, PERSON = "法人及非法人组织", "自然人"


@dataclass(frozen=True, slots=True)
class Publicity:
    """One licence as it is published. Texts in 中文; days ISO, "" when there is none. code: 统一社会信用代码, "" for a person.

    state: 1 in force, 2 revoked. publish_by: the last day; provisional: it reaches a year whose calendar is not published.
    """

    case: str
    name: str
    kind: str
    code: str
    document: str
    number: str
    licence: str
    certificate: str
    certificate_number: str
    content: str
    decided_on: str
    valid_from: str
    valid_to: str
    authority: str
    authority_code: str
    state: str
    publish_by: str
    provisional: bool


COLUMNS = {
    "name": "行政相对人名称", "kind": "行政相对人类别", "code": "统一社会信用代码", "document": "行政许可决定文书名称",
    "number": "行政许可决定文书号", "licence": "许可类别", "certificate": "许可证书名称", "certificate_number": "许可编号",
    "content": "许可内容", "decided_on": "许可决定日期", "valid_from": "有效期自", "valid_to": "有效期至", "authority": "许可机关",
    "authority_code": "许可机关统一社会信用代码", "state": "当前状态", "publish_by": "最迟公示日",
}  # fmt: skip
"""Heads of the columns, in their order."""


def find_publicity(
    case: Case, index: PlanIndex, values: dict[str, Value | None], calendar: Calendar, first: date, last: date
) -> Iterator[Publicity]:
    """What is published of a case: certificates, in their last version, of licences approved `first` to `last`; nothing once erased."""
    if case.erased_at is not None:
        return
    for task in case.tasks.values():
        item = index.items.get(task.item)
        if item is None or item.procedure != LICENCE or task.outcome != "approve" or task.decided_at is None:
            continue
        if not first <= task.decided_at.date() <= last:
            continue
        outs = {out.type: out for out in item.certificates}
        for made in case.certificates:
            if (made.item, made.member) == task.key and made.type in outs and made.status != REPLACED:
                yield _publish(case, index, values, calendar, item, task, outs[made.type], made)


def _publish(
    case: Case, index: PlanIndex, values: dict[str, Value | None], calendar: Calendar, item: PlanItem, task: Task, out: CertificateOut,
    made: IssuedCertificate,
) -> Publicity:  # fmt: skip
    assert task.decided_at is not None
    due = find_deadline(task.decided_at, PUBLISH_WITHIN, calendar)
    code = _find_code(case, index, out.holder, task.member)
    name = find_holder_name(case, index, out.holder, task.member)
    person = index.roles[index.resolve(out.holder)].type == "person"
    number, decided = str(values.get(task.numbers.get(out.type, "")) or ""), task.decided_at.date().isoformat()
    return Publicity(
        case.id, mask_name(name) if person else name, PERSON if person else ORGANISATION, "" if person else code,
        f"{item.name.zh}准予行政许可决定书", number, "普通", out.name.zh, number, item.name.zh, decided, made.at.date().isoformat(),
        made.valid_to, item.department_name.zh, sample_issuer_code(out.issuer, index.plan.region), "2" if made.revoked else "1",
        due.at.date().isoformat(), due.provisional,
    )  # fmt: skip


def _find_code(case: Case, index: PlanIndex, role: str, member: str | None) -> str:
    """The holder's credit code; of a vehicle or premises, that of the organisation whose matter it is."""
    own = case.value(find_holder_var(index, role, member, "uscc"))
    if own is not None:
        return str(own)
    found = (case.value(find_holder_var(index, name, None, "uscc")) for name, one in index.roles.items() if one.type == "organisation")
    return next((str(code) for code in found if code is not None), "")
