"""零基础办事指南: what somebody who knows nothing of offices must know of a theme, computed from its plans.

It tells the usual situation as one plain path, then what is otherwise in every other situation.
"""

from collections.abc import Iterator, Mapping

from shuangquan.core.standard.booklet import Booklet, Section, mark_grade
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.classes import list_final
from shuangquan.core.standard.compile import compile_view
from shuangquan.core.standard.durations import find_basis
from shuangquan.core.standard.guide_places import say_places, say_region
from shuangquan.core.standard.guide_usual import find_open, find_other_values
from shuangquan.core.standard.model_theme import Recurs
from shuangquan.core.standard.plan import Basis, Draw, Fee, Plan, PlanItem, PlanVar
from shuangquan.core.standard.saying import fill_text, join_texts, say_class, say_limit
from shuangquan.core.standard.text import drop_places
from shuangquan.core.standard.view import ThemeView, read_view
from shuangquan.core.words.text import Text

ASKED = ("typed", "photograph")
_ACTS = {
    (True, True): Text("同意使用自己的资料，并签字", "agree to the use of their data and sign"),
    (True, False): Text("签字", "sign"),
    (False, True): Text("同意使用自己的资料", "agree to the use of their data"),
}


def write_guide(bundle: Bundle, theme: str, region: str, usual: Mapping[str, str]) -> Booklet:
    """The guide of a theme in a region. usual: the class told as the plain path. Errors as `compile_plan`."""
    view = read_view(bundle, theme, region, [])
    signed_in = str(view.theme.apply[0])
    plan = compile_view(view, usual, frozenset(), signed_in)
    promised = tuple(_say_pledges(plan))
    sections = (
        Section(Text("谁可以办", "Who may apply"), tuple(_say_who(view, plan))),
        Section(Text("你要准备什么", "What you need"), tuple(_say_needs(plan))),
        Section(Text("不用你提供的", "What is fetched for you"), tuple(_say_draws(plan))),
        Section(Text("怎么办", "Step by step"), tuple(_say_steps(view, plan, usual)), numbered=True),
        *((Section(Text("你承诺什么", "What you promise"), promised),) if promised else ()),
        _write_limits(view, plan),
        Section(Text("收费", "Fees"), tuple(_say_fees(plan)) or (Text("不收费", "No fee"),)),
        Section(Text("你会拿到什么", "What you get"), tuple(_say_results(plan)) or (_NO_PAPER,)),
        Section(Text("在哪里办", "Where"), tuple(say_places(view, plan))),
        _write_referrals(plan),
        _write_situations(view, signed_in, usual, plan),
        Section(Text("怎么看这份指南", "How to read this"), _REMARKS),
    )
    open_ = say_class(bundle, find_open(view, usual, signed_in))
    about = fill_text(Text("{0}；按最常见的情形写：{1}", "{0}; the usual situation: {1}"), say_region(bundle, region), open_)
    made: Booklet = drop_places(Booklet(fill_text(Text("{0}办事指南", "Guide: {0}"), plan.name), about, sections))
    return made


_ALONE = Text("{0}要在自己的手机上{1}。", "{0} has to {1} on their own phone.")
_NO_PAPER = Text("不另发证件，办成了在网上看得到。", "No certificate is issued; the outcome shows online.")
_REMARKS = (
    Text(
        "标“示例”的尚未核实，不作为办事依据；标“未核原文”的是通行规定，还没有对过原文；标“有出处”的写明了来源。",
        "An example is not verified; what is unchecked is common practice whose text was not compared; what is sourced says where from.",
    ),
    Text("同一项数据在一份办件里只问一次。", "Nothing is asked twice within one matter."),
)


def _label(plan: Plan, role: str) -> Text:
    return next((one.label for one in plan.roles if one.name == role), Text(role))


