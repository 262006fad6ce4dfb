-- Seen by who asked and by those of the region.
alter table help_order enable row level security, force row level security;
create policy help_order_seen on help_order to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or party = (select context_party())
);
