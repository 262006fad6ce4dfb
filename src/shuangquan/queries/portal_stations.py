"""What the history of a matter says of stations."""

from collections.abc import Mapping
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
