"""Who may do what: the privileges of the two working roles, table by table, in one place.

Applied after every migration; whatever is not written here is not allowed. The owner migrates and is used by nothing else.
"""

import psycopg
from psycopg import sql

READ = "select"
ADD = "select, insert"
KEEP = "select, insert, update"
ALL = "select, insert, update, delete"

APP: dict[str, str] = {
    "case": "select, insert, update (handling_region, bundle, state, version, head, number, submitted_at, due_at, due_tentative,"
    " closed_at, to_deliver, delivered_at)",
    "case_event": ADD,
    "case_key": "select, insert, update (wrapped, key_version, erased_at)",
    "fact_value": "select, insert, update (ciphertext, dropped_at)",
    "task": (
        "select, insert, update (handling_region, department, state, reason, outcome, officer, accepted_at, due_at,"
        " due_tentative, decided_at, decided_by, assignee, card, carded_at, appeal, appeal_by)"
    ),
    "case_party": "select, insert, update (handling_region, index, state, invited_at, answered_at, signed_at)",
    "matter": "select, insert, update (handling_region, ended_at)",
    "certificate_call": "select, insert, update (handling_region, certificate_id, state)",
    "objection": "select, insert, update (handling_region, state, asked, officer, answer, answered_at, erased_at)",
    "offer": "select, insert, update (handling_region, state, missing, sweep_id, found_at, until, due_at, answered_at, case_id)",
    "heard": "select, insert, update (cursor, heard_at)",
    "alert": "select, insert, update (handling_region, answer_by, asked_by, asked_at, over_at)",
    "complaint": (
        "select, insert, update (handling_region, desk, level, state, said, answer_by, answers, officers, answered_at, closed_at,"
        " satisfied, erased_at)"
    ),
    "sweep": "select, insert, update (finished_at)",
    "sweep_chunk": ADD,
    "certificate": "select, insert, update (handling_region, holder_index, status, status_at, wrapped, key_version)",
    "archive_package": (
        "select, insert, update (handling_region, state, asked_by, asked_at, destroyed_by, destroyed_at, wrapped, key_version)"
    ),
    "showing": "select, insert, delete, update (token_hash, until, used_at, viewer, wrapped, key_version, ciphertext)",
    "certificate_copy": "select, insert, update (taken, taken_at, wrapped, key_version)",
    "paper_crop": "select, insert, update (wrapped, key_version)",
    "assistance": "select, insert, update (seen_at, ended_at, ended_how)",
    "blob": "select, insert, update (wrapped, key_version, erased_at)",
    "message": "select, insert, update (state, attempts, sent_at, read_at, wrapped, key_version)",
    "contact": "select, insert, update (sms, mail, verified_at, code_hash, code_until, tries, wrapped, key_version, ciphertext)",
    "share_consumer": (
        "select, insert, update (secret, types, purposes, ends_on, ended_at, scopes, themes, regions, redirects, callback, hook_nth,"
        " frames, vouches)"
    ),
    "app_grant": "select, insert, update (scopes, withdrawn_at, code_used_at)",
    "app_token": "select, insert, delete, update (ended_at)",
    "delegation": "select, insert, update (agent_account, accepted_at, declined_at, ended_at, wrapped, key_version)",
    "entry_ticket": "select, insert, delete, update (used_at)",
    "app_case": ADD,
    "hook_delivery": "select, insert, update (state, attempts, status, ended_at)",
    "share_consent": "select, insert, update (withdrawn_at)",
    "share_use": "select, insert, update (wrapped, key_version)",
    "party_call": ADD,
    "data_use": ADD,
    "merkle_root": ADD,
    "account": KEEP,
    "idempotency": "select, insert, delete",
    "department_issue": KEEP,
    "throttle": ALL,
    "number_range": KEEP,
    "help_order": "select, insert, update (state, helper, steps, ended_at)",
    "let_in": "select, insert, delete, update (index, level, answered_at, used_at)",
    "lease_block": ADD,
    "seal": "select, insert, update (key_id, certificate, der, ends)",
    "seal_step": ADD,
    "seal_use": ADD,
    "stock_spoil": ADD,
    "bundle": "select, insert, update (online_from)",
    "standard_draft": "select, insert, update (base, bundle, closed_at)",
    "draft_text": ADD,
    "bundle_step": ADD,
    "approval_step": ADD,
    "trial": "select, insert, delete, update (answer, done_at)",
    "plan": ADD,
    "plan_key": ADD,
    "calendar_year": KEEP,
    "staff_user": ALL,
    "staff_profile": ALL,
    "organisation": KEEP,
    "window_place": KEEP,
    "house_change": ADD,
    "ledger_line": ADD,
    "statement_entry": ADD,
    "money_difference": (
        "select, insert, update (handling_region, day, ours, theirs, state, how, reason, back, asked_by, asked_at, settled_by, settled_at)"
    ),
    "balanced_day": KEEP,
    "exit_paper": "select, insert, update (handling_region, hall, names, handed_at)",
    "hall_ticket": "select, insert, update (queue, state, due_at, at_window, clerk, calls, called_at, said_at, ended_at, party)",
    "hall_count": KEEP,
    "hall_slot": KEEP,
    "kiosk": KEEP,
    "own_inquiry": ADD,
    "kiosk_print": "select, insert, update (state, trouble, number)",
    "station": KEEP,
    "station_helper": KEEP,
    "station_tablet": KEEP,
    "station_act": ADD,
    "station_box": (
        "select, insert, update (handling_region, sealed, state, reason, open_things, theme, by, party, case_id, twin_id, said_at,"
        " settled_at, settled_by)"
    ),
    "roster": "select, insert, update (state, reason, at, ended_at, wrapped, key_version, content, said)",
    "stand_in": ALL,
    "staff_user_groups": ALL,
    "staff_user_user_permissions": ALL,
    "auth_group": READ,
    "auth_group_permissions": READ,
    "auth_permission": READ,
    "django_content_type": READ,
    "django_migrations": READ,
    "django_session": ALL,
    "otp_totp_totpdevice": ALL,
    "otp_static_staticdevice": ALL,
    "otp_static_statictoken": ALL,
    "context_key": "",
    "procrastinate_jobs": READ,
    "procrastinate_events": READ,
    "procrastinate_workers": READ,
    "procrastinate_periodic_defers": "",
}
QUEUE: dict[str, str] = {
    "procrastinate_jobs": ALL,
    "procrastinate_events": ALL,
    "procrastinate_workers": ALL,
    "procrastinate_periodic_defers": ALL,
}
APP_FUNCTIONS = (
    "context_parts()",
    "context_regions()",
    "context_party()",
    "context_token_hash()",
    "context_cases()",
    "enqueue_jobs(jsonb)",
)


