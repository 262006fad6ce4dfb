-- When a job is due is told by the database's clock alone: whoever enqueues says how long to wait. Clocks of two machines differ, and a job
-- that one wrote an hour ahead would come an hour late. run_at stays for processes of the version before.
create or replace function enqueue_jobs(jobs jsonb) returns void
language sql security definer set search_path = pg_catalog, public as $$
    insert into public.procrastinate_jobs as waiting (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
    select j.queue, j.name, j.priority, j.lock, j.key, j.args, coalesce(now() + make_interval(secs => j.wait), j.run_at)
    from jsonb_to_recordset(jobs) as j (
        queue text, name text, priority integer, lock text, key text, args jsonb, run_at timestamptz, wait double precision
    )
    order by j.key
    on conflict (queueing_lock) where status = 'todo' do update
        set scheduled_at = case when excluded.scheduled_at is null then null else least(waiting.scheduled_at, excluded.scheduled_at) end
        where waiting.scheduled_at is not null
$$;
