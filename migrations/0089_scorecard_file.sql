-- Files that show that a scorecard's values are right. They are never changed; one goes only with the person who brought it.
create table scorecard_file (
  workspace_id uuid not null,
  id uuid not null,
  scorecard_id uuid not null,
  name text not null,
  bytes integer not null check (bytes > 0),
  -- In base64, as it came: an export and a backup carry it as text.
  content text not null,
  uploaded_at timestamptz not null,
  uploaded_by uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, scorecard_id) references scorecard (workspace_id, id),
  foreign key (workspace_id, uploaded_by) references member (workspace_id, id)
);
create index scorecard_file_by_scorecard on scorecard_file (workspace_id, scorecard_id);
create index scorecard_file_by_member on scorecard_file (workspace_id, uploaded_by);
-- Packed files do not become smaller by being packed again.
alter table scorecard_file alter column content set storage external;

alter table scorecard_file enable row level security;
alter table scorecard_file force row level security;
create policy wall on scorecard_file using (workspace_id = (select current_workspace()))
  with check (workspace_id = (select current_workspace()));
grant select, insert, delete on scorecard_file to nhipcau_app;
