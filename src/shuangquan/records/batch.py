"""Reading in one round trip: the context and every question in one pipeline, prepared on the server."""

from collections.abc import Sequence
from typing import Any

import psycopg

from shuangquan.records.context import SET_CONTEXT, Claims, batching
from shuangquan.records.writes import raw_connection

Query = tuple[str, Sequence[Any]]
"""A statement and its parameters."""


def read_rows(*queries: Query, claims: Claims | None = None) -> tuple[list[tuple[Any, ...]], ...]:
    """The rows of each query, as the current claims (or `claims`) see them. Another append may come between two queries."""
    with batching(claims) as token:
        connection = raw_connection()
        cursors = [psycopg.Cursor(connection) for _ in queries]
        with connection.pipeline():
            if token:
                psycopg.Cursor(connection).execute(SET_CONTEXT, [token], prepare=True)
            for cursor, (statement, values) in zip(cursors, queries, strict=True):
                cursor.execute(statement.encode(), values, prepare=True)
        return tuple(cursor.fetchall() for cursor in cursors)
