"""The process that opens strangers' files: `python -m shuangquan.papers.reading_child text|ocr|code|cut|inside IDLE`, frames on its pipes.

It ends when nobody asks for a while, and when who started it is gone. What it cannot bear it dies of; whoever asked knows what that means.
"""

import importlib
import json
import os
import resource
import selectors
import sys
from collections.abc import Callable
from typing import Any

from shuangquan.papers.reader import CODE, CUT, INSIDE, TEXT
from shuangquan.papers.reading_process import write_answer

MOST_MEMORY = {TEXT: 1 * 2**30, CODE: 1 * 2**30, CUT: 1 * 2**30, INSIDE: 1 * 2**30, "ocr": 6 * 2**30}
"""Bytes of addresses; models are mapped, so that looking takes far more of these than of memory."""
MOST_CONTENT = 16 * 2**20
Answer = Callable[[bytes, dict[str, Any]], dict[str, Any]]


def main(way: str, idle: float) -> None:
    """Answer until nobody asks."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY[way], MOST_MEMORY[way]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints is no answer
    answer: Answer | None = None
    while _is_asked(idle):
        question = _take_frame()
        if question is None:
            return
        content = _take_frame() or b""
        if answer is None:
            answer = _find_answer(way)
        told = json.dumps(answer(content, json.loads(question))).encode()
        _send(answers, len(told).to_bytes(4, "big") + told)


def _find_answer(way: str) -> Answer:
    """What answers, imported at the first question."""
    module = importlib.import_module(f"shuangquan.papers.read_{way}")
    if way == CUT:
        cut: Answer = module.cut
        return cut
    return lambda content, question: write_answer(module.read(content, question["media_type"]))


def _is_asked(idle: float) -> bool:
    with selectors.DefaultSelector() as selector:
        selector.register(0, selectors.EVENT_READ)
        return bool(selector.select(idle))


def _take_frame() -> bytes | None:
    head = _take(4)
    size = int.from_bytes(head or b"", "big")
    if head is None or size > MOST_CONTENT:
        return None
    return _take(size)


def _take(size: int) -> bytes | None:
    got = bytearray()
    while len(got) < size:
        part = os.read(0, min(size - len(got), 2**20))
        if not part:
            return None
        got += part
    return bytes(got)


def _send(where: int, data: bytes) -> None:
    sent = 0
    while sent < len(data):
        sent += os.write(where, data[sent:])


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
