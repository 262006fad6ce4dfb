"""代办授权."""

from shuangquan.core.words.text import Text

ALLOWING: dict[str, Text] = {
    "allow.title": Text("允许“{app}”代我办事吗", "Let “{app}” act for you?"),
    "allow.lead": Text(
        "你点允许，它就能用你的身份做下面这些。它只看得到它替你开的事，别的看不到。",
        "If you allow it, it does the following as you. It sees the matters it begins for you, and no other.",
    ),
    "allow.runs": Text("运营的是{who}。", "It is run by: {who}."),
    "allow.stranger": Text("它不是政府部门的应用，是登记过的第三方。", "It is no department's app but a registered third party's."),
    "allow.what": Text("它要做这些", "What it asks for"),
    "allow.signing": Text("也让它用我的身份签名", "Also let it sign in my name"),
    "allow.signing.why": Text(
        "签名等于你本人签的。只在允许后的 24 小时里有用，过后要再问你。不勾，签名时它会请你自己来签。",
        "It counts as your own signature. It works for 24 hours, then you are asked again. Without it, you sign yourself.",
    ),
    "allow.until": Text("允许多久", "For how long"),
    "allow.day": Text("{n} 天", "{n} days"),
    "allow.one": Text("1 天", "1 day"),
    "allow.rights": Text(
        "随时可以在“我的数据”里收回，收回马上生效。它做的每一步都记着，你看得到。",
        "You can take it back at any time under My data; it ends at once. Whatever it does is on record for you.",
    ),
    "allow.yes": Text("允许", "Allow"),
    "allow.no": Text("不允许", "Do not allow"),
    "allowed.title": Text("允许了，回到“{app}”接着办", "Allowed. Go back to “{app}”"),
    "allowed.lead": Text("5 分钟内回去，过了要再允许一次。", "Go back within 5 minutes, or allow it again."),
    "denied.title": Text("没有允许“{app}”", "“{app}” is not allowed"),
    "denied.lead": Text("它什么也没拿到。要办的事，你可以在这里自己办。", "It got nothing. You can do what you came for here yourself."),
    "allow.back": Text("回到“{app}”", "Back to “{app}”"),
    "apps.title": Text("谁能代我办事", "Who may act for me"),
    "apps.lead": Text(
        "你允许过的应用。收回以后，它马上就不能再办、再看。", "Apps you have allowed. Once taken back, they can do and see nothing more."
    ),
    "apps.about": Text(
        "银行、医院这些应用，你允许了才能替你办事，随时能收回。",
        "Apps of a bank or a hospital act for you only if you allow it; you can take that back.",
    ),
    "apps.see": Text("看看允许了谁", "See whom I allow"),
    "apps.none": Text("现在没有应用能代你办事。", "No app may act for you now."),
    "apps.can": Text("能做", "May"),
    "apps.given": Text("允许于", "Allowed"),
    "apps.until": Text("到", "Until"),
    "apps.withdraw": Text("收回", "Take it back"),
}
