"""What each kind of procedure allows at the desk, and how long. Laws are cited as known in the trade (grade K), not as checked texts."""

from dataclasses import dataclass

from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.limits import Limit, Unit
from shuangquan.core.words.text import Text

HEARING = "hearing"
SPECIAL: dict[str, Text] = {
    HEARING: Text("听证", "hearing"),
    "tender": Text("招标", "tender"),
    "auction": Text("拍卖", "auction"),
    "inspection": Text("检验", "inspection"),
    "testing": Text("检测", "testing"),
    "quarantine": Text("检疫", "quarantine"),
    "appraisal": Text("鉴定", "appraisal"),
    "experts": Text("专家评审", "expert review"),
}
"""行政许可法 45: what does not count towards the limit; the applicant is told in writing how long it takes."""

GROUNDS: dict[str, Text] = {
    "unneeded": Text("依法不需要办这一样", "by law nothing of this kind is needed"),
    "elsewhere": Text("依法不归本机关办", "by law another authority is competent"),
    "unmended": Text("告知过要补，期满还没补齐", "what was asked for was not given in time"),
}
"""On which an application is not accepted (行政许可法 32)."""

ACCEPT_WITHIN = Limit(Unit.WORKING_DAYS, 5)
"""After which what nobody has found fault with counts as accepted (行政许可法 32)."""
DEMAND_WITHIN = Limit(Unit.WORKING_DAYS, 5)
"""How long the applicant may demand a hearing (行政许可法 47)."""
HOLD_WITHIN = 20
"""Working days within which a hearing that was demanded is held (行政许可法 47)."""
ANNOUNCE_BEFORE = Limit(Unit.WORKING_DAYS, 7)
"""How long before a hearing its day and place are told (行政许可法 48)."""
MOST_DAYS = 250
"""Working days, about a year: more than that is a slip of the hand."""

ADMINISTRATIVE = frozenset({"licence", "confirmation", "benefit", "levy"})
"""Procedures whose decisions can be taken to reconsideration and court; a public service is no decision."""

SECONDED = frozenset({"refuse", "extend", "revoke", "reopen"})
"""What always takes a second officer."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """special: whether special procedures stop its clock; extend: working days by which its limit may be extended once, 0 for not at all;
    revoke: whether what was decided can be revoked afterwards.
    """

    special: bool
    extend: int
    revoke: bool


PROCEDURES: dict[str, Procedure] = {
    "licence": Procedure(special=True, extend=10, revoke=True),
    "confirmation": Procedure(special=False, extend=0, revoke=True),
    "benefit": Procedure(special=False, extend=0, revoke=True),
    "levy": Procedure(special=False, extend=0, revoke=True),
    "public service": Procedure(special=False, extend=0, revoke=False),
}
"""Extension by 10 working days: 行政许可法 42; revocation: 69. Where no law is known to allow it, it is not offered."""


def needs_second(item: PlanItem, act: str) -> bool:
    """Whether `act` (pass | refuse | extend | revoke) on this item takes a second officer: always, or because its standard says so."""
    return act in SECONDED or (act == "pass" and item.second)
