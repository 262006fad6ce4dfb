-- What a live case is about. Another's row is not seen, but its unique index is felt: the second case is refused without a word about the first.
alter table matter add constraint matter_case foreign key (home_region, case_id) references "case" (home_region, id);
alter table matter enable row level security, force row level security;
create policy matter_seen on matter to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
);
