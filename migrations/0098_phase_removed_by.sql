-- Who replaced or took back a version of a phase; of what was superseded before this, only the audit log knows.
alter table kpi_phase add column superseded_by uuid;