def _call(plan: Plan, var: PlanVar) -> Text:
    if var.type == "boolean":
        return fill_text(Text("{0}是否{1}", "{0}: whether {1}"), _label(plan, var.role), var.label)
    return fill_text(Text("{0}的{1}", "{1} of {0}"), _label(plan, var.role), var.label)


def _say_recurs(recurs: Recurs) -> Iterator[Text]:
    """How often it comes again, and when it can be begun."""
    yield Text("每年办一次。", "Once a year.") if recurs.every == "year" else Text("每月办一次。", "Once a month.")
    if recurs.opens is not None and recurs.closes is not None:
        words = fill_text(Text("每年{0}到{1}受理", "Can be begun from {0} to {1}"), Text(recurs.opens), Text(recurs.closes))
        yield mark_grade(words, Basis(recurs.grade or "U", str(recurs.source or "")))


def _say_who(view: ThemeView, plan: Plan) -> Iterator[Text]:
    roles = join_texts(tuple(_label(plan, str(role)) for role in view.theme.apply), "或", " or ")
    yield fill_text(Text("{0}可以申请，一个人申请，各部门一起办。", "{0} may apply; one application serves every department."), roles)
    for party in plan.parties:
        if party.role != plan.signed_in and (party.signs or party.consents):
            act = _ACTS[party.signs, party.consents]
            many = any(role.name == party.role and role.form == "many" for role in plan.roles)
            pattern = Text("每位{0}都要在自己的手机上{1}。", "{0}: each has to {1} on their own phone.") if many else _ALONE
            yield fill_text(pattern, _label(plan, party.role), act)
    if view.theme.recurs is not None:
        yield from _say_recurs(view.theme.recurs)
    nothing, elsewhere = Text("不用办：{0}。", "Nothing to do: {0}."), Text("这样的不在这里办：{0}。", "Not here: {0}.")
    for lead, ends in ((nothing, plan.nothing_to_do), (elsewhere, plan.refuse_to_start)):
        for _, say in ends:
            yield fill_text(lead, say)


def _say_needs(plan: Plan) -> Iterator[Text]:
    if not plan.evidence and not any(var.from_ == "photograph" for var in plan.vars):
        yield Text("不用带任何材料。", "No papers at all.")
    for paper in plan.evidence:
        why = join_texts(tuple(because.text for because in paper.because), "；", "; ")
        yield fill_text(Text("材料：{0}（{1}）", "Paper: {0} ({1})"), paper.name, why)
    for role in plan.roles:
        if role.ask is not None and not role.absent:
            yield fill_text(Text("选：{0}", "Choose: {0}"), role.ask)
    asked = tuple(var for var in plan.vars if var.from_ in ASKED)
    for var in asked:
        if not _is_tried(plan, var):
            kind = Text("照片", "Photograph") if var.from_ == "photograph" else Text("填写", "Type")
            yield fill_text(Text("{0}：{1}", "{0}: {1}"), kind, _call(plan, var))
    tried = tuple(_call(plan, var) for var in asked if _is_tried(plan, var))
    if tried:
        yield fill_text(Text("部门查不到时才填：{0}", "Typed only where no register has it: {0}"), join_texts(tried))


def _is_tried(plan: Plan, var: PlanVar) -> bool:
    """Whether a register is asked first."""
    return any(draw.speculative and any(path == var.path for path, _ in draw.gives) for draw in plan.draws)


def _say_draws(plan: Plan) -> Iterator[Text]:
    labels = {var.path: _call(plan, var) for var in plan.vars}
    groups: dict[tuple[str, str], list[Draw]] = {}
    for draw in plan.draws:
        groups.setdefault((draw.provider, draw.source), []).append(draw)
    for drawn in groups.values():
        first = drawn[0]
        facts = tuple(labels[path] for path in dict.fromkeys(path for draw in drawn for path, _ in draw.gives) if path in labels)
        basis = Text(f"（依据：{first.basis.source}）", f" (basis: {first.basis.source})") if first.basis.source else Text("")
        pattern = Text("向{0}的“{1}”取：{2}{3}", "From {0}, “{1}”: {2}{3}")
        yield fill_text(pattern, first.provider_name, first.name, join_texts(facts), basis)
    yield Text(
        "取之前会告诉你向谁取、取什么、用来办什么，你同意了才取。",
        "You are told before anything is fetched, and nothing is without your consent.",
    )


