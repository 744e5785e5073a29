-- The extensions every module may rely on, and the login under which the program works.
-- All three are trusted extensions: the owner of the database may create them without being a superuser.
create extension if not exists pg_trgm;
create extension if not exists ltree;
create extension if not exists btree_gin;

-- The login owns nothing and cannot pass by row-level security. Roles belong to the whole server, so it may exist already.
do $$
begin
    if not exists (select from pg_roles where rolname = 'qinglian_app') then
        create role qinglian_app login nosuperuser nocreatedb nocreaterole nobypassrls noreplication;
    end if;
exception
    when duplicate_object or unique_violation then
        null; -- another database of this server created it in this moment
    when insufficient_privilege then
        raise exception 'the role qinglian_app does not exist and may not be created by %', current_user
            using hint = 'Ask the server''s administrator to run: create role qinglian_app login; grant qinglian_app to '
                || quote_ident(current_user) || ' with inherit false, set true';
end
$$;

-- An owner who is no superuser needs this to open the program's connections with "-c role=qinglian_app".
do $$
begin
    if not pg_has_role(current_user, 'qinglian_app', 'set') then
        execute format('grant qinglian_app to %I with inherit false, set true', current_user);
    end if;
exception
    when insufficient_privilege then
        null; -- the program may have a login of its own; if not, its first connection says so
end
$$;

revoke create on schema public from public;
grant usage on schema public to qinglian_app;
grant select on schema_migration to qinglian_app;
