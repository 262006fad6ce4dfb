"""Refusals of reconciling payments, of delivery and of e-mail addresses: part of `refusals.REFUSALS`."""

from shuangquan.core.words.text import Text

MONEY: dict[str, Text] = {
    "money.unknown": Text(
        "没有这一笔，或者不归你处理。回到对账看看。", "There is no such difference, or it is not yours. Look at the list."
    ),
    "money.over": Text("这一笔刚有人处理过。刷新看看。", "Somebody has just dealt with it. Look again."),
    "money.how": Text("这一笔不能这样处理。从它下面的几个里选。", "It cannot be settled so. Choose among what stands below it."),
    "money.reason": Text("写明为什么这样处理，最多 {most} 个字。", "Say why, in at most {most} characters."),
    "money.not_paid": Text(
        "支付平台说这个单没有付，或者金额不对，没法记上。先问清楚，再写明原因。",
        "The payment side says that this order is not paid, or names another sum. Ask them first, and write down what they say.",
    ),
    "money.same_person": Text(
        "申请退款的人不能自己同意。请另一位对账人员看。", "Who asked for a refund does not agree to it. Ask another accountant."
    ),
    "contact.address": Text(
        "邮箱地址不对，再看一看，比如 name@example.com。", "This is no e-mail address. Look again, for example name@example.com."
    ),
    "contact.refused": Text(
        "这个邮箱收不到邮件。换一个，或者看看有没有打错。", "This mailbox takes no mail. Use another, or look for a slip."
    ),
    "contact.code": Text(
        "验证码不对，或者过了 10 分钟、试了太多次。再发一次。",
        "The code is wrong, older than ten minutes, or was tried too often. Have another sent.",
    ),
    "delivery.way": Text(
        "这种方式这里没有，或者还没选取件柜。从列出的里面选一种。",
        "There is no such way here, or no cabinet was chosen. Choose one of those listed.",
    ),
    "delivery.over": Text(
        "结果已经在路上了，改不了方式。要改，打 12345。", "The results are on their way already. To change it, call 12345."
    ),
    "money.day": Text("这一天还没到。选今天或者以前的。", "That day has not come. Choose today or one before."),
}
