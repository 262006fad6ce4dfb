"""Bring a database to this version: roles, migrations, privileges, the key for contexts. Safe to run again at any time."""

import psycopg
from django.core.management import call_command

from shuangquan.records.grants import apply_grants, install_context_key
from shuangquan.site.installation import Secrets
from shuangquan.site.roles import Target, ensure_roles, role_conninfo


def migrate_database(target: Target, secrets: Secrets) -> None:
    """Migrate the database that Django's alias `owner` points at, which must be `target`."""
    ensure_roles(target, secrets)
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    with psycopg.connect(role_conninfo(target, secrets, "owner")) as owner:
        apply_grants(owner)
        install_context_key(owner, secrets.context_key)
