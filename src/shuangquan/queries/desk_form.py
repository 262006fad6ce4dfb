"""The form as an officer sees it: the facts this task rests on, by role, each with its origin; amber for what stopped the rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shuangquan.core.cases.case_parts import FormSignature
from shuangquan.core.cases.explain import find_label
from shuangquan.core.cases.seats import find_seats, say_seat
from shuangquan.core.cases.signing import draw_path
from shuangquan.core.standard.plan import PlanRole, PlanVar
from shuangquan.core.words.knowledge import Form, Knowledge, Unknown
from shuangquan.core.words.names import Var
from shuangquan.queries.desk_evidence import Card
from shuangquan.queries.desk_read import Read
from shuangquan.queries.portal_times import say_clock
from shuangquan.queries.portal_values import hide_fact, make_anchor, mask_fact, print_fact

UNSAID = frozenset({"assumed", "absent", "waits"})
"""Ways in which a plan settles a variable without anybody's knowledge: nothing to show."""
WHY_UNKNOWN = {
    Unknown.NOT_ASKED: ("没有问过", "Not asked"),
    Unknown.SOURCE_DOWN: ("来源连不上", "The source could not be reached"),
    Unknown.NO_RECORD: ("查过，没有记录", "Asked: no record"),
    Unknown.REFUSED: ("本人不同意查", "The person did not agree"),
    Unknown.PENDING: ("等本人同意", "Waits for the person's consent"),
    Unknown.DISPUTED: ("有争议", "Disputed"),
    Unknown.ERASED: ("已经删除", "Erased"),
}


@dataclass(frozen=True, slots=True)
class FormRow:
    """One fact or paper. state: known | absent | claimed | missing | hidden. masked: only part of it is shown, all of it on request.

    drawn: a name drawn by hand, as a path of SVG.

    var: name of the variable, "" for what is none. number: of the card behind it, 0 for none. hit: it stopped the rules.
    """

    var: str
    anchor: str
    label: str
    text: str
    origin: str
    state: str
    number: int = 0
    hit: bool = False
    masked: bool = False
    drawn: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one role, or of the case. note: what else the role is in this case, in brackets."""

    title: str
    note: str
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class DeskForm:
    """The whole form. fetched, typed, lacking: how many rows came from sources, from people, and from nobody."""

    groups: tuple[Group, ...]
    fetched: int
    typed: int
    lacking: int


def find_form(read: Read, cards: tuple[Card, ...]) -> DeskForm:
    """Groups in the plan's order of roles, then situations and what people agreed to and signed."""
    numbers = {name: card.number for card in reversed(cards) for name in card.supports}
    groups = [*_find_groups(read, numbers), _find_situations(read), _find_parties(read)]
    rows = [row for group in groups[:-2] for row in group.rows]
    origins = [read.case.know(var).origin for var in read.needed]
    fetched = sum(origin is not None and origin.kind in ("resource", "certificate", "item", "sign_in") for origin in origins)
    typed = sum(row.state == "claimed" for row in rows)
    return DeskForm(tuple(group for group in groups if group.rows), fetched, typed, sum(row.state == "missing" for row in rows))


def _find_groups(read: Read, numbers: Mapping[object, int]) -> Iterator[Group]:
    first = (read.item.for_each, read.case.signed_in)
    order = {name: place for place, name in enumerate(first)}
    for role in sorted(read.index.plan.roles, key=lambda one: (order.get(one.name, len(order)), one.form == "relation")):
        if role.absent or role.form == "alias":
            continue
        papers = tuple(_paper_row(read, place, numbers) for place in read.papers if _role_of(read, place) == role.name)
        own = [var for var in read.needed if var.role == role.name]
        members = list(dict.fromkeys(var.member for var in own))
        for number, member in enumerate(members or [None], 1):
            rows = (_make_row(read, var, numbers) for var in own if var.member == member)
            title = read.text(role.label) + (f" {number}" if len(members) > 1 else "")
            last = papers if number >= len(members) else ()
            yield Group(title, _find_note(read, role), (*(row for row in rows if row is not None), *last))


def _find_note(read: Read, role: PlanRole) -> str:
    """申请人, and what the role is by another name here (落户一方)."""
    notes = [read.say("申请人", "applicant")] if role.name == read.case.signed_in else []
    for one in read.index.plan.roles:
        if one.form == "alias" and read.index.resolve(one.name) == role.name:
            notes.append(read.text(one.label))
    note = read.join(notes)
    return read.say(f"（{note}）", f" ({note})") if note else ""


def _make_row(read: Read, var: Var, numbers: Mapping[object, int]) -> FormRow | None:
    planned = read.index.vars.get(var.template)
    know, name = read.case.know(var), str(var)
    if planned is None:
        text = read.say(*WHY_UNKNOWN[know.why or Unknown.NOT_ASKED])
        return FormRow(name, make_anchor(var), read.text(find_label(read.index, var)), text, "", "missing", hit=name in read.stops)
    if know.form is Form.UNKNOWN and planned.from_ in UNSAID and name not in read.stops:
        return None
    state, text, masked = _print(read, planned, var, know)
    number, origin = numbers.get(name, 0), _say_origin(read, know)
    return FormRow(name, make_anchor(var), read.text(planned.label), text, origin, state, number, name in read.stops, masked)


