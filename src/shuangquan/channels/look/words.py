"""What templates say that doors share: policies for companies."""

from shuangquan.core.words.text import Text

WORDS: dict[str, Text] = {
    "masked": Text("已隐去", "hidden"),
    "policies.ask": Text("再说几样，就知道得更多", "Say a little more"),
    "policies.ask.first": Text("先说说这家公司", "First something about the company"),
    "policies.ask.why": Text("不知道的先空着。说过的不存，关掉页面就没了。", "Leave out what you do not know. Nothing is kept."),
    "policies.uscc": Text("统一社会信用代码", "Credit code"),
    "policies.uscc.why": Text(
        "写了就向市场监管取登记情况，不写就都由你说。", "With it the business register is asked; without it you say everything."
    ),
    "policies.choose": Text("不知道", "Not known"),
    "policies.do": Text("看看有哪些", "See which fit"),
    "policies.fits": Text("{n} 项符合", "{n} fit"),
    "policies.fits.none": Text("照现在说的，还没有确定符合的。", "Nothing is sure to fit by what was said."),
    "policies.open": Text("{n} 项还说不准，差几样", "{n} cannot be told yet"),
    "policies.not": Text("{n} 项不符合", "{n} do not fit"),
    "policies.missing": Text("还要知道", "Still to be known"),
    "policies.why": Text("凭什么", "By what"),
    "policies.gives": Text("给什么", "What it gives"),
    "policies.how": Text("怎么拿", "How"),
    "policies.how.automatic": Text("免申即享，到期自己到账", "Nothing to do: it comes by itself"),
    "policies.how.declare": Text("申报时填了就享受", "By stating it in the tax return"),
    "policies.how.apply": Text("要申请", "By applying"),
    "policies.until": Text("到 {day} 为止", "until {day}"),
    "policies.source": Text("出处", "Source"),
    "policies.grade.S": Text("照原文核过", "compared with its source"),
    "policies.grade.K": Text(
        "照公开文件整理，原文未核，以主管部门为准", "from public notices, not compared with the text; the department decides"
    ),
    "policies.grade.U": Text("示例，不是真的政策", "an example, no real policy"),
    "policies.claimed": Text("凭你说的算的，以部门核定为准。", "By what you said; the department decides."),
    "policies.from": Text("（{name}）", " ({name})"),
    "policies.down": Text("{name}这会儿连不上，这几样请你说。", "{name} cannot be reached just now; please say it yourself."),
    "colon": Text("：", ": "),
}
