-- Those who supervise see those of their region; nobody else sees any.
alter table alert add constraint alert_case foreign key (home_region, case_id) references "case" (home_region, id);
alter table alert enable row level security, force row level security;
create policy alert_seen on alert to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
);
