-- What a station did is seen in its region and by the person; a sealed package by the region it came to, and by the person once it is known whose it is.
alter table station_act enable row level security, force row level security;
create policy station_act_seen on station_act to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or party = (select context_party())
) with check (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or party = (select context_party())
);
alter table station_box enable row level security, force row level security;
create policy station_box_seen on station_box to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or party = (select context_party())
) with check (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or party = (select context_party())
);
