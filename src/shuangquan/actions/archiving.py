"""归档: a matter that has ended is packed by itself, tested, kept, and noted in its own history."""

import json
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings

from shuangquan.actions.archive_signing import sign_manifest, verify_manifest
from shuangquan.actions.certificates import render_stored
from shuangquan.actions.documents import list_documents, seal_document
from shuangquan.actions.loading import Loaded, decide_case, load
from shuangquan.actions.signing_forms import is_signed_soundly
from shuangquan.core.cases.archiving import (
    OUTCOMES,
    RESULTS,
    decide_archived,
    find_ended,
    find_last_day,
    is_settled,
    is_to_archive,
    name_package,
)
from shuangquan.core.cases.case import Task
from shuangquan.core.cases.explain import find_label
from shuangquan.core.notices.archive import APPLY, PROCESS, RESULT, Archived, Facts, Package, Unit, find_longest, say_retention
from shuangquan.core.notices.documents import Document
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.canonical import sm3_hex
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.names import Var
from shuangquan.papers.archive.checking import check_package
from shuangquan.papers.archive.names import make_fit
from shuangquan.papers.archive.writing import assemble, prepare
from shuangquan.papers.reader import reader
from shuangquan.records.archives import StoredArchive, append_archive, find_archives
from shuangquan.records.blobs import find_blob
from shuangquan.records.certificates import StoredCertificate, find_certificates_of_case
from shuangquan.records.changes import JobRow
from shuangquan.records.clock import now
from shuangquan.records.queue import enqueue_now

LATER = timedelta(days=1)
_DECIDED = frozenset({"approved", "refused", "not_accepted", "revoked", "appeal_decided"})
"""Kinds of documents that are a result; the others are of the process."""
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def archive_case(case_id: str) -> StoredArchive | None:
    """Archive a matter that has ended, as the system. None when there is nothing to archive (any more), or not yet: then tomorrow.

    RuntimeError when the package fails its own tests: it is not kept, and the job says so to the operator. Fault of the authority.
    """
    loaded = load(case_id)
    if not is_to_archive(loaded.case):
        return None
    if not is_settled(loaded.case):
        enqueue_now(JobRow("case.archive", {"case": case_id}, now() + LATER, key=f"archive:{case_id}"))
        return None
    version = len(loaded.case.archives) + 1
    package = make_package(loaded, version, loaded.case.archives[-1][0] if loaded.case.archives else "")
    kept = next((one for one in find_archives(case_id) if one.version == version), None) or _keep(loaded, package, version)
    decide_case(SYSTEM, case_id, "case.run", lambda turn, _: decide_archived(turn, kept.name, kept.sm3, package.keep))
    return kept


def _keep(loaded: Loaded, package: Package, version: int) -> StoredArchive:
    """Sign it, test it, keep it."""
    prepared = prepare(package)
    data = assemble(prepared, sign_manifest(prepared.manifest))
    report = check_package(data, verify_manifest, reader().judge_pdf)
    if not report.good:
        raise RuntimeError(f"{package.name} fails {', '.join(test.code for test in report.tests if not test.good)}")
    closed = loaded.case.closed_at
    assert closed is not None  # `is_to_archive` looks
    return append_archive(loaded.stored.row, package.name, version, data, find_last_day(closed.date(), package.keep))


def make_package(loaded: Loaded, version: int, replaces: str) -> Package:
    """Everything the matter holds, item by item: papers that were handed in, documents, history, certificates."""
    number = loaded.stored.row.number or loaded.case.id
    name = name_package(settings.FONDS, number, version)
    documents = list_documents(loaded)
    certificates = find_certificates_of_case(loaded.case.id)
    units = tuple(_make_unit(loaded, task, nth, documents, certificates) for nth, task in enumerate(find_ended(loaded.case), 1))
    files = (*_find_papers(loaded), _write_form(loaded), _write_history(loaded), *_find_documents(documents, "", ""))
    return Package(
        name,
        _describe(loaded, name, number, version, find_longest(unit.keep for unit in units)),
        files,
        units,
        f"{now():%Y-%m-%dT%H:%M:%S%z}",
        replaces,
    )


def _describe(loaded: Loaded, name: str, number: str, version: int, keep: int) -> Facts:
    case, plan = loaded.case, loaded.index.plan
    who = loaded.values.get(ref) if (ref := _find_ref(loaded, "name")) else None
    closed, submitted = case.closed_at, case.submitted_at
    return (
        ("全宗号", settings.FONDS),
        ("电子文件号", name),
        ("题名", f"{plan.name.zh} {number}"),
        ("办件编号", number),
        ("主题", plan.name.zh),
        ("办理地区", case.region),
        ("责任者", "、".join(dict.fromkeys(loaded.index.items[task.item].department_name.zh for task in find_ended(case)))),
        ("申请人", str(who or "（没有记名）")),
        ("收件时间", f"{submitted:%Y-%m-%d %H:%M:%S}" if submitted else "（没有提交）"),
        ("办结时间", f"{closed:%Y-%m-%d %H:%M:%S}" if closed else ""),
        ("办理结果", OUTCOMES[case.state]),
        ("保管期限", say_retention(keep)),
        ("版本", str(version)),
        ("标准版本", case.bundle),
    )


