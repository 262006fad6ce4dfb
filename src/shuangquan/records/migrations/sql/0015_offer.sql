-- A person sees their own offers; officers those of their region; a sweep acts for the house and sees all.
alter table offer add constraint offer_state check (state in ('offered', 'doubt', 'confirmed', 'declined'));
alter table offer enable row level security, force row level security;
create policy offer_seen on offer to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or person = (select context_party())
);
