"""What a citizen is told of 投诉."""

from shuangquan.core.words.text import Text

COMPLAINTS: dict[str, Text] = {
    "windows": Text("去哪个窗口（{n} 个）", "Which window ({n})"),
    "window.at": Text("{hall} {number} 窗口", "{hall}, window {number}"),
    "complain": Text("投诉", "Complain"),
    "complain.title": Text("投诉", "Complain"),
    "complain.lead": Text(
        "由没有经办过这件事的人来查，15 个工作日内书面答复你（期限为示例）。",
        "Somebody who had no part in it looks into it and answers in writing within 15 working days (an example limit).",
    ),
    "complain.about": Text("投诉什么", "What about"),
    "complain.about.task": Text("这一样办得不对或太慢", "How an item is handled"),
    "complain.about.conduct": Text("工作人员的态度或做法", "How somebody behaved"),
    "complain.about.system": Text("网上的系统", "The online system"),
    "complain.item": Text("哪一样", "Which item"),
    "complain.item.why": Text("投诉系统的不用选。", "Not needed for the system."),
    "complain.text": Text("发生了什么，你希望怎样", "What happened, and what you wish for"),
    "complain.text.why": Text("处理的人看得到；被投诉的人不处理。", "Whoever answers reads it; whoever it is about does not answer."),
    "complain.files": Text("照片或文件（可以不传，最多 3 份）", "Photographs or files (optional, three at most)"),
    "complain.contact": Text("可以打电话给我", "You may call me"),
    "complain.contact.why": Text(
        "不勾，就只书面答复，处理的人看不到你的电话。", "Unticked, you are answered in writing only and your number is not shown."
    ),
    "complain.do": Text("提交投诉", "Send it"),
    "complaints": Text("我的投诉", "My complaints"),
    "complaint.of": Text("{about}，{at} 提出", "{about}, sent {at}"),
    "complaint.open": Text("在查，{at} 前书面答复（期限为示例）。", "Being looked into; answered in writing by {at} (an example limit)."),
    "complaint.open.up": Text("上一级在查，{at} 前书面答复（期限为示例）。", "The level above looks; answered by {at} (an example limit)."),
    "complaint.late": Text("已经超过了期限。", "It is past its limit."),
    "complaint.answer": Text("{at} 答复", "Answered {at}"),
    "complaint.good": Text("满意", "It satisfies me"),
    "complaint.again": Text("不满意，请上一级再看", "It does not; have the level above look"),
    "complaint.not": Text("不满意", "It does not"),
    "complaint.closed.good": Text("你说满意，结束了。", "You were satisfied; it is closed."),
    "complaint.closed.bad": Text(
        "你说不满意，结束了。还可以打 12345，或者申请复议、起诉。",
        "You were not satisfied; it is closed. You can call 12345, appeal, or go to court.",
    ),
    "complaint.withdrawn": Text("你撤回了。", "You took it back."),
    "complaint.back": Text("撤回投诉", "Take it back"),
}
