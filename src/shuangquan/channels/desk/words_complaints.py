"""What the desk says of 投诉."""

from shuangquan.core.words.text import Text

COMPLAINTS: dict[str, Text] = {
    "complaints": Text("投诉", "Complaints"),
    "complaints.none": Text("没有等你答复的投诉。", "No complaint waits for you."),
    "complaints.due": Text("答复期限", "Answer by"),
    "complaints.about": Text("投诉什么", "What about"),
    "complaints.up": Text("上一级", "one level up"),
    "complaints.sent": Text("答复了。短信会告诉本人，答复书在本人的“我的事”里。", "Answered. The person is told and has the document."),
    "complaint.title": Text("投诉：{about}", "Complaint: {about}"),
    "complaint.who": Text("谁投诉", "Who complains"),
    "complaint.phone": Text("可以打电话", "May be called"),
    "complaint.nophone": Text("只要书面答复", "Wants it in writing only"),
    "complaint.item": Text("事项", "Item"),
    "complaint.said": Text("说了什么", "What was said"),
    "complaint.papers": Text("交来的文件", "Files"),
    "complaint.paper": Text("第 {n} 份", "File {n}"),
    "complaint.filed": Text("提出", "Sent"),
    "complaint.due": Text("{at} 前答复（期限为示例）", "by {at} (an example limit)"),
    "complaint.before": Text("{at} 的答复，本人不满意", "Answered {at}; it did not satisfy"),
    "complaint.answer": Text("查到什么，怎么处理（本人看得到，盖章）", "What you found and what is done (the person reads it, under seal)"),
    "complaint.send": Text("书面答复", "Answer in writing"),
    "complaint.done": Text("答复", "Answer"),
    "complaint.state.answered": Text("答复了，等本人说满不满意", "Answered; the person says whether it satisfies"),
    "complaint.state.closed": Text("结束了", "Closed"),
    "complaint.state.withdrawn": Text("本人撤回了", "Taken back"),
    "complaint.case": Text("看这件事", "See the matter"),
}
