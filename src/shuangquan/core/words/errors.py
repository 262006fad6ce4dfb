"""The two kinds of error that are expected. Anything else is a bug and is not swallowed."""

from collections.abc import Mapping
from types import MappingProxyType


class Refusal(Exception):
    """The applicant (or another caller) can mend this.

    `code` is a key of `refusals.REFUSALS`, which holds its 中文 and English sentence and how to mend it; `where` names the place in
    the input (a field's path), `data` fills the sentence. Never holds a personal value.
    """

    def __init__(self, code: str, where: str = "", **data: str | int) -> None:
        super().__init__(f"{code} {where}".strip())
        self.code = code
        self.where = where
        self.data: Mapping[str, str | int] = MappingProxyType(dict(data))

    @classmethod
    def restore(cls, code: str, where: str, data: Mapping[str, str | int]) -> "Refusal":
        """One that was raised earlier, of its parts as they were kept."""
        return cls(code, where, **data)


class Refusals(Exception):
    """Several refusals at once, so that a person hears of all of them in one go."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(", ".join(str(r) for r in refusals))
        self.refusals = refusals


class Fault(Exception):
    """An outside party failed. `permanent` says whether trying again can help."""

    def __init__(self, party: str, code: str, *, permanent: bool = False) -> None:
        super().__init__(f"{party}: {code}")
        self.party = party
        self.code = code
        self.permanent = permanent
