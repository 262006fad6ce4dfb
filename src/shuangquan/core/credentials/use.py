"""What an annotated copy (加注件) may be used for: stated by the holder, printed on it, attached as `use.json` and signed with the file."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.errors import Refusal

NAME = "use.json"
LONGEST_PURPOSE, LONGEST_RECEIVER, MOST_DAYS = 200, 60, 365


@dataclass(frozen=True, slots=True)
class Use:
    """number: of the copy. made: ISO time with offset; until: ISO date, the last day. receiver: empty when nobody was named."""

    number: str
    purpose: str
    receiver: str
    made: str
    until: str


def check_use(purpose: str, receiver: str, days: int) -> None:
    """Refusals: "copy.purpose" (1 to 200 characters), "copy.receiver" (at most 60), "copy.days" (1 to 365)."""
    if not 1 <= len(purpose) <= LONGEST_PURPOSE:
        raise Refusal("copy.purpose", "purpose", most=LONGEST_PURPOSE)
    if len(receiver) > LONGEST_RECEIVER:
        raise Refusal("copy.receiver", "receiver", most=LONGEST_RECEIVER)
    if not 1 <= days <= MOST_DAYS:
        raise Refusal("copy.days", "days", most=MOST_DAYS)


def render_use(use: Use) -> bytes:
    """The attachment's bytes."""
    return canonical_bytes(asdict(use))


def read_use(data: bytes) -> Use:
    """The attachment. Refusal("seal.malformed") when it is none."""
    try:
        held = json.loads(data)
        use = Use(**held)
        date.fromisoformat(use.until)
        if not all(isinstance(one, str) for one in held.values()):
            raise TypeError
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Refusal("seal.malformed", "file") from None
    return use


def is_over(use: Use, today: date) -> bool:
    """Whether the last day of use has passed."""
    return date.fromisoformat(use.until) < today
