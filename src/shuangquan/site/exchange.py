"""The database through which the demo's departments that know no calls are reached: made beside the installation's own."""

import secrets as chance

import psycopg
from psycopg import conninfo, sql

from shuangquan.site.installation import Secrets
from shuangquan.site.roles import find_target, role_name

ROLE = role_name("exchange")


def ensure_exchange(secrets: Secrets) -> str:
    """The connection string of the exchange's database and of a role that owns nothing else; its password is new with every start.

    "" when no database is reachable, or when DATABASE_URL's role may make neither: then no department is reached through tables.
    """
    target = find_target(secrets)
    if target is None:
        return ""
    name, password = f"{target.database}_exchange", chance.token_urlsafe(24)
    try:
        with psycopg.connect(target.admin, autocommit=True) as admin:
            known = admin.execute("select 1 from pg_roles where rolname = %s", [ROLE]).fetchone()
            verb, role, database = sql.SQL("alter" if known else "create"), sql.Identifier(ROLE), sql.Identifier(name)
            login = sql.SQL("{} role {} login nosuperuser nocreatedb nocreaterole password {}")
            admin.execute(login.format(verb, role, sql.Literal(password)))
            if not admin.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
                admin.execute(sql.SQL("create database {} owner {}").format(database, role))
            admin.execute(sql.SQL("revoke all on database {} from public").format(database))
    except psycopg.errors.InsufficientPrivilege:
        return ""
    return conninfo.make_conninfo(**{**target.parts, "dbname": name}, user=ROLE, password=password)
