-- Row security, fail-closed. A transaction carries a token made by a web or worker process:
--     '<key id>.<HMAC-SHA256, 64 hex>.<expires>|<regions>|<party>|<case>|<token hash>'
-- expires: Unix seconds; regions: comma-separated prefixes, '*' for all; party and token hash: hex; case: one case being written.
-- The functions below run as the owner, which alone may read the key. HMAC is written over the builtin sha256(): no extension is needed.

create table context_key (
    id smallint primary key,
    inner_pad bytea not null check (length(inner_pad) = 64),
    outer_pad bytea not null check (length(outer_pad) = 64)
);

-- plpgsql, not sql: its plans are kept per session, so a verification costs tens of microseconds.
create function context_parts() returns text[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, public as $$
declare
    token text := current_setting('shuangquan.context', true);
    made text;
    body text;
    key public.context_key;
    parts text[];
begin
    if token is null or token !~ '^[0-9]{1,4}\.[0-9a-f]{64}\.[0-9]' then
        return null;
    end if;
    made := split_part(token, '.', 2);
    body := substr(token, length(split_part(token, '.', 1)) + 67);
    select * into key from public.context_key where id = split_part(token, '.', 1)::smallint;
    -- Hashes of the two are compared, so that the time taken tells nothing about the right one.
    if not found or sha256(convert_to(made, 'UTF8'))
        <> sha256(convert_to(encode(sha256(key.outer_pad || sha256(key.inner_pad || convert_to(body, 'UTF8'))), 'hex'), 'UTF8'))
    then
        return null;
    end if;
    parts := string_to_array(body, '|');
    if parts[1]::bigint < extract(epoch from clock_timestamp()) then
        return null;
    end if;
    return parts;
end $$;

create function context_regions() returns text[] language plpgsql stable parallel safe set search_path = pg_catalog, public as $$
begin
    return coalesce(array_replace(string_to_array((public.context_parts())[2], ','), '*', ''), '{}');
end $$;

create function context_party() returns bytea language plpgsql stable parallel safe set search_path = pg_catalog, public as $$
begin
    return decode(nullif((public.context_parts())[3], ''), 'hex');
end $$;

create function context_token_hash() returns bytea language plpgsql stable parallel safe set search_path = pg_catalog, public as $$
begin
    return decode(nullif((public.context_parts())[5], ''), 'hex');
end $$;

-- The cases the context's party takes part in, and the one it is opening. Runs as the owner, who has a policy of its own on case_party.
create function context_cases() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, public as $$
declare
    parts text[] := public.context_parts();
    found_cases uuid[] := '{}';
begin
    if parts is null then
        return '{}';
    end if;
    if parts[3] <> '' then
        found_cases := array(select case_id from public.case_party where index = decode(parts[3], 'hex') and state <> 'removed');
    end if;
    return case when parts[4] <> '' then found_cases || parts[4]::uuid else found_cases end;
end $$;

-- Where a case was opened never changes.
create function refuse_home_change() returns trigger language plpgsql as $$
begin
    raise exception 'home_region and id of a case never change' using errcode = 'integrity_constraint_violation';
end $$;
create trigger case_home_fixed before update of home_region, id on "case" for each row
    when (old.home_region is distinct from new.home_region or old.id is distinct from new.id) execute function refuse_home_change();

-- Events are never changed, whoever asks: the roles are not granted it, and this stops the owner's own slips.
create function refuse_event_change() returns trigger language plpgsql as $$
begin
    raise exception 'events are append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger case_event_fixed before update or delete on case_event for each row execute function refuse_event_change();
create trigger case_event_kept before truncate on case_event for each statement execute function refuse_event_change();

alter table case_event alter column position add generated always as identity;
alter table case_event add constraint case_event_case foreign key (home_region, case_id) references "case" (home_region, id);
alter table case_key add constraint case_key_case foreign key (home_region, case_id) references "case" (home_region, id);
alter table fact_value add constraint fact_value_case foreign key (home_region, case_id) references "case" (home_region, id);
alter table task add constraint task_case foreign key (home_region, case_id) references "case" (home_region, id);
alter table case_party add constraint case_party_case foreign key (home_region, case_id) references "case" (home_region, id);
alter table blob add constraint blob_case foreign key (home_region, case_id) references "case" (home_region, id);

alter table "case" enable row level security, force row level security;
alter table case_event enable row level security, force row level security;
alter table case_key enable row level security, force row level security;
alter table fact_value enable row level security, force row level security;
alter table task enable row level security, force row level security;
alter table case_party enable row level security, force row level security;
alter table certificate enable row level security, force row level security;
alter table blob enable row level security, force row level security;
alter table message enable row level security, force row level security;
alter table party_call enable row level security, force row level security;
alter table data_use enable row level security, force row level security;
alter table account enable row level security, force row level security;

-- Each (select …) is evaluated once per query. Region first: an officer's query never looks up parties.
create policy case_seen on "case" to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or id = any ((select context_cases())::uuid[])
);
create policy task_seen on task to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
);
-- Rows that are never updated keep the region they were written in: after a transfer the case itself says who sees them.
create policy case_event_seen on case_event to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
    or exists (select 1 from "case" c where c.home_region = case_event.home_region and c.id = case_event.case_id)
);
create policy case_key_seen on case_key to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
    or exists (select 1 from "case" c where c.home_region = case_key.home_region and c.id = case_key.case_id)
);
create policy fact_value_seen on fact_value to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
    or exists (select 1 from "case" c where c.home_region = fact_value.home_region and c.id = fact_value.case_id)
);
create policy blob_seen on blob to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
    or exists (select 1 from "case" c where c.home_region = blob.home_region and c.id = blob.case_id)
);
create policy case_party_seen on case_party to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
    or exists (select 1 from "case" c where c.home_region = case_party.home_region and c.id = case_party.case_id)
);
-- Only context_cases() reads it so; the table holds blind indexes and no value.
create policy case_party_own on case_party for select to current_user using (true);
create policy certificate_seen on certificate to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
    or holder_index = (select context_party())
    or token_hash = (select context_token_hash())
) with check (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
);
create policy message_seen on message to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
);
create policy account_seen on account to shuangquan_app using (
    index = (select context_party()) or '' = any ((select context_regions())::text[])
);
-- Whoever acts leaves a trace, in whatever context; reading the traces takes one.
create policy party_call_kept on party_call for insert to shuangquan_app with check (true);
create policy party_call_seen on party_call for select to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
);
create policy data_use_kept on data_use for insert to shuangquan_app with check (true);
create policy data_use_seen on data_use for select to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
);
