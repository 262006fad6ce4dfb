"""The sentences of faults in what regions say: overlays, zones, local themes, moved parameters."""

from collections.abc import Mapping

from shuangquan.core.standard.sentences import Sentence

REGION_SENTENCES: Mapping[str, Sentence] = {
    "policy-until": Sentence(
        "政策 {name} 的到期日 {until} 不是日期",
        "The last day of policy {name}, {until}, is no date",
        "写成 2027-12-31",
        "Write it as 2027-12-31",
    ),
    "overlay-adds": Sentence(
        "地区文件不能增加 {name}",
        "An overlay may not add {name}",
        "删去，或在省级标准中修改",
        "Delete it, or change the province's standard",
    ),
    "overlay-lengthens": Sentence(
        "地区时限 {local} 长于标准 {standard}",
        "The local limit {local} is longer than the standard {standard}",
        "缩短或删去",
        "Shorten or delete it",
    ),
    "overlay-longer": Sentence(
        "{region} 的 {name} 时限 {local} 长于它上级地区 {wider} 的 {standard}（{file}）",
        "In {region} the limit of {name}, {local}, is longer than the {standard} of {wider}, in which it lies ({file})",
        "缩短到上级地区的时限以内，或删去这一行",
        "Shorten it to the wider region's, or delete it",
    ),
    "overlay-not-offered": Sentence(
        "{wider} 写明不办 {name}，{region} 却给了它时限或地点",
        "{wider} does not offer {name}, yet {region} gives it a limit or places",
        "{region} 要办就写 offered: true，不办就删去时限和地点",
        "Write offered: true in {region} if it is done there; delete limit and places if it is not",
    ),
    "also-at-home": Sentence(
        "{name} 就在 {region} 里（或者反过来），不算别的地方",
        "{name} lies in {region}, or the other way about: it is no other place",
        "写另一个地区；本地的地点写在 places",
        "Name another region; places of one's own go under places",
    ),
    "overlay-twice": Sentence(
        "{region} 自 {from_} 起的 {name} 写了两次而且不同，另一处在 {file}:{other}",
        "{region} says {name} twice from {from_} on, and differently; the other is at {file}:{other}",
        "只留一处，或给其中一个文件另写生效日期",
        "Keep one, or give one of the files its own date",
    ),
    "zone-code": Sentence(
        "{name} 不能作 {of} 功能区的代码",
        "{name} cannot be the code of a zone of {of}",
        "代码为 6 位数字，前 4 位与所在市（of）相同，且不与国标代码重复，如 of 为 370100 时的 370176",
        "Six digits beginning with the four of its city (`of`), none that GB/T 2260 uses: 370176 for 370100",
    ),
    "parameter-moved": Sentence(
        "参数 {name} 不许这样改:{local} 对 {standard}(允许 {direction})",
        "Parameter {name} may not move so: {local} against {standard} (allowed: {direction})",
        "按允许的方向改",
        "Move it the allowed way",
    ),
    "local-elsewhere": Sentence(
        "主题 {name} 只在它的地区办，{region} 不在其中",
        "The theme {name} is local; {region} is not one of its regions",
        "换成它的地区，或把地区加进 regions",
        "Choose one of its regions, or add the region to regions",
    ),
    "promoted-local": Sentence(
        "主题 {name} 已推广到全省，不能再写 regions",
        "The theme {name} was promoted and cannot be local",
        "删去 regions，或删去 promoted",
        "Delete regions, or delete promoted",
    ),
}
