"""What somebody at the desk can be in a department and region: a closed list. What each may do stands in `policy.py`."""

from collections.abc import Iterable

from shuangquan.core.words.text import Text

OFFICER, LEAD, SUPERVISOR, CLERK, REVIEWER, INSPECTOR = "officer", "lead", "supervisor", "clerk", "reviewer", "inspector"
ARCHIVIST, ADMIN, HELPER, FINANCE = "archivist", "admin", "helper", "finance"
ROLES: dict[str, Text] = {
    OFFICER: Text("审批人员", "Officer"),
    LEAD: Text("负责人", "Head"),
    SUPERVISOR: Text("督办人员", "Supervisor"),
    CLERK: Text("窗口人员", "Clerk"),
    REVIEWER: Text("复议人员", "Reviewer"),
    INSPECTOR: Text("核查人员", "Inspector"),
    ARCHIVIST: Text("档案人员", "Archivist"),
    FINANCE: Text("对账人员", "Accountant"),
    ADMIN: Text("管理员", "Administrator"),
    HELPER: Text("帮办人员", "Helper"),
}
DECIDE = frozenset({OFFICER, LEAD})
"""Who decides on tasks."""
WATCH = frozenset({LEAD, SUPERVISOR})
"""Who is told of delay and answers complaints."""
DESK = DECIDE | WATCH | frozenset({REVIEWER, INSPECTOR, ARCHIVIST, FINANCE, ADMIN})
"""Whom the desk lets in; a clerk's door is the counter."""


COUNTER = frozenset({CLERK})
"""Whom the counter lets in."""
STATION = frozenset({HELPER})
"""Whom a station lets in: they take in, and decide nothing."""


def say_roles(roles: Iterable[str], language: str = "zh") -> str:
    """Roles in words, in the order of the list; those of other doors are left out."""
    held = set(roles)
    return ("、" if language == "zh" else ", ").join(name.say(language) for role, name in ROLES.items() if role in held)
