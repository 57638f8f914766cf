-- Members change (role, units, at work or not) and come by invitation.
alter table member add column version integer not null default 1;
alter table member add column field_versions jsonb not null default '{}';
create index member_search on member using gin (fold(name || ' ' || email) gin_trgm_ops);

-- One invitation is for one person. Its link is kept as a digest only: whoever reads the table cannot join with it.
create table invitation (
  workspace_id uuid not null references workspace,
  id uuid not null,
  email text,
  role text not null check (role in ('admin', 'member', 'viewer')),
  unit_ids uuid[] not null default '{}',
  token_digest text not null,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  mailed_at timestamptz,
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, invited_by) references member (workspace_id, id),
  foreign key (workspace_id, accepted_by) references member (workspace_id, id)
);
create index invitation_by_inviter on invitation (workspace_id, invited_by);
create index invitation_by_joiner on invitation (workspace_id, accepted_by) where accepted_by is not null;

alter table invitation enable row level security;
alter table invitation force row level security;
create policy wall on invitation using (workspace_id = (select current_workspace()))
  with check (workspace_id = (select current_workspace()));
grant select, insert on invitation to nhipcau_app;
grant update (token_digest, expires_at, mailed_at, accepted_at, accepted_by, revoked_at) on invitation to nhipcau_app;
