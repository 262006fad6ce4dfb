"""Waiting for departments: one look into each department's feed of answers serves every case of this process that waits for it."""

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field

from shuangquan.actions.calls import collecting_calls
from shuangquan.connectors.bound import ports
from shuangquan.core.words.errors import Fault

LOOK = 0.1
"""Seconds between two looks into a feed while somebody waits for it."""
REMEMBERED = 10_000
"""Answered packages kept in mind: a department may answer before the case that sent the package is kept and waits for it."""


@dataclass(slots=True)
class _Feed:
    """One department's feed.

    after: seq of the newest word seen, None before the first. waiting: package → how many wait for it. answered: packages seen
    answered, oldest first.
    """

    department: str
    after: int | None = None
    waiting: dict[str, int] = field(default_factory=dict)
    answered: dict[str, None] = field(default_factory=dict)
    failed: bool = False
    looking: bool = False


_feeds: dict[str, _Feed] = {}
_lock = threading.Lock()
_listeners: dict["Future[bool]", tuple[tuple[str, str], ...]] = {}


def wait_answer(sent: Sequence[tuple[str, str]], until: float) -> bool:
    """Wait until one of the packages (department, package id) is answered (True), or the time is over or a department fails (False).

    until: an instant of the monotonic clock.
    """
    with _listening(sent) as news:
        try:
            return news.result(max(0.0, until - time.monotonic()))
        except TimeoutError:
            return False


async def await_answer(sent: Sequence[tuple[str, str]], until: float) -> bool:
    """Like `wait_answer`, without a thread of its own: however many cases wait, they cost a worker nothing."""
    with _listening(sent) as news:
        try:
            return await asyncio.wait_for(asyncio.wrap_future(news), max(0.0, until - time.monotonic()))
        except TimeoutError:
            return False


@contextmanager
def _listening(sent: Sequence[tuple[str, str]]) -> Iterator["Future[bool]"]:
    """Have these packages looked for meanwhile; gives what will be told of them."""
    news: Future[bool] = Future()
    with _lock:
        _join(sent)
        _listeners[news] = tuple(sent)
        _tell()
    try:
        yield news
    finally:
        with _lock:
            _listeners.pop(news, None)
            _leave(sent)


def _find_news(sent: Sequence[tuple[str, str]]) -> bool | None:
    """True when one is answered, False when a department fails, None when there is nothing to tell."""
    feeds = [(_feeds[department], package) for department, package in sent]
    if any(package in feed.answered for feed, package in feeds):
        return True
    return False if any(feed.failed for feed, _ in feeds) else None


def _tell() -> None:
    """Tell whoever listens and has news. Called with the lock held."""
    for news, sent in list(_listeners.items()):
        found = _find_news(sent)
        if found is not None:
            del _listeners[news]
            if news.set_running_or_notify_cancel():  # whose time is over has just cancelled it
                news.set_result(found)


def _join(sent: Sequence[tuple[str, str]]) -> None:
    for department, package in sent:
        feed = _feeds.setdefault(department, _Feed(department))
        feed.waiting[package] = feed.waiting.get(package, 0) + 1
        if not feed.looking:
            feed.looking, feed.failed = True, False
            threading.Thread(target=_look, args=(feed,), name=f"answers-{department}", daemon=True).start()


def _leave(sent: Sequence[tuple[str, str]]) -> None:
    for department, package in sent:
        feed = _feeds[department]
        feed.waiting[package] -= 1
        if not feed.waiting[package]:
            del feed.waiting[package]


def _look(feed: _Feed) -> None:
    """Look until nobody waits any more. Should it end in a bug, nobody is left waiting for it, and the next one who waits looks anew."""
    ended = False
    try:
        while not (ended := _has_nobody(feed)):
            _look_once(feed)
            time.sleep(LOOK)
    finally:
        if not ended:
            with _lock:
                feed.looking, feed.failed = False, True
                _tell()


def _has_nobody(feed: _Feed) -> bool:
    with _lock:
        if feed.waiting and not feed.failed:
            return False
        feed.looking = False
        _tell()
        return True


def _look_once(feed: _Feed) -> None:
    """A look that finds nothing transfers no data and is not kept among the calls."""
    with collecting_calls("", keep=False):
        failed, found = _ask(feed)
    with _lock:
        feed.answered |= found
        while len(feed.answered) > REMEMBERED:
            del feed.answered[next(iter(feed.answered))]
        feed.failed = failed
        if found or failed:
            _tell()


def _ask(feed: _Feed) -> tuple[bool, dict[str, None]]:
    """(whether the department failed, packages it has said something of). The first look reads the newest of its feed."""
    found: dict[str, None] = {}
    try:
        for news in ports().departments.find_news(feed.department, feed.after):
            found[news.package_id] = None
            feed.after = max(feed.after or 0, news.seq)
    except Fault:
        feed.after = None  # where the feed goes on is learned anew: a department may come back from an older copy
        return True, found
    return False, found
