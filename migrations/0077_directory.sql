-- The organisation's directory tells of people and groups (SCIM 2.0): its tokens, and what it calls whom.
create table scim_token (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null,
  -- Whoever reads the table cannot act with it.
  token_digest text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, created_by) references member (workspace_id, id)
);
create index scim_token_by_maker on scim_token (workspace_id, created_by);

create table scim_user (
  workspace_id uuid not null,
  member_id uuid not null,
  user_name text not null,
  -- The name without case, by which it is unique.
  user_key text not null,
  external_id text,
  given_name text,
  family_name text,
  -- Deleted by the directory: deactivated here, with their history, and no longer shown to it.
  removed_at timestamptz,
  primary key (workspace_id, member_id),
  unique (workspace_id, user_key),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);

create table scim_group (
  workspace_id uuid not null,
  unit_id uuid not null,
  external_id text,
  primary key (workspace_id, unit_id),
  foreign key (workspace_id, unit_id) references unit (workspace_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['scim_token', 'scim_user', 'scim_group']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', t);
    execute format('grant select, insert, update on %I to nhipcau_app', t);
  end loop;
end
$$;
-- A user's names go with the person who is erased.
grant delete on scim_token, scim_user to nhipcau_app;
