-- Who shows or takes a copy sees it, and so does whoever sees the certificate; who holds the code at hand sees that one showing.
alter table showing enable row level security, force row level security;
create policy showing_seen on showing to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or party = (select context_party())
    or token_hash = (select context_token_hash())
    or exists (select 1 from certificate c where c.id = showing.certificate_id)
) with check (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or party = (select context_party())
    or token_hash = (select context_token_hash())
);
alter table certificate_copy enable row level security, force row level security;
create policy certificate_copy_seen on certificate_copy to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or party = (select context_party())
    or exists (select 1 from certificate c where c.id = certificate_copy.certificate_id)
) with check (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or party = (select context_party())
);
-- By number and holder's name together: their one blind index comes as the token's hash does.
alter policy certificate_seen on certificate using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
    or case_id = any ((select context_cases())::uuid[])
    or holder_index = (select context_party())
    or token_hash = (select context_token_hash())
    or lookup = (select context_token_hash())
);
