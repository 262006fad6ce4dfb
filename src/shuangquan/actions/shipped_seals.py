"""A demo or test installation brings a seal along for every department that issues. Live mode has none: two owners make each."""

from dataclasses import replace

from django.conf import settings

from shuangquan.actions.making_seals import make_with_key
from shuangquan.actions.seals import DEPARTMENT, draw_seal
from shuangquan.actions.standards import load_online
from shuangquan.connectors.authority.port import AuthorityPort
from shuangquan.connectors.seal.port import SealPort
from shuangquan.core.cases.approval import SHIPPED
from shuangquan.core.credentials.seal_life import AGREE, ASK, MAKE, SealStep
from shuangquan.records.clock import now
from shuangquan.records.seals import append_seal, append_seal_step, find_seals

REASON = "演示自带"


def find_issuers() -> frozenset[str]:
    """Departments whose certificates some item gives."""
    bundle = load_online()
    given = {str(one) for item in bundle.items.values() if item.gives for one in item.gives.certificates}
    return frozenset(str(one.issuer) for name, one in bundle.certificates.items() if str(name) in given)


def ship_seals(seal: SealPort, authority: AuthorityPort) -> int:
    """Make what is missing, for the whole province; answers how many. Each once: a seal that people destroyed stays destroyed."""
    if settings.MODE == "live":
        return 0
    province = f"{settings.HOME_REGION[:2]}0000"
    held = {one.owner for one in find_seals(None, [province], DEPARTMENT)}
    issuers = sorted(find_issuers() - held)
    drawn = [draw_seal(issuer, province, sample=True) for issuer in issuers]
    keys = seal.make_keys([one.key for one in drawn]) if drawn else {}
    for one in drawn:
        at = now()
        append_seal(one, SealStep(one.code, 1, MAKE, ASK, SHIPPED, at, REASON))
        made = make_with_key(replace(one, key_id=keys[one.key]), at, seal, authority)
        append_seal_step(SealStep(one.code, 2, MAKE, AGREE, SHIPPED, at), made)
    return len(drawn)
