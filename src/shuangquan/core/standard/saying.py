"""Conditions, limits and situation classes in an official's words: 中文 first, English beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shuangquan.core.rules.tree import (
    Among,
    And,
    Arith,
    Call,
    Case,
    Compare,
    Expr,
    FactRef,
    IsNull,
    IsTruth,
    Literal,
    Lookup,
    Not,
    Or,
    ParameterRef,
    Quantifier,
    SignedIn,
    SituationRef,
    Today,
)
from shuangquan.core.rules.types import Span
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.words.limits import Limit, Unit
from shuangquan.core.words.text import Text

UNITS: Mapping[Unit, Text] = {
    Unit.HOURS: Text("小时", "hours"),
    Unit.WORKING_DAYS: Text("个工作日", "working days"),
    Unit.CALENDAR_DAYS: Text("天", "days"),
    Unit.MONTHS: Text("个月", "months"),
}
TRUTHS = {"true": Text("是", "yes"), "false": Text("否", "no")}
COMPARED = {
    "=": Text("{0}是{1}", "{0} is {1}"),
    "<>": Text("{0}不是{1}", "{0} is not {1}"),
    "<": Text("{0}小于{1}", "{0} is less than {1}"),
    "<=": Text("{0}不大于{1}", "{0} is at most {1}"),
    ">": Text("{0}大于{1}", "{0} is more than {1}"),
    ">=": Text("{0}不小于{1}", "{0} is at least {1}"),
}
DATED = {
    "=": Text("{0}就是{1}", "{0} is {1}"),
    "<>": Text("{0}不是{1}", "{0} is not {1}"),
    "<": Text("{0}早于{1}", "{0} is before {1}"),
    "<=": Text("{0}不晚于{1}", "{0} is not after {1}"),
    ">": Text("{0}晚于{1}", "{0} is after {1}"),
    ">=": Text("{0}不早于{1}", "{0} is not before {1}"),
}
CALLED = {
    "months_between": Text("从{0}到{1}的整月数", "the whole months from {0} to {1}"),
    "month_of": Text("{0}当月", "the month of {0}"),
    "month_start": Text("{0}当月一日", "the first of the month of {0}"),
    "year_of": Text("{0}的年份", "the year of {0}"),
    "year_start": Text("{0}当年一月一日", "1 January of the year of {0}"),
    "ceil": Text("{0}向上取整", "{0} rounded up"),
    "round": Text("{0}四舍五入取整", "{0} rounded"),
    "length": Text("{0}的字数", "the length of {0}"),
    "least": Text("{0}中的较小者", "the least of {0}"),
    "greatest": Text("{0}中的较大者", "the greatest of {0}"),
}
SIGNS = {"+": Text("{0}加{1}", "{0} plus {1}"), "-": Text("{0}减{1}", "{0} minus {1}")}
SIGNS |= {"*": Text("{0}×{1}", "{0} × {1}"), "/": Text("{0}÷{1}", "{0} ÷ {1}")}
LISTED = {
    "exists": Text("{0}中有一个：{1}", "some of {0}: {1}"),
    "every": Text("每个{0}都：{1}", "each of {0}: {1}"),
    "count": Text("{0}中符合“{1}”的个数", "the number of {0} with {1}"),
    "sum": Text("各{0}的{1}之和", "the sum over {0} of {1}"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """How names in a condition are called: roles → (what people call it, its type); everything else as the bundle labels it."""

    bundle: Bundle
    roles: Mapping[str, tuple[Text, str]]

    def call_role(self, role: str) -> Text:
        """The role's label, or its name when it has none."""
        return self.roles[role][0] if role in self.roles else Text(role)

    def call_fact(self, role: str, fact: str) -> Text:
        """`母亲的姓名`."""
        label, kind = self.roles.get(role, (Text(role), ""))
        found = self.bundle.facts.get(f"{kind}.{fact}")
        return fill_text(Text("{0}的{1}", "{1} of {0}"), label, found.label if found else Text(fact))

    def find_codes(self, expr: Expr) -> Mapping[str, Text]:
        """The labels of the codes that an operand may have; none for free values."""
        if isinstance(expr, SituationRef) and expr.name in self.bundle.situations:
            return self.bundle.situations[expr.name].options
        if isinstance(expr, FactRef) and expr.role in self.roles:
            found = self.bundle.facts.get(f"{self.roles[expr.role][1]}.{expr.fact}")
            return self.bundle.enums.get(found.type, {}) if found else {}
        return {}


def fill_text(pattern: Text, *parts: Text) -> Text:
    """The pattern with {0}, {1}, … filled in both languages."""
    return Text(pattern.zh.format(*(part.zh for part in parts)), pattern.say("en").format(*(part.say("en") for part in parts)))


def join_texts(parts: tuple[Text, ...], zh: str = "、", en: str = ", ") -> Text:
    """Several texts as one."""
    return Text(zh.join(part.zh for part in parts), en.join(part.say("en") for part in parts))


def say_limit(limit: Limit | None) -> Text:
    """`5个工作日`; `没有规定` when there is none."""
    return (
        Text("没有规定", "none set") if limit is None else fill_text(Text("{0}{1}", "{0} {1}"), Text(str(limit.amount)), UNITS[limit.unit])
    )


