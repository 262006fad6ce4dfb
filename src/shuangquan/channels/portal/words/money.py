"""Sentences of what a matter cost."""

from shuangquan.core.words.text import Text

MONEY: dict[str, Text] = {
    "money.title": Text("付的钱", "What was paid"),
    "money.yuan": Text("{n} 元", "¥{n}"),
    "money.paid": Text("{at} 付了。", "Paid {at}."),
    "money.back": Text("这一项没办成，钱退回原来的账户了。", "It came to nothing; the money went back."),
    "money.goes": Text("这一项没办成，钱正在退回。", "It came to nothing; the money is going back."),
    "money.receipt": Text("缴费凭证", "Receipt"),
}
