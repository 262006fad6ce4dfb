"""What the history says of results on their way."""

from collections.abc import Callable, Mapping
from typing import Any

from shuangquan.core.cases.delivery import WAYS
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.words.text import Text

_STOPS = {
    "collected": Text("快递取走了纸质证件。", "The courier collected the papers."),
    "on_the_way": Text("纸质证件在路上。", "The papers are on the way."),
}


def _chosen(_index: PlanIndex, body: Mapping[str, Any]) -> Text:
    way = WAYS[body["way"]]
    return Text(f"结果这样给你：{way.zh}。", f"The results reach you so: {way.say('en')}.")


def _reported(_index: PlanIndex, body: Mapping[str, Any]) -> Text | None:
    return _STOPS.get(body["state"])  # that it was signed for is an event of its own


def _handed(_index: PlanIndex, body: Mapping[str, Any]) -> Text:
    count, where = body["count"], body["at_window"]
    if body["to"] == "agent":
        return Text(f"{count} 份纸质证件在 {where} 窗口交给了代领人。", f"{count} papers were handed to an agent at window {where}.")
    return Text(f"{count} 份纸质证件在 {where} 窗口领走了。", f"{count} papers were collected at window {where}.")


def _fixed(zh: str, en: str) -> Callable[[PlanIndex, Mapping[str, Any]], Text | None]:
    return lambda _index, _body: Text(zh, en)


DELIVERY_SAYS: dict[str, Callable[[PlanIndex, Mapping[str, Any]], Text | None]] = {
    "delivery.chosen": _chosen,
    "parcel.sent": _fixed("纸质证件交给快递了。", "The papers were handed to the courier."),
    "parcel.reported": _reported,
    "parcel.delivered": _fixed("纸质证件送到了。", "The papers were delivered."),
    "collect.chosen": _fixed("纸质证件到大厅领，不寄了。", "The papers are collected at a hall, not sent."),
    "cell.loaded": _fixed("纸质证件放进取件柜了。", "The papers lie in the cabinet."),
    "cell.opened": _fixed("纸质证件从取件柜取走了。", "The papers were taken from the cabinet."),
    "cell.expired": _fixed("取件柜的时间到了，纸质证件放回大厅窗口。", "The cabinet's time was over; the papers are at the hall."),
    "paper.handed": _handed,
    "result.opened": _fixed("你打开了一张电子证照，这就是送达。", "You opened an electronic certificate, which is its delivery."),
}
