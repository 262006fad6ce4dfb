"""A paper is scanned at a place and handed in for whom is served there."""

from shuangquan.actions.evidence import give_evidence
from shuangquan.actions.loading import Loaded
from shuangquan.actions.people import Person
from shuangquan.connectors.bound import ports
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal


def scan_paper(by: Actor, device: str, actor: Actor, case_id: str, person: Person, path: str, member: str | None) -> Loaded:
    """Scan what lies in the device's feeder and hand it in. by: whose hands; actor: who is served.

    Refusals: "scanner.empty", those of `give_evidence`; Fault of the scanner.
    """
    return give_evidence(actor, case_id, person, path, member, scan_sheets(by, device, path))


def scan_sheets(by: Actor, device: str, where: str) -> bytes:
    """Scan what lies in the device's feeder. Refusal("scanner.empty") at `where`; Fault of the scanner."""
    check_may(by, "paper.scan")
    found = ports().scanner.scan(device, by.subject)
    if found is None:
        raise Refusal("scanner.empty", where)
    return found.content
