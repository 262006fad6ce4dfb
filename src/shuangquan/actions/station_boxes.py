"""What a tablet took in without a network: kept as it comes, opened by a job, and put into a draft by the verbs of every draft.

Nothing is numbered and no clock runs before it is here: a draft is opened, which the person goes on with and submits. Nobody is asked
anything on their behalf unless they have read, on the tablet, the very notice that holds today.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare

from shuangquan.actions.accounts import Citizen
from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.drafts import answer_questions, inform_case, open_case, type_facts
from shuangquan.actions.evidence import give_evidence
from shuangquan.actions.loading import load
from shuangquan.actions.notices import find_notice
from shuangquan.actions.station_serving import DOOR, authorise, check_drawn
from shuangquan.actions.station_twins import find_twin
from shuangquan.actions.stations import StoredStation, check_open
from shuangquan.core.cases.station import TYPED, Authorisation, find_wording_digest
from shuangquan.core.cases.station_package import LARGEST, Package, read_package
from shuangquan.core.standard.plan import PlanVar
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.names import Var, parse_var
from shuangquan.core.words.text import Text
from shuangquan.records import boxes, station_acts, stations
from shuangquan.records.accounts import append_presence
from shuangquan.records.changes import JobRow
from shuangquan.records.context import Claims, use_claims
from shuangquan.records.station_acts import StoredBox as StoredBox
from shuangquan.records.stations import StoredTablet

SALT = "station-shift"
SHIFT_DAYS = 7
"""How long after signing in on a tablet a helper can take in without a network. Ours to set."""
SEEN = 3
"""Identity level of somebody whom a helper saw with their card, while nothing read it: enough for a draft, too little to sign or submit."""
Moved = tuple[Text, ...]


def make_shift(station: StoredStation, tablet_id: str, user_id: int, words: Mapping[str, Text]) -> str:
    """What a tablet takes along: whose hands, at which tablet, and by which words people let them. words: by theme."""
    digests = {theme: find_wording_digest(text) for theme, text in words.items()}
    return signing.dumps({"tablet": tablet_id, "station": station.id, "user": user_id, "words": digests}, salt=SALT, compress=True)


def receive_box(tablet: StoredTablet, station: StoredStation, box_id: str, content: bytes) -> StoredBox:
    """Keep a package that this tablet sends; the same again changes nothing. A job opens it.

    Refusals: "box.large"; "box.broken" for what this tablet did not seal under this id; "box.other" when the id holds something else.
    """
    if len(content) > LARGEST:
        raise Refusal("box.large", "box", most=LARGEST // 2**20)
    digest = boxes.find_digest(content)
    with use_claims(Claims(regions=(station.region,))):
        held = station_acts.find_box(box_id)
        if held is None:
            _open(tablet.id, box_id, content)
            job = JobRow("station.take", {"box": box_id}, key=f"station:{box_id}")
            station_acts.append_box(box_id, station.id, tablet.id, station.region, digest, content, job)
            held = station_acts.find_box(box_id)
    if held is None or held.tablet_id != tablet.id or not constant_time_compare(held.digest, digest):
        raise Refusal("box.other", "box")
    return held


def list_boxes(tablet: StoredTablet, station: StoredStation, ids: tuple[str, ...]) -> tuple[StoredBox, ...]:
    """How packages of this tablet stand."""
    with use_claims(Claims(regions=(station.region,))):
        return station_acts.find_boxes(ids, tablet.id)


def _open(tablet_id: str, box_id: str, content: bytes) -> bytes:
    envelope, key = boxes.read_envelope(content), stations.open_private_key(tablet_id)
    plain = None
    if envelope is not None and key is not None and (envelope.id, envelope.tablet) == (box_id, tablet_id):
        plain = boxes.open_envelope(key, envelope)
    if plain is None:
        raise Refusal("box.broken", "box")
    return plain


def open_package(box: StoredBox) -> Package:
    """What is in a package that is still kept. Refusals: "box.broken", those of `read_package`."""
    found = read_package(_open(box.tablet_id, box.id, box.sealed))
    if found.id != box.id:
        raise Refusal("box.broken", "box")
    return found


def take_box(box_id: str) -> None:
    """Open a package and go on with it as far as it goes; what stands against it is kept with it. Twice is as once."""
    with acting_system():
        box = station_acts.find_box(box_id)
        if box is None or box.state != station_acts.RECEIVED:
            return
        try:
            _take(box)
        except Refusal as refusal:
            _refuse(box, refusal)
        except Refusals as found:
            _refuse(box, found.refusals[0])


def _refuse(box: StoredBox, refusal: Refusal) -> None:
    if refusal.code == "case.planning":
        raise refusal
    station_acts.apply_box_end(box.id, station_acts.REFUSED, reason=refusal.code)


def _take(box: StoredBox) -> None:
    station = stations.find_station(box.station_id)
    assert station is not None  # stations are never deleted
    package = open_package(box)
    by = check_package(box, station, package)
    actor, citizen = find_whom(by, station, package)
    station_acts.note_box(box.id, theme=package.theme, by=actor.by, party=citizen.index, said_at=package.said_at)
    if not box.case_id and (twin := find_twin(citizen, station.region, package)) is not None:
        station_acts.apply_box_twin(box.id, twin.case_id, "same" if twin.proven else "theme")
        return
    put_in(box, station, package, actor, citizen)


def check_package(box: StoredBox, station: StoredStation, package: Package) -> Actor:
    """Whether it may be taken in, judged now; answers whose hands took it.

    Refusals: "box.shift" for a sign-in too long ago, "box.form" for one that was not of this tablet, "station.helper", "station.over",
    "station.theme", "box.changed" when the words signed are not those that were given out, "station.sign" and of `read_drawing`.
    """
    try:
        shift = signing.loads(package.shift, salt=SALT, max_age=timedelta(days=SHIFT_DAYS))
    except signing.SignatureExpired:
        raise Refusal("box.shift", "box", days=SHIFT_DAYS) from None
    except signing.BadSignature:
        raise Refusal("box.form", "box") from None
    if (shift["tablet"], shift["station"]) != (box.tablet_id, station.id):
        raise Refusal("box.form", "box")
    if shift["user"] not in stations.find_helpers(station.id):
        raise Refusal("station.helper", "box")
    check_open(station, package.theme)
    if shift["words"].get(package.theme) != find_wording_digest(Text(package.words)):
        raise Refusal("box.changed", "words")
    check_drawn(package.drawn)
    _vars(package.facts)  # whatever cannot be read is said before anything is opened
    return Actor("staff", str(shift["user"]), station.region, DOOR)


def find_whom(by: Actor, station: StoredStation, package: Package) -> tuple[Actor, Citizen]:
    """The person as somebody seen, not read, by these hands. Refusal("box.who") when the number is known under another name."""
    account = append_presence(package.id_number, package.name, "seen", SEEN)
    if account.profile.get("name") != package.name:
        raise Refusal("box.who", "who")
    citizen = Citizen(account, account.index, SEEN)
    return replace(citizen.actor(station.region, DOOR, "take in what came without a network"), by=f"{by.kind}:{by.subject}"), citizen


def put_in(box: StoredBox, station: StoredStation, package: Package, actor: Actor, citizen: Citizen) -> str:
    """Open the draft, or go on with the one that was opened, and put everything into it; answers the case."""
    case = box.case_id
    if not case:
        with acting(actor, citizen.index):
            case = open_case(actor, package.theme, station.region, package.role, citizen.person)
        station_acts.apply_box_case(box.id, case)
    left = carry(box, station, package, actor, citizen, case)
    station_acts.apply_box_end(box.id, station_acts.TAKEN, open_things=left)
    return case


def carry(box: StoredBox, station: StoredStation, package: Package, actor: Actor, citizen: Citizen, case: str) -> Moved:
    """Put what was taken in into a draft of this person; answers the labels of what did not hold as it was typed."""
    person = citizen.person
    with acting(actor, citizen.index):
        if not any(event.kind == "station.authorised" and event.body["package"] == box.id for event in load(case).stored.events):
            said_at = package.said_at.isoformat(timespec="seconds")
            given = Authorisation(station.id, actor.by, TYPED, package.words, package.drawn, package=box.id, said_at=said_at)
            authorise(actor, case, person, citizen.index, given, proof=package.proof)
        held = load(case).case
        notice = find_notice(held.bundle, held.theme, held.region, held.signed_in)
        if held.signed_in not in held.informed and notice.digest == package.notice:
            inform_case(actor, case, person)
        left = [*_answer(actor, citizen, case, package), *_type(actor, citizen, case, package), *_hand_in(actor, citizen, case, package)]
    return tuple(dict.fromkeys(left))


def _answer(actor: Actor, citizen: Citizen, case: str, package: Package) -> list[Text]:
    """Answers that the plan still asks for; one that it does not know any more is asked again by phone."""
    left = []
    for name, value in package.answers.items():
        index = load(case).index
        try:
            answer_questions(actor, case, citizen.person, {(name, None): value}, {})
        except Refusal as refusal:
            if not refusal.code.startswith("situation."):
                raise
            situation = index.situations.get(name)
            left += [situation.label] if situation is not None else []
    return left


def _type(actor: Actor, citizen: Citizen, case: str, package: Package) -> list[Text]:
    index = load(case).index
    given = {var: text for var, text in _vars(package.facts).items() if var.template in index.vars and text.strip()}
    if not given:
        return []
    try:
        type_facts(actor, case, citizen.person, given)
    except Refusals as found:
        bad = {refusal.where: refusal.code for refusal in found.refusals}
        type_facts(actor, case, citizen.person, {var: text for var, text in given.items() if str(var) not in bad})
        return [_label(index.vars[var.template]) for var in given if bad.get(str(var), "fact.not_yours") != "fact.not_yours"]
    return []


def _label(planned: PlanVar) -> Text:
    return planned.label


def _vars(facts: Mapping[str, str]) -> dict[Var, str]:
    found = {}
    for path, text in facts.items():
        try:
            found[parse_var(path)] = text
        except ValueError as error:
            raise Refusal("box.form", "facts") from error
    return found


def _hand_in(actor: Actor, citizen: Citizen, case: str, package: Package) -> list[Text]:
    """Papers that are asked for in the situation as it turned out; what is not needed is not kept, what cannot be read is asked again."""
    left, index = [], load(case).index
    for path, content in package.papers:
        try:
            give_evidence(actor, case, citizen.person, path, None, content)
        except Refusal as refusal:
            if not refusal.code.startswith(("evidence.", "blob.")):
                raise
            if path in index.evidence and refusal.code != "evidence.unknown":
                left.append(index.evidence[path].name)
    return left
