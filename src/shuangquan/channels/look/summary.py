"""What somebody signs, as pages show it: what was given, what was fetched, what is due, and who still has to agree."""

from typing import Any

from shuangquan.actions.drafts import find_form_digest
from shuangquan.actions.payments import find_due
from shuangquan.actions.showing import Seen, find_fact_order, find_items
from shuangquan.channels.look.filing import is_unsigned
from shuangquan.core.cases.forms import find_waiting_parties
from shuangquan.queries.portal_behind import find_behind
from shuangquan.queries.portal_check import find_fetched, find_given
from shuangquan.queries.portal_consent import find_others
from shuangquan.queries.portal_form import find_form
from shuangquan.queries.portal_pledges import find_pledged_lists, find_promises


def find_summary(seen: Seen, language: str) -> dict[str, Any]:
    """What is signed: what was given, what was fetched, what is due; as the page and the second screen show it."""
    loaded = seen.loaded
    form = find_form(loaded.case, loaded.index, seen.role, language, find_fact_order(loaded.case.bundle))
    waiting = find_others(loaded.case, loaded.index, find_waiting_parties(loaded.case, loaded.index))
    return {
        "plan": loaded.index.plan, "form": form, "own": find_given(form), "fetched": find_fetched(form), "due": find_due(loaded),
        "digest": find_form_digest(loaded), "waiting": waiting, "pledged": find_pledged_lists(loaded.index),
        "promises": find_promises(loaded.index.plan, language), "behind": find_behind(find_items(loaded), language),
        "signed": not is_unsigned(loaded, seen.role), "version": loaded.case.version,
    }  # fmt: skip
