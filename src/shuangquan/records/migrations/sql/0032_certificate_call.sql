-- Seen as the case is.
alter table certificate_call add constraint certificate_call_case foreign key (home_region, case_id) references "case" (home_region, id);
alter table certificate_call add constraint certificate_call_state check (state in ('stands', 'lapsed', 'gone'));
alter table certificate_call enable row level security, force row level security;
create policy certificate_call_seen on certificate_call to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
);
