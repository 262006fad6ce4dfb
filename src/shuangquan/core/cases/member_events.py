"""Events about members of lists that a role of the theme stands for."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class MemberChosen:
    """`role` is this member of a list: whoever signed in, or whom the applicant named.

    same: (role, list or relation along it) pairs of which the member is meant from now on, `role` itself among them.
    """

    kind: ClassVar[str] = "member.chosen"
    version: ClassVar[int] = 1
    role: str
    of: str
    member: str
    same: tuple[tuple[str, str], ...]
