-- What somebody allows an app is seen by who gave it, and by the system when a token is asked for.
alter table app_grant enable row level security, force row level security;
create policy app_grant_seen on app_grant to shuangquan_app using (
    '' = any ((select context_regions())::text[]) or holder_index = (select context_party())
);
alter table app_token add constraint app_token_kind check (kind in ('access', 'refresh'));
-- Whose app opened a case is seen by those of the case, and by those of its region.
alter table app_case enable row level security, force row level security;
create policy app_case_seen on app_case to shuangquan_app using (
    home_region ^@ any ((select context_regions())::text[]) or case_id = any ((select context_cases())::uuid[])
);
-- What apps are told is seen by the system alone.
alter table hook_delivery add constraint hook_delivery_state check (state in ('waiting', 'sent', 'dead'));
alter table hook_delivery enable row level security, force row level security;
create policy hook_delivery_seen on hook_delivery to shuangquan_app using ('' = any ((select context_regions())::text[]));
