-- Earlier versions of measurements are few and read seldom: for their history, and for what was known at an instant.
create index measurement_superseded on measurement (workspace_id, kpi_id, identity, id) where superseded_at is not null;
create index measurement_superseded_by_day on measurement (workspace_id, kpi_id, on_date, at, id) where superseded_at is not null;
