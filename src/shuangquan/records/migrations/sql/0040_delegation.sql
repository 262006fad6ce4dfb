-- Seen by who gave it and by whom it was given to, and by the system.
alter table delegation add constraint delegation_kind check (kind in ('person', 'company'));
alter table delegation add constraint delegation_sees check (sees in ('begun', 'all'));
alter table delegation enable row level security, force row level security;
create policy delegation_seen on delegation to shuangquan_app using (
    '' = any ((select context_regions())::text[]) or holder_index = (select context_party()) or agent_index = (select context_party())
) with check (
    '' = any ((select context_regions())::text[]) or holder_index = (select context_party()) or agent_index = (select context_party())
);
-- Nobody gives themself what is another's: only who holds it adds it.
create policy delegation_given on delegation as restrictive for insert to shuangquan_app with check (holder_index = (select context_party()));
