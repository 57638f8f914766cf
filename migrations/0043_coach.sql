-- What was made of the coach's findings: put aside for one statement, or a rule turned off for everyone.

-- Of a statement as it reads without diacritics and capitals: another text is asked about anew. A statement that is
-- still being written has no subject yet.
create table coach_dismissal (
  workspace_id uuid not null references workspace,
  id uuid not null,
  rule text not null,
  subject_kind text not null check (subject_kind in ('objective', 'key_result', 'initiative', 'kpi', 'member')),
  subject_id uuid,
  statement text not null,
  dismissed_by uuid not null,
  dismissed_at timestamptz not null,
  primary key (workspace_id, id),
  unique nulls not distinct (workspace_id, subject_kind, statement, rule, subject_id)
);

create table coach_rule_off (
  workspace_id uuid not null references workspace,
  rule text not null,
  turned_off_by uuid not null,
  turned_off_at timestamptz not null,
  primary key (workspace_id, rule)
);

do $$
declare t text;
begin
  foreach t in array array['coach_dismissal', 'coach_rule_off'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', t);
    execute format('grant select, insert, delete on %I to nhipcau_app', t);
  end loop;
end
$$;
