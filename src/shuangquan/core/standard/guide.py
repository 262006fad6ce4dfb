"""零基础办事指南: what somebody who knows nothing of offices must know of a theme, computed from its plans.

It tells the usual situation as one plain path, then what is otherwise in every other situation.
"""

from collections.abc import Iterator, Mapping

from shuangquan.core.standard.booklet import Booklet, Section, mark_grade
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.classes import list_classes
from shuangquan.core.standard.compile import compile_view
from shuangquan.core.standard.plan import Draw, Plan, PlanItem, PlanVar
from shuangquan.core.standard.regions import find_item_overlay
from shuangquan.core.standard.saying import fill_text, join_texts, say_class, say_limit
from shuangquan.core.standard.text import drop_places
from shuangquan.core.standard.view import ThemeView, read_view
from shuangquan.core.words.text import Text

CHANNELS: Mapping[str, Text] = {
    "portal": Text("网上或手机", "online"),
    "counter": Text("政务服务窗口", "at the counter"),
    "station": Text("村、社区便民服务点", "at a village or community station"),
    "kiosk": Text("自助终端", "at a kiosk"),
}
ASKED = ("typed", "photograph")


def write_guide(bundle: Bundle, theme: str, region: str, usual: Mapping[str, str]) -> Booklet:
    """The guide of a theme in a region. usual: the class told as the plain path. Errors as `compile_plan`."""
    view = read_view(bundle, theme, region, [])
    signed_in = str(view.theme.apply[0])
    plan = compile_view(view, usual, frozenset(), signed_in)
    promised = tuple(_say_pledges(plan))
    sections = (
        Section(Text("谁可以办", "Who may apply"), tuple(_say_who(view, plan))),
        Section(Text("您要准备什么", "What you need"), tuple(_say_needs(plan))),
        Section(Text("不用您提供的", "What is fetched for you"), tuple(_say_draws(plan))),
        Section(Text("怎么办", "Step by step"), tuple(_say_steps(view, plan)), numbered=True),
        *((Section(Text("您承诺什么", "What you promise"), promised),) if promised else ()),
        _write_limits(plan),
        Section(Text("收费", "Fees"), tuple(_say_fees(plan)) or (Text("不收费", "No fee"),)),
        Section(Text("您会拿到什么", "What you get"), tuple(_say_results(plan)) or (_NO_PAPER,)),
        Section(Text("在哪里办", "Where"), tuple(_say_places(view, plan))),
        _write_referrals(plan),
        _write_situations(view, signed_in, usual, plan),
        Section(Text("怎么看这份指南", "How to read this"), _REMARKS),
    )
    about = fill_text(
        Text("地区{0}；按最常见的情形写：{1}", "Region {0}; the usual situation: {1}"), Text(region), say_class(bundle, usual)
    )
    made: Booklet = drop_places(Booklet(fill_text(Text("{0}办事指南", "Guide: {0}"), plan.name), about, sections))
    return made


_ALONE = Text("{0}要在自己的手机上{1}。", "{0} has to {1} on their own phone.")
_NO_PAPER = Text("不另发证件，办成了在网上看得到。", "No certificate is issued; the outcome shows online.")
_REMARKS = (
    Text(
        "标“示例”的时限和规定尚未核实，不作为办事依据；标“有出处”的写明了来源。",
        "What is marked as an example is not verified; what is sourced says where from.",
    ),
    Text("同一项数据在一份办件里只问一次。", "Nothing is asked twice within one matter."),
)


def _label(plan: Plan, role: str) -> Text:
    return next((one.label for one in plan.roles if one.name == role), Text(role))


def _call(plan: Plan, var: PlanVar) -> Text:
    return fill_text(Text("{0}的{1}", "{1} of {0}"), _label(plan, var.role), var.label)


def _say_who(view: ThemeView, plan: Plan) -> Iterator[Text]:
    roles = join_texts(tuple(_label(plan, str(role)) for role in view.theme.apply), "或", " or ")
    yield fill_text(Text("{0}可以申请，一个人申请，各部门一起办。", "{0} may apply; one application serves every department."), roles)
    for party in plan.parties:
        if party.role != plan.signed_in and (party.signs or party.consents):
            act = Text("签字", "sign") if party.signs else Text("同意使用其数据", "agree to the use of their data")
            many = any(role.name == party.role and role.form == "many" for role in plan.roles)
            pattern = Text("每位{0}都要在自己的手机上{1}。", "{0}: each has to {1} on their own phone.") if many else _ALONE
            yield fill_text(pattern, _label(plan, party.role), act)
    for _, say in (*plan.nothing_to_do, *plan.refuse_to_start):
        yield say


