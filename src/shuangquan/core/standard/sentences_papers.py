"""The sentences of faults in what uploaded papers show."""

from collections.abc import Mapping

from shuangquan.core.standard.sentences import Sentence

PAPER_SENTENCES: Mapping[str, Sentence] = {
    "shows-nothing": Sentence(
        "{name} 写了 shows，却没有写能从材料上读到什么",
        "{name} has shows, but nothing is said to stand on it",
        "写上 角色.数据元: [材料上的字样]，或删去 shows",
        "Write role.fact: [words on the paper], or delete shows",
    ),
    "shows-unlabelled": Sentence(
        "{name}：没有写材料上用什么字样标出它",
        "{name}: the words that stand before it on the paper are not given",
        "写上材料上印的字样，例如 [号牌号码, 车牌号]",
        "Write the words printed on the paper, such as [号牌号码, 车牌号]",
    ),
    "shows-type": Sentence(
        "{name} 的类型是 {type}，不能从材料上的文字读出来",
        "{name} is of type {type}, which cannot be read off a paper",
        "删去这一项，或换一个写在材料上的数据元",
        "Delete it, or name a fact that is written on the paper",
    ),
    "shows-twice": Sentence(
        "字样“{label}”既标 {name}，又标 {other}",
        "“{label}” stands before both {name} and {other}",
        "换成材料上各自不同的字样",
        "Write the words by which they differ on the paper",
    ),
    "numbering-differs": Sentence(
        "{name} 写的编号来源是 {own}，证照 {kind} 写的是 {said}",
        "{name} has its numbers from {own}, certificate {kind} says {said}",
        "编号来源写在证照类型上（numbering），事项里删去或写成一样",
        "Say it of the certificate type (numbering), and delete it in the item or say the same",
    ),
    "layout-shape": Sentence(
        "{name} 不像版式：要有宽和高、至少一页、#rrggbb 的颜色，每处写 [左, 上, 宽] 或 [左, 上, 宽, 高]",
        "{name} is no layout: width and height, a page, colours as #rrggbb, and each place as [x, y, width] or [x, y, width, height]",
        "按这个形式写",
        "Write it in that form",
    ),
    "layout-outside": Sentence(
        "{name} 超出页面，或字号小于 1 毫米",
        "{name} lies off the page, or its letters are smaller than 1 mm",
        "移回页面以内，或加大字号",
        "Move it onto the page, or make the letters larger",
    ),
    "layout-meets": Sentence(
        "{name} 和 {other} 的位置重叠",
        "{name} and {other} lie over each other",
        "把其中一处移开，或缩小",
        "Move one of them, or make it smaller",
    ),
    "layout-tight": Sentence(
        "{name}：{field} 的最长内容在版式 {layout} 里放不下",
        "{name}: the longest {field} does not fit into layout {layout}",
        "换一个版式，加大位置，允许更小的字（min）或更多行（lines），或给数据元写明长度上限（check）",
        "Take another layout, give it more room, smaller letters (min) or more lines, or a limit of length in the fact's check",
    ),
}