def _print(read: Read, planned: PlanVar, var: Var, know: Knowledge) -> tuple[str, str, bool]:
    """(state, text, masked)."""
    fact = read.case.facts.get(read.case.own(var))
    if know.why is Unknown.PENDING or (fact is not None and fact.held):
        return "hidden", hide_fact(planned), False
    if know.form is Form.ABSENT:
        return "absent", read.say("没有", "None"), False
    if know.form is Form.UNKNOWN:
        return "missing", read.say(*WHY_UNKNOWN[know.why or Unknown.NOT_ASKED]), False
    state = "claimed" if know.form is Form.CLAIMED else "known"
    if planned.sensitive and planned.type != "boolean" and str(var) != read.whole:
        return state, mask_fact(planned, know.value, read.language), True
    return state, print_fact(planned, know.value, read.language), False


def _say_origin(read: Read, know: Knowledge) -> str:
    """公安 10:55, 申请人填 10:58."""
    origin = know.origin
    if origin is None:
        return ""
    at = say_clock(origin.at, read.language, seen=read.seen)
    if origin.kind in ("resource", "certificate"):
        provider = next((read.text(draw.provider_name) for draw in read.draws() if draw.source == origin.source), origin.source)
        return f"{provider} {at}"
    if origin.kind == "item" and origin.source in read.index.items:
        return f"{read.text(read.index.items[origin.source].department_name)} {at}"
    said = {
        "sign_in": read.say("登记机关，父母代办", "register, a parent acts")
        if origin.source == "guardian"
        else read.say("登录核验", "sign-in"),
        "corrected": read.say("本人改", "corrected"),
        "photograph": read.say("照片读出", "photograph"),
        "standard": read.say("按标准", "the standard"),
        "paper": read.say("从材料读出，申请人确认", "read off a paper, confirmed by the applicant"),
    }.get(origin.kind, read.say("本人填", "typed"))
    by = read.index.roles.get(origin.by)
    if origin.kind in ("typed", "corrected") and by is not None:
        who = read.say("申请人", "applicant") if by.name == read.case.signed_in else read.text(by.label)
        said = said.replace(read.say("本人", "typed"), who if read.language != "en" else f"typed by {who}")
    return f"{said} {at}"


def _role_of(read: Read, place: tuple[str, str | None]) -> str:
    evidence = read.index.evidence[place[0]]
    return evidence.per_member or next((read.index.resolve(theirs) for _, theirs in evidence.bind), read.case.signed_in)


def _paper_row(read: Read, place: tuple[str, str | None], numbers: Mapping[object, int]) -> FormRow:
    evidence = read.index.evidence[place[0]]
    anchor, label, number = f"p-{numbers.get(place, 0)}", read.text(evidence.name), numbers.get(place, 0)
    if place in read.case.evidence:
        return FormRow("", anchor, label, read.say("交了", "Handed in"), read.say("申请人传", "applicant"), "known", number)
    text = read.say("没有，申请人没传", "None handed in")
    return FormRow("", anchor, label, text, read.say("不知道", "unknown"), "missing", number, not read.task.ended)


def _find_situations(read: Read) -> Group:
    """What the situation is, as far as this item reads it, and how that is known."""
    how = {
        "derived": read.say("由数据得出", "from data"),
        "asked": read.say("申请人答", "answered"),
        "fixed": read.say("按标准", "the standard"),
        "provisional": read.say("暂定", "provisional"),
    }
    rows = []
    for _, name in read.item.situations:
        situation = read.index.situations.get(name)
        state = read.case.situations.get((name, read.task.member if situation and situation.of else None))
        if situation is None or state is None:
            continue
        labels = dict(situation.options)
        if situation.boolean:
            text = read.say("是", "Yes") if state.value == "true" else read.say("不是", "No")
        else:
            text = "、".join(read.text(labels[code]) if code in labels else code for code in state.value.split(","))
        rows.append(FormRow("", f"s-{name}", read.text(situation.label), text, how[state.how], "known"))
    return Group(read.say("情形", "Situation"), "", tuple(rows))


def _find_parties(read: Read) -> Group:
    """Who agreed to the use of their data, and who signed."""
    rows = []
    names = (seat.name for seat in find_seats(read.case, read.index))
    for role in dict.fromkeys((read.case.signed_in, *names)):
        label = read.text(say_seat(read.case, read.index, role))
        party, signed = read.case.parties.get(role), read.case.signatures.get(role)
        if party is not None and (party.agreed_at or party.declined):
            at = party.agreed_at or party.declined_at
            text = read.say("同意使用资料", "Agreed") if party.agreed_at else read.say("没有同意", "Did not agree")
            rows.append(FormRow("", f"c-{role}", label, text, say_clock(at, read.language, seen=read.seen) if at else "", "known"))
        if signed is not None:
            sound, state = _judge_signature(read, role, signed)
            text = read.say(f"签了，认证 {signed.level} 级，{sound}", f"Signed at level {signed.level}; {sound}")
            drawn = draw_path(read.said(signed.drawn))
            rows.append(FormRow("", f"g-{role}", label, text, say_clock(signed.at, read.language, seen=read.seen), state, drawn=drawn))
    return Group(read.say("同意和签名", "Consent and signatures"), "", tuple(rows))


def _judge_signature(read: Read, role: str, signed: FormSignature) -> tuple[str, str]:
    """Whether the platform's seal over what was signed stands, in words, and the row's state."""
    if not signed.signature:
        return read.say("那时还没有签名值", "without a seal, as it was then"), "known"
    if f"sign:{role}" in read.verified:
        return read.say("验签通过", "the seal holds"), "known"
    return read.say("验签没有通过，请不要采信", "the seal does not hold; do not rely on it"), "missing"
