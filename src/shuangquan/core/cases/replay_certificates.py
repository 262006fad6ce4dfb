"""Events of certificates that are out to what the case knows of them."""

from datetime import datetime

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.case_parts import IssuedCertificate
from shuangquan.core.cases.certificate_events import CertificateFreed, CertificateHeld, CertificateReplaced, Living
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
