-- The head of a workspace's chain is written once for a statement, not once for a row: each version of it within a transaction is
-- walked past by the next, so that 5,000 rows at once cost five times as much apiece as 1,000. Between the rows of a statement
-- the head stands in a setting of the transaction, which the statement begins by emptying.
create or replace function chain_audit() returns trigger language plpgsql security definer set search_path = public as $$
declare
  place text[] := string_to_array(current_setting('nhipcau.chain', true), ' ');
  head audit_head;
begin
  if place[1] = new.workspace_id::text then
    head := row(new.workspace_id, place[2]::bigint, place[3]);
  else
    perform keep_audit_head();
    insert into audit_head values (new.workspace_id, 0, '') on conflict do nothing;
    select * into head from audit_head where workspace_id = new.workspace_id for update;
  end if;
  new.seq := head.seq + 1;
  new.digest := encode(sha256(convert_to(audit_text(head.digest, new), 'UTF8')), 'hex');
  perform set_config('nhipcau.chain', concat_ws(' ', new.workspace_id, new.seq, new.digest), true);
  return new;
end
$$;

create function keep_audit_head() returns void language plpgsql security definer set search_path = public as $$
declare place text[] := string_to_array(current_setting('nhipcau.chain', true), ' ');
begin
  if array_length(place, 1) = 3 then
    update audit_head set seq = place[2]::bigint, digest = place[3] where workspace_id = place[1]::uuid;
  end if;
end
$$;
-- Only the trigger calls it, as its owner.
revoke execute on function keep_audit_head() from public;

create function begin_audit_chain() returns trigger language plpgsql as $$
begin
  perform set_config('nhipcau.chain', '', true);
  return null;
end
$$;

create function end_audit_chain() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform keep_audit_head();
  perform set_config('nhipcau.chain', '', true);
  return null;
end
$$;

create trigger audit_chain_begins before insert on audit for each statement execute function begin_audit_chain();
create trigger audit_chain_ends after insert on audit for each statement execute function end_audit_chain();
