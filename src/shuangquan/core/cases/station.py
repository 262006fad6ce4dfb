"""At a station: what a citizen signs before a helper does anything for them, and how a second taking of the same matter is settled."""

from dataclasses import dataclass, field
from datetime import date, datetime

from shuangquan.core.cases.drafting import check_draft
from shuangquan.core.cases.signing import Seal, read_drawing
from shuangquan.core.cases.station_events import StationAuthorised, StationSettled
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.canonical import canonical_bytes, sm3_hex
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text

SITES = ("village", "bank", "post", "park")
"""Kinds of place that have an agreement: 村（社区）, bank, post office, park."""
CARD, TYPED = "card", "typed"
CARRIED, DISCARDED = "carried", "discarded"
WHY = {
    "same": Text("两处填的一样", "both say the same"),
    "changed": Text("本人改了主意，以那一件为准", "the person wants the other one"),
    "mistake": Text("在站里填错了", "a mistake at the station"),
}
"""Why what a station took is not carried over."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What an agreement allows: themes, between two days, the last one included; None without end."""

    themes: tuple[str, ...]
    since: date
    until: date | None


def check_agreement(agreement: Agreement, today: date, theme: str = "") -> None:
    """Refusals: "station.over" outside of its days, "station.theme" for one that it does not name. theme: "" to ask of the days."""
    if today < agreement.since or (agreement.until is not None and today > agreement.until):
        raise Refusal("station.over", "station", since=str(agreement.since), until=str(agreement.until or "—"))
    if theme and theme not in agreement.themes:
        raise Refusal("station.theme", "theme")


def say_authorisation(theme: Text, helper: str, place: Text) -> Text:
    """What the citizen signs: the matter, the helper, and what the helper may not."""
    return Text(
        f"我请{place.zh}的{helper}帮我办“{theme.zh}”：替我填表、拍材料、交上去。"
        "他不能替我签申请、不能替我决定，交上去以后看不到里面的内容，只看得到办到哪一步。我在自己手机上随时能看、能改、能撤回。",
        f"I ask {helper} of {place.say('en')} to help me with “{theme.say('en')}”: to fill in the form, photograph papers, hand them in. "
        "They cannot sign the application or decide for me, and once it is handed in they see only how far it is. "
        "I can look, change and withdraw on my own phone at any time.",
    )


def find_wording_digest(words: Text) -> str:
    """SM3 of what was signed."""
    return sm3_hex(words.zh.encode())


@dataclass(frozen=True, slots=True)
class Authorisation:
    """What was signed at a station. helper: `staff:<account>`; drawing: the name as drawn; proof: blob, SM3 of a photographed card."""

    station: str
    helper: str
    basis: str
    wording: str = field(repr=False)
    drawing: str = field(repr=False)
    proof: tuple[str, str] = ("", "")
    package: str = ""
    said_at: str = ""


def render_authorisation(case: str, given: Authorisation, level: int, at: datetime, commitments: tuple[str, str]) -> bytes:
    """What the platform signs, byte for byte: no personal value. commitments: to the wording and to the drawing."""
    return canonical_bytes(
        {
            "case": case, "station": given.station, "helper": given.helper, "basis": given.basis, "level": level,
            "at": at.isoformat(timespec="microseconds"), "wording": commitments[0], "drawn": commitments[1], "proof": given.proof[1],
            "package": given.package,
        }
    )  # fmt: skip


def decide_authorise(turn: Turn, by: str, given: Authorisation, level: int, seal: Seal) -> None:
    """Note the authorisation. Refusals: "station.sign" without a drawn name, those of `read_drawing`, "case.not_draft"."""
    check_draft(turn.case)
    drawn = read_drawing(given.drawing)
    if not drawn:
        raise Refusal("station.sign", "drawn")
    wording, said = turn.keep("station/authorisation", given.wording)
    ref, commitment = turn.keep("station/signature", drawn)
    signature, key = seal(render_authorisation(turn.case.id, given, level, turn.now, (said, commitment)))
    turn.emit(
        StationAuthorised(
            given.station, given.helper, by, given.basis, level, wording, said, ref, commitment, *given.proof, given.package,
            given.said_at, signature, key,
        )
    )  # fmt: skip


def decide_settled(turn: Turn, station: str, package: str, helper: str, how: str, why: str) -> None:
    """Note how a second taking was settled. Refusal("station.why") for a reason that is none."""
    if why not in WHY:
        raise Refusal("station.why", "why")
    turn.emit(StationSettled(station, package, helper, how, why))
