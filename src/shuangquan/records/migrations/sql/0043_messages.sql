-- Whom it tells may read a message, wherever the case lies; a person's own choice is seen by them and by the system.
alter policy message_seen on message to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[]) or party = (select context_party())
) with check (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[]) or party = (select context_party())
);
alter table contact enable row level security, force row level security;
create policy contact_seen on contact to shuangquan_app using (
    index = (select context_party()) or '' = any ((select context_regions())::text[])
);
