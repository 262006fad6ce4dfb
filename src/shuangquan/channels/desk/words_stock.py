"""What the desk says of pre-printed blanks."""

from shuangquan.core.words.text import Text

STOCK: dict[str, Text] = {
    "stock": Text("空白证照", "Blanks"),
    "stock.none": Text("你部门没有用空白证的证照。", "Your department has no certificates on numbered blanks."),
    "stock.what": Text("证照", "Certificate"),
    "stock.received": Text("入库", "Received"),
    "stock.used": Text("用了", "Used"),
    "stock.spoiled": Text("作废", "Spoiled"),
    "stock.left": Text("还剩", "Left"),
    "stock.last": Text("最近用的号", "Last number used"),
    "stock.low": Text("快用完了，该领了", "Low: order more"),
    "stock.receive": Text("入库", "Receive blanks"),
    "stock.receive.what": Text("照空白证上印的写，前缀和位数都要一样。", "As printed on the blanks, with the letters and all digits."),
    "stock.first": Text("起号", "First number"),
    "stock.to": Text("止号", "Last number"),
    "stock.receive.do": Text("入库", "Receive"),
    "stock.spoil": Text("作废一张", "Note a spoiled blank"),
    "stock.spoil.what": Text(
        "作废的号不会再用。已经用掉的，去那一件换发证照。", "Its number is not used. In use: replace the certificate."
    ),
    "stock.number": Text("号", "Number"),
    "stock.why": Text("为什么", "Why"),
    "stock.spoil.do": Text("作废", "Note it"),
    "stock.done.receive": Text("入库 {count} 张。", "{count} received."),
    "stock.done.spoil": Text("记下了，这个号不会再用。", "Noted; the number will not be used."),
}
"""Merged into `words.WORDS`."""
