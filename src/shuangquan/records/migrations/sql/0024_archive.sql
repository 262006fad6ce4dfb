-- Who works in a region sees its archives; the applicant's own matter stays in front of them as it is.
alter table archive_package add constraint archive_case foreign key (home_region, case_id) references "case" (home_region, id);
alter table archive_package enable row level security, force row level security;
create policy archive_seen on archive_package to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
);
