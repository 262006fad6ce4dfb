-- Seen by those of the region and by the applicant.
alter table exit_paper enable row level security, force row level security;
create policy exit_paper_seen on exit_paper to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or party = (select context_party())
);
