"""受理要点、审查要点: what whoever accepts and examines an item must know, from the standard and its lawful sources."""

from collections.abc import Iterator

from shuangquan.core.standard.booklet import Booklet, Section, mark_grade
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.differences_items import OUTCOMES, Reader
from shuangquan.core.standard.durations import find_basis, read_limit
from shuangquan.core.standard.later import say_later
from shuangquan.core.standard.model import Certificate, Item, Need, Pledge
from shuangquan.core.standard.model_papers import Shows
from shuangquan.core.standard.plan import Basis
from shuangquan.core.standard.saying import fill_text, join_texts, say_limit
from shuangquan.core.standard.text import drop_places
from shuangquan.core.words.text import Text

PROCEDURES = {
    "licence": Text("行政许可", "licence"),
    "confirmation": Text("行政确认", "confirmation"),
    "benefit": Text("行政给付", "benefit"),
    "levy": Text("行政征收", "levy"),
    "public service": Text("公共服务", "public service"),
}
GROUPS = {
    "required": Text("必办", "required"),
    "optional": Text("选办", "optional"),
    "verify_only": Text("只核验", "verified only"),
    "offline_only": Text("只能到现场", "in person only"),
}
DECIDERS = {
    "platform": Text("规则能定的由平台当场定", "the platform, where rules can"),
    "department": Text("由部门决定，规则只作参考", "the department; rules advise"),
}
LICENCE_DAYS = (
    Text(
        "材料不齐的当场或者5日内一次告知，逾期不告知即为受理（行政许可法第三十二条，未核原文）",
        "What lacks is told once, within 5 days, or it counts as accepted",
    ),
    Text("受理之日起20日内决定，经批准可延长10日（行政许可法第四十二条，未核原文）", "Decided within 20 days, with leave 10 more"),
)
REMEDIES = (
    Text("自知道之日起60日内可以申请行政复议（行政复议法第二十条，未核原文）", "Review may be asked within 60 days"),
    Text("自知道之日起6个月内可以提起行政诉讼（行政诉讼法第四十六条，未核原文）", "A court may be asked within 6 months"),
)
ADMINISTRATIVE = ("licence", "confirmation", "benefit", "levy")


def write_manual(bundle: Bundle, item_id: str) -> Booklet:
    """The manual of an item. KeyError for an unknown item."""
    item = bundle.items[item_id]
    reader = Reader(bundle, item)
    sections = (
        Section(Text("基本情况", "At a glance"), tuple(_say_basics(bundle, item))),
        _write_needs(reader),
        *_write_papers(reader),
        _write_rules(reader),
        Section(Text("时限", "Limits"), tuple(_say_limits(item))),
        Section(Text("一次性告知怎么写", "The one-time notice"), tuple(_say_notice(reader)), numbered=True),
        Section(Text("办理结果", "Results"), tuple(_say_results(bundle, item))),
        Section(Text("救济", "Remedies"), (_say_later(item), *(REMEDIES if item.procedure in ADMINISTRATIVE else ()))),
    )
    used = tuple(theme.name for theme in bundle.themes.values() if any(use.use == item_id for use in theme.uses))
    about = fill_text(Text("用于主题：{0}", "Used by: {0}"), join_texts(used) if used else Text("暂无", "none"))
    made: Booklet = drop_places(Booklet(fill_text(Text("{0}受理审查要点", "Manual: {0}"), item.name), about, sections))
    return made


RETENTIONS = {
    "permanent": Text("归档保管：永久", "Its archive is kept for ever"),
    "30_years": Text("归档保管：30 年", "Its archive is kept for 30 years"),
    "10_years": Text("归档保管：10 年", "Its archive is kept for ten years"),
}


def _say_basics(bundle: Bundle, item: Item) -> Iterator[Text]:
    department = bundle.departments.get(item.department, Text(str(item.department)))
    yield fill_text(Text("主管部门：{0}；{1}；{2}", "{0}; {1}; {2}"), department, PROCEDURES[item.procedure], GROUPS[item.group])
    yield fill_text(Text("谁来决定：{0}", "Decided by: {0}"), DECIDERS[item.decided_by])
    for basis in item.basis:
        article = Text(f"第{basis.article}条", f" art. {basis.article}") if basis.article else Text("")
        law = fill_text(Text("依据：{0}{1}", "Basis: {0}{1}"), Text(str(basis.law)), article)
        yield mark_grade(law, Basis(basis.grade or "U"))
    yield fill_text(Text("身份核验等级{0}", "Identity level {0}"), Text(str(item.identity)))
    if item.pledge is not None:
        yield from _say_pledge(item.pledge)
    if item.review is not None and item.review.officers == "two":
        yield mark_grade(
            Text("审批人员通过它，要另一个人复核。", "A pass by an officer needs another to confirm it."), Basis(item.review.grade or "U")
        )
    if item.hearing is not None:
        words = fill_text(Text("不予以前先告知可以听证：{0}", "Before a refusal a hearing is offered: {0}"), Text(str(item.hearing.law)))
        yield mark_grade(words, Basis(item.hearing.grade or "U"))
    if item.archive is not None:
        yield mark_grade(RETENTIONS[item.archive.keep], Basis(item.archive.grade or "U"))
    if item.can_wait:
        yield Text("数据源中断时可以等它恢复，不退件。", "It may wait for a source that is down; the case is not sent back.")


