"""The documents of a matter as a list shows them, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from shuangquan.core.notices.documents import Document
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import say_moment


@dataclass(frozen=True, slots=True)
class PaperLine:
    """key: by which it is opened; item: what it is about, empty for the whole matter."""

    key: str
    title: Text
    item: Text
    at: str


def find_papers(documents: Iterable[Document], language: str) -> tuple[PaperLine, ...]:
    """The lines."""
    return tuple(PaperLine(one.key, one.title, one.item_name, say_moment(one.at, language)) for one in reversed(tuple(documents)))
