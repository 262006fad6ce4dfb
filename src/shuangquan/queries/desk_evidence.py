"""Evidence beside the form: certificates, what sources answered, papers handed in, and in their place those that are missing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shuangquan.core.cases.gather import find_var
from shuangquan.core.standard.plan import Draw
from shuangquan.core.words.knowledge import Form
from shuangquan.core.words.names import Var
from shuangquan.queries.desk_read import Read
from shuangquan.queries.portal_times import say_moment


@dataclass(frozen=True, slots=True)
class Card:
    """One piece of evidence. number: as it stands beside the rows it supports. kind: certificate | source | paper | missing.

    lines: sentences; strong: the one that matters, "" for none. open: id of the certificate or file to open, "" for none.
    hit: it is what stopped the rules. supports: names of variables, and paper places (path, member), that it stands behind.
    """

    number: int
    kind: str
    title: str
    lines: tuple[str, ...]
    strong: str = ""
    open: str = ""
    hit: bool = False
    supports: frozenset[object] = frozenset()


def find_cards(read: Read) -> tuple[Card, ...]:
    """Every card, numbered: certificates, papers, what is missing in their place, then what sources answered."""
    cards = [*_find_certificates(read), *sorted(_find_papers(read), key=lambda card: card.hit), *_find_sources(read)]
    return tuple(replace(card, number=number) for number, card in enumerate(cards, 1))


def _find_certificates(read: Read) -> Iterator[Card]:
    for made in read.certificates:
        item = read.index.items[made.item]
        out = next(one for one in item.certificates if one.type == made.type)
        given = {find_var(read.index, path, read.task.member) for path in item.gives}
        stated = [str(var) for var in read.needed if var in given]
        lines = (
            f"{read.text(out.issuer_name)} · {say_moment(made.issued_at, read.language, seen=read.seen)}" + read.say(" 签发", ""),
            read.say("国密签名（SM2）已验", "SM2 signature verified") if made.id in read.verified else "",
        )
        strong = "" if made.id in read.verified else read.say("签名对不上，不能当依据", "The signature does not hold: not evidence")
        if made.status != "valid":
            strong = read.say("这张证照已经失效", "This certificate is no longer valid")
        yield Card(
            0, "certificate", read.text(out.name), tuple(line for line in lines if line), strong, made.id, bool(strong), frozenset(stated)
        )


def _find_sources(read: Read) -> Iterator[Card]:
    """A card for each question put to a source on which this task rests."""
    wanted: dict[tuple[str, str | None], list[Var]] = {}
    for var in (*read.needed, *_find_situation_vars(read)):
        for draw in _find_draws_of(read, var):
            key = (draw.id, var.member if draw.per_member else None)
            if key in read.case.draws:
                wanted.setdefault(key, []).append(var)
    draws = {draw.id: draw for draw in read.draws()}
    for (name, member), variables in wanted.items():
        yield _source_card(read, draws[name], member, list(dict.fromkeys(variables)))


def _find_draws_of(read: Read, var: Var) -> Iterator[Draw]:
    """The draw that gave a fact; where nobody gave it, every draw that was to give it."""
    origin = read.case.know(var).origin
    for draw in read.draws():
        if not any(path == var.template for path, _ in draw.gives):
            continue
        if origin is None or origin.kind not in ("resource", "certificate") or origin.source == draw.source:
            yield draw


def _find_situation_vars(read: Read) -> Iterator[Var]:
    """Facts from which the item's situations were derived."""
    for _, name in read.item.situations:
        situation = read.index.situations.get(name)
        for path in situation.reads if situation else ():
            if path in read.index.vars:
                yield find_var(read.index, path, read.task.member)


def _source_card(read: Read, draw: Draw, member: str | None, variables: list[Var]) -> Card:
    outcome, at = read.case.draws[draw.id, member]
    where = f"{read.text(draw.provider_name)} · {say_moment(at, read.language, seen=read.seen)}"
    roles = [read.index.roles[role] for _, role in draw.bind if role in read.index.roles]
    whose = read.join(read.text(role.label) for role in roles if role.form != "relation")
    labels = [read.text(read.index.vars[var.template].label) for var in variables if read.case.know(var).form is Form.KNOWN]
    got = read.say("取到：", "Gave: ") + read.join(labels) if labels else ""
    strong = {
        "none": read.say("查过，没有记录", "Asked: no record"),
        "down": read.say("系统连不上", "Could not be reached"),
    }.get(outcome, "")
    lines = tuple(line for line in (where, got) if line)
    name = read.text(draw.name)
    title = read.say(f"{name}（{whose}）", f"{name} ({whose})") if whose else name
    supports = frozenset(str(var) for var in variables)
    return Card(0, "source", title, lines, strong, hit=outcome == "down" and bool(supports & read.stops), supports=supports)


def _find_papers(read: Read) -> Iterator[Card]:
    for path, member in read.papers:
        evidence = read.index.evidence[path]
        title, place = read.text(evidence.name), frozenset({(path, member)})
        held = read.case.evidence.get((path, member))
        if held is not None:
            lines = (read.say("申请人交的，电子文件", "Handed in by the applicant"), f"SM3 {held[1][:16]}…")
            yield Card(0, "paper", title, lines, open=held[0], supports=place)
            continue
        said = (
            read.say("申请人说现在没有", "The applicant does not have it now")
            if (path, member) in read.case.lacking
            else read.say("申请人没传", "Not handed in")
        )
        how = read.say("没有来源能取，只能由申请人交", "No source can give it; only the applicant can")
        yield Card(0, "missing", title, (how,), said, hit=True, supports=place)