def _say_pledge(pledge: Pledge) -> Iterator[Text]:
    yield fill_text(Text("告知承诺，申请人承诺：{0}", "By pledge; the applicant promises: {0}"), pledge.promise)
    verify, mend = read_limit(pledge.verify), read_limit(pledge.mend)
    if verify is not None:
        words = fill_text(Text("办结后{0}内核查", "Verified within {0} of the result"), say_limit(verify))
        yield mark_grade(words, find_basis(pledge.verify))
    if mend is None:
        yield Text("不实的，撤销结果。", "When untrue, the result is revoked.")
    else:
        words = fill_text(
            Text("不实的，限{0}改正；仍不符合的，撤销结果", "When untrue: {0} to put it right, else it is revoked"), say_limit(mend)
        )
        yield mark_grade(words, find_basis(pledge.mend))


def _say_later(item: Item) -> Text:
    """What follows a later refusal, in the standard's words, and what is done by itself with its grade."""
    declared = item.on_refused_later
    if declared is None:
        return item.refused_later
    return mark_grade(say_later(map(str, declared.acts), item.refused_later), Basis(declared.grade or "U", str(declared.source or "")))


def _write_needs(reader: Reader) -> Section:
    heads = (
        Text("要什么", "What"),
        Text("什么时候要", "When"),
        Text("从哪来", "From where"),
        Text("本人自填能否作数", "Is the person's word enough"),
    )
    rows = []
    for need in reader.item.needs:
        when = Text("都要", "always") if need.when is None else reader.say(need.when)
        enough = Text("能", "yes") if need.claimed == "enough" else Text("不能，转人工核实", "no, a person verifies")
        rows.append((reader.say_need(need), when, _say_source(reader, need), enough))
    return Section(Text("受理要点：看齐什么", "Accepting: what must be there"), heads=heads, rows=tuple(rows))


def _write_papers(reader: Reader) -> Iterator[Section]:
    """What a machine reads off the papers of this item, and by which words."""
    lines = []
    for need in reader.item.needs:
        for one in need.any or (need,):
            paper = reader.bundle.certificates.get(str(one.evidence))
            if paper is not None and paper.shows is not None:
                lines.append(_say_shows(reader.bundle, paper, paper.shows))
    if lines:
        before = Text(
            "下面这些由机器先读，和办件里的、和别的材料对一遍；不一样的、读不出的告诉审批人员，由人定。",
            "A machine reads these first and holds them against the case and other papers; a person is told of differences and decides.",
        )
        yield Section(Text("材料上看什么", "What to look at on papers"), (before, *lines))


def _say_shows(bundle: Bundle, paper: Certificate, shows: Shows) -> Text:
    facts = []
    for own, labels in shows.facts.items():
        role, _, name = own.partition(".")
        fact = bundle.facts.get(f"{paper.roles[role].type}.{name}") if role in paper.roles else None
        words = Text("、".join(labels), ", ".join(labels))
        facts.append(fill_text(Text("{0}（字样：{1}）", "{0} (words: {1})"), fact.label if fact else Text(str(own)), words))
    if shows.valid_to:
        words = Text("、".join(shows.valid_to), ", ".join(shows.valid_to))
        facts.append(fill_text(Text("材料的有效期（字样：{0}）", "until when it is valid (words: {0})"), words))
    said = fill_text(Text("{0}：{1}", "{0}: {1}"), paper.name, join_texts(tuple(facts)))
    return mark_grade(said, Basis(shows.grade or "U", str(shows.source or "")))


