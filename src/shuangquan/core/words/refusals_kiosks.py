"""Refusals of kiosks and of the information inquiry: part of `refusals.REFUSALS`."""

from shuangquan.core.words.text import Text

KIOSKS: dict[str, Text] = {
    "kiosk.code": Text(
        "这个登记码不对，或者已经用过、过了半小时。请管理员再要一个。",
        "This code is wrong, used, or older than half an hour. Ask the administrator for another.",
    ),
    "kiosk.unknown": Text("没有这台终端。看看列表里的编号。", "There is no such kiosk. Look at the list."),
    "kiosk.place": Text("请写清楚终端放在哪里，{most} 个字以内。", "Say where the kiosk stands, in at most {most} characters."),
    "kiosk.site": Text("场所种类只能是：{kinds}。", "The kind of place is one of: {kinds}."),
    "kiosk.region": Text("没有这个地区，或者它不归你管：{region}。", "There is no such region, or it is not yours: {region}."),
    "inquiry.named": Text(
        "没有找到。号码和姓名都要跟证照或回执上的一样，一个字都不能差。",
        "Nothing was found. Number and name have to be as on the certificate or receipt, to the letter.",
    ),
    "inquiry.number": Text("请输入受理号或证照编号。", "Enter a case number or a certificate's number."),
    "inquiry.who": Text(
        "还要写姓名：办件写申请人，证照写持有人。", "Enter a name too: the applicant's of a case, the holder's of a certificate."
    ),
    "inquiry.unknown": Text("没有这一项查询。", "There is no such inquiry."),
}
