-- Seen by the person served, and by those of the region.
alter table assistance add constraint assistance_basis check (basis in ('card', 'code', 'grant'));
alter table assistance enable row level security, force row level security;
create policy assistance_seen on assistance to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or party = (select context_party())
);