def _say_needs(plan: Plan) -> Iterator[Text]:
    if not plan.evidence and not any(var.from_ == "photograph" for var in plan.vars):
        yield Text("不用带任何材料。", "No papers at all.")
    for paper in plan.evidence:
        why = join_texts(tuple(because.text for because in paper.because), "；", "; ")
        yield fill_text(Text("材料：{0}（{1}）", "Paper: {0} ({1})"), paper.name, why)
    for role in plan.roles:
        if role.ask is not None and not role.absent:
            yield fill_text(Text("选：{0}", "Choose: {0}"), role.ask)
    for var in plan.vars:
        if var.from_ in ASKED:
            kind = Text("照片", "Photograph") if var.from_ == "photograph" else Text("填写", "Type")
            once = Text("，查到了就不用填", ", unless a register has it") if _is_tried(plan, var) else Text("")
            yield fill_text(Text("{0}：{1}{2}", "{0}: {1}{2}"), kind, _call(plan, var), once)


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
        "取之前会告诉您向谁取、取什么、用来办什么，您同意了才取。",
        "You are told before anything is fetched, and nothing is without your consent.",
    )


def _say_steps(view: ThemeView, plan: Plan) -> Iterator[Text]:
    yield Text("登录并核验身份。", "Sign in and be identified.")
    yield Text("看一看要向哪些部门取哪些数据，同意。", "See what will be fetched from whom, and agree.")
    for situation in plan.situations:
        if situation.question is not None and (situation.ask_first or not situation.derive):
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


def _write_limits(plan: Plan) -> Section:
    until = Text("到送达", "until delivered") if plan.limit_until == "delivered" else Text("到办结", "until decided")
    whole = mark_grade(fill_text(Text("整件事{0}，{1}", "{0} in all, {1}"), say_limit(plan.limit), until), plan.limit_basis)
    heads = (Text("事项", "Item"), Text("部门", "Department"), Text("承诺时限", "Promised"), Text("法定时限", "Statutory"))
    rows = tuple(
        (item.name, item.department_name, mark_grade(say_limit(item.promised), item.promised_basis), say_limit(item.statutory))
        for item in sort_items(plan)
    )
    return Section(Text("多久办好", "How long"), (whole,), heads=heads, rows=rows)


def _say_fees(plan: Plan) -> Iterator[Text]:
    for item in plan.items:
        for fee in item.fees:
            amount = Text("金额由部门核定", "set by the department") if fee.amount == "from department" else Text(fee.amount)
            yield fill_text(Text("{0}：{1}，{2}", "{0}: {1}, {2}"), item.name, fee.what, amount)


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


def _say_places(view: ThemeView, plan: Plan) -> Iterator[Text]:
    channels = next((o.channels for o in reversed(view.overlays) if o.channels), ())
    yield join_texts(tuple(CHANNELS.get(str(one), Text(str(one))) for one in channels) or (CHANNELS["portal"],))
    for item in plan.items:
        overlay = find_item_overlay(view.overlays, item.id)
        if overlay is not None and overlay.places:
            yield fill_text(Text("{0}：{1}", "{0}: {1}"), item.name, join_texts(overlay.places))


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
    classes = tuple(list_classes(view, signed_in))
    rows = []
    for situation in view.situations:
        for value in dict.fromkeys(one[situation.name] for one in classes):
            if value == usual.get(situation.name):
                continue
            near = max((one for one in classes if one[situation.name] == value), key=lambda one: _count_same(one, usual))
            other = compile_view(view, near, frozenset(), signed_in)
            rows.append((say_class(view.bundle, {situation.name: value}), _say_change(plan, other)))
    heads = (Text("如果", "If"), Text("不同之处", "What is otherwise"))
    return Section(Text("换一种情形", "Other situations"), heads=heads, rows=tuple(rows))


def _count_same(one: Mapping[str, str], usual: Mapping[str, str]) -> int:
    return sum(usual.get(name) == value for name, value in one.items())


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
