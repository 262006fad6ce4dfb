"""What the history of a matter says of stations, and of a matter that was taken twice."""

from collections.abc import Callable, Mapping
from typing import Any

from shuangquan.core.words.text import Text


def say_helped(_index: object, body: Mapping[str, Any]) -> Text:
    """The applicant let a helper help."""
    if body["package"]:
        return Text(
            "你在便民服务站签了名，请站里的人帮办。那时没有网，后来送到。",
            "You let a helper of a station help, by your signature, without a network; it arrived later.",
        )
    return Text("你在便民服务站签了名，请站里的人帮办。", "You let a helper of a station help, by your signature.")


def say_settled(_index: object, body: Mapping[str, Any]) -> Text:
    """A second taking was settled by a person."""
    if body["how"] == "carried":
        return Text("便民服务站没网时收的也是这件事，合到这里了。", "A station took the same matter without a network; it was put in here.")
    return Text("便民服务站没网时又收了一次这件事，以这一件为准。", "A station took the same matter again; this one counts.")


def say_merged(_index: object, _body: Mapping[str, Any]) -> Text:
    """This one was closed into another."""
    return Text(
        "和另一件是同一件事，合到那一件里接着办。你填的、交的都留着。",
        "The same as another matter, and goes on there. What you gave is kept.",
    )


def say_taken(_index: object, _body: Mapping[str, Any]) -> Text:
    """Another was closed into this one."""
    return Text(
        "另一件同样的事合到这里了，时间按早提交的那件算。", "Another matter about the same was put in here; the earlier one's time counts."
    )


TWINS_SAY: dict[str, Callable[[Any, Mapping[str, Any]], Text | None]] = {
    "station.authorised": say_helped,
    "station.settled": say_settled,
    "case.merged": say_merged,
    "twin.taken": say_taken,
}


def say_along(index: Any, body: Mapping[str, Any]) -> Text | None:
    """An item of a case that was closed into another."""
    item = index.items.get(str(body["item"]))
    return Text(f"{item.name.zh}在那一件里接着办。", f"{item.name.say('en')} goes on in the other matter.") if item else None
