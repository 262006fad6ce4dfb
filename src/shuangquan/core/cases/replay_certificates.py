"""Events of certificates that are out to what the case knows of them."""

from dataclasses import replace
from datetime import datetime

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.case_parts import CalledCertificate, IssuedCertificate
from shuangquan.core.cases.certificate_events import (
    CallLapsed,
    CertificateCalled,
    CertificateFreed,
    CertificateHeld,
    CertificateReplaced,
    Living,
)
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.credentials.life import REPLACED, SUSPENDED, VALID


def apply_living(case: Case, event: Living, at: datetime) -> None:
    """Let one of these happen to the case."""
    earlier = event.earlier if isinstance(event, CertificateReplaced) else event.identifier
    made = next(one for one in case.certificates if one.identifier == earlier)
    match event:
        case CertificateHeld():
            made.status = SUSPENDED
        case CertificateFreed():
            made.status = VALID
        case CertificateReplaced():
            made.status = REPLACED
            case.certificates.append(
                IssuedCertificate(event.type, event.identifier, event.item, event.member, event.digest, event.valid_to, at)
            )


def apply_called(case: Case, event: CertificateCalled) -> None:
    """A certificate answered a draw."""
    case.calls[event.draw, event.member] = CalledCertificate(event.certificate, event.type, event.valid_to)


def apply_lapsed(case: Case, event: CallLapsed) -> None:
    """It counts no more; in a draft the source is as good as not asked."""
    key = (event.draw, event.member)
    called = case.calls[key]
    if case.state is CaseState.DRAFT:
        del case.calls[key]
        case.draws.pop(key, None)
    else:
        case.calls[key] = replace(called, lapsed=event.how)
