"""档案: packages as the archivist handles them: looked up, tested, taken out, and destroyed by two people when their time is over."""

from dataclasses import dataclass
from pathlib import Path

from shuangquan.actions.archive_signing import verify_manifest, verify_under
from shuangquan.actions.verifying import load_file
from shuangquan.actions.verifying_chain import Trust
from shuangquan.core.cases.archiving import check_over, check_second
from shuangquan.core.cases.complaints import OPERATOR
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.archive.checking import Report, check_package
from shuangquan.papers.archive.names import LARGEST
from shuangquan.papers.reader import reader
from shuangquan.papers.reading_process import ProcessReader
from shuangquan.records.archives import DESTROYED, StoredArchive, ask_destruction, drop_archive, find_archive, list_archives
from shuangquan.records.calls import append_data_use
from shuangquan.records.clock import today

MOST = 100


@dataclass(frozen=True, slots=True)
class Shelf:
    """What an archivist sees: the newest packages, and those whose time is over."""

    newest: tuple[StoredArchive, ...]
    due: tuple[StoredArchive, ...]


def show_shelf(actor: Actor) -> Shelf:
    """The archives of the actor's region. Refusals: policy; "policy.forbidden" for the archivist of one department only."""
    _check(actor, "archive.see")
    return Shelf(list_archives(MOST), list_archives(MOST, due=today()))


def list_kept() -> tuple[StoredArchive, ...]:
    """For whoever runs the installation: the newest, of every region that the one who acts may see."""
    return list_archives(MOST)


def take_archive(actor: Actor, name: str) -> StoredArchive:
    """A package with its bytes; the taking is recorded. Refusals: policy, "archive.unknown", "archive.destroyed"."""
    _check(actor, "archive.see")
    found = _find(name)
    append_data_use(actor, found.case_id, (f"archive:{found.name}",))
    return found


def check_kept_archive(actor: Actor, name: str) -> Report:
    """四性检测 of a kept package, as it lies there now. Refusals as `take_archive`."""
    return check_package(take_archive(actor, name).content, verify_manifest, reader().judge_pdf)


def check_archive_file(path: Path, trust: Trust) -> Report:
    """四性检测 of a file, offline, under these roots. Refusal("file.unreadable")."""
    own = ProcessReader()
    try:
        return check_package(load_file(path, LARGEST), verify_under(trust.roots, trust.lists), own.judge_pdf)
    finally:
        own.close()


def propose_destruction(actor: Actor, name: str) -> None:
    """鉴定: the first of two people says that it may be destroyed. Refusals: as `take_archive`; "archive.early" before its time is over."""
    _check(actor, "archive.destroy")
    found = _find(name)
    check_over(found.name, found.keep_until, today())
    if not ask_destruction((name,), actor.subject):
        raise Refusal("archive.not_asked", "name")


def destroy_archive(actor: Actor, name: str) -> None:
    """销毁: the second person agrees, and the key is gone for ever. Refusals: as above; "archive.not_asked", "archive.same"."""
    _check(actor, "archive.destroy")
    found = _find(name)
    check_over(found.name, found.keep_until, today())
    check_second(found.asked_by, actor.subject)
    append_data_use(actor, found.case_id, (f"archive-destroyed:{found.name}",))
    drop_archive(name, actor.subject)


def _check(actor: Actor, verb: str) -> None:
    check_may(actor, verb, "department")
    if actor.department != OPERATOR:  # a package holds what every department had: the archive is the operator's
        raise Refusal("policy.forbidden", verb)


def _find(name: str) -> StoredArchive:
    found = find_archive(name)
    if found is None:
        raise Refusal("archive.unknown", "name", name=name[:100])
    if found.state == DESTROYED:
        raise Refusal("archive.destroyed", "name", name=name)
    return found
