"""The sentences of faults in a standard's text and in its conditions."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A code's sentence and mend, with {fields}."""

    zh: str
    en: str
    mend_zh: str
    mend_en: str
    severity: str = "error"


TEXT_SENTENCES: Mapping[str, Sentence] = {
    "yaml-syntax": Sentence(
        "不是有效的 YAML:{why}",
        "Not valid YAML: {why}",
        "按提示位置修正缩进、引号或括号",
        "Mend the indent, quotes or brackets there",
    ),
    "yaml-duplicate-key": Sentence(
        "同一处写了两个 {name}",
        "{name} is written twice here",
        "删去其中一个",
        "Delete one of them",
    ),
    "yaml-anchor": Sentence(
        "不允许锚点或引用({name})",
        "Anchors and aliases are not allowed ({name})",
        "写出内容本身",
        "Write the content out",
    ),
    "yaml-tag": Sentence(
        "不允许标签 {name}",
        "Tags are not allowed ({name})",
        "删去标签",
        "Delete the tag",
    ),
    "unknown-key": Sentence(
        "{owner} 没有 {name} 这一项{near_zh}",
        "{owner} has no key {name}{near_en}",
        "改为已有的键或删去",
        "Use a known key or delete it",
    ),
    "missing-key": Sentence(
        "{owner} 缺少 {name}",
        "{owner} lacks {name}",
        "补写 {name}",
        "Add {name}",
    ),
    "wrong-shape": Sentence(
        "{owner}:应为{wanted}，写成了{found}",
        "{owner}: expected {wanted}, found {found}",
        "按要求的形式重写",
        "Write it in that form",
    ),
    "unknown-file": Sentence(
        "认不出这是哪一类文件",
        "It cannot be told what this file holds",
        "以 theme:、items:、facts: 等开头",
        "Start it with theme:, items:, facts: and so on",
    ),
    "like-itself": Sentence(
        "{name} 绕了一圈又像自己(like)",
        "{name} is like itself in the end",
        "指向一个自己写全的条目",
        "Name an entry that is written out",
    ),
    "duplicate-id": Sentence(
        "{kind} {name} 重复定义",
        "{kind} {name} is defined twice",
        "只保留一处定义",
        "Keep one definition",
    ),
}

CONDITION_SENTENCES: Mapping[str, Sentence] = {
    "not-a-condition": Sentence(
        "条件“{text}”读不懂:{why}",
        "The condition “{text}” cannot be read: {why}",
        "改写成 SQL 布尔表达式",
        "Write it as an SQL boolean expression",
    ),
    "not-in-language": Sentence(
        "规则语言里没有“{text}”",
        "“{text}” is not in the rule language",
        "改用语言参考中的写法",
        "Use what the language reference lists",
    ),
    "unknown-name": Sentence(
        "没有名为 {name} 的{kind_zh}{near_zh}",
        "There is no {kind} called {name}{near_en}",
        "改正名称或先定义它",
        "Mend the name or define it first",
    ),
    "unknown-code": Sentence(
        "代码 {name} 不在取值范围内({near})",
        "The code {name} is not among the values ({near})",
        "改用取值范围内的代码",
        "Use one of the codes",
    ),
    "types-differ": Sentence(
        "{left} 不能与 {right} 放在一起",
        "{left} cannot meet {right}",
        "使两边类型一致",
        "Make both sides the same type",
    ),
    "wrong-type": Sentence(
        "此处应为 {wanted}，写成了 {found}",
        "Expected {wanted} here, found {found}",
        "换成所需类型",
        "Use that type",
    ),
    "list-outside": Sentence(
        "{name} 是清单，每个成员各有其值",
        "{name} is a list: each member has its own value",
        "放进 exists、every、count 或 sum",
        "Put it inside exists, every, count or sum",
    ),
    "not-a-date": Sentence(
        "“{text}”不是日期",
        "“{text}” is not a date",
        "写成 date 'YYYY-MM-DD'",
        "Write date 'YYYY-MM-DD'",
    ),
    "not-an-interval": Sentence(
        "“{text}”不是时间间隔",
        "“{text}” is not an interval",
        "写成 interval '3' month",
        "Write interval '3' month",
    ),
    "wrong-count": Sentence(
        "{name} 不能带 {count} 个参数",
        "{name} does not take {count} arguments",
        "按语言参考改正个数",
        "See the language reference",
    ),
    "one-list": Sentence(
        "{name} 应只涉及一个清单，实为 {count} 个",
        "{name} must run over exactly one list, found {count}",
        "只写一个清单的内容",
        "Speak of one list",
    ),
    "computed-cycle": Sentence(
        "{name}：算来算去又用到自己",
        "{name}: it is computed from itself",
        "改写其中一个算式",
        "Rewrite one of the expressions",
    ),
    "needs-lookup": Sentence(
        "{name} 有多列或多键",
        "{name} has keys or columns",
        "用 lookup({name}, 键).列 读取",
        "Read it by lookup({name}, key).column",
    ),
    "need-reads-facts": Sentence(
        "材料的 when 只能看情形，这里看了 {name}",
        "A need's `when` may read situations only; this reads {name}",
        "为它定义一个情形",
        "Define a situation for it",
    ),
    "hearing-procedure": Sentence(
        "{name} 不是行政许可（procedure: {procedure}），写了 hearing；听证只在许可里有",
        "{name} is no licence (procedure: {procedure}) but says hearing, which only licences know",
        "删去 hearing，或者改 procedure",
        "Delete hearing, or change procedure",
    ),
    "pledge-endless": Sentence(
        "{name} 的告知承诺没有写什么时候核查",
        "Nobody says when the pledge of {name} is verified",
        "写 verify: {{calendar_days: 60, grade: …, source: …}}",
        "Write verify: {{calendar_days: 60, grade: …, source: …}}",
    ),
    "pledge-mend": Sentence(
        "{name} 的告知承诺写着 broken: {broken}；mend 必须写整改多久，revoke 不能写",
        "The pledge of {name} says broken: {broken}; mend needs a time, revoke takes none",
        "broken: mend 时加 mend: {{working_days: 15, …}}；broken: revoke 时删去 mend",
        "With broken: mend add mend: {{working_days: 15, …}}; with broken: revoke delete mend",
    ),
    "effect-nothing": Sentence(
        "{name} 之后的后续效力(effects)没有写什么失效",
        "Nothing ends by the effect after {name}",
        "写 certificates: [证照类型]，或 access: true",
        "Write certificates: [type], or access: true",
    ),
    "effect-role": Sentence(
        "{name}（{kind}）不能这样失效：证照的持有人是一个人或一个单位，access 只对人",
        "{name} ({kind}) cannot end so: one person or organisation holds certificates, and only a person has access",
        "换一个角色，或删去 access",
        "Name another role, or delete access",
    ),
}
