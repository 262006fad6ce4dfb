"""Words of the portal on a home screen, and without a network."""

from shuangquan.core.words.text import Text

INSTALLING: dict[str, Text] = {
    "app.about": Text("一件事一次办：一张表，多个部门一起办。", "One matter at once: one form, many departments together."),
    "offline.title": Text("现在没有网络", "There is no network"),
    "offline.text": Text(
        "填过的都存在政务网上，手机里不留。有了网再打开，从停下的地方接着办。",
        "What you filled in is kept by the service, nothing of it on this phone. Open the page again with a network and go on from there.",
    ),
    "offline.again": Text("再试一次", "Try again"),
    "offline.call": Text("打 12345 问", "Call 12345"),
}
