"""Structured logs: one JSON object a line, with codes and ids and no personal data."""

import json
import logging
from datetime import UTC, datetime

from shuangquan.records.correlation import current_correlation

# What a caller may attach by `extra=`: names, codes, counts. Anything else is dropped rather than trusted.
FIELDS = ("event", "case", "item", "task", "job", "party", "code", "status", "method", "route", "ms", "count", "actor", "region", "attempt")


class Correlation(logging.Filter):
    """Puts the request's or job's correlation id on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true."""
        record.correlation = current_correlation()
        return True


class JsonLines(logging.Formatter):
    """A record as one line of JSON. Of an exception only its type, code and place stand there: its text could hold a value."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage() if record.name.startswith("shuangquan") else record.msg if isinstance(record.msg, str) else "",
            "correlation": getattr(record, "correlation", ""),
        }
        line.update({name: getattr(record, name) for name in FIELDS if isinstance(getattr(record, name, None), str | int | float)})
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["trace"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _places(trace: object) -> list[str]:
    found = []
    while trace is not None:
        frame = getattr(trace, "tb_frame", None)
        if frame is not None:
            found.append(
                f"{frame.f_code.co_filename.rsplit('site-packages/', 1)[-1]}:{getattr(trace, 'tb_lineno', 0)} {frame.f_code.co_name}"
            )
        trace = getattr(trace, "tb_next", None)
    return found[-12:]
