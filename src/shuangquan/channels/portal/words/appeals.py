"""What a citizen is told of 行政复议."""

from shuangquan.core.words.text import Text

APPEALS: dict[str, Text] = {
    "appeal.go": Text("申请行政复议", "Appeal"),
    "appeal.by": Text("{at} 前可以申请，由别的机关审，不收费。", "Until {at}. Another body reviews it, free of charge."),
    "appeal.title": Text("申请行政复议", "Appeal this decision"),
    "appeal.lead": Text(
        "不服{who}的决定，请另一个机关再看一遍。不收费。",
        "You disagree with what {who} decided; another body looks again, free of charge.",
    ),
    "appeal.item": Text("事项", "Item"),
    "appeal.decision": Text("不服的决定", "The decision"),
    "appeal.decision.at": Text("{what}，{at}", "{what}, {at}"),
    "appeal.paper": Text("决定文书编号", "Number of its document"),
    "appeal.last": Text("最晚申请", "Until"),
    "appeal.wants": Text("你要什么结果", "What you ask for"),
    "appeal.want.annul": Text("撤销这个决定，重新办", "Annul it and decide anew"),
    "appeal.want.change": Text("改成准予", "Grant it instead"),
    "appeal.want.unlawful": Text("确认这样做违法", "Declare it unlawful"),
    "appeal.text": Text("哪里不对，你的理由", "What is wrong with it, and why"),
    "appeal.text.why": Text(
        "复议机关和作出决定的部门会看到。交过的材料他们都看得到，不用再交。",
        "The reviewing body and the department read it. They have every paper you handed in.",
    ),
    "appeal.then": Text(
        "5 个工作日内告诉你受不受理；受理后，部门 10 个工作日内答复，60 天内作出决定。这期间原来的决定照旧，除非另外决定停止执行。",
        "Within 5 working days you are told whether it is taken up; the department answers within 10 working days, and within 60 days "
        "it is decided. Meanwhile the decision stays in effect, unless a stay is ordered.",
    ),
    "appeal.do": Text("提交复议申请", "Send the appeal"),
    "appeal.letter": Text("下载填好的申请书，自己去交", "Download the prefilled application to hand in yourself"),
    "appeal.letter.what": Text("打印、签名，交给复议机关。", "Print it, sign it, and take it to the reviewing body."),
    "appeal.box": Text("行政复议", "Appeal"),
    "appeal.now.filed": Text(
        "收到了，{at} 前告诉你受不受理；到期没说就是受理了。", "Received. You are told by {at} whether it is taken up; silence takes it up."
    ),
    "appeal.now.open": Text("受理了，{who}在 {at} 前答复。", "Taken up; {who} answers by {at}."),
    "appeal.now.answered": Text("{who}答复了，{at} 前作出决定。", "{who} has answered; it is decided by {at}."),
    "appeal.now.rejected": Text("没有受理。", "Not taken up."),
    "appeal.now.withdrawn": Text("你撤回了复议申请。", "You took the appeal back."),
    "appeal.now.decided": Text("复议决定：{what}。", "Decided: {what}."),
    "appeal.now.stayed": Text("这期间，原来的决定停止执行。", "Until then the decision is stayed."),
    "appeal.now.court": Text("不服的，收到决定书 15 天内可以起诉。", "If you disagree you can go to court within 15 days of receiving it."),
    "appeal.answer": Text("{who}的答复：", "The answer of {who}: "),
    "appeal.back": Text("撤回复议申请", "Take the appeal back"),
    "appeal.back.title": Text("撤回复议申请？", "Take the appeal back?"),
    "appeal.back.what": Text(
        "撤回以后，对这个决定不能再申请复议，还可以起诉。", "Afterwards this decision cannot be appealed again; you can still go to court."
    ),
    "appeal.back.no": Text("不撤回", "Keep it"),
    "lane.review.appeal": Text("复议以后，换人重新看。", "After an appeal, somebody else looks anew."),
    "lane.review.self": Text("部门自己纠正，换人重新看。", "The department corrects itself; somebody else looks anew."),
}
