"""对账: what we handed to a department beside what it holds, package by package; what differs is named, and who can mend it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

NOT_HELD, OTHER_CONTENT, BEHIND, CONTRADICTS, UNKNOWN, NO_DIGEST = WHATS = (
    "not_held", "other_content", "behind", "contradicts", "unknown_to_us", "no_digest",
)  # fmt: skip
"""Not held: it never took it, or lost it. Other content: the digests differ. Behind: it has decided and we have not heard so.
Contradicts: it has decided otherwise than the case says. Unknown to us: it holds a package that we did not send.
No digest: it took the package before packages carried one, so that nothing it says of it can be believed: it is sent anew.
"""
MENDED_BY_A_LOOK = frozenset({NOT_HELD, BEHIND})
"""When the case is looked at again, the package is handed over again, or what was said is heard."""


@dataclass(frozen=True, slots=True)
class OurPackage:
    """A package we sent. newest: of its task; sent: the task still waits for the department; outcome: approve | refuse | "" of the task;
    by_department: and it was the department that decided so.
    """

    package: str
    digest: str
    case: str
    newest: bool
    sent: bool
    outcome: str
    by_department: bool


@dataclass(frozen=True, slots=True)
class TheirPackage:
    """A package as the department has it. outcome: "" while undecided."""

    package: str
    digest: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs about a package; case: whose look may mend it, "" for none."""

    package: str
    what: str
    case: str = ""


def find_differences(ours: Iterable[OurPackage], theirs: Iterable[TheirPackage]) -> Iterator[Difference]:
    """Every difference, ours first. The last word on a package of ours that a later one follows is the later one's."""
    held = {one.package: one for one in theirs}
    known = set()
    for mine in ours:
        known.add(mine.package)
        other = held.get(mine.package)
        what = _compare(mine, other)
        if what:
            yield Difference(mine.package, what, mine.case if what in MENDED_BY_A_LOOK else "")
    for package, other in held.items():
        if package not in known and other.digest:  # without one it is older than these lists, or tells of a result
            yield Difference(package, UNKNOWN)


def _compare(mine: OurPackage, other: TheirPackage | None) -> str:
    if other is None:
        return NOT_HELD if mine.newest and mine.sent else ""
    if not other.digest:
        return NO_DIGEST if mine.newest and mine.sent else ""
    if other.digest != mine.digest:
        return OTHER_CONTENT
    if not mine.newest or not other.outcome:
        return ""
    if mine.sent:
        return BEHIND
    return CONTRADICTS if mine.by_department and other.outcome != mine.outcome else ""
