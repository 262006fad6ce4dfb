"""Guardians: a register asked by one's own ID number alone, which names the children and their days of birth; who may be one."""

from collections.abc import Iterator

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.libraries import check_known
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.model_guardians import Guardianship

ID_NUMBER = "id_number"
NAMED = (ID_NUMBER, "name", "birth_date")
"""Facts by which a child is known."""
OLDEST = 30


def check_guardians(bundle: Bundle) -> list[Finding]:
    """Everything wrong with who acts for children, and with which roles may be one."""
    found: list[Finding] = []
    for guardianship in bundle.guardians.values():
        found += _check_one(bundle, guardianship)
    for theme in bundle.themes.values():
        for role in theme.minors:
            check_known(role, theme.apply, "role", theme.at, found)
    return found


def _check_one(bundle: Bundle, one: Guardianship) -> Iterator[Finding]:
    found: list[Finding] = []
    if not check_known(one.resource, bundle.resources, "resource", one.at, found):
        yield from found
        return
    resource = bundle.resources[one.resource]
    for role in (one.guardian, one.ward):
        check_known(role, resource.roles, "role", one.at, found)
    wanted = {f"{one.ward}.{fact}" for fact in NAMED}
    listed = one.ward in resource.roles and resource.roles[one.ward].many
    if not found and (tuple(resource.keys) != (f"{one.guardian}.{ID_NUMBER}",) or wanted - {*resource.gives} or not listed):
        found.append(
            find_fault(one.at, "guardian-register", name=one.id, key=f"{one.guardian}.{ID_NUMBER}", wants=", ".join(sorted(wanted)))
        )
    if not 0 < one.until_age <= OLDEST:
        found.append(find_fault(one.at, "guardian-age", name=one.id, most=OLDEST))
    yield from found
