-- Single sign-on: the providers that an organisation trusts, and who of its people is who there.
alter table workspace add column single_sign_on_only boolean not null default false;

create table sign_in_provider (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  -- Sealed with the installation's key; never read back by anyone.
  secret text,
  domains text[] not null default '{}',
  trusts_email boolean not null default false,
  creates_members boolean not null default true,
  role_claim text,
  role_map jsonb not null default '[]',
  default_role text check (default_role in ('admin', 'member', 'viewer')),
  is_listed boolean not null default true,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create index sign_in_provider_by_time on sign_in_provider (workspace_id, created_at, id);

-- A person is known at a provider by the subject that it gave, whatever their address becomes.
create table sign_in_identity (
  workspace_id uuid not null,
  provider_id uuid not null,
  subject text not null,
  member_id uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, provider_id, subject),
  foreign key (workspace_id, provider_id) references sign_in_provider (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index sign_in_identity_by_member on sign_in_identity (workspace_id, member_id);

do $$
declare t text;
begin
  foreach t in array array['sign_in_provider', 'sign_in_identity']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy wall on %I using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', t);
    execute format('grant select, insert, delete on %I to nhipcau_app', t);
  end loop;
end
$$;
grant update on sign_in_provider to nhipcau_app;