def say_class(bundle: Bundle, situation: Mapping[str, str]) -> Text:
    """A situation class: `父母已登记结婚：是；随谁落户：母亲`."""
    parts = []
    for name, value in situation.items():
        kind = bundle.situations.get(name)
        options = kind.options if kind else {}
        values = tuple(options.get(one, TRUTHS.get(one, Text(one))) for one in value.replace(",", "+").split("+"))
        parts.append(fill_text(Text("{0}：{1}", "{0}: {1}"), kind.label if kind else Text(name), join_texts(values)))
    return join_texts(tuple(parts), "；", "; ")


def say_condition(expr: Expr, names: Names) -> Text:
    """The condition as a sentence without a full stop."""
    match expr:
        case And(parts) | Or(parts):
            inner = tuple(_bracket(part, names) for part in parts)
            return join_texts(inner, "且", " and ") if isinstance(expr, And) else join_texts(inner, "或", " or ")
        case Not(SituationRef() | FactRef() as part):
            return fill_text(Text("{0}：否", "{0}: no"), _say_operand(part, names, {}))
        case Not(IsTruth(part, truth)):
            return fill_text(Text("{0}：不是“{1}”", "{0}: not “{1}”"), _say_operand(part, names, {}), TRUTHS["true" if truth else "false"])
        case Not(part):
            return fill_text(Text("并非{0}", "not {0}"), _bracket(part, names))
        case Compare(op, left, right):
            dated = str(getattr(left, "type", "")) == "date" or isinstance(left, Today)
            codes = {**names.find_codes(left), **names.find_codes(right)}
            return fill_text((DATED if dated else COMPARED)[op], _say_operand(left, names, codes), _say_operand(right, names, codes))
        case Among(left, items, group):
            codes = {**names.find_codes(left)}
            within = tuple(_say_operand(one, names, codes) for one in ((group,) if group is not None else items))
            return fill_text(Text("{0}属于{1}", "{0} is among {1}"), _say_operand(left, names, codes), join_texts(within))
        case IsNull(part):
            return fill_text(Text("没有{0}", "there is no {0}"), _say_operand(part, names, {}))
        case IsTruth(part, truth):
            return fill_text(Text("{0}：{1}", "{0}: {1}"), _say_operand(part, names, {}), TRUTHS["true" if truth else "false"])
        case SignedIn(role):
            return fill_text(Text("由{0}申请", "{0} applies"), names.call_role(role))
        case FactRef():
            return fill_text(Text("{0}：是", "{0}: yes"), _say_operand(expr, names, {}))
        case _:
            return _say_operand(expr, names, {})


def _bracket(expr: Expr, names: Names) -> Text:
    said = say_condition(expr, names)
    compound = isinstance(expr, And | Or) or (isinstance(expr, Not) and not isinstance(expr.part, SituationRef | FactRef | IsTruth))
    return fill_text(Text("（{0}）", "({0})"), said) if compound else said


def _say_operand(expr: Expr, names: Names, codes: Mapping[str, Text]) -> Text:
    bundle = names.bundle
    match expr:
        case Literal(value, _):
            return codes.get(str(value)) or _say_constant(value)
        case FactRef(role, fact, _, _):
            return names.call_fact(role, fact)
        case SituationRef(name, _, _):
            return bundle.situations[name].label if name in bundle.situations else Text(name)
        case ParameterRef(name, _) | Lookup(name, _, _, _):
            label = bundle.parameters[name].label if name in bundle.parameters else Text(name)
            return fill_text(Text("“{0}”", "“{0}”"), label)
        case Today():
            return Text("受理当日", "the day of acceptance")
        case Arith(op, left, right, _):
            return fill_text(SIGNS[op], _say_operand(left, names, codes), _say_operand(right, names, codes))
        case Call(name, args, _):
            return _say_call(name, tuple(_say_operand(arg, names, codes) for arg in args))
        case Quantifier(kind, spine, body, _):
            inner = Text("全部", "all") if body is None else say_condition(body, names)
            return fill_text(LISTED[kind], names.call_role(spine), inner)
        case Case(branches, otherwise, _):
            pattern = Text("{0}时取{1}", "{1} when {0}")
            said = [fill_text(pattern, say_condition(when, names), _say_operand(then, names, codes)) for when, then in branches]
            rest = () if otherwise is None else (fill_text(Text("其余取{0}", "else {0}"), _say_operand(otherwise, names, codes)),)
            return fill_text(Text("（{0}）", "({0})"), join_texts((*said, *rest), "，", ", "))
        case _:
            return fill_text(Text("（{0}）", "({0})"), say_condition(expr, names))


def _say_call(name: str, args: tuple[Text, ...]) -> Text:
    if name == "round" and len(args) > 1:
        return fill_text(Text("{0}四舍五入到小数点后{1}位", "{0} rounded to {1} decimals"), *args)
    return fill_text(CALLED[name], join_texts(args)) if name in ("least", "greatest") else fill_text(CALLED[name], *args)


def _say_constant(value: str | bool | Decimal | date | Span) -> Text:
    if isinstance(value, bool):
        return TRUTHS["true" if value else "false"]
    if isinstance(value, Span):
        months = fill_text(Text("{0}个月", "{0} months"), Text(f"{value.months:f}"))
        days = fill_text(Text("{0}天", "{0} days"), Text(f"{value.days:f}"))
        return join_texts(tuple(part for part, amount in ((months, value.months), (days, value.days)) if amount) or (days,), "", " ")
    return Text(f"{value:f}" if isinstance(value, Decimal) else str(value))
