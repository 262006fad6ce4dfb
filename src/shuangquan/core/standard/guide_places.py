"""Where a theme is done in a region: doors, places of its own, and other regions whose counters take it (通办)."""

from collections.abc import Iterator, Mapping

from shuangquan.core.standard.booklet import mark_grade
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.divisions import find_division
from shuangquan.core.standard.plan import Basis, Plan
from shuangquan.core.standard.regions import find_item_overlay
from shuangquan.core.standard.saying import fill_text, join_texts
from shuangquan.core.standard.view import ThemeView
from shuangquan.core.words.text import Text

CHANNELS: Mapping[str, Text] = {
    "portal": Text("网上或手机", "online"),
    "counter": Text("政务服务窗口", "at the counter"),
    "station": Text("村（社区）便民服务点", "at a village or community station"),
    "kiosk": Text("自助终端", "at a kiosk"),
}
EVERYWHERE = ("portal", "counter")
"""Where no region says more: online, and at every general counter (一窗受理)."""


def say_region(bundle: Bundle, region: str) -> Text:
    """The region by name and code: `寿光市（370783）`."""
    zone = bundle.regions.get(region)
    name = zone.name.zh if zone is not None else find_division(region)
    return Text(f"{name}（{region}）", f"{name} ({region})") if name else Text(region)


def say_places(view: ThemeView, plan: Plan) -> Iterator[Text]:
    """The doors, then places of the whole theme and of its items, then where else it is taken; each with where that is known from."""
    channels = next((o.channels for o in reversed(view.overlays) if o.channels), ())
    yield join_texts(tuple(CHANNELS.get(str(one), Text(str(one))) for one in channels or EVERYWHERE))
    for overlay in view.overlays:
        for place in overlay.places:
            yield mark_grade(place.name, Basis(place.grade or "U", place.source or ""))
    for item in plan.items:
        form = find_item_overlay(view.overlays, item.id)
        if form is not None and form.places:
            yield fill_text(Text("{0}：{1}", "{0}: {1}"), item.name, join_texts(form.places))
    for overlay in view.overlays:
        for other in overlay.also_at:
            words = Text("也可以到{0}的政务服务窗口交，还由{1}的部门办", "Also taken at the counters of {0}; the departments of {1} decide")
            said = fill_text(words, say_region(view.bundle, other.region), say_region(view.bundle, overlay.region))
            yield mark_grade(said, Basis(other.grade or "U", other.source or ""))