def _say_source(reader: Reader, need: Need) -> Text:
    """The lawful source of a fact; who issues a paper."""
    bundle, item = reader.bundle, reader.item
    if need.any:
        return join_texts(tuple(_say_source(reader, one) for one in need.any), "或", " or ")
    if need.evidence is not None:
        issuer = bundle.certificates[need.evidence].issuer if need.evidence in bundle.certificates else ""
        return fill_text(Text("{0}出具，本人提交", "issued by {0}, shown by the person"), bundle.departments.get(issuer, Text(str(issuer))))
    role, _, name = str(need.fact).partition(".")
    path = f"{item.roles[role].type}.{name}" if role in item.roles else ""
    fact = bundle.facts.get(path)
    if path in bundle.sign_in:
        return Text("登录核验，或共享数据", "signing in, or a register")
    sources = tuple(bundle.resources[one] for one in (fact.source if fact else ()) if one in bundle.resources)
    if sources:
        said = tuple(
            fill_text(Text("{0}“{1}”", "{0}: {1}"), bundle.departments.get(one.provider, Text(str(one.provider))), one.name)
            for one in sources
        )
        return join_texts(said, "或", " or ")
    return (
        Text("前面的事项给出，或由本人填写", "an earlier item, or typed")
        if fact is None or fact.by_hand
        else Text("前面的事项给出", "an earlier item")
    )


def write_rules(bundle: Bundle, item_id: str) -> Section:
    """An item's decision table in an official's words. KeyError for an unknown item."""
    made: Section = drop_places(_write_rules(Reader(bundle, bundle.items[item_id])))
    return made


def _write_rules(reader: Reader) -> Section:
    item = reader.item
    if not item.rules:
        return Section(
            Text("审查要点：规则表", "Examining: the rules"), (Text("没有规则，由部门决定。", "No rules; the department decides."),)
        )
    heads = (Text("次序", "No."), Text("情况", "When"), Text("结论", "Then"), Text("理由", "Reason"), Text("怎么补救", "Remedy"))
    rows = tuple(
        (Text(str(number)), reader.say(rule.when), OUTCOMES[rule.then], rule.reason or Text(""), rule.remedy or Text(""))
        for number, rule in enumerate(item.rules, start=1)
    )
    lines = (
        Text(
            "从上往下看，先合的那一行算数；有数据查不到就停下，转人工。",
            "Read downwards; the first row that holds counts; where a fact is unknown a person decides.",
        ),
    )
    return Section(Text("审查要点：规则表", "Examining: the rules"), lines, heads=heads, rows=rows)


def _say_limits(item: Item) -> Iterator[Text]:
    for duration, word in ((item.limits.promised, Text("承诺", "Promised")), (item.limits.statutory, Text("法定", "Statutory"))):
        said = fill_text(Text("{0}：{1}", "{0}: {1}"), word, say_limit(read_limit(duration)))
        yield said if read_limit(duration) is None else mark_grade(said, find_basis(duration))
    for stage in item.stages:
        name = stage.name or Text(str(stage.id))
        if stage.event is not None:
            ends = say_limit(read_limit(stage.event.give_up))
            said = Text("{0}：最多等 {1}，不计入时限；到时转人工", "{0}: {1} at most, outside the limit; then a person")
            yield mark_grade(fill_text(said, name, ends), find_basis(stage.event.give_up))
        if stage.wait is not None:
            said = fill_text(Text("{0}：{1}，不计入时限", "{0}: {1}, outside the limit"), name, say_limit(read_limit(stage.wait)))
            yield mark_grade(said, find_basis(stage.wait))
    if item.procedure == "licence":
        yield from LICENCE_DAYS


def _say_notice(reader: Reader) -> Iterator[Text]:
    """What may lack, each with how it is mended: the sentences that a notice is put together from."""
    for need in reader.item.needs:
        if need.evidence is not None:
            when = Text("") if need.when is None else fill_text(Text("（{0}时）", " (when {0})"), reader.say(need.when))
            yield fill_text(Text("缺少{0}{1}，请补交。", "{0} is missing{1}; please add it."), reader.say_need(need), when)
    for rule in reader.item.rules:
        if rule.then == "refer" and rule.reason is not None:
            yield fill_text(Text("{0}：{1}。", "{0}: {1}."), rule.reason, rule.remedy or Text("由工作人员核实", "a person verifies"))


def _say_results(bundle: Bundle, item: Item) -> Iterator[Text]:
    if item.gives is None:
        yield Text("没有证照，只记结果。", "No certificate; the result is recorded.")
        return
    for kind in item.gives.certificates:
        form = bundle.certificates.get(kind)
        if form is not None:
            issuer = bundle.departments.get(form.issuer, Text(str(form.issuer)))
            yield fill_text(Text("发放{0}（{1}）", "Issues {0} ({1})"), form.name, issuer)
    names = Reader(bundle, item).names
    facts = tuple(names.call_fact(*str(path).split(".", 1)) for path in item.gives.facts)
    if facts:
        yield fill_text(Text("写入：{0}", "States: {0}"), join_texts(facts))
