-- The outbox in the order of its commits, whatever the clocks of the processes say: an event's place is that of the last
-- audit row of its transaction, which holds the head of the workspace's chain until it commits. By default, so that
-- a process of the version before this one gives it too. What was there before keeps the order of its ids, and comes first.
create function audit_place() returns bigint
  language sql stable
  as $$ select coalesce((select seq from public.audit_head where workspace_id = public.current_workspace()), 0) $$;

alter table event add column seq bigint not null default 0;
alter table event alter column seq set default audit_place();
create index event_by_seq on event (workspace_id, seq, id);
