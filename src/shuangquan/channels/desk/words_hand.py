"""What the desk says of manual re-entry (二次录入): a department's system that has no interface."""

from shuangquan.core.words.text import Text

HAND_WORDS: dict[str, Text] = {
    "hand": Text("待录入", "By hand"),
    "none.hand": Text("没有要录到本部门系统里的。", "Nothing is to be typed into your own system."),
    "hand.why.type": Text("待录入{department}系统", "To be typed into the system of {department}"),
    "hand.why.result": Text("录好了，等{department}系统出结果", "Typed in; {department} has yet to answer"),
    "hand.why.check": Text("等第二个人核对", "Waits for a second person"),
    "hand.why.mend": Text("两人录的不一样", "Two people read otherwise"),
    "hand.why.recall": Text("撤回了，去{department}系统里撤", "Withdrawn: withdraw it at {department}"),
    "hand.go": Text("去录入", "Type it in"),
    "hand.go.check": Text("去核对", "Check it"),
    "hand.go.recall": Text("去对方系统里撤", "Withdraw it there"),
    "key.hand": Text("录入没有接口的系统", "Type into a system without an interface"),
    "hand.go.result": Text("录结果", "Enter the result"),
    "hand.what.is": Text(
        "{department}系统没有接口。这里一项一项录过去，对方的结果两个人核对了才算。",
        "The system of {department} has no interface. Type it in field by field; its answer counts once two people agree on it.",
    ),
    "hand.seal": Text("人工录入、双人核对，没有电子签名可验。", "Typed by people and checked by two; there is no seal to verify."),
    "hand.step1": Text("录到{department}系统", "Type it into the system of {department}"),
    "hand.step1.done": Text("录好了", "Typed in"),
    "hand.step2": Text("录它的结果", "Enter what it says"),
    "hand.step3": Text("第二个人核对", "A second person checks"),
    "hand.fields": Text("按对方系统的顺序，录一项勾一项", "In the order of the other system; tick each as you go"),
    "hand.done.of": Text("录了 {done} 项，共 {all} 项", "{done} of {all} typed"),
    "hand.typed": Text("录好了：{label}", "Typed: {label}"),
    "hand.copy": Text("复制", "Copy"),
    "hand.copied": Text("复制了", "Copied"),
    "hand.papers": Text("材料", "Papers"),
    "hand.papers.none": Text("这一样没有要传的材料。", "No papers go with it."),
    "hand.receipt": Text("对方系统的回执号", "Receipt number of the other system"),
    "hand.receipt.was": Text("回执号 {receipt}，{who} {at} 录好", "Receipt {receipt}, typed in by {who} {at}"),
    "hand.tick": Text("先存着", "Keep it so far"),
    "hand.end": Text("都录好了", "All typed in"),
    "hand.choose": Text("对方系统说了什么？", "What does the other system say?"),
    "hand.choose.again": Text("换一种", "Something else"),
    "hand.on": Text("对方系统上的日期", "Day, as the other system shows it"),
    "hand.outcome": Text("结果", "Outcome"),
    "hand.approve": Text("通过", "Approved"),
    "hand.refuse": Text("不予", "Refused"),
    "hand.assigned": Text("决定文号", "Number of the decision"),
    "hand.assigned.certificate": Text("证照编号", "Number of the certificate"),
    "hand.follows": Text("证照另行制发，以后再录", "The certificate follows and is entered later"),
    "hand.facts": Text("通过的，还要录", "If approved, also"),
    "hand.needs": Text("要申请人补什么", "What the applicant has to give"),
    "hand.special": Text("哪一种", "Which"),
    "hand.days": Text("要几个工作日", "Working days"),
    "hand.reason.correct": Text("对方系统怎么说的（申请人看得到）", "What it says (the applicant reads it)"),
    "hand.reason.suspended": Text("对方系统怎么说的（申请人看得到）", "What it says (the applicant reads it)"),
    "hand.reason.decided": Text("不予的理由（申请人看得到；通过可以不写）", "Why it was refused (the applicant reads it; else empty)"),
    "hand.paper": Text("对方系统出的那张纸（照片或 PDF）", "The other system's paper (photograph or PDF)"),
    "hand.paper.why": Text("第二个人要对着它看", "The second person compares with it"),
    "hand.paper.kept": Text("已经传过一张，不换就不用再传。", "One is kept; upload another only to replace it."),
    "hand.paper.open": Text("打开对方系统的那张纸", "Open the other system's paper"),
    "hand.enter": Text("录好，请第二个人核对", "Done: a second person checks"),
    "hand.waits": Text(
        "你 {at} 录的，等另一位核对。核对前什么都不会发生。", "Entered by you {at}. Another person checks it; nothing happens before."
    ),
    "hand.mend.own": Text("改我录的", "Mend what I entered"),
    "hand.differs": Text("第二个人看到的不一样：{fields}", "The second person reads otherwise: {fields}"),
    "hand.differs.mine": Text(
        "再看一眼对方系统，改好后会再请人核对。", "Look at the other system again; it is checked anew after you mend it."
    ),
    "hand.differs.theirs": Text(
        "等{who}再看一遍。他不在，你可以自己录，再请别人核对。", "{who} looks again. If away, enter it yourself and have it checked."
    ),
    "hand.second.blind": Text(
        "{who}录了一遍。你看着对方系统再录一遍，看不到他录的。", "{who} has entered it. Enter it again from the other system, unseen."
    ),
    "hand.second.paper": Text("也可以对着那张纸核对", "Or compare it with the paper"),
    "hand.second.typed": Text("改为自己再录一遍", "Enter it again instead"),
    "hand.compare": Text("{who}录的，对着纸看", "What {who} entered, beside the paper"),
    "hand.wrong": Text("不一样的勾上", "Tick what differs"),
    "hand.again": Text("录好，比一比", "Done: compare"),
    "hand.compare.do": Text("对过了，没勾的都一样", "Compared: the rest is the same"),
    "hand.chased": Text("过了时限还没结果，{at} 又提醒了一次。", "Past its time; reminded {at}."),
    "hand.recall": Text(
        "申请人撤回了。到{department}系统里也撤掉，再点这里。", "The applicant withdrew. Withdraw it at {department} too, then say so."
    ),
    "hand.recall.do": Text("对方系统里撤掉了", "Withdrawn there"),
    "hand.recall.untyped": Text("还没录过去，不用撤，点一下就行。", "It was never typed in: just say so."),
    "hand.over": Text("这一样没有要录的了。", "Nothing is left to type."),
    "hand.back": Text("回这一样", "Back to the task"),
    "hand.sent.tick": Text("存好了。", "Kept."),
    "hand.sent.typed": Text("录好了。对方有了结果，回来录。", "Typed in. Come back when the other system answers."),
    "hand.sent.enter": Text("记下了，等另一位核对。", "Kept; another person checks it."),
    "hand.sent.recall": Text("记下了。", "Noted."),
    "hand.sent.agreed": Text("两个人一致，已经照办。", "Both agree; it is done."),
    "hand.sent.differs": Text("不一样，退给先录的人再看。", "They differ: the first person looks again."),
}
"""Merged into `words.WORDS`."""