def _say_steps(view: ThemeView, plan: Plan, usual: Mapping[str, str]) -> Iterator[Text]:
    yield Text("登录并核验身份。", "Sign in and be identified.")
    yield Text("看一看要向哪些部门取哪些数据，同意。", "See what will be fetched from whom, and agree.")
    closed = {name for name, value in usual.items() if value} - {*find_open(view, usual, plan.signed_in)}
    for situation in plan.situations:
        if situation.name not in closed and situation.question is not None and (situation.ask_first or not situation.derive):
            yield fill_text(Text("回答一个问题：{0}", "Answer a question: {0}"), situation.question.ask)
    typed = tuple(_call(plan, var) for var in plan.vars if var.from_ in ASKED and not _is_tried(plan, var))
    if typed:
        yield fill_text(Text("核对表单，只补填{0}。", "Check the form and add only {0}."), join_texts(typed))
    else:
        yield Text("核对表单。", "Check the form.")
    others = tuple(_find_others(plan).values())
    if others:
        yield fill_text(Text("等{0}在自己的手机上确认。", "Wait for {0} to confirm."), join_texts(others))
    pay = Text("，缴费", ", pay") if any(item.fees for item in plan.items) else Text("")
    yield fill_text(Text("签字{0}，提交。以后的事由部门去做。", "Sign{0} and submit. The departments do the rest."), pay)
    names = tuple(fill_text(Text("{0}（{1}）", "{0} ({1})"), item.name, item.department_name) for item in sort_items(plan))
    yield fill_text(Text("部门依次办理：{0}。", "The departments act: {0}."), join_texts(names, "→", " → "))
    yield Text("收到办结消息，领取结果。", "You are told when it is done and collect the result.")


def _find_others(plan: Plan) -> Mapping[str, Text]:
    """Whoever else signs or agrees."""
    return {p.role: _label(plan, p.role) for p in plan.parties if p.role != plan.signed_in and (p.signs or p.consents)}


def sort_items(plan: Plan) -> tuple[PlanItem, ...]:
    """Items in an order in which they can be done; those that wait for nothing keep the theme's order."""
    waiting, done = list(plan.items), list[PlanItem]()
    while waiting:
        ids = {item.id for item in waiting}
        ready = next((item for item in waiting if not any(after == item.id and before in ids for before, after in plan.edges)), waiting[0])
        waiting.remove(ready)
        done.append(ready)
    return tuple(done)


def _write_limits(view: ThemeView, plan: Plan) -> Section:
    until = Text("到送达", "until delivered") if plan.limit_until == "delivered" else Text("到办结", "until decided")
    whole = mark_grade(fill_text(Text("整件事{0}，{1}", "{0} in all, {1}"), say_limit(plan.limit), until), plan.limit_basis)
    heads = (Text("事项", "Item"), Text("部门", "Department"), Text("承诺时限", "Promised"), Text("法定时限", "Statutory"))
    rows = tuple(
        (item.name, item.department_name, mark_grade(say_limit(item.promised), item.promised_basis), _say_statutory(view, item))
        for item in sort_items(plan)
    )
    return Section(Text("多久办好", "How long"), (whole,), heads=heads, rows=rows)


def _say_statutory(view: ThemeView, item: PlanItem) -> Text:
    said = say_limit(item.statutory)
    return said if item.statutory is None else mark_grade(said, find_basis(view.bundle.items[item.id].limits.statutory))


def _say_fees(plan: Plan) -> Iterator[Text]:
    for item in plan.items:
        for fee in item.fees:
            yield fill_text(Text("{0}：{1}，{2}", "{0}: {1}, {2}"), item.name, fee.what, _say_amount(item, fee))