def apply_grants(owner: psycopg.Connection) -> None:
    """Take everything from both roles and give what stands above, in one transaction. UndefinedTable when one is missing."""
    with owner.transaction():
        for role in ("shuangquan_app", "shuangquan_queue"):
            for kind in ("tables", "sequences", "functions"):
                owner.execute(f"revoke all on all {kind} in schema public from {role}, public".encode())
        for role, grants in (("shuangquan_app", APP), ("shuangquan_queue", QUEUE)):
            for table, rights in grants.items():
                if rights:
                    owner.execute(sql.SQL("grant {} on {} to {}").format(sql.SQL(rights), sql.Identifier(table), sql.Identifier(role)))
            owner.execute(f"grant usage on all sequences in schema public to {role}".encode())
        for function in APP_FUNCTIONS:
            owner.execute(f"grant execute on function {function} to shuangquan_app".encode())
        for (name,) in owner.execute(
            "select oid::regprocedure::text from pg_proc where pronamespace = 'public'::regnamespace and proname like 'procrastinate\\_%'"
        ).fetchall():
            owner.execute(f"grant execute on function {name} to shuangquan_queue".encode())


def install_context_key(owner: psycopg.Connection, key: bytes, number: int = 1) -> None:
    """Give the database the key by which it verifies contexts (RFC 2104 pads, 64 bytes). The app's role cannot read it."""
    block = key.ljust(64, b"\x00")
    inner, outer = (bytes(byte ^ pad for byte in block) for pad in (0x36, 0x5C))
    owner.execute(
        "insert into context_key (id, inner_pad, outer_pad) values (%s, %s, %s) "
        "on conflict (id) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
        [number, inner, outer],
    )
