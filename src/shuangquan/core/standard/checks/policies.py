"""惠企政策: names, rules, dates and grades."""

from datetime import date

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.libraries import check_known
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.model_policies import Policy
from shuangquan.core.standard.policies import find_policy_scope
from shuangquan.core.standard.view import Reader


def check_policies(bundle: Bundle) -> list[Finding]:
    """Faults of every policy: an unknown department or fact, a rule that cannot be read, a last day that is no date."""
    found: list[Finding] = []
    reader, scope = Reader(found), find_policy_scope(bundle)
    for policy in bundle.policies.values():
        check_known(policy.department, bundle.departments, "department", policy.at, found)
        reader.read(policy.when, scope, policy.at)
        if not _is_day(policy):
            found.append(find_fault(policy.at, "policy-until", name=policy.id, until=str(policy.until)))
    return found


def _is_day(policy: Policy) -> bool:
    try:
        return policy.until is None or bool(date.fromisoformat(policy.until))
    except ValueError:
        return False
