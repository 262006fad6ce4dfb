"""Words where members of a list take part, each on their own phone, and where the person says which member is meant."""

from shuangquan.core.words.text import Text

MEMBERS: dict[str, Text] = {
    "choice.others": Text("还有别的{who}吗？", "Is there another? ({who})"),
    "waiting.until.member": Text("到 {at} 还没回，就不再等，由审批人员联系本人。", " Without an answer by {at} an officer gets in touch."),
    "waiting.leave": Text("不等了，接着办", "Go on without waiting"),
    "waiting.leave.what": Text(
        "不等的话，和{who}有关的几样由审批人员联系本人后再办，别的照办。",
        "If you do not wait, an officer gets in touch about what concerns: {who}. The rest goes on.",
    ),
    "declined.left": Text("没有等{who} 答复", "Not waited for: {who}"),
    "declined.member": Text("{who}没有同意，也不签名", "{who} neither agreed nor signs"),
    "declined.member.what": Text(
        "和{who}有关的几样，由审批人员联系本人后再办，别的照办。", "An officer gets in touch about what concerns: {who}. The rest goes on."
    ),
    "declined.member.then": Text("和你有关的几样，审批人员会联系你。不用你再做什么。", "An officer gets in touch. You need do nothing."),
    "declined.member.back": Text("改主意了，再看一遍", "Look again"),
    "consent.no_sign": Text("不签名", "Do not sign"),
    "consent.others": Text("其他人的证件号码和账号不给你看。", "The numbers and accounts of the others are not shown to you."),
    "check.pledged": Text("我写的{who}就是全部，没有漏掉的。", "These are all there are ({who}); none is left out."),
    "check.waiting.member": Text(
        "对方答复了才能签名。不想等，就回去选“不等了，接着办”。",
        "You can sign once they have answered. Or go back and go on without waiting.",
    ),
    "check.waiting.back": Text("回到表单", "Back to the form"),
    "finish.left": Text("没有签，由审批人员联系", "Not signed; an officer gets in touch"),
    "lane.review.unsigned": Text("有人没有签名，审批人员会联系本人。", "Somebody has not signed; an officer gets in touch."),
    "lane.in_person": Text(
        "这一样要带身份证到{who}的窗口办，{usual}。别的都填好了，不用再交材料。这段时间不计入办理时限。",
        "This is done at the counter ({who}) with your identity card, {usual}. The rest is filled in. The time does not count.",
    ),
}
