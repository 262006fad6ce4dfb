-- Who answers for rules, and who stopped them, is never changed: the roles are not granted it, and this stops the owner's own slips.
create trigger approval_step_fixed before update or delete on approval_step for each row execute function refuse_standard_change();
create trigger approval_step_kept before truncate on approval_step for each statement execute function refuse_standard_change();
alter table approval_step add constraint approval_step_known check (step in ('signed', 'stopped'));
alter table approval_step add constraint approval_step_share check (share between 0 and 1);
alter table approval_step add constraint approval_step_rules check ((step = 'signed') = (rules <> ''));
alter table approval_step add constraint approval_step_why check (step <> 'stopped' or reason <> '');
alter table approval_step add constraint approval_step_seal check (
    case when step = 'signed' and actor <> 'installation' then key_id <> '' and length(signature) = 64 else signature = '' end
);
