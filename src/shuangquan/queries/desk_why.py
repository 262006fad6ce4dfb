"""Why a task is here, the table row by row, a notice drafted with everything missing, and what follows from either decision."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shuangquan.core.cases.deskwork import ANSWER_WITHIN
from shuangquan.core.cases.explain import MET, UNKNOWN, UNMET, UNREACHED, RowSaid, find_consequences, find_label, find_stating
from shuangquan.core.cases.lapsing import LAPSED
from shuangquan.core.cases.needs import find_needed
from shuangquan.core.cases.pledges import TO_VERIFY
from shuangquan.core.cases.running import UNSIGNED
from shuangquan.core.cases.stages import find_wait
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.names import Var
from shuangquan.queries.called_lapsed import say_lapsed
from shuangquan.queries.desk_held_back import HELD_BACK, say_held_back
from shuangquan.queries.desk_moves import find_moved
from shuangquan.queries.desk_outside import say_outside, say_unreadable
from shuangquan.queries.desk_pledge import find_pledged, find_verified
from shuangquan.queries.desk_read import Read
from shuangquan.queries.desk_stage import find_staged, find_waiting
from shuangquan.queries.desk_unread import say_unread
from shuangquan.queries.desk_unsigned import find_unsigned
from shuangquan.queries.portal_times import say_clock, say_limit

S = TaskState


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table in words. state: ok | unk (not known) | stop (it asks for a person) | skip."""

    state: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Something a notice can ask for. name: a path the action takes. ticked: it is missing."""

    name: str
    label: str
    paper: bool
    ticked: bool


@dataclass(frozen=True, slots=True)
class Why:
    """The column on the right. tone: wait | good | info | bad. asks: what a notice can ask for; hopeless: missing, and nobody can give it
    by hand. draft: the notice as drafted. passed, refused: what follows either decision.
    """

    tone: str
    title: str
    sentence: str
    lines: tuple[Line, ...]
    asks: tuple[Ask, ...]
    hopeless: tuple[str, ...]
    draft: str
    within: str
    remedy: str
    passed: str
    refused: str


def find_why(read: Read) -> Why:
    """Everything the officer is told about how this came here."""
    asks = tuple(_find_asks(read))
    hopeless = tuple(dict.fromkeys(read.text(find_label(read.index, name)) for name in sorted(read.stops) if not _can_give(read, name)))
    tone, title, sentence = _find_head(read)
    then, stop = _find_follows(read)
    return Why(
        tone, title, sentence, tuple(_find_lines(read)), asks, hopeless, _find_draft(read, asks), say_limit(ANSWER_WITHIN, read.language),
        _find_remedy(read), then, stop,
    )  # fmt: skip


def _join(read: Read, names: Iterable[str | Var]) -> str:
    return read.join(read.text(find_label(read.index, name)) for name in names)


def _find_head(read: Read) -> tuple[str, str, str]:
    task, found = read.task, read.explained
    moved = find_moved(read)
    if moved is not None:
        return moved
    if task.state is not S.REVIEW:
        return _find_elsewhere(read)
    if task.why in ("stage", "awaited", "unanswered"):
        return find_staged(read)
    if task.why == UNSIGNED:
        return find_unsigned(read)
    if task.why == LAPSED:
        return say_lapsed(read)
    if task.why == "department":
        return say_unreadable(read)
    if found.unmet or found.missing:
        return _find_short(read)
    if found.by == "claimed":
        head = read.say(f"只有本人自己说的：{_join(read, found.claimed)}", f"Only stated by the person: {_join(read, found.claimed)}")
        return "wait", head, read.say("没有来源证实，规则不能凭它通过。", "No source confirms it, so the rules cannot pass on it.")
    if found.spoke is not None and not found.approves:
        head = read.say("规则要人看：", "A rule asks for a person: ") + read.text(read.item.rules[found.spoke].reason)
        return "wait", head, _find_remedy(read)
    if task.why in HELD_BACK:
        return say_held_back(read)
    if task.why == "paper":
        return say_unread(read, _join(read, task.claimed))
    return (
        "good",
        read.say("现在齐了", "Complete by now"),
        read.say("要的都补来了，规则没有别的话。看过就可以通过。", "What was missing has come; the rules have nothing against it."),
    )


def _find_short(read: Read) -> tuple[str, str, str]:
    """What is missing; or handed in, and to be read by a person."""
    found = read.explained
    short = found.unmet or found.missing
    unread = [var for var in found.missing if (path := find_stating(read.index, var)) and _has_paper(read, path)]
    if not found.unmet and unread and len(unread) == len(found.missing):
        return say_unread(read, _join(read, unread))
    count = len(dict.fromkeys(map(str, short)))
    head = read.say(f"少{'一' if count == 1 else f' {count} '}样：{_join(read, short)}", f"Missing: {_join(read, short)}")
    return "wait", head, read.say("不知道的事，规则不替人决定。", "Rules do not decide on what is not known.")


def _has_paper(read: Read, path: str) -> bool:
    return any(held[0] == path for held in read.case.evidence)


def _find_elsewhere(read: Read) -> tuple[str, str, str]:
    """What is so when the task does not wait for an officer."""
    task = read.task
    if task.state is S.CORRECT:
        until = say_clock(task.answer_by, read.language, seen=read.seen) if task.answer_by else ""
        head = read.say(f"等申请人补：{_join(read, task.notice_needs)}", f"Waits for the applicant: {_join(read, task.notice_needs)}")
        return (
            "info",
            head,
            read.say(f"补到 {until}，时间先停着。通知写的是：", f"Until {until}; the clock stands. The notice said: ")
            + read.said(task.notice),
        )
    if task.state is S.HELD:
        on_pay = task.held_on == "payment"
        return (
            "info",
            read.say("等付款" if on_pay else "等数据源恢复", "Waits for payment" if on_pay else "Waits for a source"),
            read.say("等到了自己接着办，不用你做什么。", "It goes on by itself; nothing to do."),
        )
    if task.state is S.WAITING or (task.state is S.PASSED and task.stages < len(read.item.waits)):
        return find_waiting(read)
    if task.state is S.SENT:
        return say_outside(read) or (
            "info",
            read.say("等部门业务系统答复", "Waits for the department's system"),
            read.say("材料包送过去了，答复来了自己接着办。", "The package was taken; it goes on when the answer comes."),
        )
    if task.state is S.REFUSED:
        return "bad", read.say("没有通过", "Refused"), f"{read.said(task.text)} {read.said(task.remedy)}".strip()
    if task.pledge:
        return find_pledged(read)
    if task.state in (S.DONE, S.APPROVED, S.PASSED):
        by = {"officer": ("审批人员通过", "Passed by an officer"), "department": ("部门系统决定", "Decided by the department's system")}
        return "good", read.say(*by.get(task.decided_by, ("规则自动通过", "Passed by the rules"))), read.said(task.text)
    return "info", read.say("不在这里办", "Not here now"), ""


def _find_lines(read: Read) -> Iterator[Line]:
    found = read.explained
    needs = len(read.needed) + len(read.papers)
    if found.unmet:
        note = read.say(
            f"缺 {_join(read, found.unmet)} → 转人看，下面的规则还没问",
            f"Missing {_join(read, found.unmet)} → to a person; rules not asked yet",
        )
        yield Line("unk", read.say("要的数据和材料还没齐", "Not everything needed is there"), note)
    else:
        yield Line("ok", read.say("要的数据和材料都齐", "Everything needed is there"), read.say(f"看了 {needs} 项", f"{needs} looked at"))
    for row in found.rows:
        yield _say_row(read, row)


def _say_row(read: Read, row: RowSaid) -> Line:
    reason = read.text(row.reason)
    looked = _join(read, row.read)
    seen = read.say(f"看了 {looked}", f"Read {looked}") if looked else ""
    refers = row.then != "approve"
    if row.state == UNREACHED:
        return Line("skip", reason, read.say("没走到", "Not reached"))
    if row.state == UNKNOWN:
        return Line(
            "unk", reason, read.say(f"不知道：{_join(read, row.missing)} → 转人看", f"Unknown: {_join(read, row.missing)} → to a person")
        )
    if row.state == UNMET:
        text = read.say(f"不是“{reason}”", f"Not so: {reason}") if refers else read.say(f"够不上“{reason}”", f"Not met: {reason}")
        return Line("ok" if refers else "skip", text, seen)
    if refers:
        return Line("stop", reason, read.say("是这样 → 转人看", "So it is → to a person"))
    if row.state == MET and row.number == read.explained.spoke and read.explained.by == "claimed":
        claimed = _join(read, read.explained.claimed)
        return Line("stop", reason, read.say(f"只有本人自己说：{claimed} → 转人看", f"Only stated: {claimed} → to a person"))
    if read.explained.unmet:
        return Line("ok", reason, read.say("照现在的数据是这样", "So it is by the data so far"))
    return Line("ok", reason, read.say("可以通过", "May pass"))


def _find_asks(read: Read) -> Iterator[Ask]:
    """What the applicant can give: papers, and facts that somebody may type; the missing ones first and ticked."""
    found: dict[str, Ask] = {}
    item, explained = read.item, read.explained
    takes = {need.ref for need in item.needs} | set(read.task.missing) | set(read.task.claimed) | set(read.index.evidence)
    short = {*explained.unmet, *map(str, explained.missing)}
    for name in (*explained.unmet, *map(str, explained.missing), *map(str, explained.claimed)):
        named = _find_way(read, name, takes)
        if named in takes and _can_give(read, named):
            found[named] = _make_ask(read, named, ticked=name in short)
    for need, _ in find_needed(read.case, read.index, item, read.task.member):
        if need.ref not in found and not any(_template(name) == need.ref for name in found) and _can_give(read, need.ref):
            found[need.ref] = _make_ask(read, need.ref, ticked=False)
    for path, evidence in read.index.evidence.items():
        if path not in found and any(because.item == item.id for because in evidence.because):
            found[path] = _make_ask(read, path, ticked=False)
    yield from sorted(found.values(), key=lambda one: (not one.ticked, not one.paper))


def _find_way(read: Read, name: str, takes: set[str]) -> str:
    """Under which name it can be asked for: the paper that states it, itself, or itself for every member."""
    role, _, fact = _template(name).partition(".")
    paper = find_stating(read.index, Var(role, fact)) if name not in read.index.evidence else None
    return paper or (name if name in takes else _template(name))


def _can_give(read: Read, name: str) -> bool:
    if name in read.index.evidence:
        return True
    planned = read.index.vars.get(_template(name))
    if planned is None:
        return any(_template(name) in evidence.states for evidence in read.index.evidence.values())
    return bool(planned.by) and planned.from_ not in ("sign_in", "item")


def _template(name: str) -> str:
    role, _, rest = name.partition("[")
    return f"{role}{rest.partition(']')[2]}" if rest else name


def _make_ask(read: Read, name: str, *, ticked: bool) -> Ask:
    return Ask(name, read.text(find_label(read.index, name)), name in read.index.evidence, ticked)


def _find_remedy(read: Read) -> str:
    spoke = read.explained.spoke
    rule = read.item.rules[spoke] if spoke is not None else None
    return read.text(rule.remedy) if rule is not None and rule.remedy is not None else ""


def _find_draft(read: Read, asks: tuple[Ask, ...]) -> str:
    """The notice in words, always in 中文: it is what the applicant reads."""
    papers = [find_label(read.index, one.name).zh for one in asks if one.ticked and one.paper]
    facts = [find_label(read.index, one.name).zh for one in asks if one.ticked and not one.paper]
    lines = []
    if papers:
        lines.append(f"请交{'、'.join(dict.fromkeys(papers))}，拍照上传就行。")
    if facts:
        lines.append(f"请填{'、'.join(dict.fromkeys(facts))}。")
    spoke = read.explained.spoke
    rule = read.item.rules[spoke] if spoke is not None and not read.explained.approves else None
    if rule is not None and rule.remedy is not None and rule.then != "approve":
        lines.append(f"{rule.remedy.zh}。")
    return "\n".join(lines)


def _find_follows(read: Read) -> tuple[str, str]:
    if read.task.pledge in TO_VERIFY:
        return find_verified(read)
    after = find_consequences(read.case, read.index, read.item)
    department = read.text(read.item.department_name)
    outside = (
        read.say(f"{department}的系统接着办并编号", f"The system of {department} goes on with it")
        if after.outside
        else read.say("当场制证", "Issued at once")
    )
    wait = find_wait(read.item, read.task)
    if wait is not None:
        outside = read.say(f"先做{wait.name.zh}", f"First: {wait.name.say('en')}")
    then = read.say(f"；{_names(read, after.then)}自己接着办", f"; then {_names(read, after.then)}") if after.then else ""
    if not after.stops:
        return outside + then, read.say("只停这一样，别的照办。", "Only this stops.")
    kept = read.say(f"；{_names(read, after.stays)}照办", f"; {_names(read, after.stays)} stay") if after.stays else ""
    return outside + then, read.say(
        f"只停这一样和{_names(read, after.stops)}，已付的费退回{kept}", f"Stops {_names(read, after.stops)}; fees go back{kept}"
    )


def _names(read: Read, items: tuple[PlanItem, ...]) -> str:
    return read.join(read.text(item.name) for item in items)
