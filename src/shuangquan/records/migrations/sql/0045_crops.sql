-- As the paper that it is of: whoever may see the case.
alter table paper_crop enable row level security, force row level security;
create policy paper_crop_seen on paper_crop to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
    or exists (select 1 from "case" c where c.home_region = paper_crop.home_region and c.id = paper_crop.case_id)
);
