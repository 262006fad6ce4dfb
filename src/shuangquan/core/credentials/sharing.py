"""证照共享: whether a calling system may have a certificate, and on which ground. Nothing is shared without one.

Grounds: a case in hand, in which the asking department still has to decide an item and the holder takes part; or the holder's consent,
by type and day. Whoever shows a code lets its one view be seen and no more.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from shuangquan.core.words.errors import Refusal

LONGEST_CAUSE = 200
"""Letters of `useCause`, which is mandatory (the provinces' services have it so)."""
FILE_TYPES = ("pdf", "png", "ofd")
CASE, CONSENT, SHOWN = "case", "consent", "shown"


@dataclass(frozen=True, slots=True)
class Ground:
    """basis: case | consent | shown. case_id, item: of the case in hand."""

    basis: str
    case_id: str | None = None
    item: str = ""


def check_purpose(cause: str, purpose: str, purposes: Collection[str]) -> None:
    """Refusals: "share.cause" when none is given or it is too long, "share.purpose" for one that the system is not let in for."""
    if not cause.strip() or len(cause) > LONGEST_CAUSE:
        raise Refusal("share.cause", "useCause", most=LONGEST_CAUSE)
    if purpose not in purposes:
        raise Refusal("share.purpose", "purpose")


def find_ground(
    asked: tuple[str, str], case_id: str | None, tasks: Collection[tuple[str, str]], parties: Collection[bytes], holder: bytes | None, *,
    consents: bool,
) -> Ground:  # fmt: skip
    """The ground on which a department has the certificate of `holder`. asked: (item, department) as the caller names them.

    case_id: of the case that is named, None for none; tasks: (item, department) still to be decided in it; parties: who takes part.
    consents: whether the holder has agreed. Refusal("share.unfounded") when there is no ground.
    """
    if case_id is not None and holder is not None and holder in parties and asked in tasks:
        return Ground(CASE, case_id, asked[0])
    if consents:
        return Ground(CONSENT)
    raise Refusal("share.unfounded", "basis")


def compare_elements(said: Mapping[str, str], held: Mapping[str, str]) -> Mapping[str, bool]:
    """Element → whether the certificate says the same; spaces around do not count. One that it does not have is not the same."""
    return {name: name in held and held[name].strip() == value.strip() for name, value in said.items()}
