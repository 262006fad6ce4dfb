-- 办件交换五表, field names as the national exchange has them; after the line of dashes what ties rows to packages and seals them.
create schema if not exists exchange;
create sequence if not exists exchange.said;
create table if not exists exchange.platform_key (org_code text, key_id text, primary key (org_code, key_id));
create table if not exists exchange.up_pro_accept (
    row_guid text primary key, org_code text not null, task_handle_item text not null, project_type text not null default '2',
    apply_date timestamptz not null default now(), accept_date timestamptz, promise_date timestamptz, accept_doc_no text,
    cd_operation char(1) not null default 'I', cd_time timestamptz not null default now(), cd_batch text, data_source text not null,
    -- ----
    content text not null, digest text not null, signature text not null, key_id text not null, package_digest text not null,
    state text not null default 'new', outcome text not null default ''
);
create index if not exists accept_new on exchange.up_pro_accept (org_code, cd_time) where state = 'new';
create table if not exists exchange.up_pro_process (
    row_guid text primary key, event_name text not null, process_name text, handle_user_name text, handle_explain text,
    event_start_time timestamptz not null default now(), event_end_time timestamptz,
    cd_operation char(1) not null default 'I', cd_time timestamptz not null default now(), cd_batch text, data_source text not null,
    -- ----
    accept_guid text not null references exchange.up_pro_accept, org_code text not null, number int, seq bigint unique,
    content text, digest text, signature text, key_id text, state text not null default 'new'
);
create table if not exists exchange.up_pro_special_procedure (
    row_guid text primary key, special_type text not null, special_name text not null, special_time timestamptz not null default now(),
    special_reason text, end_time text, result text,
    cd_operation char(1) not null default 'I', cd_time timestamptz not null default now(), cd_batch text, data_source text not null,
    -- ----
    accept_guid text not null references exchange.up_pro_accept, org_code text not null, number int, seq bigint unique,
    content text, digest text, signature text, key_id text
);
create table if not exists exchange.up_pro_result (
    row_guid text primary key, result_type text not null, result_date timestamptz not null default now(), result_cetr_name text,
    result_cetr_no text, is_delivery_results text, satisfaction text,
    cd_operation char(1) not null default 'I', cd_time timestamptz not null default now(), cd_batch text, data_source text not null,
    -- ----
    accept_guid text not null references exchange.up_pro_accept, org_code text not null, number int, seq bigint unique,
    content text, digest text, signature text, key_id text
);
create table if not exists exchange.up_pro_material (
    row_guid text primary key, material_name text not null, get_type text not null, get_num int not null default 1,
    material_attach_name text not null,
    cd_operation char(1) not null default 'I', cd_time timestamptz not null default now(), cd_batch text, data_source text not null,
    -- ----
    accept_guid text not null references exchange.up_pro_accept
);
create or replace view exchange.report as
    select accept_guid, org_code, number, seq, content, digest, signature, key_id from exchange.up_pro_process where number is not null
    union all
    select accept_guid, org_code, number, seq, content, digest, signature, key_id from exchange.up_pro_special_procedure
    union all
    select accept_guid, org_code, number, seq, content, digest, signature, key_id from exchange.up_pro_result;
create index if not exists process_of on exchange.up_pro_process (accept_guid);
create index if not exists special_of on exchange.up_pro_special_procedure (accept_guid);
create index if not exists result_of on exchange.up_pro_result (accept_guid);
