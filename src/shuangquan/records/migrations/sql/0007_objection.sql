-- Who asks sees their own, and nobody else of the same case; the department's officers see those of their region.
alter table objection add constraint objection_case foreign key (home_region, case_id) references "case" (home_region, id);
alter table objection add constraint objection_state check (state in ('open', 'corrected', 'upheld'));
alter table objection enable row level security, force row level security;
create policy objection_seen on objection to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or (party = (select context_party()) and case_id = any ((select context_cases())::uuid[]))
);
