"""Statements of the hot path, written by hand: one per table, all rows of a change at once, prepared on the server.

ORM bulk inserts of the same rows cost three times the client time (measured), so the append is the one place that does not use it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection


@dataclass(frozen=True, slots=True)
class Insert:
    """An insert of many rows. same: columns that are equal in all rows; own: columns of each row; both (name, type)."""

    table: str
    same: tuple[tuple[str, str], ...]
    own: tuple[tuple[str, str], ...]
    conflict: str = ""

    def sql(self) -> bytes:
        """`insert … select …, u.* from unnest(…) u`."""
        names = ", ".join(f'"{name}"' for name, _ in (*self.same, *self.own))
        shared = ", ".join(f"%s::{kind}" for _, kind in self.same)
        arrays = ", ".join(f"%s::{kind}[]" for _, kind in self.own)
        return f'insert into "{self.table}" ({names}) select {shared}, u.* from unnest({arrays}) u {self.conflict}'.encode()


def _update(columns: Sequence[str]) -> str:
    return "do update set " + ", ".join(f'"{name}" = excluded."{name}"' for name in columns)


_CASE = (("home_region", "text"), ("handling_region", "text"), ("case_id", "uuid"))

EVENTS = Insert(
    "case_event",
    (*_CASE, ("actor_kind", "text"), ("actor", "text"), ("correlation", "text"), ("recorded_at", "timestamptz")),
    (
        ("seq", "int"),
        ("kind", "text"),
        ("schema_version", "smallint"),
        ("happened_at", "timestamptz"),
        ("canonical", "bytea"),
        ("hash", "bytea"),
    ),
).sql()
VALUES = Insert(
    "fact_value",
    (*_CASE, ("recorded_at", "timestamptz")),
    (("ref", "uuid"), ("path", "text"), ("ciphertext", "bytea")),
).sql()
_TASK = (
    ("department", "text"),
    ("state", "text"),
    ("reason", "text"),
    ("outcome", "text"),
    ("officer", "text"),
    ("accepted_at", "timestamptz"),
    ("due_at", "timestamptz"),
    ("due_tentative", "bool"),
    ("decided_at", "timestamptz"),
    ("decided_by", "text"),
    ("assignee", "text"),
    ("card", "text"),
    ("carded_at", "timestamptz"),
    ("appeal", "text"),
    ("appeal_by", "timestamptz"),
)
TASKS = Insert(
    "task",
    _CASE,
    (("item", "text"), ("member", "text"), *_TASK),
    "on conflict (home_region, case_id, item, member) " + _update(["handling_region", *(name for name, _ in _TASK)]),
).sql()
_PARTY = (
    ("state", "text"),
    ("index", "bytea"),
    ("invited_at", "timestamptz"),
    ("answered_at", "timestamptz"),
    ("signed_at", "timestamptz"),
)
PARTIES = Insert(
    "case_party",
    _CASE,
    (("role", "text"), *_PARTY),
    # A party whose number was destroyed (they declined) keeps the index by which they are let in.
    "on conflict (home_region, case_id, role) "
    + _update(["handling_region", *(name for name, _ in _PARTY if name != "index")])
    + ', "index" = coalesce(excluded."index", case_party."index")',
).sql()
_SEALED = (("wrapped", "bytea"), ("key_version", "smallint"), ("ciphertext", "bytea"))
CERTIFICATES = Insert(
    "certificate",
    (*_CASE, ("status_at", "timestamptz")),
    (
        ("id", "uuid"),
        ("type", "text"),
        ("identifier", "text"),
        ("issuer", "text"),
        ("item", "text"),
        ("member", "text"),
        ("holder_index", "bytea"),
        ("token_hash", "bytea"),
        ("status", "text"),
        ("issued_at", "timestamptz"),
        ("valid_to", "date"),
        ("digest", "bytea"),
        ("signature", "bytea"),
        ("signer", "text"),
        ("lookup", "bytea"),
        *_SEALED,
    ),
).sql()
MATTERS = Insert(
    "matter",
    _CASE,
    (("member", "text"), ("index", "bytea"), ("ended_at", "timestamptz")),
    "on conflict (home_region, case_id, member, index) " + _update(["handling_region", "ended_at"]),
).sql()
CALLS = Insert(
    "certificate_call",
    _CASE,
    (("draw", "text"), ("member", "text"), ("certificate_id", "uuid"), ("state", "text")),
    "on conflict (home_region, case_id, draw, member) " + _update(["handling_region", "certificate_id", "state"]),
).sql()
MESSAGES = Insert(
    "message",
    (*_CASE, ("created_at", "timestamptz"), ("state", "text"), ("attempts", "smallint")),
    (("id", "uuid"), ("key", "text"), ("channel", "text"), ("template", "text"), ("refs", "jsonb"), ("party", "bytea"), *_SEALED),
    "on conflict (key) do nothing",
).sql()
NEW_CASE = (
    b'insert into "case" (home_region, handling_region, id, number, theme, bundle, state, door, opened_at, submitted_at, due_at,'
    b" due_tentative, closed_at, to_deliver, delivered_at, version, head)"
    b" values (%s, %s, %s::uuid, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
# A case that has moved on is not found; the division then fails the statement, and the whole append with it.
SAME_CASE = (
    b'with moved as (update "case" set handling_region = %s, number = %s, bundle = %s, state = %s, submitted_at = %s, due_at = %s,'
    b" due_tentative = %s, closed_at = %s,"
    b" to_deliver = %s, delivered_at = %s, version = %s, head = %s where home_region = %s and id = %s::uuid and version = %s"
    b" returning 1) select 1 / count(*) from moved"
)
MOVED_OBJECTIONS = b"update objection set handling_region = %s where home_region = %s and case_id = %s::uuid and handling_region <> %s"
MOVED_COMPLAINTS = b"update complaint set handling_region = %s where home_region = %s and case_id = %s::uuid and handling_region <> %s"
MOVED_ALERTS = b"update alert set handling_region = %s where home_region = %s and case_id = %s::uuid and handling_region <> %s"
MOVED_TASKS = b"update task set handling_region = %s where home_region = %s and case_id = %s::uuid and handling_region <> %s"
DROPPED = b"update fact_value set ciphertext = '', dropped_at = %s where home_region = %s and case_id = %s::uuid and ref = any (%s::uuid[])"
STATUSES = (
    b"update certificate c set status = t.status, status_at = %s"
    b" from unnest(%s::text[], %s::text[], %s::text[]) as t(type, identifier, status)"
    b" where c.home_region = %s and c.case_id = %s::uuid and c.type = t.type and c.identifier = t.identifier"
    b" and (c.status <> 'ended' or t.status = 'revoked')"  # what another case has ended stays so
)
NEW_KEY = b"insert into case_key (home_region, handling_region, case_id, wrapped, key_version) values (%s, %s, %s::uuid, %s, %s)"
NEW_ANSWER = b"insert into idempotency (actor, key, body_hash, answer, kept_at) values (%s, %s, %s, %s::jsonb, %s)"
# Appends hold this lock together; the job that signs a Merkle root holds it alone for a moment, so that no event appears behind it.
APPEND_LOCK = 0x5348_5141
LOCK_TOGETHER = f"select pg_advisory_xact_lock_shared({APPEND_LOCK})".encode()
LOCK_ALONE = f"select pg_advisory_xact_lock({APPEND_LOCK})"


def columns(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows turned into one list per column, as unnest takes them."""
    return [list(column) for column in zip(*rows, strict=True)]


def raw_connection() -> "psycopg.Connection[Any]":
    """psycopg's connection under Django's default one."""
    connection.ensure_connection()
    found: psycopg.Connection[Any] = connection.connection
    return found
