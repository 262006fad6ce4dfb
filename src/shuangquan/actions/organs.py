"""What a department, a reviewing body or the operator is called."""

from shuangquan.actions.standards import load_bundle_of
from shuangquan.core.cases.complaints import OPERATOR
from shuangquan.core.words.text import Text
from shuangquan.records.organisations import find_organisation

REVIEWING = Text("行政复议机关", "the reviewing body")
RUNNING = Text("政务服务管理机构", "the body that runs this service")


def find_organ(department: str, region: str, bundle: str) -> Text:
    """The body that reviews, as 机构 names it, else as the standards do; a plain word for one that nothing names."""
    found = find_organisation(department, region)
    return found.name if found is not None else load_bundle_of(bundle).departments.get(department, REVIEWING)


def find_desk_name(department: str, bundle: str, region: str = "") -> Text:
    """Who answers a complaint, as 机构 names it in a region."""
    found = find_organisation(department, region) if region else None
    if found is not None:
        return found.name
    if department == OPERATOR:
        return RUNNING
    return load_bundle_of(bundle).departments.get(department, Text(department))
