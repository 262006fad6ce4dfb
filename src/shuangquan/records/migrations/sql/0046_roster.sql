-- A table of people is seen by whose matter it is, and in the region of the case.
alter table roster enable row level security, force row level security;
create policy roster_seen on roster to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or party = (select context_party())
) with check (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or party = (select context_party())
);
