"""The sentences of what the checker refuses or warns of."""

from collections.abc import Mapping

from shuangquan.core.standard.sentences import Sentence

CHECK_SENTENCES: Mapping[str, Sentence] = {
    "no-source": Sentence(
        "{item} 需要的 {name} 没有任何来源(情形 {situation})",
        "Nothing gives {name}, which {item} needs (in {situation})",
        "补一个数据源、证照或允许填写",
        "Add a resource, a certificate or let somebody type it",
    ),
    "unbound-source": Sentence(
        "{source} 无法对应到主题 {theme} 的角色",
        "{source} cannot be bound to roles of {theme}",
        "在角色上写 from,或使关系两端一致",
        "Write `from` on the role or match the relation's ends",
    ),
    "bad-binding": Sentence(
        "{name} 的角色 {role} 没有正确绑定:{why}",
        "Role {role} of {name} is not bound well: {why}",
        "在 with 中逐一绑定同类型角色",
        "Bind each role to one of its type in `with`",
    ),
    "item-cycle": Sentence(
        "事项互相等待:{items}",
        "Items wait for each other: {items}",
        "去掉其中一条依赖",
        "Remove one of the dependencies",
    ),
    "asked-twice": Sentence(
        "{name} 与 {other} 问的是同一件事",
        "{name} and {other} ask the same thing",
        "只保留一个",
        "Keep one",
    ),
    "unreachable-item": Sentence(
        "任何情形都到不了事项 {name}",
        "No situation reaches item {name}",
        "改正 when 或移出主题",
        "Mend its `when` or remove it",
    ),
    "no-class": Sentence(
        "主题 {name} 没有任何可能的情形组合",
        "Theme {name} has no possible situation class",
        "检查 impossible",
        "Look at `impossible`",
    ),
    "over-statutory": Sentence(
        "承诺 {promised} 长于法定 {statutory}",
        "The promise {promised} is longer than the statutory {statutory}",
        "缩短承诺时限",
        "Shorten the promise",
    ),
    "over-joint-limit": Sentence(
        "许可主题的时限 {limit} 超过 45+15 个工作日",
        "The licence theme's limit {limit} exceeds 45+15 working days",
        "缩短到 60 个工作日以内",
        "Bring it within 60 working days",
    ),
    "unit-differs": Sentence(
        "承诺 {promised} 与法定 {statutory} 单位不同，无法比较",
        "The promise {promised} and the statutory {statutory} have different units",
        "用同一单位书写",
        "Write both in one unit",
    ),
    "no-basis": Sentence(
        "{name} 没有法律依据",
        "{name} has no legal basis",
        "写 basis: [{{law, article, grade}}]",
        "Write basis: [{{law, article, grade}}]",
    ),
    "no-grade": Sentence(
        "{name} 没有来源等级 S/K/U",
        "{name} has no grade S/K/U",
        "写 grade(和 source)",
        "Write grade (and source)",
    ),
    "rule-outside-needs": Sentence(
        "规则用到 {name}，但事项没有需要它",
        "The rule reads {name}, which the item does not need",
        "把它写进 needs",
        "Add it to needs",
    ),
    "shadowed-row": Sentence(
        "第 {row} 行永远轮不到",
        "Row {row} can never be reached",
        "调整顺序或删去",
        "Move or delete it",
    ),
    "no-else": Sentence(
        "{name} 的规则表最后一行不是 else",
        "The rules of {name} do not end with else",
        "最后写 when: else",
        "End with when: else",
    ),
    "no-rules": Sentence(
        "{name} 由平台决定却没有规则",
        "{name} is decided by the platform but has no rules",
        "写 rules 或改为 decided_by: department",
        "Write rules, or decided_by: department",
    ),
    "claimed-approves": Sentence(
        "敏感且有法定来源的 {name} 不能写 claimed: enough",
        "{name} is sensitive and has a lawful source: it cannot be claimed: enough",
        "改为 claimed: refer",
        "Write claimed: refer",
    ),
    "every-alone": Sentence(
        "空清单会让 every 成立",
        "every holds for an empty list",
        "同时写 count(清单) > 0",
        "Add count(list) > 0",
    ),
    "no-reason": Sentence(
        "转人工的行缺少理由或办法",
        "A row that refers lacks reason or remedy",
        "写 reason 和 remedy",
        "Write reason and remedy",
    ),
    "no-way-on": Sentence(
        "{source} 停用时，{item} 拿不到 {name}",
        "When {source} is down, {item} cannot get {name}",
        "允许填写、加证照，或写 can_wait: true",
        "Let it be typed, add a certificate, or write can_wait: true",
    ),
    "overlay-adds": Sentence(
        "地区文件不能增加 {name}",
        "An overlay may not add {name}",
        "删去，或在省级标准中修改",
        "Delete it, or change the province's standard",
    ),
    "overlay-lengthens": Sentence(
        "地区时限 {local} 长于标准 {standard}",
        "The local limit {local} is longer than the standard {standard}",
        "缩短或删去",
        "Shorten or delete it",
    ),
    "parameter-moved": Sentence(
        "参数 {name} 不许这样改:{local} 对 {standard}(允许 {direction})",
        "Parameter {name} may not move so: {local} against {standard} (allowed: {direction})",
        "按允许的方向改",
        "Move it the allowed way",
    ),
    "baseline-no-source": Sentence(
        "改革前数字 {name} 没有来源或等级",
        "The baseline {name} has no source or grade",
        "写 source 和 grade",
        "Write source and grade",
    ),
    "few-examples": Sentence(
        "主题 {name} 只有 {count} 个例子，至少 3 个",
        "Theme {name} has {count} examples; at least 3",
        "补写例子",
        "Add examples",
    ),
    "example-stuck": Sentence(
        "例子“{name}”走不下去：{what}",
        "Example “{name}” cannot go on: {what}",
        "在例子里补上这一步的回答，或改标准",
        "Say in the example what the person does then, or mend the standard",
    ),
    "example-differs": Sentence(
        "例子“{name}”的结果与写的不一样：{what}",
        "Example “{name}” comes out otherwise: {what}",
        "结果对就改例子，不对就改标准",
        "If the outcome is right, correct the example; if not, the standard",
    ),
    "no-refusal-example": Sentence(
        "主题 {name} 没有转人工或不予通过的例子",
        "Theme {name} has no example that goes to a person or is refused",
        "补写一个",
        "Add one",
    ),
    "promise-shortened": Sentence(
        "情形 {name} 未知时取 {value}，承诺反而变短",
        "Unknown {name} is taken as {value}, which shortens the promise",
        "未知时取时限较长的值",
        "Take the value with the longer limit",
    ),
    "reserved-name": Sentence(
        "{name} 是保留字",
        "{name} is reserved",
        "换一个名称",
        "Choose another name",
    ),
    "reduction": Sentence(
        "{what} 只减少 {percent}%,目标 70%",
        "{what} falls by {percent}% only; the aim is 70%",
        "减少材料、跑动或环节",
        "Ask less",
        "warning",
    ),
    "not-compiled": Sentence(
        "情形 {situation} 无法编译:{why}",
        "The class {situation} does not compile: {why}",
        "见其余问题",
        "See the other faults",
    ),
}
