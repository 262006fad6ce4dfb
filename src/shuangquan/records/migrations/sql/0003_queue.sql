-- Jobs are enqueued in the transaction that needs them, by the app's role, through this function only; the workers' bookkeeping is the queue
-- role's. A NOTIFY in the committing transaction serialises commits (12,000 → 3,300 a second measured), so workers poll instead.
alter table procrastinate_jobs disable trigger procrastinate_jobs_notify_queue_job_inserted_v1;

-- A job whose key is still waiting is not added again. The update (not "do nothing") matters: it waits for a worker that is just taking the
-- waiting job, which may have read the case before this transaction; then a second job is added. It also never postpones.
create function enqueue_jobs(jobs jsonb) returns void
language sql security definer set search_path = pg_catalog, public as $$
    insert into public.procrastinate_jobs as waiting (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
    select j.queue, j.name, j.priority, j.lock, j.key, j.args, j.run_at
    from jsonb_to_recordset(jobs) as j (queue text, name text, priority integer, lock text, key text, args jsonb, run_at timestamptz)
    order by j.key
    on conflict (queueing_lock) where status = 'todo' do update
        set scheduled_at = case when excluded.scheduled_at is null then null else least(waiting.scheduled_at, excluded.scheduled_at) end
        where waiting.scheduled_at is not null
$$;
