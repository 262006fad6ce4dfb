"""What the desk says of a matter that was taken twice."""

from shuangquan.core.words.text import Text

TWIN_WORDS: dict[str, Text] = {
    "twins": Text("找同一件、并件", "Find the same matter, merge"),
    "twins.title": Text("是不是同一件事", "Is it the same matter"),
    "twins.here": Text("同一个人还有 {n} 件同样的事在办", "{n} more of this kind are under way for the same person"),
    "twins.here.what": Text("看一看是不是办重了。", "See whether it was taken twice."),
    "twins.go": Text("并排看", "Look side by side"),
    "twins.found": Text("同一个人、同样的事，还有 {n} 件在办：", "The same person and kind of matter, also under way: {n}."),
    "twins.none": Text(
        "没有找到同一个人、同样的事。知道编号的，填编号来看。", "None shares a person with this one. Look for one by its number."
    ),
    "twins.number": Text("另一件的办件编号（SQ 开头）", "The other one's number, beginning with SQ"),
    "twin.look": Text("并排看", "Look side by side"),
    "twin.back": Text("回这件", "Back to the task"),
    "twin.title": Text("这两件是不是同一件事", "Are these the same matter"),
    "twin.by": Text("{role} {who} · {at} 提交", "{role} {who} · submitted {at}"),
    "twin.paid": Text("收过钱", "Something was paid"),
    "twin.keeps": Text("这一件接着办", "This one goes on"),
    "twin.keep": Text("改成这一件接着办", "Let this one go on instead"),
    "twin.closes": Text("并进去、不再单独办", "Closed into it"),
    "twin.differs": Text("两件不一样的", "What differs"),
    "twin.alike": Text("两件填的、交的都一样。", "Both say the same."),
    "twin.choose": Text(
        "每一样选用哪一件的。没选上的留在并掉的那件里，不会丢。", "Choose whose counts. What is not chosen stays in the closed one."
    ),
    "twin.nothing": Text("没有", "nothing"),
    "twin.of.kept": Text("接着办的这件", "of the one that goes on"),
    "twin.of.other": Text("另一件", "of the other"),
    "twin.fixed": Text("已经按它办过，不能换", "a decision rests on it already"),
    "twin.answered": Text(
        "接着办的：{here}；另一件：{there}。以接着办的为准。", "Here: {here}; there: {there}. The one that goes on counts."
    ),
    "twin.other.says": Text("；另一件：", "; the other:"),
    "twin.text": Text("理由（两件的申请人都看得到）", "Why (the applicants of both read it)"),
    "twin.text.short": Text("理由", "Why"),
    "twin.check": Text("并成一件，先看一遍", "Merge: look once more"),
    "twin.apart": Text("不是同一件，各办各的", "Not the same: both go on"),
    "twin.apart.what": Text("说了不是同一件，以后不再提醒。", "Once said, nobody is asked again."),
    "twin.was.apart": Text("有人看过，说这两件不是同一件。", "Somebody looked and said that these are not the same."),
    "twin.sure": Text("照这样并成一件？", "Merge them like this?"),
    "twin.sure.what": Text(
        "并掉的那件各部门都不再单独办，申请人收到短信和告知书；时间按早提交的那件算。",
        "No department goes on with the closed one; its applicant is told. The earlier submission's time counts.",
    ),
    "twin.comes": Text("带过来", "Carried over"),
    "twin.comes.nothing": Text("什么都不带", "nothing"),
    "twin.do": Text("并成一件", "Merge"),
    "twin.edit": Text("再改改", "Change it"),
    "sent.merged": Text("并成一件了，两件的申请人都收到短信。", "Merged; the applicants of both are told."),
    "sent.apart": Text("记下了：不是同一件，各办各的，不再提醒。", "Kept: they are not the same, and both go on."),
}
