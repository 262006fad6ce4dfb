-- What was saved and what was signed is never changed: the roles are not granted it, and this stops the owner's own slips.
create function refuse_standard_change() returns trigger language plpgsql as $$
begin
    raise exception 'saved texts and steps of a standard are append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger bundle_step_fixed before update or delete on bundle_step for each row execute function refuse_standard_change();
create trigger bundle_step_kept before truncate on bundle_step for each statement execute function refuse_standard_change();
create trigger draft_text_fixed before update or delete on draft_text for each row execute function refuse_standard_change();
create trigger draft_text_kept before truncate on draft_text for each statement execute function refuse_standard_change();
alter table bundle_step add constraint bundle_step_known check (step in ('mature', 'signed', 'online'));
alter table bundle_step add constraint bundle_step_where check ((step = 'online') = (effective_at is not null and region <> ''));
alter table bundle_step add constraint bundle_step_seal check ((step = 'signed') = (key_id <> '' and length(signature) = 64));
