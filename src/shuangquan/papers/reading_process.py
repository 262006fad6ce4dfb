"""The reader of an installation: a process of its own for each way of reading, started at need, ended when idle, killed when it takes long.

What opens a stranger's file knows no secret: it gets no environment, no database, no standing beyond its own memory. It speaks in frames:
four bytes of length, then bytes; a question is a frame of JSON and a frame of content, an answer a frame of JSON.
"""

import base64
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from shuangquan.core.exchange.paper_lines import Piece
from shuangquan.core.words.files import PDF
from shuangquan.papers.reader import BROKEN, CODE, CUT, INSIDE, JPEG, NONE, OCR, TEXT, WORDS, Cut, Lie, Seen, Spot

MODULE = "shuangquan.papers.reading_child"
MOST_ANSWER = 8 * 2**20
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "HOME")
PARTS = ("rapidocr", "onnxruntime", "pypdfium2")
"""Packages that looking at pictures takes: the extra `ocr`."""


class _Died(Exception):
    """The reading process ended before it answered."""


class _TooLong(Exception):
    """It did not answer in time."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds for one file, and after which an idle process ends by itself; tries: with how many processes one file is tried."""

    answer: float
    idle: float
    tries: int = 2


READ, LOOK = Patience(30, 60), Patience(150, 20)
"""For text, and for pictures: those take seconds a page, and some 600 MB while the process lives."""


def can_look() -> bool:
    """Whether what reads photographs is installed."""
    return all(find_spec(name) is not None for name in PARTS)


def can_draw() -> bool:
    """Whether what draws a page of a PDF is installed."""
    return find_spec("pypdfium2") is not None


def _say(spot: Spot) -> Cut:
    """The words as they stand there, each piece on its own."""
    return Cut(WORDS, " ".join(" ".join(words.split()) for words in spot.words).encode())


class ProcessReader:
    """A process each for text, for pictures, for codes, for cutting, and one that judges PDFs; each one file at a time.

    RuntimeError inside a database transaction.

    in_transaction: whether one is open in this thread.
    """

    def __init__(self, in_transaction: Callable[[], bool] = lambda: False, read: Patience = READ, look: Patience = LOOK) -> None:
        self._in_transaction = in_transaction
        self._text, self._pictures = _Process(TEXT, read), _Process(OCR, look)
        self._codes, self._inside = _Process(CODE, read), _Process(INSIDE, read)
        self._cuts = _Process(CUT, read)

    def read_text(self, content: bytes) -> Seen:
        """See `PaperReader`."""
        self._check_free()
        return read_answer(self._text.ask(content, {"media_type": "application/pdf"}))

    def read_picture(self, content: bytes, media_type: str) -> Seen:
        """See `PaperReader`."""
        self._check_free()
        return read_answer(self._pictures.ask(content, {"media_type": media_type})) if can_look() else Seen(NONE, "no_ocr")

    def judge_pdf(self, content: bytes) -> str:
        """See `PaperReader`."""
        self._check_free()
        seen = read_answer(self._inside.ask(content, {"media_type": "application/pdf"}))
        return seen.why if seen.way == INSIDE else BROKEN

    def read_code(self, content: bytes, media_type: str) -> Seen:
        """See `PaperReader`."""
        self._check_free()
        return read_answer(self._codes.ask(content, {"media_type": media_type}))

    def cut(self, content: bytes, media_type: str, seen: Seen, spots: Sequence[Spot]) -> tuple[Cut | None, ...]:
        """See `PaperReader`."""
        self._check_free()
        if not spots:
            return ()
        question = {
            "media_type": media_type,
            "way": seen.way,
            "lies": [[lie.page, lie.turn, lie.lean] for lie in seen.lies],
            "spots": [{"page": spot.page, "box": spot.box, "words": spot.words} for spot in spots],
        }
        told = self._cuts.ask(content, question) if media_type != PDF or can_draw() else {}
        found = told.get("cuts") or [None] * len(spots)
        return tuple(
            Cut(JPEG, base64.b64decode(one)) if one else _say(spot) if seen.way == TEXT else None
            for one, spot in zip(found, spots, strict=True)
        )

    def _check_free(self) -> None:
        if self._in_transaction():
            raise RuntimeError("a paper was read inside a database transaction: that takes seconds, and would hold locks")

    def close(self) -> None:
        """End them all."""
        for one in (self._text, self._pictures, self._codes, self._inside, self._cuts):
            one.end()


class _Process:
    def __init__(self, way: str, patience: Patience) -> None:
        self._way, self._patience = way, patience
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def ask(self, content: bytes, question: dict[str, Any]) -> dict[str, Any]:
        """What it answers. A file on which process after process dies is damaged."""
        with self._lock:
            for _ in range(self._patience.tries):
                try:
                    return self._ask(self._start(), content, question)
                except _Died:
                    self.end()
                except _TooLong:
                    self.end()
                    return write_answer(Seen(NONE, "too_long"))
            return write_answer(Seen(NONE, "broken"))

    def end(self) -> None:
        """Kill it, whatever it does."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _start(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.end()
            env = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | {"OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}
            command = (sys.executable, "-I", "-m", MODULE, self._way, str(self._patience.idle))
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, cwd="/"
            )
        return self._child

    def _ask(self, child: subprocess.Popen[bytes], content: bytes, question: dict[str, Any]) -> dict[str, Any]:
        assert child.stdin is not None and child.stdout is not None
        try:
            for frame in (json.dumps(question).encode(), content):
                child.stdin.write(len(frame).to_bytes(4, "big") + frame)
            child.stdin.flush()
        except BrokenPipeError as error:
            raise _Died from error
        until = time.monotonic() + self._patience.answer
        size = int.from_bytes(_take(child.stdout.fileno(), 4, until), "big")
        if size > MOST_ANSWER:
            raise _Died
        told: dict[str, Any] = json.loads(_take(child.stdout.fileno(), size, until))
        return told


def _take(source: int, size: int, until: float) -> bytes:
    """So many bytes, in time."""
    got = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(source, selectors.EVENT_READ)
        while len(got) < size:
            if not selector.select(max(0.0, until - time.monotonic())):
                raise _TooLong
            part = os.read(source, size - len(got))
            if not part:
                raise _Died
            got += part
    return bytes(got)


def write_answer(seen: Seen) -> dict[str, Any]:
    """As it goes over the pipe."""
    pieces = [[p.text, p.page, p.left, p.top, p.right, p.bottom, p.sure] for p in seen.pieces]
    return {"way": seen.way, "why": seen.why, "pieces": pieces, "lies": [[lie.page, lie.turn, lie.lean] for lie in seen.lies]}


def read_answer(told: dict[str, Any]) -> Seen:
    """As it came over the pipe."""
    return Seen(told["way"], told["why"], tuple(Piece(*piece) for piece in told["pieces"]), tuple(Lie(*lie) for lie in told["lies"]))
