-- What a host says of who comes in is seen by the system alone.
alter table entry_ticket enable row level security, force row level security;
create policy entry_ticket_seen on entry_ticket to shuangquan_app using ('' = any ((select context_regions())::text[]));
