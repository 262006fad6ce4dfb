"""What is offered before anybody asks."""

from shuangquan.core.words.text import Text

OFFERING: dict[str, Text] = {
    "offer.title": Text("为你找到的", "Found for you"),
    "offer.why": Text("为什么有：", "Why: "),
    "offer.uses": Text("按什么找到的，用哪些数据", "How it was found, and what data are used"),
    "offer.rule": Text("按这条规则找到：", "Found by this rule: "),
    "offer.use": Text("{fact}，来自{who}", "{fact}, from {who}"),
    "offer.confirm": Text("确认领取", "Yes, I take it"),
    "offer.renew": Text("现在办", "Do it now"),
    "offer.now": Text("现在就领", "Take it now"),
    "offer.begin": Text("去办", "Begin"),
    "offer.given": Text("什么都不用做：{day}以后自动办，发给你", "Nothing to do: it is handled for you after {day}"),
    "offer.decline": Text("不需要", "No, thank you"),
    "offer.sure": Text("点“确认领取”，就是用你的账号签名并提交。", "By taking it you sign and submit with your account."),
    "offer.missing": Text("还缺：", "Still missing: "),
    "offer.give": Text("去补上", "Give it"),
    "offer.doubt.how": Text(
        "部门的登记里没有查到。去办的时候会再查一次，查不到就请你填。", "The registers do not say. They are asked again; else you give it."
    ),
}
