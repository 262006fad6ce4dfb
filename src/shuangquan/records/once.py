"""Something outside a case, done once for one key of one actor."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError

from shuangquan.records.cases import find_answer
from shuangquan.records.clock import now
from shuangquan.records.context import enter_context
from shuangquan.records.models import Idempotency


def apply_once(actor: str, key: str, body_hash: bytes, work: Callable[[], str]) -> str:
    """Do `work` and keep the id that it answers, in one transaction; the same key again answers that id and does nothing.

    Refusal("idempotency.other_body") when the key was used for another request; refusals of `work` keep nothing.
    """
    earlier = find_answer(actor, key, body_hash)
    if earlier is None:
        try:
            with enter_context():
                made = work()
                answer: dict[str, Any] = {"id": made}
                Idempotency.objects.create(actor=actor, key=key, body_hash=body_hash, answer=answer, kept_at=now())
                return made
        except IntegrityError as error:
            if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") != "idempotency_pkey":
                raise
        earlier = find_answer(actor, key, body_hash)
        assert earlier is not None  # somebody was faster with the same key
    return str(earlier["id"])