def _say_amount(item: PlanItem, fee: Fee) -> Text:
    """A number with where it is from; anything else is the department's to say."""
    if not fee.amount[:1].isdigit():
        return fill_text(Text("金额由{0}核定", "as {0} says"), item.department_name)
    each = Text("{0}元/件", "{0} yuan each")
    return mark_grade(fill_text(each, Text(fee.amount)), fee.basis)


def _say_results(plan: Plan) -> Iterator[Text]:
    for item in sort_items(plan):
        for one in item.certificates:
            yield fill_text(Text("{0}（{1}）", "{0} ({1})"), one.name, one.issuer_name)


def _say_pledges(plan: Plan) -> Iterator[Text]:
    """What is promised instead of proved, and what comes of an untrue promise."""
    for item in sort_items(plan):
        if item.pledge is None:
            continue
        yield fill_text(Text("{0}：你承诺{1}", "{0}: you promise that {1}"), item.name, item.pledge.promise)
        words = Text("{0}内会来核查；不实的，{1}", "It is verified within {0}; when untrue: {1}")
        yield mark_grade(fill_text(words, say_limit(item.pledge.verify), item.refused_later), item.pledge.basis)


def _write_referrals(plan: Plan) -> Section:
    lines = [
        Text(
            "规则能定的当场办；定不了的转给工作人员，不会自动拒绝。",
            "Rules approve at once what they can; the rest goes to a person, and is never refused by a machine.",
        )
    ]
    heads = (Text("事项", "Item"), Text("什么情况", "When"), Text("怎么办", "What then"))
    rows = tuple(
        (item.name, rule.reason, rule.remedy or Text(""))
        for item in sort_items(plan)
        for rule in item.rules
        if rule.then == "refer" and rule.reason.zh
    )
    return Section(Text("规则定不了的时候", "When rules cannot decide"), tuple(lines), heads=heads, rows=rows)


def _write_situations(view: ThemeView, signed_in: str, usual: Mapping[str, str], plan: Plan) -> Section:
    """For every other value of every situation, the class nearest to the usual one, and what it adds or saves."""
    classes, rows = tuple(list_final(view, signed_in)), []
    for situation in view.situations:
        for value, near in find_other_values(situation, usual, classes):
            other = compile_view(view, near, frozenset(), signed_in)
            rows.append((say_class(view.bundle, {situation.name: value}), _say_change(plan, other)))
    heads = (Text("如果", "If"), Text("不同之处", "What is otherwise"))
    return Section(Text("换一种情形", "Other situations"), heads=heads, rows=tuple(rows))


def _say_change(usual: Plan, other: Plan) -> Text:
    found: list[Text] = []
    was, now = ({item.id: item.name for item in plan.items} for plan in (usual, other))
    papers, those = ({paper.name.zh: paper.name for paper in plan.evidence} for plan in (usual, other))
    asked, these = ({v.path: _call(plan, v) for v in plan.vars if v.from_ in ASKED} for plan in (usual, other))
    for more, less, before, after in (
        (Text("多办{0}", "also {0}"), Text("不办{0}", "without {0}"), was, now),
        (Text("要带{0}", "bring {0}"), Text("不用带{0}", "no {0}"), papers, those),
        (Text("要填{0}", "type {0}"), Text("不用填{0}", "no typing of {0}"), asked, these),
        (Text("要{0}确认", "{0} confirms"), Text("不用{0}确认", "{0} need not confirm"), _find_others(usual), _find_others(other)),
    ):
        found += [fill_text(more, name) for key, name in after.items() if key not in before]
        found += [fill_text(less, name) for key, name in before.items() if key not in after]
    if usual.limit != other.limit:
        found.append(fill_text(Text("时限{0}", "limit {0}"), say_limit(other.limit)))
    return join_texts(tuple(found), "；", "; ") if found else Text("准备的东西一样", "The same is needed")
