"""What is offered before anybody asks."""

from shuangquan.core.words.text import Text

OFFERING: dict[str, Text] = {
    "offer.title": Text("可以直接领取", "Yours without asking"),
    "offer.why": Text("为什么有：", "Why: "),
    "offer.uses": Text("会用到哪些数据", "What data will be used"),
    "offer.use": Text("{fact}，来自{who}", "{fact}, from {who}"),
    "offer.confirm": Text("确认领取", "Yes, I take it"),
    "offer.renew": Text("现在办", "Do it now"),
    "offer.decline": Text("不需要", "No, thank you"),
    "offer.sure": Text("点“确认领取”，就是用你的账号签名并提交。", "By taking it you sign and submit with your account."),
    "offer.missing": Text("还缺：", "Still missing: "),
    "offer.give": Text("去补上", "Give it"),
    "offer.doubt.how": Text(
        "部门的登记里没有查到。去办的时候会再查一次，查不到就请你填。", "The registers do not say. They are asked again; else you give it."
    ),
}
