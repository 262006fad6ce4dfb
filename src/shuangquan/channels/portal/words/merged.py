"""What a citizen is told of a matter that goes on in another."""

from shuangquan.core.words.text import Text

MERGED: dict[str, Text] = {
    "tag.merged": Text("合到另一件了", "Goes on in another"),
    "now.merged": Text("和另一件是同一件事，合到那一件里接着办", "The same as another matter, and goes on there"),
    "now.merged.what": Text(
        "你填的、交的都留着，时间按早提交的那件算，理由在文书里。不是同一件的，可以在下面投诉，或者重新办一次。",
        "What you gave is kept and the earlier one's time counts; the document says why. If not: complain below or begin anew.",
    ),
    "now.merged.go": Text("去看接着办的那一件", "See the one that goes on"),
}
