"""Events of a case that a station helps with."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class StationAuthorised:
    """The applicant let a helper of a station fill in and hand in this matter, and signed for it with their own hand. by: role.

    helper: `staff:<account>`; basis: card | typed; level: identity of who signed. wording, drawn: references of what was signed and of
    the name as drawn; commitments to both. proof, sm3: a photograph of the identity card, where no card was read. package: of a case taken
    without a network, with the device's own time `said_at`. signature, key: SM2 over `station.render_authorisation`.
    """

    kind: ClassVar[str] = "station.authorised"
    version: ClassVar[int] = 1
    station: str
    helper: str
    by: str
    basis: str
    level: int
    wording: str
    wording_commitment: str
    drawn: str
    commitment: str
    proof: str
    sm3: str
    package: str
    said_at: str
    signature: str
    key: str


@dataclass(frozen=True, slots=True)
class StationSettled:
    """What a station took without a network met this case, which is about the same matter, and a person settled it. This case goes on.

    how: carried (its answers and papers went into this draft) | discarded. why: same | changed | mistake. helper: who settled it.
    """

    kind: ClassVar[str] = "station.settled"
    version: ClassVar[int] = 1
    station: str
    package: str
    helper: str
    how: str
    why: str
