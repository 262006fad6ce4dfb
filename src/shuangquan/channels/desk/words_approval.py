"""What the desk says of instant approval, 中文 and English."""

from shuangquan.core.words.text import Text

APPROVAL_WORDS: dict[str, Text] = {
    "instant": Text("秒批开关", "Instant approval"),
    "instant.lead": Text(
        "你们部门由规则单独定的事项。发现不对，先停再说；停了以后新来的都转给人。再放行，要标准负责人签名。",
        "Items of your department that rules decide alone. If something is wrong, stop first: what comes in then goes to people."
        " To let rules decide again, an owner of the standards signs.",
    ),
    "instant.live": Text("近 30 天自动办结 {count} 件，抽 {share}% 再看一遍。", "{count} alone in 30 days; {share}% looked at again."),
    "instant.stopped": Text("{who} {when} 停的（{where}）：", "Stopped by {who}, {when} ({where}): "),
    "instant.unapproved": Text("规则还没有负责人签名，都由人来定。", "Nobody has signed these rules; people decide."),
    "instant.tag.live": Text("在走", "Live"),
    "instant.tag.stopped": Text("停了", "Stopped"),
    "instant.tag.unapproved": Text("待签", "To be signed"),
    "instant.stop": Text("停", "Stop"),
    "instant.stop.now": Text("马上停", "Stop at once"),
    "instant.reason": Text("为什么停", "Why"),
    "instant.recheck": Text("停之前自动办结的", "What was decided alone before"),
    "instant.recheck.none": Text("不用再看", "Need not be looked at"),
    "instant.recheck.day": Text("近一天的全部复查", "All of the last day is looked at again"),
    "instant.recheck.week": Text("近七天的全部复查", "All of the last seven days"),
    "instant.recheck.month": Text("近三十天的全部复查", "All of the last thirty days"),
    "instant.done": Text(
        "停好了。新来的从现在起转给人；要复查的会进“待核查”。",
        "Stopped: people decide from now on. What is looked at again comes to “To verify”.",
    ),
    "instant.none": Text("你们部门没有由规则单独定的事项。", "Your department has no items that rules decide alone."),
}
