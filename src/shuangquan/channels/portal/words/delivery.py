"""Sentences of how results arrive."""

from shuangquan.core.words.text import Text

DELIVERY: dict[str, Text] = {
    "deliver.title": Text("送到你手里", "On their way to you"),
    "deliver.post": Text("快递单号 {number}", "Courier's number {number}"),
    "deliver.post.waits": Text("交给快递了，还没有报来在哪里。", "Handed to the courier; nothing reported yet."),
    "deliver.post.soon": Text("正在交给快递。", "Being handed to the courier."),
    "deliver.post.proof": Text(
        "{at} 送到了。证明：快递公司报的签收。", "Delivered {at}. Proof: the courier's report that it was signed for."
    ),
    "deliver.counter.waits": Text(
        "在大厅窗口等你取。带身份证；别人代取要带授权书。", "Waiting at the hall. Bring your card; an agent brings an authorisation."
    ),
    "deliver.counter.proof": Text(
        "{at} 取走了。证明：窗口读的身份证和签的字。", "Collected {at}. Proof: the card read and the signature at the window."
    ),
    "deliver.counter.back": Text("{at} 取件柜的时间到了，放回大厅窗口。", "Out of the cabinet since {at}; at the hall now."),
    "deliver.cabinet.soon": Text("正在放进取件柜，放好了发短信。", "Being put into the cabinet; a message follows."),
    "deliver.cabinet.cell": Text("{site}，{cell} 号格", "{site}, cell {cell}"),
    "deliver.cabinet.code": Text("取件码 {code}", "Code {code}"),
    "deliver.cabinet.until": Text("放到 {until}，过了放回大厅窗口。", "Until {until}; then at the hall."),
    "deliver.cabinet.proof": Text("{at} 取走了。证明：取件柜的开柜记录 {proof}。", "Collected {at}. Proof: the cabinet's record {proof}."),
    "deliver.wallet.waits": Text(
        "{total} 张电子证照，打开了 {opened} 张。都打开过，才算收到。",
        "{opened} of {total} electronic certificates opened. All opened means delivered.",
    ),
    "deliver.wallet.proof": Text("{at} 收到了。证明：你登录后打开过每一张。", "Received {at}. Proof: you opened each after signing in."),
    "deliver.runs": Text("时间算到送到为止。", "The clock runs until it arrives."),
}
