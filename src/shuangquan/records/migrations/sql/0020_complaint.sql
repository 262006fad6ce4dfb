-- Who complains sees their own, and nobody else of the same case; supervisors see those of their region.
alter table complaint add constraint complaint_case foreign key (home_region, case_id) references "case" (home_region, id);
alter table complaint add constraint complaint_state check (state in ('open', 'answered', 'closed', 'withdrawn'));
alter table complaint enable row level security, force row level security;
create policy complaint_seen on complaint to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or (party = (select context_party()) and case_id = any ((select context_cases())::uuid[]))
);
