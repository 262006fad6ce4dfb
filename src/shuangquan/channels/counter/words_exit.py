"""The exit window."""

from shuangquan.core.words.text import Text

EXIT: dict[str, Text] = {
    "exits": Text("领证出口", "Exit"),
    "exits.lead": Text(
        "等着领的纸质证件，等得最久的在前。是谁的，读了身份证才知道。",
        "Papers to be collected, longest first. Whose they are, the card says.",
    ),
    "exits.none": Text("没有等着领的。", "Nothing waits."),
    "exits.matter": Text("哪件事", "Matter"),
    "exits.papers": Text("领走什么", "Papers"),
    "exits.since": Text("什么时候好的", "Ready since"),
    "exits.open": Text("交给来领的人", "Hand over"),
    "exits.handed": Text("交出去了，这件事里记下了。", "Handed over; the matter says so."),
    "exit": Text("交接", "Hand-over"),
    "exit.card": Text("谁来领？", "Who collects?"),
    "exit.card.what": Text("请来的人把身份证放到读卡器上。", "Have their card laid on the reader."),
    "exit.holder": Text("是本人", "It is the holder"),
    "exit.agent": Text("不是本人，要授权委托书", "Not the holder: an authorisation is needed"),
    "exit.agent.what": Text("收下委托书，扫描存进这件事。", "Take the authorisation and scan it; it is kept with the matter."),
    "exit.agent.ok": Text("代领人，委托书收下了", "An agent; the authorisation is kept"),
    "exit.scan": Text("扫描委托书", "Scan it"),
    "exit.sign": Text("请来的人在副屏上签收", "They sign on the second screen"),
    "exit.sign.what": Text("签了才算交出去。", "Only then is it handed over."),
    "exit.signed": Text("签好了，回清单", "Signed: back to the list"),
    "exit.again": Text("换一个人，重新读卡", "Somebody else: read again"),
    "helps": Text("帮办代办", "Help"),
    "helps.lead": Text(
        "在手机上请人帮的，先来的在前。接了才看得到姓名和电话。",
        "Asked for by phone, the oldest first. Name and number are seen by who takes it.",
    ),
    "helps.none": Text("没有等人帮的。", "Nobody waits for help."),
    "helps.take": Text("我来帮", "I take it"),
    "helps.finish": Text("帮完了", "Done"),
    "helps.give_back": Text("退回去", "Give it back"),
    "helps.waits": Text("等本人确认", "waits for their word"),
    "helps.other": Text("同事在帮", "a colleague has it"),
    "helps.no_phone": Text("没有登记电话", "no number on record"),
    "collect": Text("纸质证件怎么拿", "The papers"),
    "collect.what": Text(
        "现在是寄到填的地址。也可以办好后到这个大厅领。", "They are sent to the address given. They can also be collected at this hall."
    ),
    "collect.do": Text("到这里领，不寄", "Collect here instead"),
    "collect.here": Text("纸质证件到这个大厅领", "The papers are collected at this hall"),
    "you.collect": Text("看看对不对，签收", "Check, then sign for them"),
    "you.collect.wait": Text("请把授权委托书交给窗口。", "Please give the authorisation to the clerk."),
    "you.took": Text("我拿到了，签收", "I have them"),
    "you.collected": Text("交给你了", "They are yours"),
    "you.collected.what": Text("走之前看看东西拿齐了没有。", "See that you have everything."),
}
