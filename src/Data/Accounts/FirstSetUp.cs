using Npgsql;
using Qinglian.Data.Registers;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Accounts;

/// <summary>One of the three administrators, as the first set-up asks for them.</summary>
public sealed record FirstAdministrator(Duty Duty, string Number, string Name, string UserName);

/// <summary>What the first set-up asks.</summary>
/// <param name="UnitName">Null where the organisation has been read in already.</param>
public sealed record FirstAnswers(string? UnitCode, string? UnitName, IReadOnlyList<FirstAdministrator> Administrators);

/// <summary>
/// The first set-up of an empty installation: the unit at the top and three administrators who are three different persons. There is no
/// account before it and no default password after it: each of the three sets their own with a code.
/// </summary>
public sealed class FirstSetUp(NpgsqlDataSource database, IRegistrar registrar, RegisterBook registers, IRules rules, AccountOffice office, AccountLedger ledger, LocalTime time)
{
    // Of two who press the button at once, one sets up.
    private static readonly SemaphoreSlim Once = new(1, 1);

    /// <summary>Open until the first of the three has set a password; a slip that was lost before can be made anew.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select not exists (select from account where activated_at is not null)");
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    public bool NeedsUnit => !rules.Organisation.Roots.Any();

    /// <summary>Who was named at an earlier try, so that only new codes are made for them.</summary>
    public async Task<IReadOnlyList<FirstAdministrator>> NamedAsync(CancellationToken cancel) => [.. (await HoldersAsync(cancel)).Select(h => h.Administrator)];

    /// <returns>The codes to hand over, or what is wrong with which field.</returns>
    public async Task<(IReadOnlyList<HandedCode> Codes, IReadOnlyList<Refusal> Refusals)> RunAsync(FirstAnswers answers, CancellationToken cancel)
    {
        await Once.WaitAsync(cancel);
        try
        {
            if (!await IsOpenAsync(cancel)) throw new NotFoundException();
            var named = await HoldersAsync(cancel);
            if (named.Count < Duties.Administrators.Count)
            {
                var problems = Check(answers, named);
                if (problems.Count == 0) problems = await EnterAsync(answers, named, cancel);
                if (problems.Count > 0) return ([], problems);
                named = await HoldersAsync(cancel);
            }

            var codes = new List<HandedCode>();
            foreach (var (person, administrator) in named)
            {
                var userName = answers.Administrators.FirstOrDefault(a => a.Duty == administrator.Duty)?.UserName ?? administrator.UserName;
                var (code, refusal) = await office.OpenAsync(person, administrator.Name, userName, Actor.System, cancel);
                if (refusal is not null) return ([], [refusal with { Field = $"{administrator.Duty.Code}.userName" }]);
                codes.Add(code!);
            }

            await ledger.RecordAsync(AccountEvent.SetUp, default, Actor.System, cancel);
            return (codes, []);
        }
        finally
        {
            Once.Release();
        }
    }

    private List<Refusal> Check(FirstAnswers answers, IReadOnlyList<(PersonId, FirstAdministrator)> named)
    {
        var problems = new List<Refusal>();
        if (NeedsUnit && string.IsNullOrWhiteSpace(answers.UnitName)) problems.Add(Unfit.At("unitName", new("请填写单位名称。", "Please give the name of the unit.")));
        if (NeedsUnit && string.IsNullOrWhiteSpace(answers.UnitCode)) problems.Add(Unfit.At("unitCode", new("请填写单位代码。", "Please give the code of the unit.")));
        foreach (var one in answers.Administrators)
        {
            if (string.IsNullOrWhiteSpace(one.Name)) problems.Add(Unfit.At($"{one.Duty.Code}.name", new("请填写姓名。", "Please give the name.")));
            if (string.IsNullOrWhiteSpace(one.Number)) problems.Add(Unfit.At($"{one.Duty.Code}.number", new("请填写人员编号。", "Please give the staff number.")));
            if (UserNames.Check(one.UserName.Trim()) is { } problem) problems.Add(Unfit.At($"{one.Duty.Code}.userName", problem));
            var others = answers.Administrators.TakeWhile(a => a != one).ToList();
            if (others.Any(o => Same(o.Number, one.Number))) problems.Add(Unfit.At($"{one.Duty.Code}.number", new("三名管理员须为不同的人。", "The three administrators are three different persons.")));
            if (others.Any(o => Same(o.UserName, one.UserName))) problems.Add(Unfit.At($"{one.Duty.Code}.userName", new("用户名不能相同。", "No two have the same user name.")));
        }

        return problems;
    }

    private async Task<List<Refusal>> EnterAsync(FirstAnswers answers, IReadOnlyList<(PersonId Person, FirstAdministrator Administrator)> named, CancellationToken cancel)
    {
        if (NeedsUnit)
        {
            var unit = new UnitRow(answers.UnitCode!.Trim(), answers.UnitName!.Trim(), null, UnitKind.Region, null);
            var problems = await registrar.AddAsync(Ids.New(time.Now), unit, time.Today, null, Actor.System, cancel);
            if (problems.Count > 0) return [.. problems.Select(p => p with { Field = p.Field is nameof(UnitRow.Code) ? "unitCode" : "unitName" })];
        }

        var root = rules.Organisation.Roots.First().Id;
        foreach (var one in answers.Administrators.Where(a => named.All(n => n.Administrator.Duty != a.Duty)))
        {
            var (person, problems) = await PersonAsync(one, root, cancel);
            if (problems.Count == 0) problems = await registrar.AddAsync(Ids.New(time.Now), new DutyGrantRow(person, one.Duty, root, Reach.Below), time.Today, null, Actor.System, cancel);
            if (problems.Count > 0) return [.. problems.Select(p => p with { Field = $"{one.Duty.Code}.{(p.Field is nameof(PersonRow.Name) ? "name" : "number")}" })];
        }

        return [];
    }

    /// <summary>The person with that number, or a new one: a set-up that was cut short goes on.</summary>
    private async Task<(PersonId, IReadOnlyList<Refusal>)> PersonAsync(FirstAdministrator one, UnitId root, CancellationToken cancel)
    {
        var there = await registrar.ListAsync(registers.Of<PersonRow>(), new() { Where = [(nameof(PersonRow.Number), one.Number.Trim())] }, Actor.System, cancel);
        if (there.Entries is [var entry, ..]) return (new(entry.Id), []);
        var id = Ids.New(time.Now);
        return (new(id), await registrar.AddAsync(id, new PersonRow(one.Number.Trim(), one.Name.Trim(), root, null, false, false), time.Today, null, Actor.System, cancel));
    }

    private async Task<IReadOnlyList<(PersonId Person, FirstAdministrator Administrator)>> HoldersAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(Actor.System);
        batch.Add(
            $"select distinct on (t.duty) t.person, t.duty, p.number, p.name, coalesce(a.user_name, '') from duty_grant t join person p on p.id = t.person and p.current left join account a on a.person = t.person where t.duty = any ($2) and {RegisterSql.HoldsOn("$1", ended: false)} order by t.duty, t.recorded_at",
            P((DateOnly?)time.Today), P(Duties.Administrators.Select(d => d.Code).ToArray()));
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var holders = new List<(PersonId, FirstAdministrator)>();
        while (await reader.ReadAsync(cancel)) holders.Add((new(reader.GetGuid(0)), new(Duties.Find(reader.GetString(1))!, reader.GetString(2), reader.GetString(3), reader.GetString(4))));
        return [.. holders.OrderBy(h => Duties.Administrators.ToList().IndexOf(h.Item2.Duty))];
    }

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase) && one.Trim().Length > 0;
}
