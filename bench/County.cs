using Npgsql;
using Qinglian.Kernel;

namespace Qinglian.Bench;

/// <summary>
/// A county of the usual size: 60 departments, 15 towns with 16 villages each, six people in every unit. Put straight into the
/// registers' tables, since how registers are filled is not what is measured.
/// </summary>
internal static class County
{
    public const int Whole = 1, FirstDepartment = 2, Departments = 60, FirstTown = FirstDepartment + Departments, Towns = 15, FirstVillage = FirstTown + Towns, VillagesOfTown = 16;
    public const int Units = FirstVillage + (Towns * VillagesOfTown) - 1;
    public const int PeopleOfUnit = 6;

    /// <summary>The person at a unit: 0 its head, 1 its office, 2 and above its staff; in a village 1 is the clerk, at the county 4 supervises.</summary>
    public static PersonId Person(int unit, int place) => new(Guid.ParseExact($"00000000-0000-4000-8000-{unit * 10 + place:000000000000}", "D"));

    public static int TownOf(int village) => FirstTown + ((village - FirstVillage) / VillagesOfTown);

    public static async Task FillAsync(NpgsqlDataSource owner)
    {
        await using var command = owner.CreateCommand(
            $"""
            set session_replication_role = replica;
            insert into unit (code, name, short_name, kind, parent, number, id, revision, key, begins_on, valid_from, current, recorded_by, recorded_at, head)
            select 'u' || n, k.name || n, null, k.kind, k.parent, n, gen_random_uuid(), 1, 'u' || n, '2020-01-01', '2020-01-01', true, '{Guid.Empty}', now(), '\x00'
            from generate_series(1, {Units}) n, lateral (select
                case when n = {Whole} then '清河县' when n < {FirstTown} then '县直部门' when n < {FirstVillage} then '乡镇' else '村' end as name,
                case when n = {Whole} then 'Region' when n < {FirstTown} then 'Department' when n < {FirstVillage} then 'Town' else 'Village' end as kind,
                case when n = {Whole} then null when n < {FirstVillage} then {Whole} else {FirstTown} + (n - {FirstVillage}) / {VillagesOfTown} end as parent) k;
            select setval('unit_number', {Units});
            insert into person (number, name, unit, party_member, covered, id, revision, key, begins_on, valid_from, current, recorded_by, recorded_at, head)
            select 'p' || p, '人员' || p, p / 10, true, true, ('00000000-0000-4000-8000-' || lpad(p::text, 12, '0'))::uuid, 1, 'p' || p, '2020-01-01', '2020-01-01', true, '{Guid.Empty}', now(), '\x00'
            from generate_series(1, {Units}) n, generate_series(0, {PeopleOfUnit - 1}) k, lateral (select n * 10 + k as p) p;
            insert into duty_grant (person, duty, unit, reach, given_as, id, revision, key, begins_on, valid_from, current, recorded_by, recorded_at, head)
            select ('00000000-0000-4000-8000-' || lpad((n * 10 + k)::text, 12, '0'))::uuid, d.duty, n, case when n < {FirstVillage} and d.duty <> 'staff' then 'Below' else 'Own' end, 'Appointed',
                gen_random_uuid(), 1, 'g' || (n * 10 + k), '2020-01-01', '2020-01-01', true, '{Guid.Empty}', now(), '\x00'
            from generate_series(1, {Units}) n, generate_series(0, {PeopleOfUnit - 1}) k, lateral (select
                case when k = 0 then 'leader' when k = 1 and n >= {FirstVillage} then 'village-clerk' when k = 1 then 'office' when k = 4 and n = {Whole} then 'supervisor' else 'staff' end as duty) d;
            set session_replication_role = origin;
            analyze unit, person, duty_grant;
            """);
        await command.ExecuteNonQueryAsync();
    }
}
