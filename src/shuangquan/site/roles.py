"""The three roles of the database, and the way to it: owner migrates, app serves, queue works the jobs' bookkeeping."""

import os
from dataclasses import dataclass

import psycopg
from psycopg import conninfo, sql

from shuangquan.site.installation import Secrets
from shuangquan.site.postgres import ADMIN, DATABASE, Address, find_server

ROLES = ("owner", "app", "queue")


@dataclass(frozen=True, slots=True)
class Target:
    """One database of one server, as an administrator reaches it. `parts` are libpq keywords without user and password."""

    parts: dict[str, str]
    admin: str

    @property
    def database(self) -> str:
        """The database's name."""
        return self.parts["dbname"]


def role_name(role: str) -> str:
    """The login of a role: `app` is shuangquan_app."""
    return f"shuangquan_{role}"


def find_target(secrets: Secrets) -> Target | None:
    """DATABASE_URL's database, else the embedded server's if it runs, else None."""
    url = os.environ.get("DATABASE_URL")
    if url:
        given = {name: str(value) for name, value in conninfo.conninfo_to_dict(url).items() if value is not None}
        parts = {name: value for name, value in given.items() if name not in ("user", "password")}
        return Target({"dbname": DATABASE, **parts}, url)
    address = find_server()
    return target_of(address, secrets, os.environ.get("SHUANGQUAN_DATABASE", DATABASE)) if address else None


def target_of(address: Address, secrets: Secrets, database: str) -> Target:
    """A database of the embedded server."""
    parts = {"host": address.host, "port": str(address.port), "dbname": database}
    return Target(parts, address.conninfo(ADMIN, secrets.passwords["admin"], database))


def ensure_roles(target: Target, secrets: Secrets) -> None:
    """Create the roles or renew their passwords, hand the database and its schema to the owner, and take PUBLIC's rights away.

    psycopg.errors.InsufficientPrivilege when DATABASE_URL's role may not do so.
    """
    with psycopg.connect(target.admin) as admin:
        for role in ROLES:
            _ensure_role(admin, role_name(role), secrets.passwords[role])
        database = sql.Identifier(target.database)
        owner, app, queue = (sql.Identifier(role_name(role)) for role in ROLES)
        if not admin.execute("select rolsuper from pg_roles where rolname = current_user and rolsuper").fetchone():
            admin.execute(sql.SQL("grant {} to current_user").format(owner))  # needed to give away ownership
        for line in (
            sql.SQL("revoke all on database {d} from public"),
            sql.SQL("grant connect on database {d} to {owner}, {app}, {queue}"),
            sql.SQL("alter database {d} owner to {owner}"),
            sql.SQL("alter schema public owner to {owner}"),
            sql.SQL("revoke all on schema public from public"),
            sql.SQL("grant usage on schema public to {app}, {queue}"),
        ):
            admin.execute(line.format(d=database, owner=owner, app=app, queue=queue))


def _ensure_role(admin: psycopg.Connection, name: str, password: str) -> None:
    known = admin.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone()
    verb = sql.SQL("alter" if known else "create")
    admin.execute(
        sql.SQL("{} role {} login nosuperuser nocreatedb nocreaterole password {}").format(
            verb, sql.Identifier(name), sql.Literal(password)
        )
    )


def role_conninfo(target: Target, secrets: Secrets, role: str) -> str:
    """A libpq connection string for one of the roles."""
    return conninfo.make_conninfo(**target.parts, user=role_name(role), password=secrets.passwords[role])
