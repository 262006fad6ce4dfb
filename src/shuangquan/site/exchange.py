"""The database through which the demo's departments that know no calls are reached: made beside the installation's own.

Two roles log in. The departments' owns the tables, since they are the departments' own. The platform's may hand over and read, and can
neither change nor take back what stands there, nor speak for a department.
"""

import secrets as chance
from dataclasses import dataclass

import psycopg
from psycopg import conninfo, sql

from shuangquan.site.installation import Secrets
from shuangquan.site.roles import Target, find_target, role_name

PLATFORM, DEPARTMENTS = role_name("exchange"), role_name("departments")


@dataclass(frozen=True, slots=True)
class Exchange:
    """Connection strings of the two sides, and the platform's role, to which the departments' side grants what it needs."""

    platform: str
    departments: str
    role: str


def ensure_exchange(secrets: Secrets) -> Exchange | None:
    """The exchange's database with both roles; passwords are new with every start.

    None when no database is reachable, or when DATABASE_URL's role may make neither: then no department is reached through tables.
    """
    target = find_target(secrets)
    if target is None:
        return None
    try:
        return make_exchange(target, f"{target.database}_exchange", PLATFORM, DEPARTMENTS)
    except psycopg.errors.InsufficientPrivilege:
        return None


def make_exchange(target: Target, name: str, platform: str, departments: str) -> Exchange:
    """Make the database `name` on the target's server, owned by `departments`, in which `platform` may nothing yet but log in.

    What an older version made under the platform's role goes over to the departments'. psycopg.errors.InsufficientPrivilege.
    """
    passwords = {role: chance.token_urlsafe(24) for role in (platform, departments)}
    database, owner, guest = sql.Identifier(name), sql.Identifier(departments), sql.Identifier(platform)
    with psycopg.connect(target.admin, autocommit=True) as admin:
        for role, password in passwords.items():
            known = admin.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
            login = sql.SQL("{} role {} login nosuperuser nocreatedb nocreaterole noinherit password {}")
            admin.execute(login.format(sql.SQL("alter" if known else "create"), sql.Identifier(role), sql.Literal(password)))
        if not admin.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            admin.execute(sql.SQL("create database {} owner {}").format(database, owner))
        admin.execute(sql.SQL("alter database {} owner to {}").format(database, owner))
        admin.execute(sql.SQL("revoke all on database {} from public").format(database))
        admin.execute(sql.SQL("grant connect on database {} to {}").format(database, guest))
    with psycopg.connect(conninfo.make_conninfo(target.admin, dbname=name), autocommit=True) as admin:
        admin.execute(sql.SQL("reassign owned by {} to {}").format(guest, owner))
        admin.execute(sql.SQL("revoke all on schema public from public"))
    parts = {**target.parts, "dbname": name}
    found = {role: conninfo.make_conninfo(**parts, user=role, password=password) for role, password in passwords.items()}
    return Exchange(found[platform], found[departments], platform)
