-- Archived KPIs stand in the archive as well, newest first.
create index kpi_archived on kpi (workspace_id, archived_at, id) where archived_at is not null;
