"""What a verification found."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether it is good, why, and what it says. over: genuine and unaltered, but its use has ended; `good` is False then.

    code: "whole", "use" (an annotated copy), "use.over", "shown" (a code that is shown), "shown.over", "old" (sealed before PAdES), "".
    """

    good: bool
    reason: str
    says: Mapping[str, str] = field(default_factory=dict)
    over: bool = False
    code: str = ""
