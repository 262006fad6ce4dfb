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
}
