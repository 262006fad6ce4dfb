"""What changed of an item: what people must bring, how long it takes, what it costs, how its rules decide."""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.scope import ConditionFaults
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.differences_parts import (
    Difference,
    Weight,
    compare_fields,
    compare_limits,
    differ,
    find_item_names,
    strip_places,
)
from shuangquan.core.standard.model import FeeRow, Item, Need, Rule
from shuangquan.core.standard.saying import Names, fill_text, join_texts, say_condition
from shuangquan.core.standard.scopes import find_item_scope
from shuangquan.core.words.text import Text

OUTCOMES = {"approve": Text("通过", "approve"), "refer": Text("转人工", "refer to a person")}
WORDS: Mapping[str, Text] = {
    "name": Text("名称", "the name"),
    "department": Text("主管部门", "the department"),
    "procedure": Text("行政行为类型", "the kind of procedure"),
    "roles": Text("涉及的人和物", "the roles"),
    "decided_by": Text("由谁决定", "who decides"),
    "identity": Text("身份核验等级", "the identity level"),
    "pledge": Text("告知承诺", "the pledge"),
    "refused_later": Text("事后不予办理时的处理", "what follows a later refusal"),
    "on_refused_later": Text("事后不予时自动做的", "what is done by itself after a later refusal"),
    "basis": Text("办理依据", "the legal basis"),
    "situations": Text("所看的情形", "the situations it reads"),
    "gives": Text("办理结果", "what it gives"),
    "group": Text("必办或选办", "whether it is required"),
    "supervised_by": Text("事后监管部门", "who supervises afterwards"),
    "can_wait": Text("数据源中断时能否等待", "whether it may wait for a source"),
    "compute": Text("计算口径", "the computed names"),
    "stages": Text("办理环节", "the stages"),
    "review": Text("几个人审", "how many officers review it"),
    "archive": Text("保管期限", "how long its archive is kept"),
    "hearing": Text("不予以前要不要告知听证", "whether a hearing is offered before a refusal"),
}
"""Fields of an item of which only the fact that they changed is said."""
COMPARED = ("needs", "limits", "rules", "fees")
"""Fields of an item that are compared part by part."""


def compare_items(old: Bundle, new: Bundle) -> Iterator[Difference]:
    """Every item that both standards have."""
    for key in sorted({*old.items} & {*new.items}):
        before, after = old.items[key], new.items[key]
        if differ(before, after):
            yield from _compare_item(Reader(old, before), Reader(new, after))


class Reader:
    """An item with the words for what its needs and rules name."""

    def __init__(self, bundle: Bundle, item: Item) -> None:
        self.bundle, self.item = bundle, item
        self.names: Names = find_item_names(bundle, item)

    def say(self, text: str | None) -> Text:
        """A condition of the item read aloud; as written when no theme gives it a scope."""
        if text is None or text == "else":
            return Text("其余情形", "otherwise")
        for theme in self.bundle.themes.values():
            for use in theme.uses:
                if use.use == self.item.id:
                    try:
                        return say_condition(parse_condition(text, find_item_scope(self.bundle, theme, use, self.item)), self.names)
                    except ConditionFaults:
                        return Text(text)
        return Text(text)

    def say_need(self, need: Need) -> Text:
        """What a need asks for, without when."""
        if need.any:
            return join_texts(tuple(self.say_need(one) for one in need.any), "或", " or ")
        if need.fact is not None:
            role, _, fact = need.fact.partition(".")
            return self.names.call_fact(role, fact)
        found = self.bundle.certificates.get(str(need.evidence))
        return found.name if found else Text(str(need.evidence))

    def say_rule(self, rule: Rule) -> Text:
        """A row of the table."""
        reason = rule.reason or Text("")
        said = fill_text(Text("{0}，则{1}", "when {0}: {1}"), self.say(rule.when), OUTCOMES[rule.then])
        return fill_text(Text("{0}（{1}）", "{0} ({1})"), said, reason) if reason.zh else said


def _compare_item(old: Reader, new: Reader) -> Iterator[Difference]:
    where, name = new.item.id, new.item.name
    yield from _compare_needs(old, new)
    for field, word in (("statutory", Text("法定时限", "statutory limit")), ("promised", Text("承诺时限", "promised limit"))):
        what = fill_text(Text("“{0}”的{1}", "The {1} of “{0}”"), name, word)
        yield from compare_limits(where, what, getattr(old.item.limits, field), getattr(new.item.limits, field))
    yield from _compare_rules(old, new)
    yield from _compare_fees(where, name, old.item.fees, new.item.fees)
    yield from compare_fields(where, name, old.item, new.item, WORDS)


def _key(need: Need) -> str:
    if need.any:
        return "|".join(_key(one) for one in need.any)
    return str(need.fact) if need.fact is not None else f"{need.evidence}({dict(need.roles)})"


