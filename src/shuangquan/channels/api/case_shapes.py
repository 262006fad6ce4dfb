"""What an app gets of a matter. Words are in both languages; single strings are in the one that Accept-Language prefers."""

from uuid import UUID

from ninja import Schema

from shuangquan.channels.api.shapes import Words


class CaseLine(Schema):
    """A matter. part: applicant, invited, agreed or declined. waits: how many things wait for the person. Times are ISO 8601."""

    id: UUID
    number: str
    theme: str
    state: str
    part: str
    opened_at: str
    submitted_at: str
    due_at: str
    closed_at: str
    waits: int
    done: int
    total: int


class Cases(Schema):
    """next: what to pass as `after` for the next page, empty on the last."""

    cases: list[CaseLine]
    next: str


class CaseState(Schema):
    """A matter as it stands for this person. role: whom they play; applies: they are the applicant.

    step: what comes next for them: notice, early (it goes no further, see `why`), questions, form, consent, sign, wait (for others),
    submit, progress. version: goes up with every change.
    """

    id: UUID
    number: str
    theme: str
    region: str
    state: str
    role: str
    applies: bool
    step: str
    why: Words
    version: int


class NoticeLine(Schema):
    """What is asked of one source. ground: the law it rests on."""

    source: str
    provider: Words
    name: Words
    fields: list[Words]
    about: list[Words]
    consent_of: list[Words]
    items: list[Words]
    ground: str


class Notice(Schema):
    """To be shown before the first query. agreed: the person has agreed to it already."""

    lines: list[NoticeLine]
    digest: str
    agreed: bool


class Option(Schema):
    """A value and what it means."""

    value: str
    label: Words


class Source(Schema):
    """Where a value came from. kind: fetched, certificate, sign_in, own, applicant, changed, item, down, none, hidden, offered."""

    kind: str
    provider: Words
    name: Words
    at: str


class FieldShape(Schema):
    """Something that is asked. control: text, tel, date, month, choice, select, number, area. sends: fact, or one for a choice."""

    var: str
    label: Words
    control: str
    options: list[Option]
    value: str
    why: list[Words]
    sends: str
    source: Source | None


class Row(Schema):
    """Something that is known. state: known, absent, hidden or changed. masked: part of it only; `whole=` on the form asks for all."""

    var: str
    label: Words
    text: str
    masked: bool
    state: str
    can_fix: bool
    source: Source


class Paper(Schema):
    """A paper that is asked for. state: given, lacking or open."""

    path: str
    member: str
    name: Words
    state: str
    why: list[Words]


class Waiting(Schema):
    """Somebody has yet to agree. listed: one of a list, without whom the rest can go on. Times in words."""

    role: str
    label: Words
    invited: str
    until: str
    listed: bool


class Sheet(Schema):
    """What there is of one role or one member. declined: refused, typed or silent, when that person's data is not used."""

    role: str
    member: str
    title: Words
    mine: bool
    rows: list[Row]
    fields: list[FieldShape]
    papers: list[Paper]
    waiting: Waiting | None
    declined: str


class MemberShape(Schema):
    """A member of a list."""

    key: str
    words: str
    chosen: bool


class Choice(Schema):
    """A list. pick: which of its members the matter is about is for the person to say; can_add: a member can be added by hand."""

    role: str
    label: Words
    members: list[MemberShape]
    pick: bool
    can_add: bool


class Question(Schema):
    """Something that data cannot answer. many: several options can be right."""

    situation: str
    member: str
    ask: Words
    options: list[Option]
    many: bool


class Questions(Schema):
    """facts: to be typed first. known: nothing is open any more."""

    questions: list[Question]
    facts: list[FieldShape]
    known: bool


class OpenPoint(Schema):
    """Something that is still open. title: what is missing and how to mend it."""

    title: str
    code: str
    where: str


class Form(Schema):
    """The whole form. open: what stands between it and the signature."""

    sheets: list[Sheet]
    choices: list[Choice]
    known: int
    asked: int
    open: list[OpenPoint]


class Party(Schema):
    """Somebody else. state: not_asked, asked, agreed, or declined (declined: refused, typed or silent). signed: has signed already."""

    role: str
    label: Words
    state: str
    declined: str
    signed: bool
    signs: bool


class Parties(Schema):
    """link: to be sent to those who are asked."""

    parties: list[Party]
    link: str


class AskedOfMe(Schema):
    """Which of the person's data is asked of whom, for what."""

    provider: Words
    name: Words
    fields: list[Words]
    items: list[Words]
    ground: str


class Consent(Schema):
    """What another person is asked to agree to."""

    asked: list[AskedOfMe]
    agreed: bool


class Given(Schema):
    """Something the person gave."""

    label: Words
    value: Words


class Check(Schema):
    """The page before signing. digest: what a signature is bound to. level: the identity level that signing needs; have: that there is.

    open: what is still open; waiting: whom it waits for; signed: this person has signed it as it stands; promises: made by signing.
    """

    digest: str
    given: list[Given]
    fetched: list[Sheet]
    open: list[OpenPoint]
    waiting: list[str]
    promises: list[Words]
    level: int
    have: int
    signed: bool


class FeeLine(Schema):
    """An item and what it costs, in yuan."""

    item: Words
    amount: str


class Fees(Schema):
    """total: still to be paid, in yuan. known: every amount is; where not, it is paid later. paid: what has been."""

    total: str
    lines: list[FeeLine]
    known: bool
    paid: str


class PayAt(Schema):
    """Where the person pays."""

    pay_url: str
