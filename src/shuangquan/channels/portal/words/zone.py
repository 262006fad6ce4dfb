"""专区: what is said inside a host's app."""

from shuangquan.core.words.text import Text

ZONE: dict[str, Text] = {
    "zone.close": Text("回到{host}", "Back to {host}"),
    "zone.whose": Text(
        "这里是政务服务“双全”的专区，在{host}里打开。填的内容只给政务服务，{host}看不到。",
        "This is the public service Shuangquan, opened inside {host}. What you fill in goes to the service; {host} does not see it.",
    ),
    "zone.over": Text("要重新进来一次", "Please come in once more"),
    "zone.over.text": Text(
        "半小时没有动，先退出了。填过的都存着，没丢。从{host}再进来，接着办。",
        "Nothing happened for half an hour, so you were signed out. What you filled in is kept. Come in from {host} again and go on.",
    ),
    "zone.over.go": Text("从{host}再进来", "Come in from {host} again"),
    "zone.identify": Text("让{host}再认一次", "Let {host} identify me again"),
    "zone.outside": Text(
        "{host}认到的程度不够做这一步。在浏览器里打开，到那里认一次再接着办。",
        "{host} does not identify you well enough for this. Open the page in a browser, identify yourself there and go on.",
    ),
    "zone.open": Text("在浏览器里打开", "Open in a browser"),
    "zone.share": Text("转给对方", "Send it to them"),
    "zone.scan": Text("扫一扫", "Scan a code"),
    "zone.pay": Text("到外面去付", "Pay outside"),
    "zone.pay.text": Text(
        "付款页面要在浏览器里打开。付好了回到这里，这一页自己接着办；没有动，就点“付好了”。没付成，钱不会扣。",
        "The payment page opens in a browser. Having paid, come back: this page goes on, or say so. If it fails, nothing is charged.",
    ),
    "zone.paid": Text("这一页可以关了", "You can close this page"),
    "zone.paid.text": Text(
        "回到你开始付款的 App 或网页，付好了它自己接着办。没付成的，钱没有扣，在那里再付一次。",
        "Go back to the app or page where you began to pay: it goes on by itself. If it failed, nothing was charged; pay again there.",
    ),
    "zone.paid.else": Text("找不到那一页了？登录以后在这里接着办：", "Is that page gone? Sign in and go on here:"),
    "zone.pay.go": Text("去付款", "Go and pay"),
    "zone.pay.done": Text("付好了，接着办", "I have paid, go on"),
}