def _compare_needs(old: Reader, new: Reader) -> Iterator[Difference]:
    before, after = ({_key(need): need for need in reader.item.needs} for reader in (old, new))
    for key, need in before.items():
        if key not in after:
            yield _need(
                "dropped", new, Text("“{0}”不再需要{1}：{2}", "“{0}” no longer needs the {1} {2}"), need, old.say_need(need), "lighter"
            )
    for key, need in after.items():
        if key not in before:
            yield _need("added", new, Text("“{0}”新增需要的{1}：{2}", "“{0}” now needs the {1} {2}"), need, new.say_need(need), "heavier")
        elif differ(before[key], need):
            yield _compare_need(new, before[key], need, old)


def _need(what: str, reader: Reader, pattern: Text, need: Need, said: Text, weight: Weight) -> Difference:
    material = need.evidence is not None or any(one.evidence is not None for one in need.any)
    word = Text("材料", "paper") if material else Text("数据", "fact")
    kind = "material" if material else "need"
    if need.when is not None:
        said = fill_text(Text("{0}（{1}时）", "{0} (when {1})"), said, reader.say(need.when))
    return Difference(f"{kind}-{what}", reader.item.id, fill_text(pattern, reader.item.name, word, said), weight)


def _compare_need(new: Reader, before: Need, after: Need, old: Reader) -> Difference:
    said = new.say_need(after)
    if before.when == after.when:
        text = fill_text(Text("“{0}”对{1}能否由本人填写的要求有改动", "“{0}” changed whether {1} may be claimed"), new.item.name, said)
        weight: Weight = "lighter" if (before.claimed, after.claimed) == ("refer", "enough") else "heavier"
        return Difference("need-changed", new.item.id, text, weight if before.claimed != after.claimed else "neutral")
    always = Text("任何情形", "every case")
    was, now = (always if need.when is None else reader.say(need.when) for reader, need in ((old, before), (new, after)))
    pattern = Text("“{0}”需要{1}的情形由“{2}”改为“{3}”", "“{0}” needs {1} when “{3}”, before when “{2}”")
    sort: Weight = "heavier" if after.when is None else "lighter" if before.when is None else "neutral"
    return Difference("need-changed", new.item.id, fill_text(pattern, new.item.name, said, was, now), sort)


def _compare_rules(old: Reader, new: Reader) -> Iterator[Difference]:
    """Rows that came, went or were rewritten; a row that only moved is a change of order."""
    before, after = (tuple(_flat(rule) for rule in reader.item.rules) for reader in (old, new))
    if Counter(before) == Counter(after):
        if before != after:
            yield Difference(
                "rule-order", new.item.id, fill_text(Text("“{0}”的规则次序有改动", "The rules of “{0}” changed order"), new.item.name)
            )
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        pairs = min(i2 - i1, j2 - j1)
        for step in range(pairs):
            pattern = Text("“{0}”的规则由“{1}”改为“{2}”", "A rule of “{0}” changed from “{1}” to “{2}”")
            rows = old.item.rules[i1 + step], new.item.rules[j1 + step]
            yield Difference("rule-changed", new.item.id, fill_text(pattern, new.item.name, old.say_rule(rows[0]), new.say_rule(rows[1])))
        for rule in old.item.rules[i1 + pairs : i2]:
            pattern = Text("“{0}”取消一条规则：{1}", "“{0}” drops a rule: {1}")
            weight: Weight = "lighter" if rule.then == "refer" else "heavier"
            yield Difference("rule-dropped", new.item.id, fill_text(pattern, new.item.name, old.say_rule(rule)), weight)
        for rule in new.item.rules[j1 + pairs : j2]:
            pattern = Text("“{0}”新增一条规则：{1}", "“{0}” has a new rule: {1}")
            weight = "heavier" if rule.then == "refer" else "lighter"
            yield Difference("rule-added", new.item.id, fill_text(pattern, new.item.name, new.say_rule(rule)), weight)


def _flat(rule: Rule) -> str:
    return repr(strip_places(rule))


def _compare_fees(where: str, name: Text, old: tuple[FeeRow, ...], new: tuple[FeeRow, ...]) -> Iterator[Difference]:
    before, after = ({row.what.zh: row for row in rows} for rows in (old, new))
    for key in sorted({*before} | {*after}):
        was, now = before.get(key), after.get(key)
        if was is not None and now is not None and not differ(was, now):
            continue
        row = now or was
        assert row is not None
        if now is None or was is None:
            pattern = (
                Text("“{0}”不再收取{1}", "“{0}” no longer charges {1}")
                if now is None
                else Text("“{0}”新增收费：{1}", "“{0}” now charges {1}")
            )
            weight: Weight = "lighter" if now is None else "heavier"
            yield Difference("fee-dropped" if now is None else "fee-added", where, fill_text(pattern, name, row.what), weight)
        else:
            pattern = Text("“{0}”的{1}由{2}改为{3}", "“{0}” changed {1} from {2} to {3}")
            yield Difference("fee-changed", where, fill_text(pattern, name, row.what, Text(str(was.amount)), Text(str(now.amount))))
