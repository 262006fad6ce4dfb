"""The sentences of faults in inquiries and kiosk menus."""

from collections.abc import Mapping

from shuangquan.core.standard.sentences import Sentence

KIOSK_SENTENCES: Mapping[str, Sentence] = {
    "inquiry-key": Sentence(
        "信息查询 {name} 要能只凭本人身份证号去查（{key}），它查的资源却要 {keys}",
        "The inquiry {name} asks by one's own ID number alone ({key}), but its resource wants {keys}",
        "换一个只凭身份证号查的共享资源，或改 role",
        "Name a resource that is asked by an ID number alone, or another role",
    ),
    "kiosk-entry": Sentence(
        "自助终端 {name} 的一项要在 theme、certificate、inquiry 里写一样，item 只跟 theme 一起写",
        "An entry of {name} names one of theme, certificate and inquiry, and an item only beside a theme",
        "只留一样；要办几样就写几项",
        "Keep one of them; write an entry for each",
    ),
    "kiosk-few": Sentence(
        "自助终端的 {name} 不到 {least} 项，不值得占一块",
        "{name} has fewer than {least} entries, too few for a tile of a kiosk",
        "补足，或并到别的模块里",
        "Add some, or move them to another module",
    ),
    "kiosk-unissued": Sentence(
        "自助终端的 {name} 要打印 {certificate}，可是没有一个事项出这种证照",
        "{name} offers {certificate} to print, but no item issues it",
        "写上出证照的事项，或去掉这一项",
        "Write the item that issues it, or take the entry out",
    ),
}