def _find_ref(loaded: Loaded, fact: str) -> str | None:
    found = loaded.case.facts.get(Var(loaded.case.signed_in, fact))
    return found.ref if found else None


def _make_unit(loaded: Loaded, task: Task, nth: int, documents: tuple[Document, ...], certificates: tuple[StoredCertificate, ...]) -> Unit:
    item = loaded.index.items[task.item]
    members = loaded.case.members(item.for_each) if item.for_each else ()
    which = f"（第 {members.index(task.member) + 1} 位）" if task.member in members and len(members) > 1 else ""
    facts = (
        ("事项", f"{item.name.zh}{which}"),
        ("事项标识", item.id),
        ("责任者", item.department_name.zh),
        ("办理结果", RESULTS[task.state]),
        ("受理时间", f"{task.accepted_at:%Y-%m-%d %H:%M:%S}" if task.accepted_at else "（没有受理）"),
        ("办结时间", f"{task.ended_at:%Y-%m-%d %H:%M:%S}" if task.ended_at else ""),
        ("决定方式", task.decided_by or "（没有决定）"),
        ("保管期限", say_retention(item.keep)),
    )
    made = (one for one in certificates if (one.item, one.member) == (task.item, task.member or ""))
    files = (*_find_documents(documents, task.item, task.member or ""), *map(_render, made))
    return Unit(f"{nth:02d}-{make_fit(item.name.zh)}", facts, item.keep, files)


def _find_papers(loaded: Loaded) -> Iterator[Archived]:
    for nth, ((path, member), (blob_id, _)) in enumerate(sorted(loaded.case.evidence.items(), key=str), 1):
        blob = find_blob(blob_id)
        if blob is not None:
            title = find_label(loaded.index, path).zh + (f"（{member}）" if member else "")
            yield Archived(APPLY, f"{nth:02d}-{make_fit(title)}.{_ENDINGS[blob.media_type]}", title, blob.media_type, blob.content, "03")


def _write_form(loaded: Loaded) -> Archived:
    """The form as it was signed: every fact with its label, value and origin."""
    rows = [
        {
            "name": str(var),
            "label": find_label(loaded.index, var).zh,
            "form": fact.know.form.value,
            "value": to_plain(loaded.values.get(fact.ref)),
            "from": to_plain(fact.know.origin),
        }
        for var, fact in sorted(loaded.case.facts.items(), key=lambda pair: str(pair[0]))
        if not fact.held
    ]
    signed = {
        role: {
            "digest": one.digest,
            "level": one.level,
            "at": one.at.isoformat(timespec="microseconds"),
            "drawn": loaded.values.get(one.drawn),
            "commitment": one.commitment,
            "signature": one.signature,
            "key": one.key,
            "sound": is_signed_soundly(loaded.case, role),
        }
        for role, one in loaded.case.signatures.items()
    }
    return _write_json(APPLY, "申请表.json", "申请表：每一项的值和来历", {"facts": rows, "signatures": signed}, "03")


def _write_history(loaded: Loaded) -> Archived:
    """Every event as it was kept, with its link of the chain: whoever has the chain's root can tell that none is missing."""
    events = [
        {
            "seq": one.seq, "kind": one.kind, "version": one.schema_version, "happened_at": one.happened_at.isoformat(),
            "actor_kind": one.actor_kind, "actor": one.actor, "body": to_plain(dict(one.body)), "hash": one.hash.hex(),
        }
        for one in loaded.stored.events
    ]  # fmt: skip
    return _write_json(PROCESS, "办理经过.json", "办理经过：全部事件和哈希链", events, "03")


def _write_json(folder: str, name: str, title: str, held: object, share: str) -> Archived:
    data = json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True).encode()
    return Archived(folder, name, title, "application/json", data, share)


def _find_documents(documents: tuple[Document, ...], item: str, member: str) -> Iterator[Archived]:
    for one in documents:
        if (one.item, one.member) == (item, member):
            _, content = seal_document(one)
            folder = RESULT if one.kind in _DECIDED else PROCESS
            made = f"{one.at:%Y-%m-%d %H:%M:%S}"
            yield Archived(
                folder, f"{make_fit(one.key)}-{make_fit(one.title.zh)}.pdf", one.title.zh, "application/pdf", content, "02", made
            )


def _render(one: StoredCertificate) -> Archived:
    name, content = render_stored(one, f"{settings.ADDRESS}/v/")
    unique = sm3_hex(one.identifier.encode())[:6]
    title = name.removesuffix(".pdf")
    return Archived(
        RESULT, f"{make_fit(title)}-{unique}.pdf", title, "application/pdf", content, "02", f"{one.issued_at:%Y-%m-%d %H:%M:%S}"
    )
