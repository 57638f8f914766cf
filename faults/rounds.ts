// How often the product has made a round: its jobs are gone when they are done, so that the database counts them as they go.
import { asked } from './asked.ts'

type Made = { find_due_pulls: number; close_periods: number }

export async function countRounds(connectionString: string) {
  await asked(
    connectionString,
    `create schema faults;
     create table faults.round_made (task text not null);
     create function faults.note_round() returns trigger language plpgsql security definer as $$
       begin
         insert into faults.round_made select identifier from graphile_worker._private_tasks where id = old.task_id;
         return null;
       end
     $$;
     create trigger round_made after delete on graphile_worker._private_jobs for each row execute function faults.note_round()`,
  )
  return {
    async made(): Promise<Made> {
      const [made] = await asked<Made>(
        connectionString,
        `select count(*) filter (where task = 'find_due_pulls')::int as find_due_pulls,
           count(*) filter (where task = 'close_periods')::int as close_periods from faults.round_made`,
      )
      return made ?? { find_due_pulls: 0, close_periods: 0 }
    },
  }
}
