-- A way of looking at the OKRs, kept under a name: the maker's own, or shown to everyone.
create table saved_view (
  workspace_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  name text not null,
  search jsonb not null,
  is_shared boolean not null default false,
  version integer not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references member (workspace_id, id)
);
create index saved_view_by_time on saved_view (workspace_id, created_at, id);
create index saved_view_by_owner on saved_view (workspace_id, owner_id);

alter table saved_view enable row level security;
alter table saved_view force row level security;
create policy wall on saved_view using (workspace_id = (select current_workspace()))
  with check (workspace_id = (select current_workspace()));
grant select, insert, update on saved_view to nhipcau_app;
