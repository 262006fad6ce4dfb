-- Seen by those of the region; the system sees all.
alter table ledger_line add constraint ledger_line_case foreign key (home_region, case_id) references "case" (home_region, id);
alter table ledger_line add constraint ledger_line_amount check (amount > 0);
alter table statement_entry add constraint statement_entry_amount check (amount > 0);
alter table money_difference add constraint money_difference_state check (state in ('open', 'asked', 'settled', 'gone'));
alter table money_difference add constraint money_difference_eyes check (not (how = 'refund' and state = 'settled' and asked_by = settled_by));
alter table ledger_line enable row level security, force row level security;
alter table statement_entry enable row level security, force row level security;
alter table money_difference enable row level security, force row level security;
create policy ledger_line_seen on ledger_line to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
);
create policy statement_entry_seen on statement_entry to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
);
create policy money_difference_seen on money_difference to shuangquan_app using (
    handling_region ^@ any ((select context_regions())::text[]) or home_region ^@ any ((select context_regions())::text[])
);
