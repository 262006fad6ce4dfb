"""用证系统: who lets other departments' systems in, for which certificates and purposes; and what holders allow them."""

import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError

from shuangquan.actions.standards import load_online
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.records.clock import today
from shuangquan.records.sharing import (
    Consumer,
    append_consent,
    append_consumer,
    apply_consumer_end,
    apply_withdrawal,
    find_consumer,
    find_consumers,
)

_ID = re.compile(r"[a-z0-9-]{3,32}")
LONGEST = timedelta(days=366)
"""For how long a holder can agree at once (ours: nobody remembers for longer)."""


def add_system(
    system: str, name: str, department: str, region: str, types: Sequence[str], purposes: Sequence[str], ends_on: date | None
) -> str:
    """Let a system in; answers what it signs in with, which is kept nowhere. ValueError says what cannot be."""
    online = load_online()
    unknown = sorted(set(types) - set(online.certificates))
    if not _ID.fullmatch(system) or not name.strip() or not re.fullmatch(r"[0-9]{6}", region):
        raise ValueError("accessId 用小写字母、数字和 -，名称不能空，地区是六位代码")
    if department not in online.departments or unknown or not types or not purposes:
        raise ValueError(f"没有这个部门，或没有这些证照类型：{'、'.join(unknown) or department}；证照类型和用途都要写")
    secret = secrets.token_urlsafe(32)
    made = Consumer(system, name.strip(), "", department, region, tuple(types), tuple(purposes), ends_on, ended=False)
    try:
        append_consumer(made, secret)
    except IntegrityError:
        raise ValueError(f"{system} 已经有了") from None
    return secret


def end_system(system: str) -> bool:
    """Shut it out. False when there is none that is let in."""
    return apply_consumer_end(system)


def list_systems() -> list[dict[str, Any]]:
    """Every system as plain values. state: open | over | ended."""
    return [
        {
            "id": one.id, "name": one.name_zh, "department": one.department, "region": one.region, "types": one.types,
            "purposes": one.purposes, "state": "ended" if one.ended else "open" if one.is_open(today()) else "over",
        }
        for one in find_consumers()
        if one.types
    ]  # fmt: skip


def name_system(system: str) -> Text:
    """What holders read of whom; the id itself where it is not known any more, "" for the platform itself."""
    if not system:
        return Text("双全，替办这件事的人", "Shuangquan, for who applies in the matter")
    found = find_consumer(system)
    return Text(found[0].name_zh, found[0].name_en) if found is not None else Text(system)


def give_consent(actor: Actor, holder_index: bytes, system: str, types: Iterable[str], until: date) -> str:
    """The holder allows a system certificates of these types until a day. Refusals: "share.consumer", "share.types", "share.until"."""
    check_may(actor, "certificate.consent")
    found = find_consumer(system)
    if found is None or not found[0].is_open(today()):
        raise Refusal("share.consumer", "consumer")
    chosen = [one for one in dict.fromkeys(types) if one in found[0].types]
    if not chosen:
        raise Refusal("share.types", "types")
    if not today() < until <= today() + LONGEST:
        raise Refusal("share.until", "until")
    return append_consent(holder_index, system, chosen, until)


def withdraw_consent(actor: Actor, holder_index: bytes, consent: str) -> None:
    """The holder takes it back: from now on it is no ground. Refusal("share.consumer") when it is not theirs."""
    check_may(actor, "certificate.consent")
    if not apply_withdrawal(consent, holder_index):
        raise Refusal("share.consumer", "consent")
