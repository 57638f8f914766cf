-- The archive is read newest first.
create index objective_archived on objective (workspace_id, archived_at, id) where archived_at is not null;
create index key_result_archived on key_result (workspace_id, archived_at, id) where archived_at is not null;
create index initiative_archived on initiative (workspace_id, archived_at, id) where archived_at is not null;
