-- A person's own key, which opens what the audit log holds of them, and how a person is erased for good.
create table person_key (
  workspace_id uuid not null references workspace,
  -- A member; or an invitation, whose address nobody has joined with yet.
  person_id uuid not null,
  -- Sealed with the installation's own key.
  key text not null,
  primary key (workspace_id, person_id)
);
alter table person_key enable row level security;
alter table person_key force row level security;
create policy wall on person_key using (workspace_id = (select current_workspace()))
  with check (workspace_id = (select current_workspace()));
grant select, insert, delete on person_key to nhipcau_app;

alter table member add column erased_at timestamptz;

-- Words of a person in rows that the app itself may only add. `said`: what they wrote where no column tells the author,
-- each with its subject, as the audit log has it. Figures, dates and ids stay: nothing that is counted changes.
create function erase_words(person uuid, said jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  here uuid := current_workspace();
begin
  update comment_text t set text = '' from comment c
    where t.workspace_id = here and c.workspace_id = here and c.id = t.comment_id and c.author_id = person;
  update comment set removed_at = coalesce(removed_at, now()) where workspace_id = here and author_id = person;
  update check_in set note = null, blockers = null, call_reason = null
    where workspace_id = here and recorded_by = person;
  update measurement set note = null where workspace_id = here and recorded_by = person and note is not null;
  update kpi_phase set reason = '' where workspace_id = here and recorded_by = person;
  -- Whether a period is left out is told by its reason: it stays one.
  update left_out_period set reason = '—' where workspace_id = here and recorded_by = person;
  update annotation set text = '—' where workspace_id = here and created_by = person and key_result_id is null;
  update kpi_influence set note = '—' where workspace_id = here and created_by = person;
  update cycle_reopening set reason = '' where workspace_id = here and reopened_by = person;
  update scorecard set evidence = '[]' where workspace_id = here and submitted_by = person;
  update scorecard set returned_because = '' where workspace_id = here and decided_by = person;

  update objective_review t set score_reason = '' from jsonb_to_recordset(said) as w(subject uuid, text text)
    where t.workspace_id = here and t.objective_id = w.subject and t.score_reason = w.text;
  update objective_review t set worked = '' from jsonb_to_recordset(said) as w(subject uuid, text text)
    where t.workspace_id = here and t.objective_id = w.subject and t.worked = w.text;
  update objective_review t set did_not = '' from jsonb_to_recordset(said) as w(subject uuid, text text)
    where t.workspace_id = here and t.objective_id = w.subject and t.did_not = w.text;
  update objective_review t set learned = '' from jsonb_to_recordset(said) as w(subject uuid, text text)
    where t.workspace_id = here and t.objective_id = w.subject and t.learned = w.text;
  update key_result t set eased_because = null from jsonb_to_recordset(said) as w(subject uuid, text text)
    where t.workspace_id = here and t.id = w.subject and t.eased_because = w.text;
  update signal t set triage_note = '' from jsonb_to_recordset(said) as w(subject uuid, text text)
    where t.workspace_id = here and t.id = w.subject and t.triage_note = w.text;
  update kpi_phase t set superseded_because = '' from jsonb_to_recordset(said) as w(subject uuid, text text)
    where t.workspace_id = here and t.kpi_id = w.subject and t.superseded_because = w.text;
end
$$;

-- The member's row keeps its id, role and days, and nothing that names anyone. The account goes where no other
-- organisation knows the person; where one does, only what reached this organisation.
create function erase_member(person uuid, at timestamptz) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  here uuid := current_workspace();
  who member;
  is_known_elsewhere boolean;
begin
  select * into strict who from member where workspace_id = here and id = person for update;
  perform set_config('app.user_id', who.user_id, true);
  is_known_elsewhere := exists (
    select from member where user_id = who.user_id and workspace_id <> here and erased_at is null);
  delete from auth.apikey where "referenceId" = who.user_id
    and (not is_known_elsewhere or position(here::text in coalesce(metadata, '')) > 0);
  delete from auth.session where "userId" = who.user_id
    and (not is_known_elsewhere or "workspaceId" = here::text);
  if not is_known_elsewhere then
    delete from auth.verification where position(who.user_id in value) > 0 or position(lower(who.email) in identifier) > 0
      or position(lower(who.email) in value) > 0;
    delete from auth."user" where id = who.user_id;
  end if;
  perform set_config('app.user_id', '', true);

  delete from person_key k where workspace_id = here and (person_id = person or exists (
    select from invitation i where i.workspace_id = here and i.id = k.person_id
      and (i.accepted_by = person or lower(i.email) = lower(who.email))));
  -- Who they are to the organisation's directory and single sign-on.
  delete from sign_in_identity where workspace_id = here and member_id = person;
  delete from scim_user where workspace_id = here and member_id = person;
  update invitation set email = null
    where workspace_id = here and (accepted_by = person or lower(email) = lower(who.email));
  delete from saved_view where workspace_id = here and owner_id = person and not is_shared;
  delete from idempotency_key where workspace_id = here
    and (member_id = person or position(person::text in response::text) > 0
      or position(who.email in response::text) > 0);
  update member set user_id = 'erased ' || id, name = '', email = '', locale = null, erased_at = at,
    deactivated_at = coalesce(deactivated_at, at), version = version + 1
    where workspace_id = here and id = person;
end
$$;
revoke execute on function erase_words(uuid, jsonb) from public;
revoke execute on function erase_member(uuid, timestamptz) from public;
grant execute on function erase_words(uuid, jsonb) to nhipcau_app;
grant execute on function erase_member(uuid, timestamptz) to nhipcau_app;
