-- A consent is seen by who gave it, and by the system when it is asked for.
alter table share_consent enable row level security, force row level security;
create policy share_consent_seen on share_consent to shuangquan_app using (
    '' = any ((select context_regions())::text[]) or holder_index = (select context_party())
);
-- A use is seen by the holder, by those of the region, and by the system.
alter table share_use add constraint share_use_basis check (basis in ('case', 'consent', 'shown'));
alter table share_use enable row level security, force row level security;
create policy share_use_seen on share_use to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or holder_index = (select context_party())
) with check (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
);
